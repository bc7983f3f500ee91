//! `nginx.conf`: what a `server` block of nginx includes.
//!
//! A location with a header of its own takes none over from its server, so ours have none: they set
//! variables, and the headers stand beside those of the server. One whose value is empty is not sent.

use super::served::{ASKED, EVERYWHERE, FOR_EVER, KEPT, NOT_AT_ALL, OWN, POLICY, SHARDS, Served};
use crate::text::Fingerprint;

/// The file's name, which is not for readers.
pub(super) const FILE: &str = "nginx.conf";

/// Twins of files are sent to whoever takes them, and text is told to be UTF-8.
const TWINS: &str = "    gzip_static on;\n    gzip_vary on;\n    charset utf-8;\n";

/// Bytes that it tells locations apart by; it takes no longer ones for what they are.
const LONGEST: usize = 255;

/// The text, and how many redirects did not fit: at those, the page that leads on answers. It names no folder
/// of the server: `root` is the server's to say.
pub(super) fn nginx(served: &Served<'_>) -> (String, usize) {
    let base = served.decoded("");
    let names = Names::of(&base);
    let mut text = format!(
        "# Written by taiyaku with the site. In a `server` block whose `root` is the folder that the\n\
         # path {base} begins in:  include <that folder>{base}{FILE};\n\
         absolute_redirect off;\n{}",
        names.headers()
    );
    let missing = quoted(&served.decoded("404.html"));
    for own in [
        format!("= {}", quoted(&served.decoded(FILE))),
        format!("^~ {}", quoted(&served.decoded(OWN))),
        format!("~ \"{KEPT}\""),
    ] {
        text.push_str(&format!("location {own} {{ error_page 404 {missing}; return 404; }}\n"));
    }
    let mut unfit = 0;
    for (from, to) in served.moved() {
        if served.decoded(from).len() > LONGEST {
            unfit += 1;
            continue;
        }
        let to = to.replace('$', "%24");
        for from in with_and_without_slash(from) {
            let from = quoted(&served.decoded(from));
            text.push_str(&format!("location = {from} {{ return 301 \"{to}$is_args$args\"; }}\n"));
        }
    }
    let folders = || served.languages.iter().map(|code| format!("{code}/"));
    for folder in [String::new()].into_iter().chain(folders()) {
        text.push_str(&names.not_there(served, &folder));
    }
    text.push_str(&names.location(served, "", ""));
    let shards = names.inside(SHARDS, &names.set(CACHE, FOR_EVER));
    for folder in folders() {
        text.push_str(&names.location(served, &folder, &shards));
    }
    let theme = quoted(&served.decoded(served.theme_folder()));
    let (plain, kept) = (plain(served, ""), names.set(CACHE, FOR_EVER));
    text.push_str(&format!(
        "location ^~ {theme} {{\n{plain}    {}    {kept}\n}}\n",
        names.everywhere()
    ));
    (text, unfit)
}

/// The variables for one site: two of them may be included in one server.
struct Names(String);

const CACHE: &str = "cache";
const MISSING: &str = "missing";
const PAGE: &str = "policy";

impl Names {
    fn of(base: &str) -> Self {
        Self(format!("taiyaku_{}", Fingerprint::of(base.as_bytes()).short(8)))
    }

    fn set(&self, name: &str, value: &str) -> String {
        format!("set ${}_{name} \"{value}\";", self.0)
    }

    /// The headers, with nothing in them outside of the site. What is missing is told with any status.
    fn headers(&self) -> String {
        let everywhere =
            (0..).zip(EVERYWHERE).map(|(place, (name, _))| (name, place.to_string(), " always"));
        let own = [
            (POLICY, PAGE, " always"),
            ("Cache-Control", CACHE, ""),
            ("Cache-Control", MISSING, " always"),
        ];
        let own = own.map(|(name, variable, when)| (name, variable.to_owned(), when));
        let all = everywhere.chain(own);
        all.map(|(name, variable, when)| {
            let empty = self.set(&variable, "");
            format!("{empty} add_header {name} ${}_{variable}{when};\n", self.0)
        })
        .collect()
    }

    /// Headers of every answer, on one line.
    fn everywhere(&self) -> String {
        let all =
            (0..).zip(EVERYWHERE).map(|(place, (_, value))| self.set(&format!("{place}"), value));
        all.collect::<Vec<_>>().join(" ") + "\n"
    }

    /// What in a folder has headers of its own. Nothing that is set around it holds here.
    fn inside(&self, pattern: &str, set: &str) -> String {
        format!(
            "    location ~ \"{pattern}\" {{\n        {}        {set}\n    }}\n",
            self.everywhere()
        )
    }

    /// A folder of pages. A page is found by its address with a slash at the end, which is what nginx
    /// itself leads to; a folder without a page is as little there as any other missing one.
    fn location(&self, served: &Served<'_>, folder: &str, inside: &str) -> String {
        let pages = [self.set(CACHE, ASKED), self.set(PAGE, &served.policy)].join(" ");
        format!(
            "location {} {{\n    index index.html;\n{}    {}    {}\n{inside}{}}}\n",
            quoted(&served.decoded(folder)),
            plain(served, folder),
            self.everywhere(),
            self.set(CACHE, ASKED),
            self.inside("\\.html$", &pages),
        )
    }

    /// The page that tells that something is not there. Nobody may keep that: it may come.
    fn not_there(&self, served: &Served<'_>, folder: &str) -> String {
        format!(
            "location = {} {{\n    internal;\n{TWINS}    {}    {} {} {}\n}}\n",
            quoted(&served.decoded(&format!("{folder}404.html"))),
            self.everywhere(),
            self.set(PAGE, &served.policy),
            self.set(CACHE, ""),
            self.set(MISSING, NOT_AT_ALL),
        )
    }
}

fn plain(served: &Served<'_>, folder: &str) -> String {
    let page = quoted(&served.decoded(&format!("{folder}404.html")));
    format!("{TWINS}    error_page 403 404 =404 {page};\n")
}

/// An address of a folder is asked for without its slash too: one step leads on from there as well.
fn with_and_without_slash(from: &str) -> impl Iterator<Item = &str> {
    std::iter::once(from).chain(from.strip_suffix('/'))
}

fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}
