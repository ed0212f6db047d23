//! What an object holds, by name.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A string that is borrowed where it has no escapes. (`Cow` alone never borrows as a key.)
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// The members of an object, sorted by name. Most objects are small, and most plans are written
/// in this order: a list takes a third of the room of a tree, and less time.
#[derive(Clone, Debug, PartialEq)]
pub struct Members<'a, T>(Vec<(Cow<'a, str>, T)>);

impl<'a, T> Members<'a, T> {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_ref().cmp(name))
    }

    pub fn get(&self, name: &str) -> Option<&T> {
        Some(&self.0[self.find(name).ok()?].1)
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.find(name).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Adds a member, or puts it in place of the one of that name.
    pub fn insert(&mut self, name: Cow<'a, str>, member: T) {
        match self.find(&name) {
            Ok(at) => self.0[at].1 = member,
            Err(at) => self.0.insert(at, (name, member)),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, member)| (name.as_ref(), member))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, member)| member)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, member)| member)
    }

    /// Goes through the members of two objects at once: hands those that both have to the
    /// function, and gives the names that only the other has.
    pub(super) fn meet<'o, U>(
        &mut self,
        other: &'o Members<'a, U>,
        mut both: impl FnMut(&mut T, &U),
    ) -> Vec<&'o (Cow<'a, str>, U)> {
        let mut own = self.0.iter_mut().peekable();
        let others = other.0.iter().filter(|(name, theirs)| {
            while own.next_if(|(own, _)| own < name).is_some() {}
            match own.next_if(|(own, _)| own == name) {
                Some((_, member)) => {
                    both(member, theirs);
                    false
                }
                None => true,
            }
        });
        others.collect()
    }
}

impl<T> Default for Members<'_, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a, T> Extend<(Cow<'a, str>, T)> for Members<'a, T> {
    /// Adds members; of those with one name the last one stays.
    fn extend<I: IntoIterator<Item = (Cow<'a, str>, T)>>(&mut self, members: I) {
        self.0.extend(members);
        if !self.0.is_sorted_by(|(one, _), (next, _)| one < next) {
            self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
            self.0.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        // Kept as long as the plan: no room to spare.
        self.0.shrink_to_fit();
    }
}

impl<'a, T> FromIterator<(Cow<'a, str>, T)> for Members<'a, T> {
    fn from_iter<I: IntoIterator<Item = (Cow<'a, str>, T)>>(members: I) -> Self {
        let mut all = Self::new();
        all.extend(members);
        all
    }
}

impl<'a, T> IntoIterator for Members<'a, T> {
    type Item = (Cow<'a, str>, T);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Members<'de, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor(PhantomData))
    }
}

struct MembersVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MembersVisitor<T> {
    type Value = Members<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut read = Vec::new();
        while let Some((Text(name), member)) = members.next_entry()? {
            read.push((name, member));
        }
        Ok(read.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn of(pairs: &[(String, u8)]) -> Members<'static, u8> {
        let members = pairs.iter().cloned();
        members
            .map(|(name, member)| (name.into(), member))
            .collect()
    }

    fn entries(members: &Members<'_, u8>) -> Vec<(String, u8)> {
        let entries = members
            .iter()
            .map(|(name, member)| (name.to_owned(), *member));
        entries.collect()
    }

    proptest! {
        #[test]
        fn members_are_those_of_a_tree(
            pairs in prop::collection::vec(("[a-e]{0,2}", any::<u8>()), 0..12),
            name in "[a-e]{0,2}",
        ) {
            let mut tree: BTreeMap<String, u8> = pairs.iter().cloned().collect();
            let mut members = of(&pairs);
            prop_assert_eq!(members.get(&name), tree.get(&name));
            prop_assert_eq!(entries(&members), tree.clone().into_iter().collect::<Vec<_>>());
            members.insert(name.clone().into(), 0);
            tree.insert(name.clone(), 0);
            prop_assert_eq!(entries(&members), tree.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(members.remove(&name), Some(0));
            prop_assert_eq!(members.remove(&name), None);
        }

        #[test]
        fn members_meet_by_name(
            one in prop::collection::vec(("[a-c]{0,2}", 0..9u8), 0..12),
            other in prop::collection::vec(("[a-c]{0,2}", 0..9u8), 0..12),
        ) {
            let mut sum: BTreeMap<String, u8> = one.iter().cloned().collect();
            let mut members = of(&one);
            let others = of(&other);
            let alone = members.meet(&others, |own, theirs| *own += theirs);
            let alone = alone.into_iter().cloned();
            members.extend(alone.collect::<Vec<_>>());
            for (name, member) in entries(&others) {
                *sum.entry(name).or_default() += member;
            }
            prop_assert_eq!(entries(&members), sum.into_iter().collect::<Vec<_>>());
        }
    }
}
