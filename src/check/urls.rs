//! Addresses that were published once are there for ever, or somebody has let them go.

use std::collections::BTreeSet;

use crate::parse::{URLS, parse_urls};
use crate::site::Site;
use crate::text::{Code, Diagnostic, Inputs, Outcome, nearest};

/// Addresses for which the nearest one is looked for among all: who loses more has moved a folder or
/// dropped a language, and to compare each with thousands of addresses takes its time (10 ms with
/// 2,000).
const LOOKED_FOR: usize = 10;

/// Checks that the site has every address of `content/urls.lock`.
pub(super) fn check_urls(inputs: &Inputs, site: &Site<'_>) -> Vec<Diagnostic> {
    let Some(source) = inputs.get(URLS) else { return Vec::new() };
    let Outcome { value: known, diagnostics: mut findings } = parse_urls(source);
    let listed: BTreeSet<&str> = known.iter().map(|known| known.value.as_str()).collect();
    let is_there = |address: &str| site.addresses.contains(address);
    let mut told = BTreeSet::new();
    for known in known.iter().filter(|known| !is_there(&known.value)) {
        let address = known.value.as_str();
        // Where git has put together the files of two people, a line may be there twice.
        if !told.insert(address) {
            continue;
        }
        let (kind, alias) = kind(site, &listed, address);
        let arguments = [("address", address), ("kind", kind), ("alias", alias)];
        let mut finding = Diagnostic::new(Code::AddressGone, &source.path, known.span, arguments);
        if told.len() <= LOOKED_FOR {
            finding.suggestion = instead(site, &listed, address);
        }
        findings.push(finding);
    }
    findings
}

/// What stood at an address, as far as that can be known, and how a page that takes its place calls it.
fn kind<'a>(site: &Site<'_>, listed: &BTreeSet<&str>, address: &'a str) -> (&'static str, &'a str) {
    let (folder, below) = address[1..].split_once('/').unwrap_or((&address[1..], ""));
    if site.content.config.language(folder).is_some() {
        let is_page = address.ends_with('/') || address.ends_with(".html");
        return if is_page { ("page", below) } else { ("file", "") };
    }
    // The root of each language is listed with it.
    let was_language = address.ends_with('/') || listed.contains(format!("/{folder}/").as_str());
    (if was_language { "language" } else { "file" }, "")
}

/// The address that is probably meant instead: one that nobody has published yet, else any, under the
/// same language.
fn instead(site: &Site<'_>, listed: &BTreeSet<&str>, address: &str) -> Option<String> {
    let (root, path) = address.split_at(address[1..].find('/').map_or(1, |end| end + 2));
    let beside = |new: bool| {
        let all =
            site.addresses.iter().filter(move |known| !new || !listed.contains(known.as_str()));
        // What all have in common makes none of them nearer.
        all.filter_map(|known| known.strip_prefix(root))
    };
    let found = nearest(path, beside(true)).or_else(|| nearest(path, beside(false)));
    found.map(|path| format!("{root}{path}"))
}
