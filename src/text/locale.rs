//! What belongs to a language by its code alone: direction, dates, numbers, the order of titles.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::decimal::DecimalFormatter;
use icu::decimal::options::DecimalFormatterOptions;
use icu::locale::{LocaleDirectionality, LocaleExpander};
use icu::plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use super::dates::{Calendar, DateStyle, Dates};

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

    /// The code as everybody spells it: `zh-hant` is `zh-Hant`.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self(Arc::from(self.locale().to_string()))
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
    dates: Dates,
    decimals: Option<DecimalFormatter>,
    articles: Vec<String>,
}

impl Locale {
    /// Looks up the rules of a language; unknown ones follow the root rules of CLDR. Dates are
    /// told in the calendar.
    pub fn new(lang: &Lang, calendar: Calendar) -> Self {
        let locale = lang.locale();
        let collator = Collator::try_new(locale.clone().into(), CollatorOptions::default())
            .unwrap_or_else(|_| root_collator());
        let decimals =
            DecimalFormatter::try_new(locale.clone().into(), DecimalFormatterOptions::default())
                .ok();
        let dates = Dates::new(locale, calendar);
        Self { lang: lang.clone(), collator, dates, decimals, articles: Vec::new() }
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

    /// The kinds of number that a language tells apart when it counts, by their names in Fluent:
    /// `one`, `other`. The last is always `other`.
    pub fn plurals(lang: &Lang) -> Vec<&'static str> {
        let rules = PluralRules::try_new_cardinal(lang.locale().into());
        let has = |kind: PluralCategory| {
            rules.as_ref().is_ok_and(|rules| rules.categories().any(|known| known == kind))
        };
        let all = [
            (PluralCategory::Zero, "zero"),
            (PluralCategory::One, "one"),
            (PluralCategory::Two, "two"),
            (PluralCategory::Few, "few"),
            (PluralCategory::Many, "many"),
        ];
        let named = all.into_iter().filter(|(kind, _)| has(*kind)).map(|(_, name)| name);
        named.chain(["other"]).collect()
    }

    /// The language and the territory where most of its readers are: `ja_JP`, `zh_TW`; what the
    /// code says itself stands.
    pub fn with_territory(lang: &Lang) -> String {
        let mut id = lang.locale().id;
        LocaleExpander::new_common().maximize(&mut id);
        let territory = id.region.map(|region| format!("_{region}")).unwrap_or_default();
        format!("{}{territory}", id.language)
    }

    /// A date as the language writes it in a text: `2018年5月1日`, `May 1, 2018`.
    pub fn date(&self, date: Date) -> String {
        self.dates.long(date)
    }

    /// A date in a style, in the language's own calendar or in another.
    pub fn date_in(&self, date: Date, style: DateStyle, calendar: Option<Calendar>) -> String {
        self.dates.format(date, style, calendar)
    }

    /// A number written as `-1234.5`, with the digits grouped as the language does: `1,234.5`.
    pub fn number(&self, digits: &str) -> String {
        let number = digits.parse().ok().zip(self.decimals.as_ref());
        number.map_or_else(
            || digits.to_owned(),
            |(number, format)| format.format(&number).to_string(),
        )
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
    use super::{Calendar, Lang, Locale};

    #[test]
    fn a_language_brings_its_own_rules() {
        let lang = |code| Lang::parse(code).expect("a code");
        let locale = |code| Locale::new(&lang(code), Calendar::default());
        assert_eq!(Locale::direction(&lang("ar")), "rtl");
        assert_eq!(Locale::direction(&lang("zh-Hant")), "ltr");
        for (code, full) in
            [("ja", "ja_JP"), ("en", "en_US"), ("en-GB", "en_GB"), ("zh-Hant", "zh_TW")]
        {
            assert_eq!(Locale::with_territory(&lang(code)), full);
        }
        assert!(Lang::parse("not a code").is_none());
        assert_eq!(lang("zh-hant-tw").canonical().as_str(), "zh-Hant-TW");
        assert_eq!(Locale::plurals(&lang("ko")), ["other"]);
        assert_eq!(Locale::plurals(&lang("en")), ["one", "other"]);
        assert_eq!(Locale::plurals(&lang("ar")), ["zero", "one", "two", "few", "many", "other"]);
        assert!(locale("ja").compare("うわがき", "かいじょ").is_lt());
        assert_eq!(locale("ja").number("1234567.50"), "1,234,567.50");
        assert_eq!(locale("de").number("-1234.5"), "-1.234,5");
        assert_eq!(locale("ar").number("12"), "12");
    }

    #[test]
    fn an_article_is_not_what_a_title_begins_with() {
        let locale = |code| Locale::new(&Lang::parse(code).expect("a code"), Calendar::default());
        let english = locale("en").with_articles("a an The");
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
        let other = locale("fr").with_articles("");
        assert_eq!(other.without_article("A priori"), "A priori");
    }
}
