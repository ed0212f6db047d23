//! The module sources that a binary plan carries.
//!
//! Such a plan is a ZIP. Only entries below `tfconfig/` are read: the others hold the state, with
//! its secrets. Nothing is unpacked to the disk, and the names inside lead nowhere: where a module
//! belongs is told by the plan's own calls.

use super::{Calls, Elsewhere, File, Sources, is_source, modules};
use crate::plan::Plan;
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use thiserror::Error;
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// How large the list of entries may be; real ones hold as many as the configuration has files.
const LIST: u64 = 8 << 20;
/// How large one file of a configuration may be.
const FILE: u64 = 4 << 20;
/// How large all files together may be.
const TOTAL: u64 = 64 << 20;

const CONFIGURATION: &str = "tfconfig/";
const MANIFEST: &str = "tfconfig/modules.json";

/// Why the sources in a binary plan cannot be read.
#[derive(Debug, Error)]
pub enum SnapshotError {
    #[error("it holds no configuration")]
    NoConfiguration,
    #[error("it holds two entries of one name")]
    Twice,
    #[error("it is larger than a configuration can be")]
    TooLarge,
    #[error("{0}")]
    Broken(String),
}

impl From<ZipError> for SnapshotError {
    fn from(error: ZipError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<io::Error> for SnapshotError {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The files of all modules: call path → name → text.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<Vec<String>, BTreeMap<String, String>>);

impl Snapshot {
    /// Reads the sources in a binary plan.
    ///
    /// # Errors
    /// What is no ZIP, holds no configuration, or more than one could have.
    pub fn read(file: impl Read + Seek) -> Result<Self, SnapshotError> {
        // The list of entries is read at once, however many it says there are.
        let allowed = Cell::new(LIST);
        let mut archive = ZipArchive::new(Metered {
            inner: file,
            allowed: &allowed,
        })?;
        allowed.set(u64::MAX);
        if archive.has_duplicate_names() {
            return Err(SnapshotError::Twice);
        }
        if archive.index_for_name(MANIFEST).is_none() {
            return Err(SnapshotError::NoConfiguration);
        }
        let mut modules: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        let mut left = TOTAL;
        let mut unpacker = Unpacker::default();
        for at in 0..archive.len() {
            let entry = archive.name_for_index(at).transpose()?;
            let Some((module, name)) = entry.as_deref().and_then(member) else {
                continue;
            };
            // What the entry says of its size may be a lie.
            let limit = FILE.min(left);
            let bytes = unpacker.unpack(archive.by_index_raw(at)?, limit)?;
            left -= bytes.len() as u64;
            // What is no text is no source, as in a working tree.
            if let Ok(text) = String::from_utf8(bytes) {
                modules.entry(module).or_default().insert(name, text);
            }
        }
        Ok(Self(modules))
    }

    /// The sources as those of a plan: local modules where their calls say, all others for their
    /// references alone.
    pub fn sources(&self, plan: &Plan<'_>) -> Sources {
        let calls: Calls = plan.module_sources();
        let own = modules::by_call(&calls);
        let mut elsewhere = Elsewhere::new();
        let mut files = BTreeMap::new();
        for (path, texts) in &self.0 {
            let directory = match own.get(path) {
                Some(directory) => directory.clone(),
                None => {
                    let directory = format!(".terraform/modules/{}", path.join("."));
                    elsewhere.insert(path.clone(), directory.clone());
                    directory
                }
            };
            for (name, text) in texts {
                let name = format!("{directory}/{name}");
                let path = name.trim_start_matches('/').to_owned();
                // A module that is called twice stands here twice.
                files.entry(path).or_insert_with(|| text.clone());
            }
        }
        let file = |(path, text)| File { path, text };
        let files = files.into_iter().map(file).collect();
        Sources {
            planned: true,
            ..Sources::with_elsewhere(files, &calls, elsewhere)
        }
    }
}

/// Unpacks entries one after the other. One state serves all: a state for each of thousands of
/// entries, with what is kept of them in between, would leave the memory full of holes.
struct Unpacker {
    inflate: Decompress,
    packed: Vec<u8>,
    /// Room for the next part of a text.
    room: Vec<u8>,
}

impl Default for Unpacker {
    fn default() -> Self {
        Self {
            inflate: Decompress::new(false),
            packed: Vec::new(),
            room: Vec::with_capacity(64 << 10),
        }
    }
}

impl Unpacker {
    /// The contents of an entry.
    ///
    /// # Errors
    /// More bytes than `limit`, or others than the archive promises.
    fn unpack(
        &mut self,
        entry: ZipFile<'_, impl Read>,
        limit: u64,
    ) -> Result<Vec<u8>, SnapshotError> {
        let (method, checksum) = (entry.compression(), entry.crc32());
        self.packed.clear();
        entry.take(limit + 1).read_to_end(&mut self.packed)?;
        let bytes = match method {
            CompressionMethod::Stored => self.packed.clone(),
            CompressionMethod::Deflated => self.inflate(limit)?,
            other => return Err(SnapshotError::Broken(format!("it is packed by {other}"))),
        };
        if bytes.len() as u64 > limit {
            return Err(SnapshotError::TooLarge);
        }
        let mut found = Crc::new();
        found.update(&bytes);
        match found.sum() == checksum {
            true => Ok(bytes),
            false => Err(SnapshotError::Broken("it is damaged".into())),
        }
    }

    /// What is packed, up to one byte more than `limit`.
    fn inflate(&mut self, limit: u64) -> Result<Vec<u8>, SnapshotError> {
        let damaged = || SnapshotError::Broken("it is damaged".into());
        self.inflate.reset(false);
        let mut bytes = Vec::new();
        while bytes.len() as u64 <= limit {
            self.room.clear();
            let done = usize::try_from(self.inflate.total_in()).unwrap_or(usize::MAX);
            let rest = self.packed.get(done..).unwrap_or_default();
            let status = self
                .inflate
                .decompress_vec(rest, &mut self.room, FlushDecompress::None)
                .map_err(|_| damaged())?;
            bytes.extend_from_slice(&self.room);
            match status {
                Status::StreamEnd => break,
                // Nothing more is there to read, and the end was not seen.
                _ if self.room.is_empty() => return Err(damaged()),
                _ => {}
            }
        }
        Ok(bytes)
    }
}

/// A reader that gives no more than is allowed.
struct Metered<'l, R> {
    inner: R,
    allowed: &'l Cell<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let allowed = self.allowed.get();
        if allowed == 0 && !buffer.is_empty() {
            return Err(io::Error::other("it lists more than a plan holds"));
        }
        let most = usize::try_from(allowed).unwrap_or(usize::MAX);
        let length = buffer.len().min(most);
        let read = self.inner.read(&mut buffer[..length])?;
        self.allowed.set(allowed - read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// The call path and file name of an entry, when it is a source: `tfconfig/m-a.b/main.tf`.
fn member(entry: &str) -> Option<(Vec<String>, String)> {
    let (key, name) = entry
        .strip_prefix(CONFIGURATION)?
        .strip_prefix("m-")?
        .split_once('/')?;
    let plain = |text: &str| !text.contains(['/', '\\', '\0']);
    let path = match key {
        "" => Vec::new(),
        key => key.split('.').map(str::to_owned).collect(),
    };
    (plain(key) && plain(name) && is_source(name)).then(|| (path, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entry: &str, expected: Option<(&[&str], &str)>) {
        let found = member(entry);
        let expected = expected.map(|(path, name)| {
            let path = path.iter().map(|part| (*part).to_owned()).collect();
            (path, name.to_owned())
        });
        assert_eq!(found, expected, "{entry}");
    }

    #[test]
    fn tells_sources_from_other_entries() {
        check("tfconfig/m-/main.tf", Some((&[], "main.tf")));
        check("tfconfig/m-a.b/x.tf.json", Some((&["a", "b"], "x.tf.json")));
        for entry in [
            "tfconfig/modules.json",
            "tfconfig/m-/a/main.tf",
            "tfconfig/m-/../main.tf",
            "tfconfig/m-..\\..\\x/main.tf",
            "tfconfig/m-/..\\main.tf",
            "tfconfig/m-/.hidden.tf",
            "tfconfig/m-/terraform.tfvars",
            "tfconfig/main.tf",
            "tfstate",
            "tfconfig/../tfstate",
        ] {
            check(entry, None);
        }
    }
}
