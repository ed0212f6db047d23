//! Pages → lints. A page is the one source of what is said about a lint.
//!
//! In come the texts of `lints/FAMILY/NAME.md`; out goes a [`Catalog`] of [`Lint`]s, each
//! with its rule as data (`[check]`) or as the name of a pass.

mod check;
mod page;
mod prose;

pub use page::{Example, Lint, Precision, Rule};

use std::collections::BTreeSet;
use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// A page compiled in, and what the build has read of it.
#[derive(Debug)]
struct Page {
    name: &'static str,
    /// The folder it lies in.
    family: &'static str,
    title: &'static str,
    /// The header.
    toml: &'static str,
    level: &'static str,
    tags: &'static [&'static str],
    /// The types that `[check]` is for.
    types: &'static [&'static str],
    /// What *Fix* begins with, for `[check]`.
    help: &'static str,
    /// Where everything below the header lies in the prose of all pages.
    prose: Range<usize>,
    coded: Option<Coded>,
}

/// All lints, by name.
pub struct Catalog {
    lints: Vec<Lint>,
}

/// The family of a lint, if there is a lint of this name.
pub fn family_of(lint: &str) -> Option<&'static str> {
    let at = PAGES.binary_search_by(|page| page.name.cmp(lint)).ok()?;
    Some(PAGES[at].family)
}

/// What a lint of this name is called today: the name itself, or those that came for one that lints
/// had before. Nothing where there never was such a lint.
pub fn today(name: &str) -> Vec<&'static str> {
    if let Ok(at) = PAGES.binary_search_by(|page| page.name.cmp(name)) {
        return vec![PAGES[at].name];
    }
    let at = FORMERLY.binary_search_by(|(old, _)| (*old).cmp(name));
    at.map_or(Vec::new(), |at| FORMERLY[at].1.to_vec())
}

/// The names that lints had before, each with those that came for it.
pub fn formerly() -> &'static [(&'static str, &'static [&'static str])] {
    FORMERLY
}

/// The families in the order of the catalogue, and what each is about.
pub const FAMILIES: [(&str, &str); 16] = [
    ("front", "what a service needs and its front cannot do"),
    ("tls", "certificates, protocols, plain text"),
    ("waf", "web ACLs and what they leave open"),
    ("auth", "who may call, and who can get around it"),
    ("origin", "origins that can be reached around their front"),
    (
        "route",
        "rules, redirects and routes that do not do what they say",
    ),
    ("lambda", "functions behind a front, and their permissions"),
    ("target", "target groups, health checks, services"),
    ("rel", "what one failure takes down"),
    ("limit", "timeouts, sizes and quotas"),
    ("cache", "caching at the edge"),
    ("dns", "names and records"),
    ("net", "networks and security groups"),
    ("log", "logs, metrics and traces"),
    ("cost", "what costs more than it has to"),
    ("config", "settings that contradict each other"),
];

impl Catalog {
    /// The lints of a family, by name.
    pub fn of_family(&self, family: &str) -> impl Iterator<Item = &Lint> {
        self.lints
            .iter()
            .filter(move |lint| lint.family() == family)
    }

    /// The pages compiled in.
    pub fn builtin() -> Self {
        Self {
            lints: PAGES.iter().map(Lint::new).collect(),
        }
    }

    pub fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// The names of all lints.
    pub fn names(&self) -> Vec<&'static str> {
        self.lints.iter().map(|lint| lint.name).collect()
    }

    /// The tags that lints have, and all families, sorted.
    pub fn tags(&self) -> Vec<&str> {
        let tags = self.lints.iter().flat_map(|lint| lint.tags);
        let families = FAMILIES.iter().map(|(family, _)| *family);
        let tags: BTreeSet<&str> = tags.copied().chain(families).collect();
        tags.into_iter().collect()
    }

    pub fn get(&self, name: &str) -> Option<&Lint> {
        self.lints
            .binary_search_by(|lint| lint.name.cmp(name))
            .ok()
            .map(|at| &self.lints[at])
    }
}
