//! `sitemap.xml` with the versions of each page, and `robots.txt`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::view::hreflang;
use crate::site::{Entry, Site};
use crate::text::Route;

/// Addresses that one sitemap may hold by the protocol.
const MOST: usize = 50_000;

/// The sitemap's files by path; several and an index of them for a large site, none where the site
/// does not know its host.
pub(super) fn sitemaps(site: &Site<'_>) -> Vec<(String, String)> {
    let entries: Vec<&Entry<'_>> =
        site.entries.iter().filter(|entry| !entry.is_fallback()).collect();
    if site.base.absolute(&Route::new("")).is_none() {
        return Vec::new();
    }
    if entries.len() <= MOST {
        return vec![("sitemap.xml".to_owned(), sitemap(site, &entries))];
    }
    let mut files = Vec::new();
    for (number, entries) in entries.chunks(MOST).enumerate() {
        files.push((format!("sitemap-{}.xml", number + 1), sitemap(site, entries)));
    }
    let index = index(site, &files);
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn sitemap(site: &Site<'_>, entries: &[&Entry<'_>]) -> String {
    let root = BytesStart::new("urlset").with_attributes([
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ]);
    document(root, "urlset", |xml| {
        for entry in entries {
            let Some(address) = site.base.absolute(&entry.route) else { continue };
            let _ = xml.create_element("url").write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address))?;
                let updated = entry
                    .front
                    .updated
                    .or_else(|| site.content.dates.get(&entry.page.file).copied());
                if let Some(updated) = updated.or(entry.front.date) {
                    xml.create_element("lastmod")
                        .write_text_content(BytesText::new(&updated.to_string()))?;
                }
                for version in hreflang(site, entry) {
                    xml.create_element("xhtml:link")
                        .with_attributes([
                            ("rel", "alternate"),
                            ("hreflang", version.code.as_str()),
                            ("href", version.href.as_str()),
                        ])
                        .write_empty()?;
                }
                Ok(())
            });
        }
    })
}

fn index(site: &Site<'_>, files: &[(String, String)]) -> String {
    let root = BytesStart::new("sitemapindex")
        .with_attributes([("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    document(root, "sitemapindex", |xml| {
        for (path, _) in files {
            let Some(address) = site.base.absolute(&Route::new(path)) else { continue };
            let _ = xml.create_element("sitemap").write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address))?;
                Ok(())
            });
        }
    })
}

/// Writing into memory does not fail.
fn document(root: BytesStart<'_>, name: &str, inner: impl FnOnce(&mut Writer<Vec<u8>>)) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let _ = xml.write_event(Event::Start(root));
    inner(&mut xml);
    let _ = xml.write_event(Event::End(BytesEnd::new(name)));
    let mut text = String::from_utf8_lossy(&xml.into_inner()).into_owned();
    text.push('\n');
    text
}

/// Everything may be read; the sitemap is named where there is one.
pub(super) fn robots(site: &Site<'_>) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(address) = site.base.absolute(&Route::new("sitemap.xml")) {
        text.push_str(&format!("\nSitemap: {address}\n"));
    }
    text
}
