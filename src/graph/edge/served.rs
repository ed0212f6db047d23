//! Which behaviours each origin of a distribution serves.

use super::behavior::{Behaviour, PlainHttp};
use super::distribution::{Distribution, Origin};
use super::origin_group::ServedBy;
use crate::answer::Answer;
use crate::plan::Path;
use std::collections::HashMap;

/// An origin and the behaviours that ask it.
pub struct Served<'g> {
    pub origin: Origin<'g>,
    pub by: Vec<Behaviour<'g>>,
}

/// The origins of a distribution with what they serve.
pub struct Serving<'g> {
    pub all: Vec<Served<'g>>,
    /// Whether the plan tells every origin and who asks it.
    pub complete: bool,
}

impl<'g> Distribution<'g> {
    /// Its origins, each with the behaviours that ask it, directly or as a
    /// member of a group.
    pub fn serving(&self) -> Serving<'g> {
        let behaviours = self.behaviours();
        let ids = self.origin_ids();
        let mut complete = behaviours.complete && self.node.blocks("origin").complete;
        let mut by: HashMap<Path, Vec<Behaviour<'g>>> = HashMap::new();
        for behaviour in behaviours.all {
            let asked = match ids.serving(&behaviour) {
                ServedBy::Origin(origin) => Some(vec![origin]),
                ServedBy::Group(group) => ids.members(&group),
                ServedBy::Nothing => Some(Vec::new()),
                ServedBy::Unknown => None,
            };
            complete &= asked.is_some();
            for origin in asked.into_iter().flatten() {
                let asking = by.entry(origin.node.path.clone()).or_default();
                asking.push(behaviour.clone());
            }
        }
        let origins = self.origins().into_iter().map(|origin| Served {
            by: by.remove(&origin.node.path).unwrap_or_default(),
            origin,
        });
        Serving {
            all: origins.collect(),
            complete,
        }
    }
}

impl Served<'_> {
    /// Whether some viewer's plain request is passed on to it as it is.
    pub fn takes_plain_viewers(&self) -> Answer {
        Answer::any(
            self.by
                .iter()
                .map(|behaviour| match behaviour.plain_http() {
                    PlainHttp::Served => Answer::Yes,
                    PlainHttp::Redirected | PlainHttp::Refused => Answer::No,
                    PlainHttp::Unknown => Answer::Unknown,
                }),
        )
    }
}
