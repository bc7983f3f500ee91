//! Sizes for readers.

/// A size as file managers show it: 1 KB is 1,024 bytes, and a small number keeps one decimal.
pub(super) fn size_text(bytes: usize) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let mut tenths = bytes.saturating_mul(10).div_ceil(1024).max(1);
    let mut unit = 0;
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths = tenths.div_ceil(1024);
        unit += 1;
    }
    if tenths < 100 && unit > 0 {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    } else {
        format!("{} {}", tenths.div_ceil(10), UNITS[unit])
    }
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn sizes_read_as_in_a_file_manager() {
        for (bytes, text) in [
            (0, "1 KB"),
            (1, "1 KB"),
            (475 * 1024, "475 KB"),
            (932 * 1024 - 1, "932 KB"),
            (1_572_864, "1.5 MB"),
            (52_428_800, "50 MB"),
            (5_046_586_572, "4.7 GB"),
            (1_048_500, "1.0 MB"),
        ] {
            assert_eq!(size_text(bytes), text, "{bytes}");
        }
    }
}
