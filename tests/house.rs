//! The laws of the house (see `src/lib.rs`), kept by a test rather than by memory. Each law gives the
//! list of its breaches, with their places.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod laws;

use laws::{dependencies, repository, rooms, sizes};

#[track_caller]
fn kept(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n  {}\n", breaches.join("\n  "));
}

#[test]
fn imports_only_go_down() {
    kept(rooms::upward_imports());
}

#[test]
fn modules_of_a_room_do_not_go_in_circles() {
    kept(rooms::circles());
}

#[test]
fn nobody_in_a_room_imports_from_its_door() {
    kept(rooms::imports_from_doors());
}

#[test]
fn a_door_is_no_room() {
    kept(rooms::furnished_doors());
}

#[test]
fn files_printing_network_and_clock_stay_in_their_rooms() {
    kept(rooms::misplaced_effects());
}

#[test]
fn files_and_functions_are_short() {
    kept(sizes::long_files());
    kept(sizes::long_functions());
}

#[test]
fn names_say_what_a_thing_is() {
    kept(sizes::empty_names());
}

#[test]
fn the_embedded_theme_is_the_one_in_the_folders() {
    kept(repository::theme_differences());
}

#[test]
fn dependencies_are_allowed_and_explained() {
    kept(dependencies::licences());
    kept(dependencies::banned());
    kept(dependencies::unexplained());
}

#[test]
fn a_panic_can_be_caught() {
    kept(dependencies::aborting_profiles());
}

#[test]
fn the_top_level_is_fixed() {
    kept(repository::stray_at_the_top());
}

#[test]
fn nothing_made_or_large_is_tracked() {
    kept(repository::generated());
    kept(repository::heavy_binaries());
}

#[test]
fn nothing_tracked_names_the_machine_it_was_written_on() {
    kept(repository::machine_names());
}
