//! Which behaviors each origin of a distribution serves.

use super::behavior::{Behavior, PlainHttp};
use super::distribution::{Distribution, Origin};
use super::origin_group::ServedBy;
use crate::answer::Answer;
use crate::plan::Path;
use std::collections::HashMap;

/// An origin and the behaviors that ask it.
pub struct Served<'g> {
    pub origin: Origin<'g>,
    pub by: Vec<Behavior<'g>>,
}

/// The origins of a distribution with what they serve.
pub struct Serving<'g> {
    pub all: Vec<Served<'g>>,
    /// Whether the plan tells every origin and who asks it.
    pub complete: bool,
}

impl<'g> Distribution<'g> {
    /// Its origins, each with the behaviors that ask it, directly or as a
    /// member of a group.
    pub fn serving(&self) -> Serving<'g> {
        let behaviors = self.behaviors();
        let ids = self.origin_ids();
        let mut complete = behaviors.complete && self.node.blocks("origin").complete;
        let mut by: HashMap<Path, Vec<Behavior<'g>>> = HashMap::new();
        for behavior in behaviors.all {
            let asked = match ids.serving(&behavior) {
                ServedBy::Origin(origin) => Some(vec![origin]),
                ServedBy::Group(group) => ids.members(&group),
                ServedBy::Nothing => Some(Vec::new()),
                ServedBy::Unknown => None,
            };
            complete &= asked.is_some();
            for origin in asked.into_iter().flatten() {
                let asking = by.entry(origin.node.path.clone()).or_default();
                asking.push(behavior.clone());
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
        Answer::any(self.by.iter().map(|behavior| match behavior.plain_http() {
            PlainHttp::Served => Answer::Yes,
            PlainHttp::Redirected | PlainHttp::Refused => Answer::No,
            PlainHttp::Unknown => Answer::Unknown,
        }))
    }
}
