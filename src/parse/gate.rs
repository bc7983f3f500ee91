//! `[gate.LANG]` of `site.toml`: what `check --strict` asks of the translations into a language.

use std::collections::BTreeMap;

use super::data::{Fields, Node};
use crate::text::{Code, Diagnostic, FilePath, Severity, Spanned};

/// What becomes of a kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    /// It is told, as grave as this.
    Tell(Severity),
    /// It is not told.
    Allow,
}

/// What is asked of the translations into a language. What is left out is as `--strict` has it
/// without any gate.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Gate {
    /// Patterns of the pages that must be there and up to date.
    pub require: Vec<Spanned<String>>,
    /// So many pages may be stale.
    pub max_stale_pages: Option<Spanned<usize>>,
    /// For so many days a page may be stale, from the last commit of its source on.
    pub max_stale_age_days: Option<Spanned<usize>>,
    /// Pages whose source is gone.
    pub orphans: Option<Verdict>,
    /// Terms of the glossary that a translation does not say.
    pub glossary: Option<Verdict>,
    /// Translations that are built otherwise than their source.
    pub parity: Option<Verdict>,
    /// Sources of which only addresses, code or ids have changed; nothing is told where this is left
    /// out.
    pub mechanical: Option<Verdict>,
}

const VERDICTS: [(&str, Verdict); 3] = [
    ("deny", Verdict::Tell(Severity::Error)),
    ("warn", Verdict::Tell(Severity::Warning)),
    ("allow", Verdict::Allow),
];

/// Reads the tables below `[gate]`, by the place of their language among `codes`.
pub(super) fn gates(
    file: &FilePath,
    node: &Node,
    codes: &[&str],
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<usize, Gate> {
    let mut fields = Fields::open(file, node, "gate");
    let entries = fields.others();
    fields.close(findings);
    let mut gates = BTreeMap::new();
    for entry in entries {
        let gate = gate(file, &entry.value, &entry.key.value, findings);
        let code = entry.key.value.as_str();
        match codes.iter().position(|known| *known == code) {
            Some(language) => drop(gates.insert(language, gate)),
            None => {
                let place = entry.key.span;
                let finding = Diagnostic::new(Code::UnknownLanguage, file, place, [("code", code)]);
                findings.push(finding.suggest(code, codes.iter().copied()));
            }
        }
    }
    gates
}

fn gate(file: &FilePath, node: &Node, code: &str, findings: &mut Vec<Diagnostic>) -> Gate {
    let mut fields = Fields::open(file, node, code);
    let gate = Gate {
        require: fields.texts("require").unwrap_or_default(),
        max_stale_pages: fields.count("max_stale_pages"),
        max_stale_age_days: fields.count("max_stale_age_days"),
        orphans: fields.choice("orphans", &VERDICTS),
        glossary: fields.choice("glossary", &VERDICTS),
        parity: fields.choice("parity", &VERDICTS),
        mechanical: fields.choice("mechanical", &VERDICTS),
    };
    fields.close(findings);
    gate
}
