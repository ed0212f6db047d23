//! Whether sources are those that a plan was made from.

use super::Sources;
use crate::plan::{Plan, WrittenBlocks};
use std::collections::{BTreeMap, BTreeSet};

impl Sources {
    /// Forgets the modules from elsewhere that do not declare what the plan has of them: another
    /// version was installed since.
    pub fn without_strangers(mut self, plan: &Plan<'_>) -> Sources {
        if self.elsewhere.is_empty() {
            return self;
        }
        let written = plan.written_blocks();
        let mut elsewhere = std::mem::take(&mut self.elsewhere);
        elsewhere.retain(|path, directory| {
            let module = self.modules.get(directory);
            module.is_some_and(|module| module.fits(written.get(path)))
        });
        self.elsewhere = elsewhere;
        self
    }

    /// Whether each module of the plan declares what the plan has of it, and nothing else.
    pub fn fits(&self, plan: &Plan<'_>) -> bool {
        let written = plan.written_blocks();
        let mut modules = written.iter();
        modules.all(|(path, written)| {
            let module = self.known(path);
            module.is_some_and(|module| module.fits(Some(written)))
        })
    }
}

impl Sources {
    /// Finds a file in the repository that these sources and a working tree do not share, other
    /// ends of lines aside: by its path, the first of all.
    pub fn first_difference(&self, tree: &Sources) -> Option<String> {
        let (one, other) = (self.in_repository(), tree.in_repository());
        let same = |path: &&str| match (one.get(path), other.get(path)) {
            (Some(one), Some(other)) => {
                one == other || one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
            }
            _ => false,
        };
        let paths: BTreeSet<&str> = one.keys().chain(other.keys()).copied().collect();
        let found = paths.into_iter().find(|path| !same(path));
        found.map(str::to_owned)
    }

    /// The paths of the files of the modules in the repository, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.in_repository().into_keys()
    }

    /// The files of the modules in the repository.
    fn in_repository(&self) -> BTreeMap<&str, &str> {
        let files = self.files.iter().map(|text| (&*text.path, &*text.whole));
        files
            .filter(|(path, _)| {
                let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
                self.is_in_repository(directory)
            })
            .collect()
    }
}

impl super::Module {
    fn fits(&self, written: Option<&WrittenBlocks>) -> bool {
        let Some(written) = written else { return false };
        self.resources
            .keys()
            .all(|address| written.contains(address))
            && written
                .iter()
                // Those in `check` blocks are not read here.
                .filter(|address| !address.starts_with("data."))
                .all(|address| self.resources.contains_key(address))
    }
}
