//! What belongs to a language by its code alone: direction, dates, the order of titles.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::{DateTimeFormatter, fieldsets::YMD};
use icu::locale::LocaleDirectionality;
use jiff::civil::Date;

/// A BCP 47 code, spelled as `site.toml` spells it (`ja`, `zh-Hant`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Reads a code; `None` when it is not well formed.
    pub fn parse(code: &str) -> Option<Self> {
        let parsed: icu::locale::Locale = code.parse().ok()?;
        (!parsed.id.language.is_unknown()).then(|| Self(Arc::from(code)))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn locale(&self) -> icu::locale::Locale {
        self.0.parse().unwrap_or(icu::locale::Locale::UNKNOWN)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The rules of one language, made once a build.
pub struct Locale {
    lang: Lang,
    collator: CollatorBorrowed<'static>,
    long_date: Option<DateTimeFormatter<YMD>>,
    articles: Vec<String>,
}

impl Locale {
    /// Looks up the rules of a language; unknown ones follow the root rules of CLDR.
    pub fn new(lang: &Lang) -> Self {
        let locale = lang.locale();
        let collator = Collator::try_new(locale.clone().into(), CollatorOptions::default())
            .unwrap_or_else(|_| root_collator());
        let long_date = DateTimeFormatter::try_new(locale.into(), YMD::long()).ok();
        Self { lang: lang.clone(), collator, long_date, articles: Vec::new() }
    }

    /// The same rules, and the words that a title may begin with and is not sorted by: `a an the`.
    #[must_use]
    pub fn with_articles(mut self, articles: &str) -> Self {
        self.articles = articles.split_whitespace().map(str::to_lowercase).collect();
        self
    }

    /// `rtl` or `ltr`.
    pub fn direction(lang: &Lang) -> &'static str {
        let rules = LocaleDirectionality::new_common();
        if rules.is_right_to_left(&lang.locale().id) { "rtl" } else { "ltr" }
    }

    /// A date as the language writes it in full: `2018年5月1日`, `May 1, 2018`.
    pub fn date(&self, date: Date) -> String {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        let formatted = self.long_date.as_ref().and_then(|formatter| {
            let date = icu::calendar::Date::try_new_iso(date.year().into(), month, day).ok()?;
            Some(formatter.format(&date).to_string())
        });
        formatted.unwrap_or_else(|| date.to_string())
    }

    /// A title without the article that it begins with. What is nothing but an article is a title.
    pub fn without_article<'t>(&self, title: &'t str) -> &'t str {
        let Some((first, rest)) = title.trim_start().split_once(char::is_whitespace) else {
            return title;
        };
        let rest = rest.trim_start();
        let is_article = !rest.is_empty() && self.articles.contains(&first.to_lowercase());
        if is_article { rest } else { title }
    }

    /// The order of two readings or titles.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator.compare(left, right).then_with(|| left.cmp(right))
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.lang)
    }
}

/// The root order is compiled in, so making it cannot fail.
#[expect(clippy::expect_used, reason = "the root collation is part of the compiled data")]
fn root_collator() -> CollatorBorrowed<'static> {
    Collator::try_new(icu::locale::Locale::UNKNOWN.into(), CollatorOptions::default())
        .expect("the root collation is compiled in")
}

#[cfg(test)]
mod tests {
    use super::{Lang, Locale};

    #[test]
    fn a_language_brings_its_own_rules() {
        let lang = |code| Lang::parse(code).expect("a code");
        let day = jiff::civil::date(2018, 5, 1);
        assert_eq!(Locale::new(&lang("ja")).date(day), "2018年5月1日");
        assert_eq!(Locale::new(&lang("en")).date(day), "May 1, 2018");
        assert_eq!(Locale::direction(&lang("ar")), "rtl");
        assert_eq!(Locale::direction(&lang("zh-Hant")), "ltr");
        assert!(Lang::parse("not a code").is_none());
        assert!(Locale::new(&lang("ja")).compare("うわがき", "かいじょ").is_lt());
    }

    #[test]
    fn an_article_is_not_what_a_title_begins_with() {
        let english = Locale::new(&Lang::parse("en").expect("a code")).with_articles("a an The");
        for (title, sorted) in [
            ("The agreement", "agreement"),
            ("an  OEM", "OEM"),
            ("A-Z index", "A-Z index"),
            ("Theory", "Theory"),
            ("A", "A"),
            ("The ", "The "),
            ("A の例", "の例"),
        ] {
            assert_eq!(english.without_article(title), sorted);
        }
        let other = Locale::new(&Lang::parse("fr").expect("a code")).with_articles("");
        assert_eq!(other.without_article("A priori"), "A priori");
    }
}
