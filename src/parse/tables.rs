//! From the parser's events to a table.

use pulldown_cmark::{Alignment, Event, Tag};

use super::document::{Inline, Table};
use super::markdown::Tree;

impl Tree<'_, '_, '_> {
    /// The rest of a table whose columns are aligned so.
    pub(super) fn table(&mut self, alignments: &[Alignment]) -> Table {
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::None => "",
                Alignment::Left => "left",
                Alignment::Center => "center",
                Alignment::Right => "right",
            })
            .collect();
        let mut table = Table { alignments, head: Vec::new(), rows: Vec::new() };
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head = self.cells(),
                Event::Start(Tag::TableRow) => {
                    let row = self.cells();
                    table.rows.push(row);
                }
                _ => break,
            }
        }
        table
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.events.next() {
            cells.push(self.prose());
        }
        cells
    }
}
