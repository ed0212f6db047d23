//! Finds the binary plan that a plan in JSON was shown from, for the sources in it.

use super::listing;
use crate::plan::Plan;
use crate::source::{Snapshot, SnapshotError, Sources};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A binary plan, and what it holds of the configuration.
pub(crate) struct Binary {
    /// As the user would type it.
    pub(crate) name: String,
    snapshot: Snapshot,
}

impl Binary {
    /// Reads the plan that the user names.
    ///
    /// # Errors
    /// What cannot be read, or is no such plan.
    pub(crate) fn open(path: &Path) -> Result<Self, miette::Report> {
        let name = path.display().to_string();
        let trouble = |problem: String| {
            let name = crate::report::escaped(&name);
            miette::miette!(
                code = "frontlint::input::no_binary_plan",
                help = "it is the file that `terraform plan -out=FILE` writes",
                "`--plan-file {name}` cannot be used: {}",
                crate::report::escaped(&problem)
            )
        };
        match listing::is_zip(path) {
            Ok(true) => read(path).map_err(|error| trouble(error.to_string())),
            Ok(false) => Err(trouble("it is no binary plan".into())),
            Err(error) => Err(trouble(super::read::plain(&error))),
        }
    }

    /// Finds the plan beside one in JSON: the only one whose configuration is the same. Of several
    /// with the same sources any will do; between others nobody can choose.
    pub(crate) fn beside(json: &Path, plan: &Plan<'_>) -> Option<Self> {
        let directory = match json.parent()? {
            parent if parent.as_os_str().is_empty() => Path::new("."),
            parent => parent,
        };
        let listing = listing::of(directory);
        let mut found = listing
            .binaries
            .iter()
            .filter_map(|path| read(path).ok())
            .filter(|binary| binary.sources(plan).is_some());
        let first = found.next()?;
        found
            .all(|other| other.snapshot == first.snapshot)
            .then_some(first)
    }

    /// The sources, when they are those of the plan.
    pub(crate) fn sources(&self, plan: &Plan<'_>) -> Option<Sources> {
        let sources = self.snapshot.sources(plan);
        sources.fits(plan).then_some(sources)
    }
}

fn read(path: &Path) -> Result<Binary, SnapshotError> {
    Ok(Binary {
        name: super::paths::shown(path),
        snapshot: Snapshot::read(BufReader::new(File::open(path)?))?,
    })
}
