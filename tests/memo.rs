//! A build with last time's memo is a clean build: the same bytes and the same findings, whatever
//! was edited in between. And it is worth its name: what is untouched is not made again.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod amount;
mod edits;
mod sites;

use amount::amount;
use edits::{Edit, START, apply, edit};
use proptest::prelude::*;
use sites::site;
use taiyaku::build::{Built, Memo, build};
use taiyaku::text::{Inputs, Severity};

/// What differs between two builds, in words; `None` when nothing does.
fn difference(kept: &Built, clean: &Built) -> Option<String> {
    if kept.diagnostics != clean.diagnostics {
        let only = |here: &Built, there: &Built| {
            let other = |finding: &&_| !there.diagnostics.contains(finding);
            here.diagnostics.iter().filter(other).cloned().collect::<Vec<_>>()
        };
        let (kept, clean) = (only(kept, clean), only(clean, kept));
        return Some(format!("findings\nkept: {kept:#?}\nclean: {clean:#?}"));
    }
    let (ours, theirs) = (&kept.output.files, &clean.output.files);
    let odd = ours.keys().chain(theirs.keys()).find(|path| ours.get(*path) != theirs.get(*path));
    if let Some(path) = odd {
        let text = |file: Option<&taiyaku::render::Emitted>| {
            file.map_or("(none)".to_owned(), |file| {
                String::from_utf8_lossy(&file.bytes).into_owned()
            })
        };
        return Some(format!(
            "{path}\nkept: {}\nclean: {}",
            text(ours.get(path)),
            text(theirs.get(path))
        ));
    }
    let rest =
        |built: &Built| (built.pages, built.languages, built.unusable, built.without_base_url);
    (rest(kept) != rest(clean)).then(|| format!("{:?} is not {:?}", rest(kept), rest(clean)))
}

fn is_sound(built: &Built) -> bool {
    built.diagnostics.iter().all(|finding| finding.severity() == Severity::Warning)
}

/// Makes the edits one by one and holds every build with the memo against a clean one. Gives how
/// many of the builds made a site.
fn replay(edits: &[Edit]) -> Result<usize, TestCaseError> {
    let mut inputs = site(START.iter().copied());
    let mut memo = Memo::default();
    let mut made = 0;
    build(&inputs, &mut memo);
    for (number, edit) in edits.iter().enumerate() {
        apply(edit, &mut inputs);
        let kept = build(&inputs, &mut memo);
        let clean = build(&inputs, &mut Memo::default());
        made += usize::from(is_sound(&clean));
        let difference = difference(&kept, &clean);
        prop_assert!(difference.is_none(), "edit {number}: {}", difference.unwrap_or_default());
    }
    Ok(made)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: amount(48, 2_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_rebuild_equals_a_clean_build(edits in proptest::collection::vec(edit(), 1..16)) {
        replay(&edits)?;
    }
}

/// A property over builds that all fail would prove little.
#[test]
fn many_of_the_random_sites_are_sound() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let edits = proptest::collection::vec(edit(), 60);
    let edits = edits.new_tree(&mut runner).expect("edits").current();
    let made = replay(&edits).expect("equal");
    assert!(made >= 15, "{made} of 60 made a site");
}

/// A site on the bench: built once, then edited.
struct Bench {
    inputs: Inputs,
    memo: Memo,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Self { inputs: site(START.iter().copied()), memo: Memo::default() };
        let first = bench.build();
        assert_eq!(bench.memo.fresh, first);
        assert_eq!(bench.memo.parsed, 11);
        bench
    }

    /// Builds and gives the number of pages that were rendered.
    fn build(&mut self) -> usize {
        let built = build(&self.inputs, &mut self.memo);
        assert!(is_sound(&built), "{:#?}", built.diagnostics);
        self.memo.fresh
    }

    /// Writes a file, and gives how many pages were parsed and which were rendered.
    fn edit(&mut self, path: &str, text: &str) -> (usize, usize) {
        self.inputs.insert(path, text.as_bytes());
        let fresh = self.build();
        (self.memo.parsed, fresh)
    }

    fn append(&mut self, path: &str, text: &str) -> (usize, usize) {
        let before = self.inputs.get(path).expect("there").bytes.to_vec();
        let text = format!("{}\n{text}\n", String::from_utf8(before).expect("text"));
        self.edit(path, &text)
    }
}

#[test]
fn without_a_change_nothing_is_made() {
    let mut bench = Bench::new();
    assert_eq!(bench.build(), 0);
    assert_eq!(bench.memo.parsed, 0);
}

#[test]
fn the_text_of_a_page_is_its_own_affair() {
    let mut bench = Bench::new();
    assert_eq!(bench.append("content/ja/a.md", "さらに。"), (1, 1));
    assert_eq!(bench.append("content/en/a.md", "More."), (1, 1));
    // `b.md` stands in for the English page too.
    assert_eq!(bench.append("content/ja/b.md", "さらに。"), (1, 2));
}

