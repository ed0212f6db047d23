//! What lies in a directory, looked at once: thousands of plans may lie in one.

use super::read;
use crate::source;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, RwLock};

/// What of a directory may belong to a plan.
#[derive(Default)]
pub(crate) struct Listing {
    /// The names of its Terraform files.
    pub(crate) sources: Vec<String>,
    /// Its binary plans, sorted.
    pub(crate) binaries: Vec<PathBuf>,
}

/// So many directories are remembered: a fleet may have any number.
const REMEMBERED: usize = 1000;

static LISTINGS: LazyLock<RwLock<HashMap<PathBuf, Arc<Listing>>>> = LazyLock::new(RwLock::default);

/// What lies in a directory; nothing in one that cannot be read.
pub(crate) fn of(directory: &Path) -> Arc<Listing> {
    let known = LISTINGS.read().ok();
    if let Some(listing) = known.and_then(|known| known.get(directory).cloned()) {
        return listing;
    }
    let listing = Arc::new(read(directory));
    if let Ok(mut known) = LISTINGS.write() {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(directory.to_owned(), Arc::clone(&listing));
    }
    listing
}

fn read(directory: &Path) -> Listing {
    let mut listing = Listing::default();
    let entries = fs::read_dir(directory).into_iter().flatten();
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if source::is_source(&name) {
            listing.sources.push(name);
        } else if is_plan(&path) {
            listing.binaries.push(path);
        }
    }
    listing.binaries.sort();
    listing
}

/// Whether a file is a binary plan by its first bytes. Files that are sure to be something else
/// are not even opened.
pub(super) fn is_plan(path: &Path) -> bool {
    let others = [
        "hcl", "json", "lock", "md", "sarif", "sh", "tf", "tfstate", "tfvars", "tofu", "toml",
        "txt", "yaml", "yml",
    ];
    let end = path.extension().and_then(|end| end.to_str());
    end.is_none_or(|end| !others.contains(&end)) && is_zip(path).unwrap_or(false)
}

/// Whether a plain file begins as a ZIP does. Pipes and devices are left alone.
pub(super) fn is_zip(path: &Path) -> io::Result<bool> {
    if !read::is_plain(path)? {
        return Ok(false);
    }
    let mut magic = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut magic)?;
    Ok(magic == b"PK\x03\x04")
}
