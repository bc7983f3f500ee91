//! What `check` asks of translations, as somebody at a terminal or a runner of a code host sees it: the
//! gate of a language, pages that a change touched, a baseline for old sites.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;

use desk::{CONFIG, put, read, run};
use std::fs;
use std::path::Path;
use std::process::Command;

fn page(text: &str) -> String {
    format!("---\ntitle: A\n---\n\n{text}\n")
}

/// A site whose translations are confirmed.
fn site(gate: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", &format!("{CONFIG}{gate}"));
    for path in ["index.md", "a.md", "b.md"] {
        put(root, &format!("content/ja/{path}"), &page("文です。"));
        put(root, &format!("content/en/{path}"), &page("Text."));
    }
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    folder
}

/// The code of the run and the names of what it tells.
fn check(root: &Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let json = [&["check", "--format", "json"], arguments].concat();
    let (code, out, err) = run(root, &json);
    let told: serde_json::Value = serde_json::from_str(&out).expect(&err);
    let findings = told["findings"].as_array().expect("findings").iter();
    let name = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().expect("text").to_owned();
        format!("{} {} {}", text("severity"), text("code"), text("file"))
    };
    (code, findings.map(name).collect())
}

fn git(root: &Path, date: &str, arguments: &[&str]) {
    let who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git")
        .current_dir(root)
        .env("GIT_COMMITTER_DATE", date)
        .args(who)
        .args(arguments)
        .output()
        .expect("git");
    assert!(output.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path, date: &str) {
    if !root.join(".git").exists() {
        git(root, date, &["init", "-q", "-b", "main"]);
    }
    git(root, date, &["add", "-A"]);
    git(root, date, &["commit", "-qm", "x"]);
}

const LONG_AGO: &str = "2020-01-01T00:00:00Z";

#[test]
fn a_page_that_is_required_is_there_and_up_to_date() {
    let site = site("[gate.en]\nrequire = [\"index.md\", \"c.md\"]\n");
    let root = site.path();
    put(root, "content/ja/index.md", &page("別の文です。"));
    put(root, "content/ja/c.md", &page("文です。"));
    assert_eq!(check(root, &[]), (0, vec![]), "only `--strict` judges");
    assert_eq!(run(root, &["build", "--strict"]).0, 0, "and never a build");
    let told = ["error gate-page content/en/index.md", "error gate-page content/ja/c.md"];
    assert_eq!(check(root, &["--strict"]), (1, told.map(String::from).to_vec()));
    put(root, "content/en/c.md", &page("Text."));
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    assert_eq!(check(root, &["--strict"]), (0, vec![]));
}

#[test]
fn a_runner_shows_what_a_gate_denies_beside_files_that_are_there() {
    let site = site("[gate.en]\nrequire = [\"c.md\"]\nmax_stale_pages = 0\n");
    let root = site.path();
    put(root, "content/ja/a.md", &page("別の文です。"));
    put(root, "content/ja/c.md", &page("文です。"));
    let (code, out, _) = run(root, &["check", "--strict", "--format", "github"]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    let missing = "::error file=content/ja/c.md,title=gate-page::content/en/c.md must be up to date, and it is missing%0A";
    assert!(lines[0].starts_with(missing), "{out}");
    let limit = "::error file=content/site.toml,line=15,endLine=15,col=19,endColumn=20,title=gate-stale-pages::Too many pages are stale: 1. The gate lets 0 pass%0A";
    assert!(lines[1].starts_with(limit), "{out}");
    for line in lines {
        let file = line.split_once("file=").expect("a file").1.split([',', ':']).next();
        assert!(root.join(file.expect("a name")).exists(), "{line}");
    }
}

#[test]
fn so_many_pages_may_be_stale_for_so_many_days() {
    let limits = "[gate.en]\nmax_stale_pages = 1\nmax_stale_age_days = 60\n";
    let site = site(limits);
    let root = site.path();
    put(root, "content/ja/a.md", &page("別の文です。"));
    let (code, _, err) = run(root, &["check", "--strict"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("`max_stale_age_days` was not judged"), "{err}");
    commit(root, LONG_AGO);
    let told = vec!["error gate-stale-age content/en/a.md".to_owned()];
    assert_eq!(check(root, &["--strict"]), (1, told));
    // One that is confirmed is not stale, however old it is.
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    assert_eq!(check(root, &["--strict"]), (0, vec![]));
    for path in ["content/ja/a.md", "content/ja/b.md"] {
        put(root, path, &page("また別の文です。"));
    }
    commit(
        root,
        &format!(
            "{}T00:00:00Z",
            jiff::Timestamp::now().to_string().split('T').next().expect("a day")
        ),
    );
    let told = vec!["error gate-stale-pages content/site.toml".to_owned()];
    assert_eq!(check(root, &["--strict"]), (1, told));
}

#[test]
fn a_gate_says_how_grave_each_kind_of_finding_is() {
    let found = |gate: &str, arguments: &[&str]| {
        let site = site(gate);
        let root = site.path();
        put(
            root,
            "content/glossary.toml",
            "[[term]]\nid = \"a\"\n[term.ja]\nuse = \"文\"\n[term.en]\nuse = \"sentence\"\n",
        );
        put(root, "content/ja/a.md", &page("[甲](https://example.com/new)"));
        put(root, "content/en/a.md", &page("[A](https://example.com/old)"));
        put(root, "content/en/.source/a.md", &page("[甲](https://example.com/old)"));
        put(root, "content/ja/b.md", &page("文`x`"));
        put(root, "content/en/b.md", &page("Text `y`"));
        put(root, "content/en/.source/b.md", &page("文`x`"));
        put(root, "content/en/c.md", &page("Text"));
        put(root, "content/en/index.md", &page("A sentence."));
        check(root, arguments)
    };
    let keys = ["mechanical", "glossary", "parity", "orphans"];
    let told = |grave: &str| {
        [
            "mechanical-change content/en/a.md",
            "missing-term content/en/b.md",
            "parity-inline content/en/b.md",
            "translation-without-source content/en/c.md",
        ]
        .map(|told| format!("{grave} {told}"))
    };
    let all = |verdict: &str| {
        keys.iter()
            .fold("[gate.en]\n".to_owned(), |gate, key| format!("{gate}{key} = \"{verdict}\"\n"))
    };
    let strict = &["--strict"][..];
    assert_eq!(found(&all("deny"), strict), (1, told("error").to_vec()));
    assert_eq!(found(&all("warn"), strict), (0, told("warning").to_vec()));
    assert_eq!(found(&all("allow"), strict), (0, vec![]));
    // Each key is about its own.
    for (place, key) in keys.iter().enumerate() {
        let gate = all("warn").replace(&format!("{key} = \"warn\""), &format!("{key} = \"deny\""));
        let mut expected = told("warning").to_vec();
        expected[place] = told("error")[place].clone();
        assert_eq!(found(&gate, strict), (1, expected), "{key}");
    }
    assert_eq!(found("", strict), (1, told("error")[1..].to_vec()), "as strict as without a gate");
    assert_eq!(found(&all("deny"), &[]), (0, told("warning")[1..].to_vec()));
}

#[test]
fn a_change_answers_for_the_pages_that_it_touched() {
    let site = site("[gate.en]\nrequire = [\"**\"]\n");
    let root = site.path();
    put(root, "content/ja/a.md", &page("別の文です。`x`"));
    commit(root, LONG_AGO);
    let since = &["--strict", "--changed-since", "main"][..];
    git(root, LONG_AGO, &["checkout", "-qb", "work"]);
    assert_eq!(check(root, since), (0, vec![]), "nobody touched the page that is stale");
    put(root, "content/ja/b.md", &page("文です。`y`"));
    let stale = vec!["error gate-page content/en/b.md".to_owned()];
    assert_eq!(check(root, since), (1, stale), "who changes a source hears of its translation");
    put(root, "content/en/b.md", &page("Text `z`."));
    let open = vec![
        "error gate-page content/en/b.md".to_owned(),
        "error unconfirmed-work content/en/b.md".to_owned(),
    ];
    assert_eq!(check(root, since), (1, open), "it was worked on, and nobody says what it says");
    commit(root, LONG_AGO);
    assert_eq!(run(root, &["accept", "content/en/b.md"]).0, 0);
    let other = vec!["error parity-inline content/en/b.md".to_owned()];
    assert_eq!(check(root, since), (1, other));
    put(root, "content/en/b.md", &page("Text `y`."));
    assert_eq!(check(root, since), (0, vec![]));
    commit(root, LONG_AGO);
    // What happens on the main branch meanwhile is not this change's.
    git(root, LONG_AGO, &["checkout", "-q", "main"]);
    put(root, "content/ja/index.md", &page("別の文です。"));
    commit(root, LONG_AGO);
    git(root, LONG_AGO, &["checkout", "-q", "work"]);
    assert_eq!(check(root, since), (0, vec![]));
    assert_eq!(check(root, &["--strict"]).0, 1, "the whole site is as stale as before");
    let (code, _, err) = run(root, &["check", "--changed-since", "nowhere"]);
    assert_eq!(code, 2);
    assert!(err.contains("git knows no revision `nowhere`"), "{err}");
}

#[test]
fn errors_are_told_wherever_a_change_made_them() {
    let site = site("");
    let root = site.path();
    put(root, "content/ja/a.md", &page("[b](b.md)"));
    put(root, "content/en/a.md", &page("[b](b.md)"));
    commit(root, LONG_AGO);
    fs::remove_file(root.join("content/ja/b.md")).expect("removed");
    fs::remove_file(root.join("content/en/b.md")).expect("removed");
    let broken = ["error broken-link content/en/a.md", "error broken-link content/ja/a.md"];
    assert_eq!(check(root, &["--changed-since", "HEAD"]), (1, broken.map(String::from).to_vec()));
}

#[test]
fn a_baseline_leaves_only_what_is_new_and_shrinks() {
    let site = site("");
    let root = site.path();
    put(root, "content/ja/a.md", &page("`x`\n\n![](/a.png)"));
    put(root, "content/en/a.md", &page("`y`\n\n![](/a.png)"));
    put(root, "static/a.png", "");
    run(root, &["accept", "--all"]);
    let (code, before) = check(root, &[]);
    assert_eq!((code, before.len()), (0, 4), "{before:?}");
    let (code, out, err) = run(root, &["check", "--write-baseline"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "4 known warnings are in `content/baseline.txt`.\n");
    let written = read(root, "content/baseline.txt");
    let lines: Vec<&str> = written.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.is_sorted() && lines.len() == 4, "{written}");
    assert_eq!(check(root, &["--strict"]), (0, vec![]));
    assert_eq!(run(root, &["build", "--strict"]).0, 0, "a build knows it as well");
    run(root, &["check", "--write-baseline"]);
    assert_eq!(read(root, "content/baseline.txt"), written, "what is known stays known");
    // Lines that come before move nothing; the same fault in other words is another one.
    put(root, "content/en/a.md", &page("<!-- words -->\n\n`y`\n\n![](/a.png)"));
    assert_eq!(check(root, &[]), (0, vec![]));
    put(root, "content/en/a.md", &page("`z`\n\n![](/a.png)"));
    assert_eq!(check(root, &[]), (0, vec!["warning parity-inline content/en/a.md".to_owned()]));
    put(root, "content/en/a.md", &page("`x`\n\n![](/a.png)"));
    let (code, _, err) = run(root, &["check", "--strict"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("knows a warning that is there no more"), "{err}");
    assert!(err.contains("content/en/a.md parity-inline"), "{err}");
    run(root, &["check", "--write-baseline"]);
    let rest: Vec<&str> = lines.iter().filter(|line| !line.contains("parity")).copied().collect();
    assert!(read(root, "content/baseline.txt").ends_with(&(rest.join("\n") + "\n")));
}

#[test]
fn an_error_is_never_part_of_a_baseline() {
    let site = site("");
    let root = site.path();
    put(root, "content/ja/a.md", &page("[b](none.md)"));
    let (code, out, err) = run(root, &["check", "--write-baseline"]);
    assert_eq!(
        (code, out.as_str()),
        (1, "There are no warnings, so `content/baseline.txt` knows none.\n")
    );
    assert!(err.contains("broken-link"), "{err}");
    assert!(!root.join("content/baseline.txt").exists());
}
