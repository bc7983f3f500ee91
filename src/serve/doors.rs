//! Where the preview's own files and doors are; no page of a site can be there.

use crate::review::{FOLDER, compare_route};
use crate::text::{Base, FilePath, Route};

/// What their addresses begin with.
pub(super) const DOORS: &str = "/_taiyaku/";

/// Where a translation is compared with its source.
pub(super) fn compare_href(code: &str, file: &FilePath) -> String {
    let path = file.below("content").and_then(|below| below.split_once('/'));
    let route = compare_route(code, path.map_or("", |(_, path)| path));
    Base::default().href(&Route::new(&format!("{FOLDER}{route}")))
}

#[cfg(test)]
mod tests {
    use super::{DOORS, FOLDER};

    #[test]
    fn both_names_of_the_folder_are_one() {
        assert_eq!(DOORS, format!("/{FOLDER}"));
    }
}
