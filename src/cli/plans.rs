//! The plans that `[[plans]]` of a configuration lists.

use super::args::Around;
use super::input::{Input, named, nothing, search};
use super::project::configuration;
use crate::catalog::Catalog;
use crate::config::Plans;
use crate::report::Refused;
use std::path::{Component, Path, PathBuf};

/// The patterns of the configuration that is in force in the current directory.
#[derive(Default)]
pub(crate) struct Listed {
    plans: Vec<Plans>,
    /// The configuration's directory, as the user would type it, and its real path.
    shown: PathBuf,
    real: PathBuf,
}

impl Listed {
    /// Reads them.
    ///
    /// # Errors
    /// A configuration that cannot be read or holds mistakes.
    pub(crate) fn read(around: &Around, catalog: &Catalog) -> Result<Self, miette::Report> {
        if around.no_config {
            return Ok(Self::default());
        }
        let found = configuration(around.config.as_deref(), Path::new("."), catalog)?;
        let Some((config, file)) = found else {
            return Ok(Self::default());
        };
        let real = file.canonicalize().unwrap_or(file);
        let real = real.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self {
            plans: config.plans,
            shown: from_here(&real),
            real,
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// The files. One that is named and not there is told, as is a list that meets nothing.
    pub(super) fn inputs(&self) -> (Vec<Input>, Vec<Refused>) {
        let mut inputs: Vec<Input> = Vec::new();
        for plans in &self.plans {
            if plans.is_one_file() {
                let path = self.shown.join(plans.path());
                inputs.push(Input::listed(path));
                continue;
            }
            let base = match self.shown.join(plans.base()) {
                base if base.as_os_str().is_empty() => PathBuf::from("."),
                base => base,
            };
            let asked: Vec<&str> = plans.path().split('/').collect();
            let found = search(&base, &asked, &|path| {
                self.seen(path)
                    .is_some_and(|path| plans.name(&path).is_some())
            });
            inputs.extend(found);
        }
        // One that two patterns meet is read once.
        let mut seen = std::collections::HashSet::new();
        inputs.retain(|input| seen.insert(input.path.clone()));
        let refused = match inputs.is_empty() {
            true => vec![nothing("[[plans]]", "no plan in JSON is there")],
            false => Vec::new(),
        };
        (inputs, refused)
    }

    /// Adds what the first pattern for an input says of it.
    pub(crate) fn describe(&self, input: &mut Input) {
        let path = input.path.as_deref().and_then(|path| self.seen(path));
        let Some(path) = path else { return };
        let named = self.plans.iter().find_map(|plans| plans.name(&path));
        let Some(named) = named else { return };
        input.root = named.root.map(|root| match self.shown.join(root) {
            root if root.as_os_str().is_empty() => PathBuf::from("."),
            root => root,
        });
        input.id = named.id;
        input.listed = true;
    }

    /// A path as seen from the configuration, `/` between names.
    fn seen(&self, path: &Path) -> Option<String> {
        let directory = match path.parent()? {
            parent if parent.as_os_str().is_empty() => Path::new("."),
            parent => parent,
        };
        let real = directory.canonicalize().ok()?.join(path.file_name()?);
        let relative = real.strip_prefix(&self.real).ok()?;
        Some(relative.to_string_lossy().replace('\\', "/"))
    }
}

/// A directory as the user would type it: below the current one, or above it.
fn from_here(real: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().unwrap_or_default();
    match (real.strip_prefix(&here), here.strip_prefix(real)) {
        (Ok(below), _) => below.to_owned(),
        (_, Ok(above)) => above.components().map(|_| Component::ParentDir).collect(),
        _ => real.to_owned(),
    }
}

/// All inputs that the arguments name, in a stable order; without arguments those of
/// `[[plans]]`, else what is found below the current directory.
pub(crate) fn find(arguments: &[String], listed: &Listed) -> (Vec<Input>, Vec<Refused>) {
    let (mut inputs, refused) = match arguments {
        [] if !listed.is_empty() => listed.inputs(),
        [] => named(&[".".to_owned()]),
        arguments => named(arguments),
    };
    for input in &mut inputs {
        listed.describe(input);
    }
    (inputs, refused)
}
