//! The files that `init --ci` writes for hosts of code: they are YAML that says what it should, and
//! their steps are run as they stand there, in a clone of a repository to which somebody pushed.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{git, mend, put, read, run};
use serde_json::Value;

const GITHUB: (&str, &str) = ("github", ".github/workflows/site.yml");
const GITLAB: (&str, &str) = ("gitlab", ".gitlab-ci.yml");

/// A repository that others push to, and where its author works.
struct Hosted {
    folder: tempfile::TempDir,
}

impl Hosted {
    /// Begins a site there, and pushes it.
    fn new(host: (&str, &str), languages: &str) -> Self {
        let hosted = Self { folder: tempfile::tempdir().expect("a folder") };
        let (root, author) = (hosted.folder.path(), hosted.author());
        git(root, &["init", "-q", "--bare", "-b", "main", "origin.git"]);
        let bare = hosted.bare();
        git(&bare, &["config", "receive.advertisePushOptions", "true"]);
        put(&bare, "hooks/post-receive", "#!/bin/sh\necho \"$GIT_PUSH_OPTION_0\" > options\n");
        let hook = Command::new("chmod").arg("+x").arg(bare.join("hooks/post-receive")).status();
        assert!(hook.expect("run").success());
        let (code, _, err) = run(root, &["init", "author", "--lang", languages, "--ci", host.0]);
        assert!(code == 0 && err.contains(host.1) && err.contains("`TAIYAKU_SOURCE`"), "{err}");
        mend(&author, "content/site.toml", "# base_url", "base_url");
        git(&author, &["init", "-q", "-b", "main"]);
        git(&author, &["remote", "add", "origin", "../origin.git"]);
        hosted.push();
        hosted
    }

    fn bare(&self) -> PathBuf {
        self.folder.path().join("origin.git")
    }

    fn author(&self) -> PathBuf {
        self.folder.path().join("author")
    }

    /// Commits and pushes what the author has written.
    fn push(&self) {
        git(&self.author(), &["add", "-A"]);
        git(&self.author(), &["commit", "-q", "-m", "x"]);
        // Machines may have pushed too.
        if !self.head().is_empty() {
            git(&self.author(), &["pull", "-q", "--rebase", "origin", "main"]);
        }
        git(&self.author(), &["push", "-q", "origin", "main"]);
    }

    /// A fresh clone, as a machine of the host makes one.
    fn clone(&self, name: &str) -> PathBuf {
        git(self.folder.path(), &["clone", "-q", "origin.git", name]);
        self.folder.path().join(name)
    }

    /// What git says of the repository that all push to.
    fn ask(&self, arguments: &[&str]) -> String {
        let done = Command::new("git").current_dir(self.bare()).args(arguments).output();
        String::from_utf8(done.expect("git").stdout).expect("text").trim_end().to_owned()
    }

    fn head(&self) -> String {
        self.ask(&["for-each-ref", "--format=%(objectname)", "refs/heads/main"])
    }

    /// The file with its steps, with an address of the program's source filled in.
    fn workflow(&self, path: &str) -> Value {
        let text = read(&self.author(), path);
        assert_eq!(text.matches("TAIYAKU_SOURCE: \"\"").count(), 1, "{text}");
        parsed(&text.replace("TAIYAKU_SOURCE: \"\"", "TAIYAKU_SOURCE: ../origin.git"))
    }

    /// An author writes something anew in both languages, and pushes; what was there before.
    fn translate(&self) -> String {
        let before = self.head();
        mend(&self.author(), "content/ja/first-steps.md", "結果は", "結果はすべて");
        self.push();
        let between = self.head();
        mend(&self.author(), "content/en/first-steps.md", "The result is", "All of the result is");
        self.push();
        // The source was pushed before, and is what the translation was made from.
        assert_ne!(before, between);
        between
    }

    /// The commits that confirm translations, the newest first.
    fn confirmations(&self) -> Vec<String> {
        let found = self.ask(&["log", "--format=%H", "--grep=^Confirm translations$", "main"]);
        found.lines().map(str::to_owned).collect()
    }

    /// Whether the host has what `accept` wrote.
    fn is_confirmed(&self) -> bool {
        self.ask(&["show", "main:content/en/.source/first-steps.md"])
            == self.ask(&["show", "main:content/ja/first-steps.md"])
    }
}

