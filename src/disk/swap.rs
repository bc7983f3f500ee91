//! Two folders change places in one step, so that nobody ever finds none or half of one.

use std::fs;
use std::io;
use std::path::Path;

/// Makes the two folders change places.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// No such step is to be had.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts a folder in the place of another, and that one aside. In one step where the system can;
/// elsewhere nothing is at the place for the moment between two steps.
pub(super) fn put_in_place(new: &Path, place: &Path, aside: &Path) -> io::Result<()> {
    put_with(exchange, new, place, aside)
}

fn put_with(
    exchange: impl Fn(&Path, &Path) -> io::Result<()>,
    new: &Path,
    place: &Path,
    aside: &Path,
) -> io::Result<()> {
    // Where nothing is, or an empty folder, there is nothing to exchange.
    match fs::rename(new, place) {
        Err(error) if is_occupied(&error) => {}
        moved => return moved,
    }
    match exchange(new, place) {
        Ok(()) => fs::rename(new, aside),
        Err(error) if cannot(&error) => {
            fs::rename(place, aside)?;
            fs::rename(new, place)
        }
        Err(error) => Err(error),
    }
}

/// Whether a folder with something in it is in the way.
fn is_occupied(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, PermissionDenied};
    // The last is what Windows says of any folder.
    let kind = error.kind();
    matches!(kind, AlreadyExists | DirectoryNotEmpty) || cfg!(windows) && kind == PermissionDenied
}

/// Whether the system, or the file system, has no such step.
fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// A folder's identity, which goes with it wherever it is moved; all are the same where the system has
/// none.
#[cfg(unix)]
pub(super) fn identity(folder: &Path) -> io::Result<u64> {
    Ok(std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(folder)?))
}

#[cfg(not(unix))]
pub(super) fn identity(folder: &Path) -> io::Result<u64> {
    fs::symlink_metadata(folder).map(|_| 0)
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::{exchange, put_with};

    #[test]
    fn a_system_without_exchange_comes_to_the_same_in_two_steps() -> io::Result<()> {
        let none = |_: &_, _: &_| Err(io::ErrorKind::Unsupported.into());
        let steps: [&dyn Fn(&_, &_) -> io::Result<()>; 2] = [&exchange, &none];
        for step in steps {
            let folder = tempfile::tempdir()?;
            let at = |name| folder.path().join(name);
            for (name, text) in [("new", "n"), ("place", "p")] {
                fs::create_dir(at(name))?;
                fs::write(at(name).join("file"), text)?;
            }
            put_with(step, &at("new"), &at("place"), &at("aside"))?;
            assert_eq!(fs::read_to_string(at("place/file"))?, "n");
            assert_eq!(fs::read_to_string(at("aside/file"))?, "p");
            assert!(!at("new").exists());
        }
        Ok(())
    }

    #[test]
    fn where_nothing_is_nothing_is_put_aside() -> io::Result<()> {
        for is_there in [false, true] {
            let folder = tempfile::tempdir()?;
            let at = |name| folder.path().join(name);
            fs::create_dir(at("new"))?;
            fs::write(at("new/file"), "n")?;
            if is_there {
                fs::create_dir(at("place"))?;
            }
            put_with(exchange, &at("new"), &at("place"), &at("aside"))?;
            assert!(at("place/file").exists() && !at("aside").exists());
        }
        Ok(())
    }
}
