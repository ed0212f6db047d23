//! How paths are named: for people, from the top of the repository, and for editors.

use std::path::{Component, Path, PathBuf};

/// A directory for people: relative to the current one where it lies below.
pub(crate) fn shown(root: &Path) -> String {
    let relative = std::env::current_dir()
        .ok()
        .and_then(|current| root.strip_prefix(current).ok().map(Path::to_owned));
    let path = relative.unwrap_or_else(|| root.to_owned());
    let tidy: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    slashes(&tidy)
}

/// The directory that holds `.git`, from here upward.
fn repository(from: &Path) -> Option<PathBuf> {
    let start = from.canonicalize().ok()?;
    start
        .ancestors()
        .find(|path| path.join(".git").exists())
        .map(Path::to_owned)
}

/// A path relative to its repository, or to the current directory where there
/// is none; symbolic links resolved.
pub(crate) fn in_repository(path: &Path) -> Option<String> {
    let real = path.canonicalize().ok()?;
    let from = if real.is_dir() {
        real.clone()
    } else {
        real.parent()?.to_owned()
    };
    let top = match repository(&from) {
        Some(top) => top,
        None => std::env::current_dir().ok()?.canonicalize().ok()?,
    };
    real.strip_prefix(top).ok().map(slashes)
}

/// The repository that one of the paths lies in, the first that does; else the current directory.
pub(crate) fn editor_root<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Option<String> {
    let mut paths = paths.into_iter();
    let top = paths.find_map(repository);
    let top = top.or_else(|| Path::new(".").canonicalize().ok())?;
    Some(slashes(&top))
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
