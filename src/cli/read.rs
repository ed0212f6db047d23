//! Reads files: the only place that does, beside plans and lines of results.
//!
//! What the user names is read whatever it is. What is only found (sources, what `terraform init`
//! wrote, a configuration above the plan, the plans that a list names) has to be a plain file of no
//! great size: a pipe or a device may keep whoever opens it for ever.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Nobody writes more by hand.
const LARGEST_FOUND: u64 = 16 << 20;
/// A baseline has a line for each finding of a whole fleet.
const LARGEST_NAMED: u64 = 256 << 20;

/// Why a file is not read.
#[derive(Debug)]
pub(crate) enum Aside {
    Missing,
    NotPlain,
    TooLarge(u64),
    NotUtf8,
    Unreadable(io::Error),
}

impl fmt::Display for Aside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file or directory"),
            Self::NotPlain => write!(f, "it is no plain file"),
            Self::TooLarge(limit) => write!(f, "it has more than {} MiB", limit >> 20),
            Self::NotUtf8 => write!(f, "it is not UTF-8"),
            Self::Unreadable(error) => write!(f, "{}", plain(error)),
        }
    }
}

impl From<io::Error> for Aside {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error),
        }
    }
}

/// The text of a file that nobody named.
pub(crate) fn found(path: &Path) -> Result<String, Aside> {
    match is_plain(path)? {
        true => text(File::open(path)?, LARGEST_FOUND),
        false => Err(Aside::NotPlain),
    }
}

/// The text of a file that the user names; a pipe as well.
pub(crate) fn named(path: &Path) -> Result<String, Aside> {
    text(File::open(path)?, LARGEST_NAMED)
}

/// Opens a file that nobody named. Another kind of thing is not even opened.
pub(crate) fn open_plain(path: &Path) -> io::Result<File> {
    match is_plain(path)? {
        true => File::open(path),
        false => Err(io::Error::other(Aside::NotPlain.to_string())),
    }
}

/// Whether it is a file of the disk, perhaps behind links.
pub(crate) fn is_plain(path: &Path) -> io::Result<bool> {
    Ok(fs::metadata(path)?.is_file())
}

fn text(file: File, limit: u64) -> Result<String, Aside> {
    if file.metadata()?.len() > limit {
        return Err(Aside::TooLarge(limit));
    }
    let mut bytes = Vec::new();
    // What has no length of its own may have no end.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) if text.len() as u64 <= limit => Ok(text),
        Err(wrong) if wrong.as_bytes().len() as u64 <= limit => Err(Aside::NotUtf8),
        _ => Err(Aside::TooLarge(limit)),
    }
}

/// The system's words without its error number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or_default()
        .to_lowercase()
}