fn parsed(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("YAML")
}

/// Runs a piece of shell as a machine of a host does: what it said, and whether all went well.
fn shell(at: &Path, script: &str, given: &BTreeMap<String, String>) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_taiyaku")).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let done = Command::new("bash")
        .current_dir(at)
        .args(["-eo", "pipefail", "-c", script])
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", at)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LC_ALL", "C")
        .envs(given)
        .output()
        .expect("bash");
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).expect("text"))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|one| one.as_str().expect("text")).collect()
}

/// The values that a file of GitHub's gives to a step, and those that it takes from the event.
fn environment(values: &Value, event: &BTreeMap<&str, String>) -> BTreeMap<String, String> {
    let Some(values) = values.as_object() else { return BTreeMap::new() };
    let given = values.iter().map(|(name, value)| {
        let value = value.as_str().expect("text");
        let asked = value.strip_prefix("${{ ").and_then(|rest| rest.strip_suffix(" }}"));
        (name.clone(), asked.map_or_else(|| value.to_owned(), |asked| event[asked].clone()))
    });
    given.collect()
}

/// Runs the steps of a job of GitHub's one by one; what they said.
fn act(hosted: &Hosted, job: &str, at: &Path, before: &str) -> String {
    let workflow = hosted.workflow(GITHUB.1);
    let mut event = BTreeMap::from([
        ("github.event.before", before.to_owned()),
        ("github.event.pull_request.base.sha", hosted.head()),
    ]);
    let mut said = String::new();
    for step in workflow["jobs"][job]["steps"].as_array().expect("steps") {
        let Some(script) = step["run"].as_str() else {
            continue;
        };
        let mut given = environment(&workflow["env"], &event);
        given.extend(environment(&step["env"], &event));
        let output = at.join(".git/output");
        given.insert("GITHUB_OUTPUT".to_owned(), output.display().to_string());
        given.insert("GITHUB_REF_NAME".to_owned(), "main".to_owned());
        let (fine, text) = shell(at, script, &given);
        assert!(fine, "{script}\n{text}");
        said.push_str(&text);
        let outputs = fs::read_to_string(&output).unwrap_or_default();
        if let Some(commit) = outputs.trim_end().strip_prefix("commit=") {
            event.insert("steps.taiyaku.outputs.commit", commit.to_owned());
        }
    }
    assert_eq!(event["steps.taiyaku.outputs.commit"].len(), 40);
    said
}

