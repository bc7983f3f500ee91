//! What an editor is told of the files that this room reads: their keys and values, as JSON Schema of
//! draft 7, which the extensions for TOML and YAML read. `tests/schema.rs` holds them against the parsers.

/// JSON Schemas by the names that `schema` and `init` give them.
pub const SCHEMAS: [(&str, &str); 4] = [
    ("site", include_str!("schema/site.json")),
    ("forms", include_str!("schema/forms.json")),
    ("glossary", include_str!("schema/glossary.json")),
    ("front-matter", include_str!("schema/front-matter.json")),
];
