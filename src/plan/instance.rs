//! Which instance of a repeated block a reference means.

use super::Plan;
use super::address::{Address, Call, Key, module_prefix};
use super::leaf::Confidence;
use super::value::{Kind, Value};
use std::collections::HashMap;

/// What picks an instance of a repeated block.
pub(super) enum Index {
    /// Nothing that the plan shows.
    None,
    /// The key of the block that refers.
    OwnKey,
    /// A key that is written out somewhere.
    Key(Key),
}

impl Index {
    pub(super) fn key(value: &Value<'_>) -> Self {
        match &value.kind {
            Kind::String(name) => Self::Key(Key::Name(name.to_string())),
            Kind::Number(index) => Self::Key(Key::Index(*index as i64)),
            _ => Self::None,
        }
    }
}

/// The instances of one block or call, by their keys.
#[derive(Default)]
pub(super) struct Instances {
    pub(super) keys: Vec<Option<Key>>,
    /// Where each key stands, once there are many.
    #[expect(
        clippy::box_collection,
        reason = "most blocks have one instance and no map"
    )]
    positions: Option<Box<HashMap<Option<Key>, usize>>>,
}

/// So few keys are compared one by one.
const FEW: usize = 8;

/// More keys than these are not compared with one another.
const COMPARED: usize = 500;

impl FromIterator<Option<Key>> for Instances {
    fn from_iter<T: IntoIterator<Item = Option<Key>>>(keys: T) -> Self {
        let mut instances = Self::default();
        keys.into_iter().for_each(|key| instances.push(key));
        instances
    }
}

impl Instances {
    pub(super) fn push(&mut self, key: Option<Key>) {
        self.keys.push(key.clone());
        let at = self.keys.len() - 1;
        match &mut self.positions {
            Some(positions) => {
                positions.insert(key, at);
            }
            None if at == FEW => {
                let positions = self.keys.iter().cloned().zip(0..).collect();
                self.positions = Some(Box::new(positions));
            }
            None => {}
        }
    }

    /// Whether they have keys: there may be any number of them.
    pub(super) fn are_keyed(&self) -> bool {
        self.keys.iter().any(Option::is_some)
    }

    /// Where a key stands; of equal ones, the last.
    fn find(&self, key: &Option<Key>) -> Option<usize> {
        match &self.positions {
            Some(positions) => positions.get(key).copied(),
            None => self.keys.iter().rposition(|own| own == key),
        }
    }

    pub(super) fn position(&self, key: &Key) -> Option<usize> {
        self.find(&Some(key.clone()))
    }

    /// Chooses among them: their positions.
    pub(super) fn choose(
        &self,
        key: Option<&Key>,
        next: &Index,
        own: &Own<'_>,
    ) -> (Vec<usize>, Confidence) {
        if let Some(key) = key {
            return (self.position(key).into_iter().collect(), Confidence::Exact);
        }
        if self.keys.len() == 1 {
            return (vec![0], Confidence::Exact);
        }
        let picked = match (next, &own.key) {
            (Index::Key(key), _) => self.position(key),
            (Index::OwnKey, Some(key)) => self.position(key).filter(|_| own.is_unmistakable(self)),
            _ => None,
        };
        let all = || (0..self.keys.len()).collect();
        match (picked, next) {
            (Some(at), _) => (vec![at], Confidence::SameKey),
            // All of them, unless one is picked in a way that the plan does not show.
            (None, Index::None) => (all(), Confidence::Inferred),
            (None, Index::OwnKey | Index::Key(_)) => (all(), Confidence::Ambiguous),
        }
    }
}

/// The block that refers: its key, and all its instances.
#[derive(Clone, Default)]
pub(super) struct Own<'p> {
    pub(super) key: Option<Key>,
    pub(super) all: Option<&'p Instances>,
}

impl Own<'_> {
    /// Whether an index that mentions the own key can only be that key. A plan
    /// shows `x[each.key]` and `x["${each.key}-int"]` alike, and so `count.index`
    /// with and without a sum.
    fn is_unmistakable(&self, instances: &Instances) -> bool {
        let as_many = self
            .all
            .is_some_and(|all| all.keys.len() == instances.keys.len());
        match &self.key {
            None => false,
            Some(Key::Index(_)) => as_many,
            Some(Key::Name(_)) if instances.keys.len() > COMPARED => as_many,
            Some(Key::Name(own)) => {
                let made_of_it = |other: &Option<Key>| match other {
                    Some(Key::Name(other)) => other != own && other.contains(own.as_str()),
                    _ => false,
                };
                let same =
                    |all: &Instances| all.keys.iter().all(|key| instances.find(key).is_some());
                !instances.keys.iter().any(made_of_it) || as_many && self.all.is_some_and(same)
            }
        }
    }
}

impl<'p> Plan<'p> {
    /// The key of an instance among those of its block.
    pub(super) fn own_of(&'p self, address: &Address) -> Own<'p> {
        let siblings = self.siblings.at(&address.siblings());
        Own {
            key: address.key.clone(),
            all: siblings.map(|(_, instances)| instances),
        }
    }

    /// The key of a module instance among those of its call.
    pub(super) fn own_of_call(&'p self, parents: &[Call], call: &Call) -> Own<'p> {
        let address = format!("{}module.{}", module_prefix(parents), call.name);
        Own {
            key: call.key.clone(),
            all: self.module_keys.get(&address),
        }
    }
}
