//! Dates as a language writes them, in the calendar that its readers count by.

use icu::datetime::fieldsets::{YMD, YMDE};
use icu::datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu::locale::Locale;
use icu::locale::preferences::extensions::unicode::keywords::{
    CalendarAlgorithm, HijriCalendarAlgorithm,
};
use jiff::civil::Date;

/// A calendar, by its name in BCP 47.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Calendar {
    /// Years of the common era.
    #[default]
    Gregorian,
    /// Years of the Japanese eras, the first of each as 元年; before Meiji those of the common era.
    Japanese,
    /// Years of the Republic of China.
    Roc,
    /// Years of the Thai Buddhist era.
    Buddhist,
    /// The solar calendar of Iran.
    Persian,
    /// The lunar calendar of Saudi Arabia.
    Hijri,
    /// The calendar of the Jewish year.
    Hebrew,
}

impl Calendar {
    /// Their names in `site.toml` and templates.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("gregory", Self::Gregorian),
        ("japanese", Self::Japanese),
        ("roc", Self::Roc),
        ("buddhist", Self::Buddhist),
        ("persian", Self::Persian),
        ("islamic-umalqura", Self::Hijri),
        ("hebrew", Self::Hebrew),
    ];

    /// The calendar of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, calendar)| *calendar)
    }

    fn algorithm(self) -> CalendarAlgorithm {
        match self {
            Self::Gregorian => CalendarAlgorithm::Gregory,
            Self::Japanese => CalendarAlgorithm::Japanese,
            Self::Roc => CalendarAlgorithm::Roc,
            Self::Buddhist => CalendarAlgorithm::Buddhist,
            Self::Persian => CalendarAlgorithm::Persian,
            Self::Hijri => CalendarAlgorithm::Hijri(Some(HijriCalendarAlgorithm::Umalqura)),
            Self::Hebrew => CalendarAlgorithm::Hebrew,
        }
    }
}

/// How much of a date is said.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum DateStyle {
    /// `2026/11/22`, `11/22/26`
    Short,
    /// `2026/11/22`, `Nov 22, 2026`
    Medium,
    /// `2026年11月22日`, `November 22, 2026`
    #[default]
    Long,
    /// `2026年11月22日日曜日`, `Sunday, November 22, 2026`
    Full,
}

impl DateStyle {
    /// Their names in templates and messages.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("short", Self::Short),
        ("medium", Self::Medium),
        ("long", Self::Long),
        ("full", Self::Full),
    ];

    /// The style of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }
}

/// The dates of one language. The usual style is kept, as it stands on every page; another is
/// looked up for each date (3 to 20 µs, measured).
pub(super) struct Dates {
    locale: Locale,
    calendar: Calendar,
    long: Option<DateTimeFormatter<YMD>>,
}

impl Dates {
    pub(super) fn new(locale: Locale, calendar: Calendar) -> Self {
        let long = DateTimeFormatter::try_new(preferences(&locale, calendar), YMD::long()).ok();
        Self { locale, calendar, long }
    }

    pub(super) fn long(&self, date: Date) -> String {
        let formatted = self.long.as_ref().zip(calendar_day(date));
        formatted.map_or_else(|| date.to_string(), |(format, day)| format.format(&day).to_string())
    }

    pub(super) fn format(
        &self,
        date: Date,
        style: DateStyle,
        calendar: Option<Calendar>,
    ) -> String {
        let preferences = preferences(&self.locale, calendar.unwrap_or(self.calendar));
        let Some(day) = calendar_day(date) else { return date.to_string() };
        let fields = match style {
            DateStyle::Short => YMD::short(),
            DateStyle::Medium => YMD::medium(),
            DateStyle::Long => YMD::long(),
            DateStyle::Full => {
                let format = DateTimeFormatter::try_new(preferences, YMDE::long());
                return format
                    .map_or_else(|_| date.to_string(), |format| format.format(&day).to_string());
            }
        };
        let format = DateTimeFormatter::try_new(preferences, fields);
        format.map_or_else(|_| date.to_string(), |format| format.format(&day).to_string())
    }
}

fn preferences(locale: &Locale, calendar: Calendar) -> DateTimeFormatterPreferences {
    let mut preferences: DateTimeFormatterPreferences = locale.clone().into();
    preferences.calendar_algorithm = Some(calendar.algorithm());
    preferences
}

fn calendar_day(date: Date) -> Option<icu::calendar::Date<icu::calendar::Iso>> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    icu::calendar::Date::try_new_iso(date.year().into(), month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Calendar, DateStyle};
    use crate::text::{Lang, Locale};

    fn said(code: &str, style: &str, calendar: &str, (year, month, day): (i16, i8, i8)) -> String {
        let lang = Lang::parse(code).expect("a code");
        let calendar = Calendar::named(calendar);
        assert!(calendar.is_some());
        let style = DateStyle::named(style).expect("a style");
        Locale::new(&lang, Calendar::default()).date_in(date(year, month, day), style, calendar)
    }

    #[test]
    fn dates_follow_language_style_and_calendar() {
        for (code, style, calendar, day, text) in [
            ("ja", "long", "gregory", (2026, 11, 22), "2026年11月22日"),
            ("ja", "full", "gregory", (2026, 11, 22), "2026年11月22日日曜日"),
            ("ja", "short", "gregory", (2026, 11, 22), "2026/11/22"),
            ("ja", "long", "japanese", (2026, 11, 22), "令和8年11月22日"),
            ("ja", "long", "japanese", (2019, 5, 1), "令和元年5月1日"),
            ("ja", "full", "japanese", (2019, 4, 30), "平成31年4月30日火曜日"),
            ("ja", "long", "japanese", (1868, 1, 1), "西暦1868年1月1日"),
            ("en", "long", "gregory", (2018, 5, 1), "May 1, 2018"),
            ("en", "full", "gregory", (2026, 11, 22), "Sunday, November 22, 2026"),
            ("en", "medium", "gregory", (2026, 11, 22), "Nov 22, 2026"),
            ("en", "long", "japanese", (2026, 11, 22), "November 22, 8 Reiwa"),
            ("zh-Hant", "long", "roc", (2026, 11, 22), "民國115年11月22日"),
        ] {
            assert_eq!(said(code, style, calendar, day), text, "{code} {style} {calendar}");
        }
    }

    #[test]
    fn a_language_may_count_by_another_calendar() {
        let lang = Lang::parse("ja").expect("a code");
        let locale = Locale::new(&lang, Calendar::Japanese);
        assert_eq!(locale.date(date(2026, 11, 22)), "令和8年11月22日");
        let style = DateStyle::Long;
        assert_eq!(
            locale.date_in(date(2026, 1, 2), style, Some(Calendar::Gregorian)),
            "2026年1月2日"
        );
        assert_eq!(locale.date_in(date(2026, 1, 2), DateStyle::Short, None), "R8/1/2");
    }
}