#[test]
fn a_title_stands_in_every_menu() {
    let mut bench = Bench::new();
    // All five pages of the language show it, those of the other language do not.
    assert_eq!(bench.edit("content/ja/b.md", "---\ntitle: 丁\n---\n\n文。\n"), (1, 10));
    let text = "---\ntitle: Apt\n---\n\n## One\n\n::include{file=\"_parts/p.md\"}\n";
    assert_eq!(bench.edit("content/en/a.md", text), (1, 5));
}

#[test]
fn a_part_changes_the_pages_that_include_it() {
    let mut bench = Bench::new();
    assert_eq!(bench.append("content/ja/_parts/p.md", "さらに。"), (1, 1));
    assert_eq!(bench.append("content/en/_parts/p.md", "More."), (1, 1));
}

#[test]
fn a_message_changes_its_language() {
    let mut bench = Bench::new();
    assert_eq!(bench.append("content/en/ui.ftl", "note = Remember"), (0, 5));
    // The Japanese notice of `b.md` is on the English fallback of it too.
    assert_eq!(bench.append("content/ja/ui.ftl", "note = 覚え"), (0, 6));
    // A word of the default language that another language has in its own words.
    assert_eq!(bench.append("content/ja/ui.ftl", "previous-page = 戻る"), (0, 6));
    // A page may speak another language; then that one's words matter to it.
    let text = "{% extends \"theme/page.html\" %}{% block heading %}{% for lang in languages %}\
                {{ t(key=\"site-own\") }}{% endfor %}{% endblock %}";
    assert_eq!(bench.edit("templates/page.html", text), (0, 10));
    assert_eq!(bench.append("content/en/ui.ftl", "feed = News"), (0, 10));
}

#[test]
fn a_file_changes_the_pages_that_say_its_size() {
    let mut bench = Bench::new();
    // The download on `a.md`, and the form index on both `b.md`.
    assert_eq!(bench.edit("static/files/x y.csv", &"a,b\n".repeat(2_000)), (0, 3));
    // Same size, other bytes: no page says anything else.
    assert_eq!(bench.edit("static/files/x y.csv", &"c,d\n".repeat(2_000)), (0, 0));
    assert_eq!(bench.edit("static/img/x.svg", "<svg/>"), (0, 0));
    // An image of another size on the one page that shows it, and then one of the same size.
    assert_eq!(bench.edit("static/img/x.svg", "<svg width=\"4\" height=\"3\"/>"), (0, 1));
    assert_eq!(bench.edit("static/img/x.svg", "<svg viewBox=\"0 0 4 3\"/>"), (0, 0));
}

#[test]
fn a_term_changes_the_glossary_alone() {
    let mut bench = Bench::new();
    let terms = "[[term]]\nid = \"t\"\n[term.ja]\nuse = \"語句\"\n[term.en]\nuse = \"word\"\n";
    assert_eq!(bench.edit("content/glossary.toml", terms), (0, 2));
}

#[test]
fn a_template_or_a_theme_file_changes_everything() {
    let mut bench = Bench::new();
    assert_eq!(bench.edit("templates/page.html", "{% extends \"theme/page.html\" %}"), (0, 10));
    assert_eq!(bench.edit("static/theme/theme.css", "body{}"), (0, 10));
}

#[test]
fn a_template_around_the_text_leaves_the_text() {
    let mut bench = Bench::new();
    let mut written = |path: &str, text: &str| {
        bench.edit(path, text);
        bench.memo.written
    };
    assert_eq!(written("templates/page.html", "{% extends \"theme/page.html\" %}"), 0);
    // The form index has the address of its script in its text.
    assert_eq!(written("static/theme/theme.css", "body{}"), 2);
    // What directives include is a part of the text, and a component may be anywhere.
    let notices = written("templates/parts/notice.html", "{{ body | safe }}");
    assert!((1..10).contains(&notices), "{notices}");
    let button = "{% component button() %}<b></b>{% endcomponent button %}";
    assert_eq!(written("templates/button.html", button), 0);
    let notice = "{{ body | safe }}{{ <button/> }}";
    assert_eq!(written("templates/parts/notice.html", notice), notices);
    let other = button.replace("<b>", "<b class=\"x\">");
    assert_eq!(written("templates/button.html", &other), notices);
}

/// A broken state in between costs nothing: the memo still holds what was there before.
#[test]
fn after_a_fault_only_the_fault_is_made_again() {
    let mut bench = Bench::new();
    let sound = bench.inputs.clone();
    for (path, text) in [
        ("content/ja/a.md", "---\ntitle: [\n---\n"),
        ("templates/page.html", "{{ broken"),
        ("content/en/ui.ftl", "= 1\n"),
    ] {
        bench.inputs.insert(path, text.as_bytes());
        assert!(!is_sound(&build(&bench.inputs, &mut bench.memo)), "{path}");
        bench.inputs = sound.clone();
        bench.build();
        assert!(
            difference(
                &build(&bench.inputs, &mut bench.memo),
                &build(&bench.inputs, &mut Memo::default())
            )
            .is_none()
        );
    }
    // What the last build did, even where it rendered nothing.
    bench.inputs.insert("content/site.toml", "schema = ".as_bytes());
    assert!(build(&bench.inputs, &mut bench.memo).unusable);
    assert_eq!((bench.memo.parsed, bench.memo.fresh), (0, 0));
}
