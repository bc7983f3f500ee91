//! What kind of character decides how Japanese, Chinese and Korean are set.

use icu::properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script,
};
use icu::properties::{CodePointMapData, CodePointSetData};

/// Whether a character is as wide as a kanji, or half of such a one.
pub fn is_wide(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    [EastAsianWidth::Wide, EastAsianWidth::Fullwidth, EastAsianWidth::Halfwidth].contains(&width)
}

/// Whether a character is Hangul, which is written with spaces between words.
pub fn is_hangul(c: char) -> bool {
    CodePointMapData::<Script>::new().get(c) == Script::Hangul
}

/// Whether a character is kana: a text that has one is Japanese.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

/// Whether a character is CJK as the rules of CJK-friendly emphasis say; an emoji is none.
pub fn is_cjk(c: char) -> bool {
    !c.is_ascii()
        && (is_hangul(c) || is_wide(c) && !CodePointSetData::new::<EmojiPresentation>().contains(c))
}

/// Whether a character is punctuation or a symbol, as CommonMark says.
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.union(GeneralCategoryGroup::Symbol).contains(category)
}
