//! Who may read and write what is published, and whose it is. Where a system has no such rights, all this
//! does nothing.

use std::io;
use std::path::Path;

/// Gives a tree the rights of the folder whose place it takes, or those of a folder that everybody reads:
/// whoever publishes may keep their own files to themselves. Its owner and group too, as far as that is
/// allowed.
#[cfg(unix)]
pub(super) fn for_readers(tree: &Path, folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let model = std::fs::metadata(folder).ok();
    let mode = model.as_ref().map_or(0o755, |model| model.mode() & 0o7777);
    for entry in walkdir::WalkDir::new(tree) {
        let entry = entry?;
        // Nobody runs a page, and its owner writes it anew.
        let mode = if entry.file_type().is_dir() { mode } else { mode & 0o666 | 0o600 };
        give(entry.path(), model.as_ref(), mode)?;
    }
    Ok(())
}

/// Gives a copy the rights and the owner of what it was made of.
#[cfg(unix)]
pub(super) fn as_before(from: &Path, to: &Path) -> io::Result<()> {
    let model = std::fs::metadata(from)?;
    give(to, Some(&model), std::os::unix::fs::MetadataExt::mode(&model))
}

#[cfg(unix)]
fn give(place: &Path, model: Option<&std::fs::Metadata>, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    if let Some(model) = model {
        let (owner, group) = (Some(model.uid()), Some(model.gid()));
        // Only root gives files away; their group may be any of one's own.
        let _ = chown(place, owner, group).or_else(|_| chown(place, None, group));
    }
    // After the owner, a change of whom takes some of them away.
    std::fs::set_permissions(place, PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn for_readers(_tree: &Path, _folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn as_before(_from: &Path, _to: &Path) -> io::Result<()> {
    Ok(())
}
