//! One case: its site built, and what came out held against what must.

use taiyaku::build::{Built, Memo, build_with};
use taiyaku::parse::{Dialect, Events, read_markdown};
use taiyaku::render::THEME;
use taiyaku::text::{FilePath, Inputs, Scrutiny, Severity, mend};

use super::cases::{Block, Case, joined, unescape};
use super::{crawl, findings};

/// The site that every case begins with.
const BASE: [(&str, &str); 3] = [
    (
        "content/site.toml",
        "schema = 1\nbase_url = \"https://example.org/\"\nsource = \"ja\"\ndefault = \"ja\"\n\n\
         [[language]]\ncode = \"ja\"\nname = \"日本語\"\n\n\
         [[language]]\ncode = \"en\"\nname = \"English\"\n",
    ),
    ("content/ja/index.md", "---\ntitle: 表紙\n---\n"),
    ("content/en/index.md", "---\ntitle: Front\n---\n"),
];

/// Words that make the parser of the tests panic.
const PANIC: &str = "PANIC THE PARSER";

const DIALECT: Dialect = Dialect { read, ..Dialect::TAIYAKU };

/// What is wrong with a case, and its findings as lines where they are not those of the suite.
#[derive(Default)]
pub(crate) struct Report {
    /// Faults to show.
    pub(crate) faults: Vec<String>,
    /// The findings, for `UPDATE=1`.
    pub(crate) found: Option<Vec<String>>,
}

/// Builds a case and compares.
pub(crate) fn run(case: &Case) -> Report {
    let inputs = inputs(case);
    let mut memo = Memo::default();
    let built = build_with(&inputs, &mut memo, DIALECT);
    let mut report = Report::default();
    check_findings(case, &inputs, &built, &mut report);
    check_invariants(&inputs, &built, &mut memo, &mut report);
    for block in &case.blocks {
        match block.kind.as_str() {
            "output" => check_output(block, &built, &mut report),
            "absent" => {
                for path in block.text.lines().map(unescape) {
                    if built.output.files.contains_key(&path) {
                        report.faults.push(format!("{path} must not be there"));
                    }
                }
            }
            "fixed" => check_fixed(block, &inputs, &built, &mut report),
            "same" => check_same(block, &built, &mut report),
            "file" | "remove" | "options" | "dates" | "findings" => {}
            other => report.faults.push(format!("no block is called `{other}`")),
        }
    }
    report
}

fn read(text: &str) -> Events<'_> {
    assert!(!text.contains(PANIC), "as the test asked");
    read_markdown(text)
}

fn inputs(case: &Case) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, bytes) in THEME {
        inputs.insert(path, *bytes);
    }
    for (path, text) in BASE {
        inputs.insert(path, text.as_bytes());
    }
    for block in &case.blocks {
        match block.kind.as_str() {
            "file" => inputs.insert(&block.path(), bytes(block)),
            "remove" => {
                for path in block.text.lines() {
                    inputs.files.remove(&FilePath::new(path)).expect("a file of the base site");
                }
            }
            "options" => {
                for line in block.text.lines() {
                    match line.strip_prefix("base_url = ") {
                        Some(url) => inputs.options.base_url = Some(url.to_owned()),
                        None if line == "print" => inputs.options.print = true,
                        None => scrutiny(line, inputs.options.scrutiny.get_or_insert_default()),
                    }
                }
            }
            "dates" => {
                for line in block.text.lines() {
                    let (path, day) = line.split_once(' ').expect("a path and a day");
                    inputs.dates.insert(FilePath::new(path), day.parse().expect("a day"));
                }
            }
            _ => {}
        }
    }
    inputs
}

/// `check`, `gate = DAY`, or `changed = PATH` for a file that was not there.
fn scrutiny(line: &str, scrutiny: &mut Scrutiny) {
    match line.split_once(" = ") {
        None if line == "check" => {}
        Some(("gate", day)) => scrutiny.gate = Some(day.parse().expect("a day")),
        Some(("changed", path)) => {
            let changed = scrutiny.changed.get_or_insert_default();
            changed.insert(FilePath::new(path), None);
        }
        _ => panic!("no option is called `{line}`"),
    }
}

