//! What surrounds a plan: the repository, the root module's files, the configuration.

use super::binary::Binary;
use super::listing;
use super::paths::{in_repository, shown};
use super::read::{self, Aside};
use crate::catalog::{Catalog, formerly};
use crate::config::{Config, Known};
use crate::plan::{Maker, Plan};
use crate::source::{self, Sources};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The files of the root module and its modules, and where they are.
pub(crate) struct Project {
    /// What lines are found in.
    pub(crate) sources: Sources,
    /// The sources in the binary plan, where those are others.
    planned: Option<Sources>,
    /// A file that has changed since the plan was made, and the plan's name.
    pub(crate) stale: Option<(String, String)>,
    /// What is odd about all this, for stderr.
    pub(crate) warnings: Vec<String>,
    /// That there is nothing in the plan for frontlint, and why.
    pub(crate) nothing: Option<String>,
    /// The root module's directory as the user would type it.
    pub(crate) shown_root: String,
    /// The same relative to the repository, `None` when it lies outside.
    pub(crate) repository_root: Option<String>,
}

impl Project {
    /// A file's path for people.
    pub(crate) fn shown(&self, file: &str) -> String {
        crate::report::join(&self.shown_root, file).unwrap_or_else(|| file.to_owned())
    }

    /// Whether the sources in the binary plan are at hand.
    pub(crate) fn is_planned(&self) -> bool {
        self.planned.is_some()
    }

    /// The source files of the repository in the working tree.
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> {
        let paths = self.sources.paths();
        paths.map(|path| PathBuf::from(self.shown(path)))
    }

    /// What tells of references that the plan leaves out.
    pub(crate) fn evidence(&self) -> &Sources {
        self.planned.as_ref().unwrap_or(&self.sources)
    }
}

/// Finds the sources of a plan: in a working tree and in the binary plan. Without a tree the
/// files of the binary plan give the lines, named as seen from the root module.
pub(crate) fn project_of(
    plan: &Plan<'_>,
    named: Option<&Path>,
    plan_file: Option<&Path>,
    binary: Option<&Binary>,
) -> Project {
    let mut project = tree_of(plan, named, plan_file);
    let Some((binary, planned)) = binary.and_then(|binary| Some((binary, binary.sources(plan)?)))
    else {
        return project;
    };
    if project.sources.is_empty() {
        project.sources = planned;
    } else {
        let changed = planned.first_difference(&project.sources);
        project.stale = changed.map(|file| (file, binary.name.clone()));
        project.planned = Some(planned);
    }
    project
}

/// Finds the working tree of a plan: the directory named, else the one beside the plan, else the
/// current one, when its files are the plan's.
fn tree_of(plan: &Plan<'_>, named: Option<&Path>, plan_file: Option<&Path>) -> Project {
    let beside =
        plan_file
            .and_then(Path::parent)
            .map(|parent| match parent.as_os_str().is_empty() {
                true => PathBuf::from("."),
                false => parent.to_owned(),
            });
    let guesses: Vec<PathBuf> = beside.into_iter().chain([PathBuf::from(".")]).collect();
    let candidates = named.map_or(guesses, |named| vec![named.to_owned()]);
    // Nothing is told of a directory that may be somebody else's.
    let is_its_own = named.is_some() || plan_file.is_some();
    let mut warnings = None;
    for root in candidates {
        let (sources, left_aside) = load(plan, &root);
        warnings.get_or_insert_with(|| left_aside.clone());
        if !sources.is_empty() && (named.is_some() || crate::engine::belongs(plan, &sources)) {
            return Project {
                sources,
                planned: None,
                stale: None,
                warnings: left_aside,
                nothing: None,
                shown_root: shown(&root),
                repository_root: in_repository(&root),
            };
        }
    }
    Project {
        sources: Sources::parse(Vec::new(), &source::Calls::new()),
        planned: None,
        stale: None,
        warnings: warnings.filter(|_| is_its_own).unwrap_or_default(),
        nothing: None,
        shown_root: String::new(),
        repository_root: None,
    }
}

/// What `terraform init` tells of the modules that it has installed.
pub(super) const MANIFEST: &str = ".terraform/modules/modules.json";

