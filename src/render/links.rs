//! Links and images in the text.

use super::html::Writer;
use crate::parse::{Address, Inline, plain_text};
use crate::text::{Link, link_kind};

impl Writer<'_> {
    /// A link; one that leads nowhere has a finding and stays as its words.
    pub(super) fn link(&mut self, address: &Address, inner: &[Inline]) {
        let key = (self.file().clone(), address.target.value.clone());
        let view = self.view;
        let Some(resolved) = view.links.get(&key) else { return self.inlines(inner) };
        self.out.push_str("<a");
        self.attribute("href", &resolved.href);
        if let Some(language) = resolved.language {
            let code = self.content.config.languages[language].code.clone();
            self.attribute("hreflang", code.as_str());
        }
        if leads_out(&address.target.value) {
            self.attribute("rel", "external");
        }
        if !address.title.is_empty() {
            self.attribute("title", &address.title);
        }
        if let Some(note) = self.note(&address.target.value, &plain_text(inner)) {
            self.attribute("data-note", &note.to_string());
        }
        self.out.push('>');
        self.inlines(inner);
        self.out.push_str("</a>");
    }

    pub(super) fn image(&mut self, address: &Address, alt: Option<&str>) {
        let key = (self.file().clone(), address.target.value.clone());
        let view = self.view;
        let Some(resolved) = view.links.get(&key) else { return };
        self.phrases.skip(alt.unwrap_or_default());
        self.out.push_str("<img");
        self.attribute("src", &resolved.href);
        self.attribute("alt", alt.unwrap_or_default());
        // The room is kept before the image is there.
        if let Some(size) = resolved.image {
            self.attribute("width", &size.width.to_string());
            self.attribute("height", &size.height.to_string());
        }
        if !address.title.is_empty() {
            self.attribute("title", &address.title);
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// The number that stands behind a link on paper: a link to another site has one, unless its
    /// words are the address already.
    pub(super) fn note(&mut self, target: &str, words: &str) -> Option<usize> {
        let Link::External(href) = link_kind(target) else { return None };
        (leads_out(target) && bare(words) != bare(target)).then(|| self.link_notes.number(&href))
    }
}

/// Whether a link leads to another site: `mailto:` and `tel:` do not.
pub(super) fn leads_out(target: &str) -> bool {
    matches!(link_kind(target), Link::External(href) if href.contains("://"))
}

/// An address as people write it, without its scheme and the slash at its end.
fn bare(address: &str) -> &str {
    let address = address.trim();
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/')
}
