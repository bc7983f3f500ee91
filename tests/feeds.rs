//! Both feeds of a language tell the same news: parsed by their formats, not compared as text.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use std::collections::BTreeMap;

use quick_xml::events::Event;
use serde_json::Value;
use sites::site;
use taiyaku::build::{Memo, build};
use taiyaku::text::Severity;

/// What both formats say of a page.
#[derive(PartialEq, Eq, Debug)]
struct Item {
    id: String,
    title: String,
    summary: Option<String>,
    published: String,
    updated: String,
    /// The full address.
    url: Option<String>,
}

/// A feed: where it lies, the page that it belongs to, and its items.
#[derive(PartialEq, Eq, Debug)]
struct Feed {
    title: String,
    language: String,
    home: Option<String>,
    own: Option<String>,
    items: Vec<Item>,
}

/// The elements of Atom by their paths, one map an entry, and what stands outside of entries first.
fn elements(xml: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut maps, mut inside) = (vec![BTreeMap::new()], Vec::new());
    loop {
        let event = reader.read_event().expect("XML");
        let (Event::Start(tag) | Event::Empty(tag)) = &event else {
            let text = match event {
                Event::Eof => return maps,
                Event::End(_) => {
                    inside.pop();
                    continue;
                }
                Event::Text(text) => text.to_string(),
                Event::GeneralRef(name) => match &*name.to_string() {
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "amp" => "&".to_owned(),
                    "quot" => "\"".to_owned(),
                    other => other.to_owned(),
                },
                _ => continue,
            };
            if let Some(name) = inside.last() {
                let map: &mut BTreeMap<String, String> = maps.last_mut().expect("one");
                map.entry(String::clone(name)).or_default().push_str(&text);
            }
            continue;
        };
        let name = tag.name().as_ref().to_owned();
        let attributes: BTreeMap<String, String> = tag
            .attributes()
            .map(|one| one.expect("an attribute"))
            .map(|one| (one.key.as_ref().to_owned(), one.value.to_string()))
            .collect();
        if name == "entry" {
            maps.push(BTreeMap::new());
        }
        let map = maps.last_mut().expect("one");
        if let Some(relation) = attributes.get("rel") {
            map.insert(relation.clone(), attributes["href"].clone());
        } else if let Some(language) = attributes.get("xml:lang") {
            map.insert("lang".to_owned(), language.clone());
        }
        if matches!(event, Event::Start(_)) {
            inside.push(name);
        }
    }
}

fn is_full(address: &str) -> bool {
    address.starts_with("https://")
}

fn atom(xml: &str) -> Feed {
    let mut maps = elements(xml).into_iter();
    let head = maps.next().expect("a head");
    let item = |entry: BTreeMap<String, String>| Item {
        id: entry["id"].clone(),
        title: entry["title"].clone(),
        summary: entry.get("summary").cloned(),
        published: entry["published"].clone(),
        updated: entry["updated"].clone(),
        url: entry.get("alternate").filter(|address| is_full(address)).cloned(),
    };
    Feed {
        title: head["title"].clone(),
        language: head["lang"].clone(),
        home: head.get("alternate").filter(|address| is_full(address)).cloned(),
        own: head.get("self").filter(|address| is_full(address)).cloned(),
        items: maps.map(item).collect(),
    }
}

/// Reads by the specification: what it demands has to be there and be of its type.
fn json_feed(json: &str) -> Feed {
    let feed: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let perhaps = |value: &Value| (!value.is_null()).then(|| text(value));
    let item = |item: &Value| {
        assert!(!text(&item["content_text"]).is_empty(), "{item}");
        Item {
            id: text(&item["id"]),
            title: text(&item["title"]),
            summary: perhaps(&item["summary"]),
            published: text(&item["date_published"]),
            updated: text(&item["date_modified"]),
            url: perhaps(&item["url"]),
        }
    };
    Feed {
        title: text(&feed["title"]),
        language: text(&feed["language"]),
        home: perhaps(&feed["home_page_url"]),
        own: perhaps(&feed["feed_url"]),
        items: feed["items"].as_array().expect("a list").iter().map(item).collect(),
    }
}

/// Sixty dated pages with all that a feed can say of one, some without.
fn files(base: &str) -> BTreeMap<String, String> {
    let config = format!(
        "schema = 1\n{base}source = \"ja\"\n[[language]]\ncode = \"ja\"\nname = \"日本語\"\n\
         [[language]]\ncode = \"en\"\nname = \"English\"\n"
    );
    let mut files = BTreeMap::from([("content/site.toml".to_owned(), config)]);
    for code in ["ja", "en"] {
        files.insert(format!("content/{code}/index.md"), "---\ntitle: Front\n---\n".to_owned());
    }
    for number in 10..70 {
        let mut text = format!(
            "---\ntitle: 題 & <{number}>\nreading: だい\ndate: 2020-01-{}\n",
            number % 18 + 10
        );
        if number % 2 == 0 {
            text.push_str("description: 説明 \"&\" です。\n");
        }
        if number % 3 == 0 {
            text.push_str("updated: 2021-05-06\n");
        }
        text.push_str("---\n");
        if number % 5 == 0 {
            text.push_str("\n本文です。\n");
        }
        files.insert(format!("content/ja/頁-{number}.md"), text);
        if number % 4 == 0 {
            files.insert(
                format!("content/en/頁-{number}.md"),
                format!("---\ntitle: N{number}\n---\n"),
            );
        }
    }
    files
}

#[test]
fn both_feeds_of_a_language_tell_the_same_news() {
    for (base, has_host) in [("base_url = \"https://example.org/a/\"\n", true), ("", false)] {
        let files = files(base);
        let built = build(
            &site(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))),
            &mut Memo::default(),
        );
        let found = built.diagnostics.iter().find(|one| one.severity() == Severity::Error);
        assert!(found.is_none(), "{found:?}");
        for (code, items) in [("ja", 50), ("en", 15)] {
            let read = |name: &str| {
                let file = &built.output.files[&format!("{code}/{name}")];
                std::str::from_utf8(&file.bytes).expect("UTF-8")
            };
            let (atom, json) = (atom(read("feed.xml")), json_feed(read("feed.json")));
            assert_eq!((atom.items.len(), atom.language.as_str()), (items, code));
            let ids: Vec<&String> = atom.items.iter().map(|item| &item.id).collect();
            assert_eq!(ids, json.items.iter().map(|item| &item.id).collect::<Vec<_>>());
            assert_eq!(json.home.is_some(), has_host);
            assert!(json.items.iter().all(|item| item.url.is_some() == has_host));
            // Where a feed itself lies is all that they differ in.
            let own = atom.own.as_ref().map(|own| own.replace(".xml", ".json"));
            assert_eq!(json, Feed { own, ..atom });
        }
    }
}
