//! What belongs to a language by its code alone: direction, dates, numbers, the order of titles.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::decimal::DecimalFormatter;
use icu::locale::LocaleDirectionality;
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
}

impl Locale {
    /// Looks up the rules of a language; unknown ones follow the root rules of CLDR. Dates are
    /// told in the calendar.
    pub fn new(lang: &Lang, calendar: Calendar) -> Self {
        let locale = lang.locale();
        let collator = Collator::try_new(locale.clone().into(), CollatorOptions::default())
            .unwrap_or_else(|_| root_collator());
        let decimals = DecimalFormatter::try_new(locale.clone().into(), Default::default()).ok();
        Self { lang: lang.clone(), collator, dates: Dates::new(locale, calendar), decimals }
    }

    /// `rtl` or `ltr`.
    pub fn direction(lang: &Lang) -> &'static str {
        let rules = LocaleDirectionality::new_common();
        if rules.is_right_to_left(&lang.locale().id) { "rtl" } else { "ltr" }
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
        assert!(Lang::parse("not a code").is_none());
        assert!(locale("ja").compare("うわがき", "かいじょ").is_lt());
        assert_eq!(locale("ja").number("1234567.50"), "1,234,567.50");
        assert_eq!(locale("de").number("-1234.5"), "-1.234,5");
        assert_eq!(locale("ar").number("12"), "12");
    }
}