/// Runs the lines of a job of GitLab's in one shell; what they said.
fn pipe(hosted: &Hosted, job: &str, at: &Path, before: &str, token: &str) -> String {
    let workflow = hosted.workflow(GITLAB.1);
    let mut lines = strings(&workflow["default"]["before_script"]);
    // The program is on the path already.
    lines.retain(|line| !line.starts_with("cargo install "));
    lines.extend(strings(&workflow[job]["script"]));
    let mut given = environment(&workflow["variables"], &BTreeMap::new());
    let address = format!("https://oauth2:{token}@code.example:8443/group/site.git");
    let bare = hosted.bare();
    let instead = format!("url.{}.insteadOf", bare.display());
    for (name, value) in [
        ("CI_COMMIT_BEFORE_SHA", before),
        ("CI_COMMIT_BRANCH", "main"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"),
        ("CI_SERVER_PROTOCOL", "https"),
        ("CI_PROJECT_URL", "https://code.example:8443/group/site"),
        ("GITLAB_USER_NAME", "Somebody"),
        ("GITLAB_USER_EMAIL", "somebody@example.org"),
        ("TAIYAKU_TOKEN", token),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", &instead),
        ("GIT_CONFIG_VALUE_0", &address),
    ] {
        given.insert(name.to_owned(), value.to_owned());
    }
    git(at, &["checkout", "-q", "--detach"]);
    let (fine, said) = shell(at, &lines.join("\n"), &given);
    assert!(fine, "{said}");
    said
}

/// A branch that was not there before, as both hosts write it.
const NOTHING: &str = "0000000000000000000000000000000000000000";

#[test]
fn a_push_to_github_confirms_what_was_translated_and_pushes_it_back() {
    let hosted = Hosted::new(GITHUB, "ja,en");
    act(&hosted, "publish", &hosted.clone("first"), NOTHING);
    assert!(hosted.confirmations().is_empty());
    let published = hosted.ask(&["ls-tree", "-r", "--name-only", "gh-pages"]);
    assert!(published.contains(".nojekyll\n") && published.contains("ja/first-steps/index.html"));
    assert!(hosted.ask(&["show", "main:content/urls.lock"]).contains("/ja/first-steps/"));
    let before = hosted.translate();
    assert!(!hosted.is_confirmed());
    let (translated, clone) = (hosted.head(), hosted.clone("second"));
    // Meanwhile somebody else pushes.
    put(&hosted.author(), "content/ja/more.md", "---\ntitle: もっと\n---\n");
    hosted.push();
    let said = act(&hosted, "publish", &clone, &before);
    assert!(said.contains("content/en/.source/first-steps.md"), "{said}");
    assert!(hosted.is_confirmed());
    let confirmations = hosted.confirmations();
    assert_eq!(confirmations.len(), 1);
    let written = hosted.ask(&["show", "--format=%an", "--name-only", &confirmations[0]]);
    assert_eq!(written, "github-actions[bot]\n\ncontent/en/.source/first-steps.md");
    assert_eq!(hosted.ask(&["rev-parse", &format!("{}~2", confirmations[0])]), translated);
    // Run anew, it does nothing twice.
    let last = hosted.head();
    act(&hosted, "publish", &hosted.clone("third"), &before);
    assert_eq!(hosted.head(), last);
}

#[test]
fn a_pull_request_on_github_is_checked_and_nothing_is_pushed() {
    let hosted = Hosted::new(GITHUB, "en,ja");
    let clone = hosted.clone("clone");
    let before = hosted.head();
    act(&hosted, "check", &clone, NOTHING);
    assert_eq!(hosted.head(), before);
    mend(&clone, "content/en/index.md", "first-steps.md", "lost.md");
    let (fine, said) = shell(&clone, "taiyaku check --strict --format github", &BTreeMap::new());
    assert!(!fine && said.contains("::error file=content/en/index.md"), "{said}");
}

#[test]
fn a_push_to_gitlab_confirms_what_was_translated_and_pushes_it_back_with_a_token() {
    let hosted = Hosted::new(GITLAB, "ja,en");
    let first = hosted.head();
    let clone = hosted.clone("first");
    pipe(&hosted, "pages", &clone, NOTHING, "");
    assert!(clone.join("public/ja/first-steps/index.html").exists());
    assert!(clone.join("content/urls.lock").exists());
    assert_eq!(hosted.head(), first);
    let before = hosted.translate();
    let translated = hosted.head();
    let said = pipe(&hosted, "pages", &hosted.clone("second"), &before, "");
    assert!(said.contains("TAIYAKU_TOKENがない"), "{said}");
    assert_eq!(hosted.head(), translated, "there was no token to push with");
    let clone = hosted.clone("third");
    put(&hosted.author(), "content/ja/more.md", "---\ntitle: もっと\n---\n");
    hosted.push();
    let said = pipe(&hosted, "pages", &clone, &before, "secret");
    assert!(!said.contains("TAIYAKU_TOKEN"), "{said}");
    assert!(hosted.is_confirmed());
    let confirmations = hosted.confirmations();
    assert_eq!(confirmations.len(), 1);
    assert_eq!(hosted.ask(&["show", "-s", "--format=%an", &confirmations[0]]), "Somebody");
    assert_eq!(hosted.ask(&["rev-parse", &format!("{}~2", confirmations[0])]), translated);
    assert_eq!(read(&hosted.bare(), "options"), "ci.skip\n");
    pipe(&hosted, "check", &hosted.clone("fourth"), NOTHING, "");
}

/// The file that `init` writes for a host, in a language.
fn written(host: (&str, &str), language: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["init", "site", "--lang", language, "--ci", host.0];
    assert_eq!(run(folder.path(), &arguments).0, 0);
    read(&folder.path().join("site"), host.1)
}

#[test]
fn both_languages_are_told_the_same_and_each_in_its_own() {
    let told = |host, language| {
        let text = written(host, language);
        let is_comment = |line: &str| line.trim_start().starts_with('#');
        let notes = text.lines().filter(|line| is_comment(line)).collect::<String>();
        let is_said = |line: &str| {
            is_comment(line) || line.trim_start().starts_with("echo \"") && !line.contains(">>")
        };
        let steps: Vec<String> =
            text.lines().filter(|line| !is_said(line)).map(str::to_owned).collect();
        (notes, steps)
    };
    for host in [GITHUB, GITLAB] {
        let ((ja, ja_steps), (en, en_steps)) = (told(host, "ja"), told(host, "en"));
        assert_eq!(ja_steps, en_steps);
        assert!(en.is_ascii() && en.contains("TO BE FILLED IN"), "{en}");
        assert!(ja.contains("【記入してください】"), "{ja}");
        // No address is made up.
        assert!(![ja, en].concat().contains("://"));
    }
}

#[test]
fn no_job_goes_on_without_the_address_of_the_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |script: &str, given: &Value| {
        let (fine, said) = shell(folder.path(), script, &environment(given, &BTreeMap::new()));
        assert!(!fine && said.contains("TAIYAKU_SOURCE"), "{said}");
    };
    let github = parsed(&written(GITHUB, "ja"));
    for job in ["check", "publish"] {
        let steps = github["jobs"][job]["steps"].as_array().expect("steps");
        let first = steps.iter().find_map(|step| step["run"].as_str()).expect("a step");
        refused(first, &github["env"]);
    }
    let gitlab = parsed(&written(GITLAB, "en"));
    refused(strings(&gitlab["default"]["before_script"])[0], &gitlab["variables"]);
}

