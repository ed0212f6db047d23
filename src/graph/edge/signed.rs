//! Behaviors that ask for signed requests, and others that serve the same
//! objects without.

use super::behavior::Behavior;
use super::distribution::Distribution;
use super::origin_group::{OriginIds, ServedBy};
use crate::answer::Answer;
use crate::graph::request::{Conditions, Example, Found, find};
use crate::plan::{Attr, ResourceId};

/// More behaviors than a distribution has (75) are not compared with each other.
const MOST: usize = 200;

/// A behavior that asks for signatures, and one that serves the same without.
pub struct UnsignedTwin<'g> {
    pub signed: Behavior<'g>,
    pub unsigned: Behavior<'g>,
    /// An object that both serve, by its path at the origin, and what the
    /// unsigned behavior's origin puts before the path that viewers ask for.
    pub object: Example,
    pub prefix: String,
}

/// What a behavior serves: the objects of an origin whose paths it takes.
struct Serves {
    origin: Place,
    prefix: String,
    /// The paths at the origin.
    objects: Conditions,
}

/// What tells an origin apart from others.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Resource(ResourceId),
    Host(String),
}

impl<'g> Distribution<'g> {
    /// The signed behaviors around which the same objects can be had, once
    /// each; `None` where the plan does not show.
    pub fn unsigned_twins(&self) -> Option<Vec<UnsignedTwin<'g>>> {
        let behaviors = self.behaviors();
        let all = &behaviors.all;
        let signed: Vec<Answer> = all.iter().map(Behavior::asks_for_signature).collect();
        if !signed.iter().any(|signed| *signed != Answer::No) {
            return Some(Vec::new());
        }
        if !behaviors.complete || all.len() > MOST || signed.contains(&Answer::Unknown) {
            return None;
        }
        let ids = self.origin_ids();
        let serves: Vec<Option<Serves>> = all.iter().map(|one| ids.serves(one)).collect();
        let mut twins = Vec::new();
        for (at, behavior) in all.iter().enumerate() {
            if signed[at] != Answer::Yes {
                continue;
            }
            let own = serves[at].as_ref()?;
            for (other, unsigned) in all.iter().enumerate() {
                if signed[other] != Answer::No {
                    continue;
                }
                let serving = serves[other].as_ref()?;
                if serving.origin != own.origin || own.is_exception(serving) {
                    continue;
                }
                let before = all[..other].iter();
                let before: Vec<Conditions> =
                    before.map(|one| objects(one, &serving.prefix)).collect();
                let before: Vec<&Conditions> = before.iter().collect();
                match find(&[&own.objects, &serving.objects], &before) {
                    Found::Nothing => {}
                    Found::Unknown => return None,
                    Found::Example(object) => {
                        twins.push(UnsignedTwin {
                            signed: behavior.clone(),
                            unsigned: unsigned.clone(),
                            object,
                            prefix: serving.prefix.clone(),
                        });
                        break;
                    }
                }
            }
        }
        Some(twins)
    }
}

impl UnsignedTwin<'_> {
    /// The request by which a viewer gets the object unsigned.
    pub fn request(&self) -> String {
        self.object.to_string().replacen(&self.prefix, "", 1)
    }
}

impl Serves {
    /// Whether the other serves a part of what this one does, under a narrower
    /// pattern and from the same place: an exception that somebody made.
    fn is_exception(&self, other: &Self) -> bool {
        self.prefix == other.prefix
            && self.objects.contains(&other.objects) == Answer::Yes
            && other.objects.contains(&self.objects) != Answer::Yes
    }
}

impl OriginIds<'_> {
    /// What a behavior serves, where one origin does.
    fn serves(&self, behavior: &Behavior<'_>) -> Option<Serves> {
        let origin = match self.serving(behavior) {
            ServedBy::Origin(origin) => origin,
            // The second of a group holds the same as the first.
            ServedBy::Group(group) => self.members(&group)?.into_iter().next()?,
            ServedBy::Nothing | ServedBy::Unknown => return None,
        };
        let host = origin.graph.follow(&origin.node, "domain_name");
        let place = match host.sure() {
            Some(id) => Place::Resource(id),
            None => Place::Host(origin.node.text("domain_name").known()?.to_lowercase()),
        };
        let prefix = match origin.node.text("origin_path") {
            Attr::Known(path) => path.trim_end_matches('/').to_owned(),
            Attr::Unset => String::new(),
            Attr::Unknown => return None,
        };
        Some(Serves {
            origin: place,
            objects: objects(behavior, &prefix),
            prefix,
        })
    }
}

/// The paths of objects that a behavior takes, with what the origin puts before.
fn objects(behavior: &Behavior<'_>, prefix: &str) -> Conditions {
    let pattern = match behavior.path_pattern() {
        Attr::Known(pattern) => pattern,
        Attr::Unset => "/*",
        Attr::Unknown => return Conditions::unknown(),
    };
    let slash = if pattern.starts_with('/') { "" } else { "/" };
    Conditions::of_behavior(Some(&format!("{prefix}{slash}{pattern}")))
}
