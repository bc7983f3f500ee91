//! `nginx.conf`: what a `server` block of nginx includes.

use super::served::{
    ASKED, EVERYWHERE, FOR_EVER, NOT_AT_ALL, OWN, POLICY, Served, with_and_without_slash,
};

/// The file's name, which is not for readers.
pub(super) const FILE: &str = "nginx.conf";

/// The text. It names no folder of the server: `root` is the server's to say.
pub(super) fn nginx(served: &Served<'_>) -> String {
    let base = served.decoded("");
    let mut text = format!(
        "# Written by taiyaku with the site. In a `server` block whose `root` is the folder that the\n\
         # path {base} begins in:  include <that folder>{base}{FILE};\n\
         absolute_redirect off;\n",
    );
    for (how, own) in [("=", FILE), ("^~", OWN)] {
        let (own, page) = (quoted(&served.decoded(own)), served.address("404.html"));
        text.push_str(&format!("location {how} {own} {{ error_page 404 {page}; return 404; }}\n"));
    }
    for (from, to) in served.moved() {
        let to = to.replace('$', "%24");
        for from in with_and_without_slash(from) {
            let from = quoted(&served.decoded(from));
            text.push_str(&format!("location = {from} {{ return 301 \"{to}$is_args$args\"; }}\n"));
        }
    }
    text.push_str(&missing(served, ""));
    for code in &served.languages {
        text.push_str(&missing(served, &format!("{code}/")));
    }
    text.push_str(&location(served, "", ""));
    for code in &served.languages {
        let index = "    location ~ \"/search/[0-9a-f]{16}\\.bin$\" {\n";
        let kept = format!("{index}{}    }}\n", headers(8, &EVERYWHERE, FOR_EVER, ""));
        text.push_str(&location(served, &format!("{code}/"), &kept));
    }
    let theme = quoted(&served.decoded(served.theme_folder()));
    text.push_str(&format!("location ^~ {theme} {{\n"));
    text.push_str(&not_there(served, ""));
    text.push_str(&headers(4, &EVERYWHERE, FOR_EVER, ""));
    text.push_str("}\n");
    text
}

/// A folder of pages. A page is found by its address with a slash at the end, which is what nginx
/// itself leads to; a folder without a page is as little there as any other missing one.
fn location(served: &Served<'_>, folder: &str, inside: &str) -> String {
    let page = headers(8, &with_policy(served), ASKED, "");
    let other = headers(4, &EVERYWHERE, ASKED, "");
    format!(
        "location {} {{\n    index index.html;\n{}{other}{inside}    location ~ \"\\.html$\" {{\n{page}    }}\n}}\n",
        quoted(&served.decoded(folder)),
        not_there(served, folder),
    )
}

fn not_there(served: &Served<'_>, folder: &str) -> String {
    let page = served.address(&format!("{folder}404.html"));
    format!(
        "    gzip_static on;\n    gzip_vary on;\n    charset utf-8;\n    error_page 403 404 =404 {page};\n"
    )
}

/// The page that tells that something is not there. Nobody may keep that: it may come.
fn missing(served: &Served<'_>, folder: &str) -> String {
    let page = quoted(&served.decoded(&format!("{folder}404.html")));
    let headers = headers(4, &with_policy(served), NOT_AT_ALL, " always");
    format!(
        "location = {page} {{\n    internal;\n    gzip_static on;\n    gzip_vary on;\n    charset utf-8;\n{headers}}}\n"
    )
}

fn with_policy<'a>(served: &'a Served<'_>) -> Vec<(&'a str, &'a str)> {
    let mut headers = EVERYWHERE.to_vec();
    headers.push((POLICY, &served.policy));
    headers
}

/// A block with any header of its own takes none over from outside, so each says all.
fn headers(indent: usize, headers: &[(&str, &str)], cache: &str, when: &str) -> String {
    let all = headers.iter().copied().chain([("Cache-Control", cache)]);
    all.map(|(name, value)| format!("{:indent$}add_header {name} \"{value}\"{when};\n", ""))
        .collect()
}

fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}
