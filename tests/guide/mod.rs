//! A page of the guide as what it shows: blocks of code, which tests do as a reader does.

#![allow(dead_code, reason = "no test looks at everything")]

use std::fs;

/// A block of code.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Block {
    /// The language that stands behind its fence.
    pub(crate) language: String,
    /// The file that it is titled with; empty where it has no title.
    pub(crate) title: String,
    /// Its lines.
    pub(crate) text: String,
}

/// A page of the guide.
pub(crate) struct Page {
    /// All of its file.
    pub(crate) text: String,
    /// The blocks in their order.
    pub(crate) blocks: Vec<Block>,
}

impl Page {
    /// Reads the page in a language.
    pub(crate) fn read(language: &str, name: &str) -> Self {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/content/{language}/guide/{name}.md");
        let text = fs::read_to_string(path).expect("the page");
        let (mut blocks, mut inside) = (Vec::<Block>::new(), false);
        for line in text.lines() {
            match line.strip_prefix("```") {
                Some(_) if inside => inside = false,
                Some(fence) => {
                    inside = true;
                    let (language, rest) = fence.split_once(' ').unwrap_or((fence, ""));
                    let title =
                        rest.strip_prefix("title=\"").and_then(|rest| rest.split('"').next());
                    let (language, title) =
                        (language.to_owned(), title.unwrap_or_default().to_owned());
                    blocks.push(Block { language, title, text: String::new() });
                }
                None if inside => {
                    let block = blocks.last_mut().expect("a block");
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                None => {}
            }
        }
        Self { text, blocks }
    }

    /// The lines of all blocks of commands.
    pub(crate) fn commands(&self) -> Vec<String> {
        let shown = self.blocks.iter().filter(|block| block.language == "sh");
        shown.flat_map(|block| block.text.lines().map(str::to_owned)).collect()
    }
}