#[test]
fn github_may_write_only_after_a_push_and_runs_no_code_of_strangers() {
    let workflow = parsed(&written(GITHUB, "en"));
    assert_eq!(workflow["on"]["push"]["branches"], serde_json::json!(["main"]));
    assert!(workflow["on"].as_object().expect("events").contains_key("pull_request"));
    assert_eq!(workflow["permissions"], serde_json::json!({"contents": "read"}));
    let jobs = &workflow["jobs"];
    assert_eq!(jobs["check"]["permissions"], Value::Null);
    assert_eq!(jobs["check"]["if"], "github.event_name == 'pull_request'");
    assert_eq!(jobs["publish"]["permissions"], serde_json::json!({"contents": "write"}));
    assert_eq!(jobs["publish"]["if"], "github.event_name == 'push'");
    for (name, job) in jobs.as_object().expect("jobs") {
        for step in job["steps"].as_array().expect("steps") {
            let action = step["uses"].as_str().unwrap_or("actions/cache@");
            let is_known = ["actions/checkout@", "actions/cache@"]
                .iter()
                .any(|known| action.starts_with(known));
            assert!(is_known, "{name}: {action}");
            // Words of an event never become words of a script.
            assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{name}: {step}");
        }
    }
    assert_eq!(jobs["publish"]["steps"][0]["with"]["fetch-depth"], 0);
}

/// What is not committed cannot be published, and what is not right is not published.
#[test]
fn steps_come_in_their_order() {
    let github = parsed(&written(GITHUB, "en"));
    let steps = github["jobs"]["publish"]["steps"].as_array().expect("steps");
    let scripts: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let gitlab = parsed(&written(GITLAB, "en"));
    let lines = strings(&gitlab["pages"]["script"]);
    for (scripts, order) in [
        (
            scripts.join("\n"),
            [
                "taiyaku accept",
                "git commit",
                "taiyaku check --strict",
                "taiyaku publish --to git:gh-pages",
                "Record published",
            ],
        ),
        (
            lines.join("\n"),
            [
                "git commit",
                "taiyaku accept",
                "taiyaku check --strict",
                "taiyaku build --record --out public",
                "Record published",
            ],
        ),
    ] {
        let places: Vec<usize> =
            order.iter().map(|words| scripts.find(words).expect("there")).collect();
        assert!(places.is_sorted(), "{order:?} {places:?}");
    }
    assert_eq!(gitlab["pages"]["artifacts"]["paths"], serde_json::json!(["public"]));
    assert_eq!(gitlab["variables"]["GIT_DEPTH"], "0");
}
