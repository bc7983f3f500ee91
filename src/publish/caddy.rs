//! `Caddyfile`: what a site block of Caddy imports.

use super::served::{ASKED, EVERYWHERE, FOR_EVER, KEPT, NOT_AT_ALL, OWN, POLICY, SHARDS, Served};

/// The file's name, which is not for readers.
pub(super) const FILE: &str = "Caddyfile";

/// The text. It names no folder of the server: `root` is the server's to say.
pub(super) fn caddy(served: &Served<'_>) -> String {
    let base = served.decoded("");
    let pattern = literal(&base);
    let languages = served.languages.join("|");
    let mut text = format!(
        "# Written by taiyaku with the site. In a site block whose `root` is the folder that the path\n\
         # {base} begins in:  import <that folder>{base}{FILE}\n\
         @taiyaku_own path_regexp \"^{pattern}({FILE}$|{}|(({languages})/)?404\\.html$)\"\n\
         error @taiyaku_own 404\n\
         @taiyaku_earlier path_regexp \"{KEPT}\"\n\
         error @taiyaku_earlier 404\n",
        literal(OWN)
    );
    // By patterns, because in a plain path some characters mean others.
    for (number, (from, to)) in served.moved().enumerate() {
        let (name, from) = (format!("@taiyaku_moved_{number}"), served.decoded(from));
        let (from, slash) = from.strip_suffix('/').map_or((&*from, ""), |from| (from, "/?"));
        text.push_str(&format!(
            "{name} path_regexp \"^{}{slash}$\"\nredir {name} \"{to}\" 301\n",
            literal(from)
        ));
    }
    // What no matcher below takes would be answered with nothing at all.
    if let Some(above) = base.strip_suffix('/').filter(|above| !above.is_empty()) {
        text.push_str(&format!(
            "@taiyaku_above path_regexp \"^{}$\"\nredir @taiyaku_above \"{}\" 301\n",
            literal(above),
            served.address("")
        ));
    }
    let kept = format!(
        "^{}|^{pattern}({languages}){SHARDS}",
        literal(&served.decoded(served.theme_folder()))
    );
    text.push_str(&format!(
        "@taiyaku_kept path_regexp \"{kept}\"\n\
         header @taiyaku_kept Cache-Control \"{FOR_EVER}\"\n\
         @taiyaku_asked {{\n    path_regexp \"^{pattern}\"\n    not path_regexp \"{kept}\"\n}}\n\
         header @taiyaku_asked Cache-Control \"{ASKED}\"\n\
         @taiyaku_pages path_regexp \"^{pattern}(.*/|.*\\.html)?$\"\n\
         header @taiyaku_pages {POLICY} \"{}\"\n",
        served.policy
    ));
    text.push_str(&format!("@taiyaku_all path_regexp \"^{pattern}\"\nheader @taiyaku_all {{\n"));
    text.extend(EVERYWHERE.map(|(name, value)| format!("    {name} \"{value}\"\n")));
    text.push_str("}\nfile_server @taiyaku_all {\n    precompressed br gzip\n}\n");
    text.push_str("handle_errors {\n");
    for code in &served.languages {
        text.push_str(&not_there(served, code, &format!("{code}/")));
    }
    text.push_str(&not_there(served, "", ""));
    text.push_str("}\n");
    text
}

/// The page that tells that something is not there. Nobody may keep that: it may come.
fn not_there(served: &Served<'_>, name: &str, folder: &str) -> String {
    let matcher = format!("taiyaku_missing_{name}");
    format!(
        "    @{matcher} path_regexp \"^{}\"\n    handle @{matcher} {{\n        \
         header Cache-Control {NOT_AT_ALL}\n        header {POLICY} \"{}\"\n        \
         rewrite * \"{}\"\n        file_server {{\n            precompressed br gzip\n        }}\n    }}\n",
        literal(&served.decoded(folder)),
        served.policy,
        served.decoded(&format!("{folder}404.html")),
    )
}

/// A text that a pattern takes for itself. Braces would be placeholders, whatever stands before them.
fn literal(text: &str) -> String {
    let mut literal = String::new();
    for c in text.chars() {
        match c {
            '{' => literal.push_str("\\x7B"),
            '}' => literal.push_str("\\x7D"),
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '^' | '$' => {
                literal.extend(['\\', c]);
            }
            _ => literal.push(c),
        }
    }
    literal
}
