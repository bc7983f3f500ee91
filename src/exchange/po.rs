//! Entries as a file of GNU gettext. It has no date and no line numbers, so that a file changes only
//! where a text does.

use super::entry::Entry;

/// Before the tag of a translation, in a comment that programs for translators keep.
pub(super) const TAG: &str = "taiyaku:";

/// Writes a file for a language.
pub fn po(language: &str, entries: &[Entry]) -> String {
    let mut out = String::from("msgid \"\"\nmsgstr \"\"\n");
    // Gettext asks for the four first. Who fills them in is the program that the file goes to.
    for line in [
        "Project-Id-Version: ",
        "PO-Revision-Date: ",
        "Last-Translator: ",
        "Language-Team: ",
        &format!("Language: {language}"),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ] {
        out.push_str(&format!("\"{line}\\n\"\n"));
    }
    for entry in entries {
        out.push('\n');
        write(entry, &mut out);
    }
    out
}

fn write(entry: &Entry, out: &mut String) {
    for note in &entry.notes {
        out.push_str(&format!("#. {note}\n"));
    }
    out.push_str(&format!("#. {TAG} {}\n#: {}\n", entry.tag, entry.file));
    if entry.is_stale && !entry.translation.is_empty() {
        out.push_str("#, fuzzy\n");
        if let Some(before) = &entry.before {
            string("#| msgctxt", &entry.context, "#| ", out);
            string("#| msgid", before, "#| ", out);
        }
    }
    string("msgctxt", &entry.context, "", out);
    string("msgid", &entry.source, "", out);
    string("msgstr", &entry.translation, "", out);
}

/// A string on one line; where it has lines itself, on one for each.
fn string(name: &str, text: &str, lead: &str, out: &mut String) {
    if !text.contains('\n') {
        out.push_str(&format!("{name} \"{}\"\n", escaped(text)));
        return;
    }
    out.push_str(&format!("{name} \"\"\n"));
    for line in text.split_inclusive('\n') {
        out.push_str(&format!("{lead}\"{}\"\n", escaped(line)));
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    text.replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}
