//! More payloads than anybody writes down: the known ones in other spellings, and two in one.

use super::payloads::PAYLOADS;
use crate::numbers::Numbers;

/// What programs leave out or take for a space, each in its own way.
const FILLERS: [char; 12] = [
    ' ', '\t', '\n', '\r', '/', '\u{0}', '\u{b}', '\u{c}', '\u{ad}', '\u{200b}', '\u{3000}',
    '\u{feff}',
];

/// All known payloads, and as many others as the count is greater. Always the same ones.
pub(crate) fn payloads(count: usize) -> Vec<String> {
    let mut payloads: Vec<String> = PAYLOADS.iter().map(|payload| (*payload).to_owned()).collect();
    let mut numbers = Numbers::new(0x5eed_0bad_c0de_0001);
    while payloads.len() < count {
        let mut payload = numbers.pick(PAYLOADS).to_owned();
        for _ in 0..=numbers.below(3) {
            payload = varied(&payload, &mut numbers);
        }
        if !payloads.contains(&payload) {
            payloads.push(payload);
        }
    }
    payloads
}

fn varied(payload: &str, numbers: &mut Numbers) -> String {
    match numbers.below(4) {
        0 => format!("{payload}{}", numbers.pick(PAYLOADS)),
        1 => {
            let mut filled: Vec<char> = payload.chars().collect();
            filled.insert(numbers.below(filled.len() + 1), numbers.pick(&FILLERS));
            filled.into_iter().collect()
        }
        _ => {
            let spelling = numbers.below(5);
            let often = 1 + numbers.below(4);
            let chars = payload.chars();
            chars
                .map(|c| if numbers.below(often) == 0 { spelled(c, spelling) } else { c.into() })
                .collect()
        }
    }
}

/// A character as some reader may take it for the same.
fn spelled(c: char, spelling: usize) -> String {
    match spelling {
        0 if c.is_lowercase() => c.to_uppercase().collect(),
        0 => c.to_lowercase().collect(),
        1 => format!("&#{};", u32::from(c)),
        2 => format!("&#x{:X};", u32::from(c)),
        3 => c.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect(),
        // Full-width forms of ASCII, which NFKC turns back.
        _ if c.is_ascii_graphic() => {
            char::from_u32(u32::from(c) + 0xfee0).map(String::from).unwrap_or_default()
        }
        _ => c.to_string(),
    }
}
