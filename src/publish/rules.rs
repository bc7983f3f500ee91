//! `_redirects` and `_headers`, as Cloudflare and Netlify read them.

use super::served::{EVERYWHERE, FOR_EVER, POLICY, Served};

/// Redirects without a pattern that Cloudflare takes.
const MOST: usize = 2_000;
/// Bytes of a line that it takes.
const LONGEST: usize = 1_000;

/// A line for each earlier address, and how many did not fit: at those, the page that leads on answers.
pub(super) fn cloudflare_redirects(served: &Served<'_>) -> (String, usize) {
    let all: Vec<String> = moved(served, "301").collect();
    let fit = all.iter().filter(|line| line.len() <= LONGEST).take(MOST);
    let fit: Vec<&str> = fit.map(String::as_str).collect();
    (fit.concat(), all.len() - fit.len())
}

/// Netlify asks for `!` where a file stands at the address, and for the page of each language that
/// tells that something is not there.
pub(super) fn netlify_redirects(served: &Served<'_>) -> String {
    let missing = served.languages.iter().map(|code| {
        let folder = served.address(&format!("{code}/"));
        format!("{folder}* {folder}404.html 404\n")
    });
    moved(served, "301!").chain(missing).collect()
}

fn moved(served: &Served<'_>, status: &str) -> impl Iterator<Item = String> {
    served.moved().map(move |(from, to)| format!("{} {to} {status}\n", served.address(from)))
}

/// A page's address ends with a slash. Both hosts have every answer asked about again unless they are
/// told otherwise, and they would join two values of one header, so only what is for ever is named.
pub(super) fn cloudflare_headers(served: &Served<'_>) -> String {
    let base = served.address("");
    let policy = (POLICY, served.policy.as_str());
    [
        rule(&format!("{base}*"), &EVERYWHERE),
        rule(&base, &[policy]),
        rule(&format!("{base}*/"), &[policy]),
        rule(&format!("{}*", served.theme()), &[("Cache-Control", FOR_EVER)]),
    ]
    .concat()
}

/// To Netlify a slash at the end of a pattern is none, so the policy goes with every file. Images in
/// pages are as they were; an SVG image that is opened by itself loses styles that it has inline.
pub(super) fn netlify_headers(served: &Served<'_>) -> String {
    let mut everywhere = EVERYWHERE.to_vec();
    everywhere.push((POLICY, &served.policy));
    [
        rule(&format!("{}*", served.address("")), &everywhere),
        rule(&format!("{}*", served.theme()), &[("Cache-Control", FOR_EVER)]),
    ]
    .concat()
}

fn rule(pattern: &str, headers: &[(&str, &str)]) -> String {
    let lines = headers.iter().map(|(name, value)| format!("  {name}: {value}\n"));
    std::iter::once(format!("{pattern}\n")).chain(lines).collect()
}