/// Reads the Terraform files of the root module, of its local modules, and of those that
/// `terraform init` has installed, and says which of them are left aside.
fn load(plan: &Plan<'_>, root: &Path) -> (Sources, Vec<String>) {
    let calls = plan.module_sources();
    let mut left_aside = Vec::new();
    let mut read = |file: PathBuf| match read::found(&file) {
        Ok(text) => Some(text),
        Err(Aside::Missing) => None,
        Err(why) => {
            left_aside.push(format!("{} is left aside: {why}", shown(&file)));
            None
        }
    };
    let manifest = read(root.join(MANIFEST)).unwrap_or_default();
    let elsewhere = source::elsewhere(&calls, &manifest);
    let mut files = Vec::new();
    let mut directories = source::directories(&calls);
    directories.extend(elsewhere.values().cloned());
    for directory in directories {
        let within = root.join(&directory);
        let listing = listing::of(&within);
        for name in read_by(plan.maker(), &listing.sources) {
            if let Some(text) = read(within.join(name)) {
                let path = if directory.is_empty() {
                    name.clone()
                } else {
                    format!("{directory}/{name}")
                };
                files.push(source::File { path, text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let sources = Sources::with_elsewhere(files, &calls, elsewhere).without_strangers(plan);
    left_aside.sort();
    (sources, left_aside)
}

/// The files of a directory that the program reads which made the plan. Where nobody knows which
/// one that is, OpenTofu's own files count only where there are no others.
fn read_by(maker: Option<Maker>, names: &[String]) -> impl Iterator<Item = &String> {
    let all = match maker {
        Some(maker) => maker == Maker::OpenTofu,
        None => names.iter().all(|name| source::is_of_opentofu(name)),
    };
    let read = move |name: &&String| all || !source::is_of_opentofu(name);
    names.iter().filter(read)
}

/// The configuration for a plan: the file named, or the nearest one upward from
/// the directory, not beyond the repository; with its path.
///
/// # Errors
/// A file that cannot be read or holds mistakes; rendered for the user.
pub(crate) fn configuration(
    named: Option<&Path>,
    directory: &Path,
    catalog: &Catalog,
) -> Result<Option<(Config, PathBuf)>, miette::Report> {
    let file = match named {
        Some(file) => Some(file.to_owned()),
        None => nearest(directory),
    };
    let Some(file) = file else {
        return Ok(None);
    };
    let name = shown(&file);
    let text = match named {
        Some(_) => once(&file),
        None => read::found(&file).map_err(|why| why.to_string()),
    };
    let text = text.map_err(|why| {
        miette::miette!(
            code = "frontlint::config::unreadable",
            help = match named {
                Some(_) => "check the path given by `--config` or FRONTLINT_CONFIG",
                None => "make it a plain file, or use `--no-config`",
            },
            "the configuration `{name}` cannot be read: {why}"
        )
    })?;
    let (lints, tags) = (catalog.names(), catalog.tags());
    let known = Known {
        lints: &lints,
        formerly: formerly(),
        tags: &tags,
    };
    let config = Config::read(&name, &text, &known).map_err(|error| miette::Report::new(*error))?;
    Ok(Some((config, file)))
}

/// The text of a file that is read for each plan, and may be a pipe, which can be read but once.
fn once(file: &Path) -> Result<String, String> {
    static READ: Mutex<BTreeMap<PathBuf, Result<String, String>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let text = read.entry(file.to_owned()).or_insert_with(|| {
        let text = read::named(file);
        text.map_err(|why| why.to_string())
    });
    text.clone()
}

/// The configuration that stands nearest to a directory, upward, within its repository.
pub(super) fn nearest(directory: &Path) -> Option<PathBuf> {
    let start = directory.canonicalize().ok()?;
    for ancestor in start.ancestors() {
        for name in ["frontlint.toml", ".frontlint.toml"] {
            let file = ancestor.join(name);
            // What is there and no file is told; a directory may have any name.
            if fs::metadata(&file).is_ok_and(|found| !found.is_dir()) {
                return Some(file);
            }
        }
        if ancestor.join(".git").exists() {
            break;
        }
    }
    None
}
