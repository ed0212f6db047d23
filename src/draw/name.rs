//! What boxes are called.
//!
//! Many modules call their only block of a type `this`, which tells a reader
//! nothing: the key says more, or else the module.

use crate::plan::{Address, Call, Key};
use std::collections::BTreeSet;

/// Names that say nothing about what they stand for.
const EMPTY: [&str; 3] = ["this", "main", "default"];

/// As many keys are listed.
const KEYS: usize = 3;

/// What stands in a box instead of a name that says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// The key, where instances have one each.
    Key(String),
    /// The module that it is in.
    Module(String),
}

impl Called {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Module(text) => text,
        }
    }
}

/// An address, taken apart.
pub(super) struct Name {
    /// The module's address; empty for the root module.
    pub(super) module: String,
    /// The name in it, with its key.
    pub(super) name: String,
    /// The block of the configuration.
    pub(super) block: String,
    pub(super) called: Option<Called>,
}

impl Name {
    pub(super) fn of(address: &str) -> Self {
        let Some(parsed) = Address::parse(address) else {
            return Self {
                module: String::new(),
                name: address.to_owned(),
                block: address.to_owned(),
                called: None,
            };
        };
        let key = parsed
            .key
            .as_ref()
            .map_or(String::new(), |key| format!("[{key}]"));
        let local = format!("{}{key}", parsed.in_module());
        let module = address.strip_suffix(&local).unwrap_or_default();
        let module = module.strip_suffix('.').unwrap_or(module);
        Self {
            module: module.to_owned(),
            name: format!("{}{key}", parsed.name),
            block: parsed.block(),
            called: called(&[&parsed]),
        }
    }

    /// What to say where there is no room for the module.
    pub(super) fn short(self) -> String {
        match self.called {
            Some(called) => called.text().to_owned(),
            None => self.name,
        }
    }
}

/// What instances of one block are called, when the block's name does not tell.
pub(super) fn called(instances: &[&Address]) -> Option<Called> {
    let first = instances.first()?;
    if !EMPTY.contains(&first.name.as_str()) {
        return None;
    }
    let keys = instances.iter().filter_map(|one| one.key.as_ref());
    let names: BTreeSet<&str> = keys
        .filter_map(|key| match key {
            Key::Name(name) => Some(name.as_str()),
            Key::Index(_) => None,
        })
        .collect();
    if (1..=KEYS).contains(&names.len()) {
        return Some(Called::Key(listed(&names)));
    }
    let call = first.modules.last()?;
    let calls = instances.iter().filter_map(|one| one.modules.last());
    let keys: BTreeSet<String> = calls.filter_map(key_of).collect();
    let keys: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let of_module = match (1..=KEYS).contains(&keys.len()) {
        true => format!("{}[{}]", call.name, listed(&keys)),
        false => call.name.clone(),
    };
    // `count` is mostly a switch: only a second instance has a number to tell.
    let number = match (instances, first.key.as_ref()) {
        ([_], Some(Key::Index(number))) if *number > 0 => format!("[{number}]"),
        _ => String::new(),
    };
    Some(Called::Module(of_module + &number))
}

fn key_of(call: &Call) -> Option<String> {
    call.key.as_ref().map(Key::to_string)
}

fn listed(names: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(addresses: &[&str], expected: Option<&str>) {
        let parsed = addresses.iter().filter_map(|one| Address::parse(one));
        let parsed: Vec<Address> = parsed.collect();
        let parsed: Vec<&Address> = parsed.iter().collect();
        let found = called(&parsed);
        assert_eq!(found.as_ref().map(Called::text), expected, "{addresses:?}");
    }

    #[test]
    fn a_name_that_says_nothing_gives_way() {
        check(&["aws_lb.orders"], None);
        check(&["aws_lb.this"], None);
        check(&["module.alb.aws_lb.this[0]"], Some("alb"));
        check(&["module.net.module.edge.aws_lb.main"], Some("edge"));
        check(&["aws_lb_listener.this[\"https\"]"], Some("https"));
        check(&["module.alb[\"eu\"].aws_lb.this"], Some("alb[\"eu\"]"));
        check(&["module.alb.aws_lb.this[1]"], Some("alb[1]"));
        check(
            &[
                "module.a[\"x\"].aws_lb.default",
                "module.a[\"y\"].aws_lb.default",
            ],
            Some("a[\"x\", \"y\"]"),
        );
        check(&["aws_lb.this[\"x\"]", "aws_lb.this[\"y\"]"], Some("x, y"));
    }
}
