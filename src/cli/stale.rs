//! Whether a plan that `[[plans]]` lists is still that of its sources.
//!
//! Only of those, since a plan that is kept as an example has any age. A binary plan
//! beside it knows better.

use super::input::Input;
use super::project::Project;
use crate::plan::Plan;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What to tell when it is older than its sources, or declares something else.
pub(super) fn warning(input: &Input, plan: &Plan<'_>, project: &Project) -> Option<String> {
    let path = input.path.as_deref().filter(|_| input.listed)?;
    let name = input.name();
    if let Some(root) = input.root.as_ref().filter(|root| !root.is_dir()) {
        return Some(format!(
            "`root` of {name}: {} is no directory",
            root.display()
        ));
    }
    if project.sources.is_empty() || project.is_planned() {
        return None;
    }
    if !project.sources.fits(plan) {
        return Some(format!(
            "{name} differs from its sources: plan again to have them judged"
        ));
    }
    let newest = project
        .files()
        .filter_map(|file| Some((changed(&file)?, file)))
        .max()?;
    let (when, file) = newest;
    (when > changed(path)?).then(|| {
        let file = file.display();
        format!("{name} is older than {file}: plan again to have it judged")
    })
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(PathBuf::from(path)).ok()?.modified().ok()
}
