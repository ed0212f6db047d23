//! Keeps what a run writes apart from what it reads, and its reports from each other.
//!
//! Asked before anything is read: a report over its own plan would cost the plan.

use super::args::Around;
use super::input::Input;
use super::{listing, project, write};
use crate::source::is_source;
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::{self, Path, PathBuf};

/// The files that a run writes.
pub(crate) struct Outputs {
    files: Vec<(PathBuf, Identity)>,
}

/// A file, whatever it is called.
#[derive(PartialEq, Eq)]
enum Identity {
    /// Its device and number there.
    #[cfg(unix)]
    Number(u64, u64),
    Path(PathBuf),
}

impl Outputs {
    /// # Errors
    /// Two of them that are one file, and one that Terraform would read.
    pub(crate) fn of(files: impl IntoIterator<Item = PathBuf>) -> Result<Self, String> {
        let mut outputs = Self { files: Vec::new() };
        for file in files {
            let name = file.display();
            let place = write::place(&file).unwrap_or_else(|_| file.clone());
            if let Some(source) = [&file, &place].into_iter().find(|path| is_terraform(path)) {
                let source = source.display();
                return Err(format!(
                    "nothing is written to {source}, which Terraform reads: name another file"
                ));
            }
            let Some(identity) = Identity::of(&place) else {
                continue;
            };
            if let Some((other, _)) = outputs.files.iter().find(|(_, one)| *one == identity) {
                let also = match *other == file {
                    true => String::new(),
                    false => format!(", which is {} as well", other.display()),
                };
                return Err(format!(
                    "two reports go to {name}{also}: give each a file of its own"
                ));
            }
            outputs.files.push((file, identity));
        }
        Ok(outputs)
    }

    /// # Errors
    /// A file that is read and written.
    pub(crate) fn apart_from(
        &self,
        inputs: impl IntoIterator<Item = PathBuf>,
    ) -> Result<(), String> {
        if self.files.is_empty() {
            return Ok(());
        }
        inputs.into_iter().try_for_each(|input| self.spares(&input))
    }

    /// # Errors
    /// The same for one file.
    pub(crate) fn spares(&self, input: &Path) -> Result<(), String> {
        if self.files.is_empty() {
            return Ok(());
        }
        let identity = Identity::of(input);
        let clash = self
            .files
            .iter()
            .find(|(_, one)| Some(one) == identity.as_ref());
        clash.map_or(Ok(()), |(file, _)| {
            let (file, input) = (file.display(), input.display());
            let called = match file.to_string() == input.to_string() {
                true => String::new(),
                false => format!(" as {input}"),
            };
            Err(format!(
                "nothing is written to {file}, which this run reads{called}: name another file"
            ))
        })
    }

    /// Keeps apart from all that a run over these plans reads, as far as it is known before.
    ///
    /// # Errors
    /// A file that is read and written.
    pub(crate) fn spare(&self, inputs: &[Input], around: &Around) -> Result<(), String> {
        match self.files.is_empty() {
            true => Ok(()),
            false => self.apart_from(read_by(inputs, around)),
        }
    }
}

/// What stdin is, where the system has a name for it.
const STDIN: &str = "/dev/stdin";

/// An argument that names an input, as a file.
pub(crate) fn input(argument: &str) -> PathBuf {
    PathBuf::from(match argument {
        "-" => STDIN,
        file => file,
    })
}

/// The plans and what surrounds each: sources, binary plans and configurations.
fn read_by(inputs: &[Input], around: &Around) -> Vec<PathBuf> {
    let here = Path::new(".");
    let mut files: Vec<PathBuf> = Vec::new();
    let mut roots = BTreeSet::from([here.to_owned()]);
    for input in inputs {
        let path = input.path.as_deref();
        files.push(path.unwrap_or(Path::new(STDIN)).to_owned());
        let beside = path.and_then(Path::parent).unwrap_or(here);
        let around = [Some(beside), input.root.as_deref()];
        roots.extend(around.into_iter().flatten().map(Path::to_owned));
    }
    roots.extend(around.source.clone());
    files.extend(
        [&around.config, &around.plan_file]
            .into_iter()
            .flatten()
            .cloned(),
    );
    for root in &roots {
        let root = match root.as_os_str().is_empty() {
            true => here,
            false => root,
        };
        let listing = listing::of(root);
        files.extend(listing.binaries.iter().cloned());
        files.extend(listing.sources.iter().map(|name| root.join(name)));
        files.push(root.join(project::MANIFEST));
        if !around.no_config {
            files.extend(project::nearest(root));
        }
    }
    files
}

/// Whether Terraform would take a file of that name for one of its own.
fn is_terraform(path: &Path) -> bool {
    let ends = [".hcl", ".tfstate", ".tfvars", ".tfvars.json"];
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| is_source(&name) || ends.iter().any(|end| name.ends_with(end)))
}

impl Identity {
    /// The file at a path, or the one that would be there. A device takes any number of reports.
    fn of(path: &Path) -> Option<Self> {
        match fs::metadata(path) {
            Ok(found) => Self::found(path, &found),
            Err(_) => {
                let place = write::place(path).ok()?;
                let whole = path::absolute(&place).unwrap_or(place);
                let real = whole.parent().and_then(|parent| parent.canonicalize().ok());
                let named = real.zip(whole.file_name());
                Some(Self::Path(match named {
                    Some((real, name)) => real.join(name),
                    None => whole,
                }))
            }
        }
    }

    #[cfg(unix)]
    fn found(_: &Path, found: &Metadata) -> Option<Self> {
        use std::os::unix::fs::{FileTypeExt, MetadataExt};
        let is_device = found.file_type().is_char_device();
        (!is_device).then(|| Self::Number(found.dev(), found.ino()))
    }

    #[cfg(not(unix))]
    fn found(path: &Path, _: &Metadata) -> Option<Self> {
        path.canonicalize().ok().map(Self::Path)
    }
}