/// The bytes of a `file` block.
fn bytes(block: &Block) -> Vec<u8> {
    let mut text = block.text.clone();
    if let Some(from) = block.value("from") {
        let known = THEME.iter().find(|(path, _)| *path == from).expect("a file of the theme");
        let own = |line: &&str| {
            let name = line.split_once(" =").map_or("", |(name, _)| name);
            name.is_empty() || !block.text.lines().any(|own| own.starts_with(&format!("{name} =")))
        };
        let known = std::str::from_utf8(known.1).expect("text").lines().filter(own);
        text.insert_str(0, &joined(&known.collect::<Vec<_>>()));
    }
    if block.value("final") == Some("no") {
        text.pop();
    }
    if block.has("escapes") {
        text = unescape(&text);
    }
    match block.value("eol") {
        Some("crlf") => text = text.replace('\n', "\r\n"),
        Some("cr") => text = text.replace('\n', "\r"),
        _ => {}
    }
    if block.has("bom") {
        text.insert(0, '\u{feff}');
    }
    match block.value("encoding") {
        None => text.into_bytes(),
        Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("utf-16be") => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Some(label) => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label");
            encoding.encode(&text).0.into_owned()
        }
    }
}

fn check_findings(case: &Case, inputs: &Inputs, built: &Built, report: &mut Report) {
    let found = findings::lines(inputs, &built.diagnostics);
    let expected: Vec<&str> = case
        .blocks
        .iter()
        .filter(|block| block.kind == "findings")
        .flat_map(|block| block.text.lines())
        .collect();
    if found != expected {
        let lines: Vec<&str> = found.iter().map(String::as_str).collect();
        let diff = similar::TextDiff::from_slices(&expected, &lines);
        let changes = diff.iter_all_changes();
        let diff: Vec<String> =
            changes.map(|change| format!("    {}{}", change.tag(), change.value())).collect();
        let diff = joined(&diff);
        let notes: String = built
            .diagnostics
            .iter()
            .filter_map(|finding| Some(format!("    ({})\n", finding.note.as_ref()?)))
            .collect();
        report.faults.push(format!("findings differ (- must be, + are):\n{diff}{notes}"));
        report.found = Some(found);
    }
}

/// What holds for every build.
fn check_invariants(inputs: &Inputs, built: &Built, memo: &mut Memo, report: &mut Report) {
    let errors = built.diagnostics.iter().any(|found| found.severity() == Severity::Error);
    if errors != built.output.files.is_empty() {
        report.faults.push("the output is empty exactly where there is an error".to_owned());
    }
    let again = build_with(inputs, memo, DIALECT);
    if again.output != built.output || again.diagnostics != built.diagnostics {
        report.faults.push("a second build with the memo differs".to_owned());
    }
    if !errors && memo.parsed + memo.fresh > 0 {
        report.faults.push("a second build did work".to_owned());
    }
    report.faults.extend(crawl::crawl(inputs, &built.output));
}

fn check_output(block: &Block, built: &Built, report: &mut Report) {
    let path = block.path();
    let Some(file) = built.output.files.get(&path) else {
        let there: Vec<&String> = built.output.files.keys().collect();
        return report.faults.push(format!("{path} is not there, but {there:?}"));
    };
    let text = String::from_utf8_lossy(&file.bytes);
    let mut rest: &str = &text;
    let mut faults = Vec::new();
    for line in block.text.lines().filter(|line| !line.is_empty()) {
        if let Some(forbidden) = line.strip_prefix('!') {
            if text.contains(forbidden) {
                faults.push(format!("{path} must not hold {forbidden}"));
            }
            continue;
        }
        match rest.find(line) {
            Some(at) => rest = &rest[at + line.len()..],
            None if text.contains(line) => faults.push(format!("{path} holds too early: {line}")),
            None => faults.push(format!("{path} does not hold: {line}")),
        }
    }
    if !faults.is_empty() {
        faults.push(format!("{path} is\n{text}"));
    }
    report.faults.append(&mut faults);
}

fn check_fixed(block: &Block, inputs: &Inputs, built: &Built, report: &mut Report) {
    let path = FilePath::new(&block.path());
    let findings = built.diagnostics.iter().filter(|found| found.place.file == path);
    let bytes = &inputs.files.get(&path).expect("a file of the case").bytes;
    let (fixed, _) = mend(bytes, findings.map(|found| found.fix.as_slice()));
    if fixed != self::bytes(block) {
        report.faults.push(format!("{path} is fixed as\n{}", String::from_utf8_lossy(&fixed)));
    }
}

fn check_same(block: &Block, built: &Built, report: &mut Report) {
    let articles: Vec<Option<String>> = block
        .words
        .iter()
        .map(|path| {
            let text = String::from_utf8_lossy(&built.output.files.get(path)?.bytes).into_owned();
            let (_, article) = text.split_once("<article")?;
            Some(article.split_once("</article>")?.0.to_owned())
        })
        .collect();
    if articles.iter().any(|article| article.is_none() || *article != articles[0]) {
        report.faults.push(format!("the articles of {:?} differ: {articles:#?}", block.words));
    }
}
