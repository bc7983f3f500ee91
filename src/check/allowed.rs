//! What a comment allows is not told, and a comment that allows nothing is.

use std::collections::BTreeMap;

use crate::parse::{Allow, Status};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Severity};
use crate::translate::Drifts;

/// Takes out the findings that comments of the same file allow. `is_whole` says that all checks have
/// run, so that what allowed nothing has nothing to allow.
pub(super) fn without_allowed(
    content: &Content,
    drifts: &Drifts,
    findings: Vec<Diagnostic>,
    is_whole: bool,
) -> Vec<Diagnostic> {
    let pages = content.pages.values().filter(|page| !page.outline.allowed.is_empty());
    let mut comments: BTreeMap<&FilePath, Vec<(&Allow, bool)>> = pages
        .map(|page| (&page.file, page.outline.allowed.iter().map(|one| (one, false)).collect()))
        .collect();
    if comments.is_empty() {
        return findings;
    }
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut is_allowed = false;
        let here = comments.get_mut(&finding.place.file).into_iter().flatten();
        for (_, is_used) in here.filter(|(allow, _)| allows(allow, &finding)) {
            (is_allowed, *is_used) = (true, true);
        }
        if !is_allowed {
            kept.push(finding);
        }
    }
    for (file, allows) in comments {
        let page = &content.pages[file];
        let is_read = !page.unread && page.front.status != Some(Status::Draft);
        // While its source has changed, a translation is not held against it.
        let is_held = is_read && !drifts.contains_key(file);
        for (allow, is_used) in allows {
            let is_whole = is_whole && if is_of_translations(allow) { is_held } else { is_read };
            kept.extend(idle(file, allow, is_used, is_whole));
        }
    }
    kept
}

/// What stops a build cannot be built as it is, but for words that the site itself forbids.
fn allows(allow: &Allow, finding: &Diagnostic) -> bool {
    let is_inside = match (allow.within, finding.place.span) {
        (None, _) => true,
        (Some(within), Some(span)) => within.start <= span.start && span.start < within.end,
        (Some(_), None) => false,
    };
    let can_be = finding.severity() == Severity::Warning || finding.code == Code::ForbiddenTerm;
    allow.code.value == finding.code.name() && can_be && is_inside
}

/// Whether only a translation beside its source can have the finding.
fn is_of_translations(allow: &Allow) -> bool {
    let name = allow.code.value.as_str();
    Code::ALL.iter().any(|code| code.name() == name && code.is_of_parity())
        || name == Code::MissingTerm.name()
}

fn idle(file: &FilePath, allow: &Allow, is_used: bool, is_whole: bool) -> Option<Diagnostic> {
    let (name, span) = (allow.code.value.as_str(), allow.code.span);
    let arguments = [("name", name)];
    if Code::ALL.iter().all(|code| code.name() != name) {
        let known = Code::ALL.iter().map(|code| code.name());
        let finding = Diagnostic::new(Code::UnknownAllow, file, span, arguments);
        return Some(finding.suggest(name, known));
    }
    let finding = || Diagnostic::new(Code::UselessAllow, file, span, arguments);
    (is_whole && !is_used).then(finding)
}
