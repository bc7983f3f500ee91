//! What a page of the guide lists: its sections with their tables and blocks of code.

use std::collections::BTreeMap;

/// A section of a page, up to the next heading.
#[derive(Default)]
pub(crate) struct Section {
    /// The text of the heading.
    pub(crate) title: String,
    pub(crate) tables: Vec<Table>,
    /// The lines of each block of code.
    pub(crate) blocks: Vec<Vec<String>>,
}

#[derive(Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// The sections of a page by the ids of their headings.
pub(crate) fn sections(lang: &str, page: &str) -> BTreeMap<String, Section> {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = format!("{root}/content/{lang}/guide/reference/{page}.md");
    let text = std::fs::read_to_string(&path).expect("a page");
    let mut sections = BTreeMap::new();
    let mut id = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let section: &mut Section = sections.entry(id.clone()).or_default();
        if line.starts_with("```") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            section.blocks.push(block.map(str::to_owned).collect());
        } else if line.starts_with("## ") || line.starts_with("### ") {
            let (title, rest) = line.split_once(" {#").expect("an id");
            rest.trim_end_matches('}').clone_into(&mut id);
            let title = title.trim_start_matches(['#', ' ']).to_owned();
            let new = Section { title, ..Section::default() };
            assert!(sections.insert(id.clone(), new).is_none(), "{path}: {id} stands twice");
        } else if let Some(cells) = cells(line) {
            let is_head = lines.peek().is_some_and(|next| next.starts_with("| --- |"));
            if is_head {
                section.tables.push(Table { head: cells, ..Table::default() });
                lines.next();
            } else {
                section.tables.last_mut().expect("a head").rows.push(cells);
            }
        }
    }
    sections
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(inner.split(" | ").map(str::to_owned).collect())
}

/// The code in a cell.
pub(crate) fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}
