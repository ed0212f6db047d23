//! Whether a plan is still that of its sources.
//!
//! What a plan says of its configuration is compared with the sources. The age of files is the
//! weaker sign: a checkout gives all of them the time at which it wrote them, in any order, so that
//! it counts where `[[plans]]` lists the plan, and else only where the difference is no matter of
//! a checkout. A binary plan beside the plan knows better than either.

use super::input::Input;
use super::project::Project;
use crate::plan::Plan;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What to tell when it is older than its sources, or declares something else.
pub(super) fn warning(input: &Input, plan: &Plan<'_>, project: &Project) -> Option<String> {
    let name = input.name();
    let listed_root = input.root.as_ref().filter(|_| input.listed);
    if let Some(root) = listed_root.filter(|root| !root.is_dir()) {
        return Some(format!(
            "`root` of {name}: {} is no directory",
            root.display()
        ));
    }
    if project.sources.is_empty() || project.is_planned() {
        return None;
    }
    let is_another = input.listed && !project.sources.fits(plan);
    if is_another || project.sources.differs(plan) {
        return Some(format!(
            "{name} differs from its sources: plan again to have them judged"
        ));
    }
    let path = input.path.as_deref()?;
    let apart = match input.listed {
        true => Duration::ZERO,
        false => apart(path)?,
    };
    let newest = project
        .files()
        .filter_map(|file| Some((changed(&file)?, file)))
        .max()?;
    let (when, file) = newest;
    (when > changed(path)?.checked_add(apart)?).then(|| {
        let file = file.display();
        format!("{name} is older than {file}: plan again to have it judged")
    })
}

/// How much older a plan has to be for that to mean anything; nothing comes back in CI, where
/// plans are fetched from elsewhere and files are as old as their checkout.
fn apart(path: &Path) -> Option<Duration> {
    let in_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    let directory = path.canonicalize().ok()?;
    let in_git = directory.ancestors().any(|one| one.join(".git").exists());
    let seconds = if in_git { 60 } else { 2 };
    (!in_ci).then(|| Duration::from_secs(seconds))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(PathBuf::from(path)).ok()?.modified().ok()
}
