//! Pages → lints. A page is the one source of what is said about a lint.
//!
//! In come the texts of `lints/*.md`; out goes a [`Catalog`] of [`Lint`]s, each
//! with its rule as data (`[check]`) or as the name of a pass.

mod check;
mod page;

pub use page::{Example, Lint, PageError, Precision, Rule};

use std::collections::BTreeSet;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// A page compiled in, and what the build has read of its header.
struct Page {
    name: &'static str,
    text: &'static str,
    level: &'static str,
    tags: &'static [&'static str],
    /// The types that `[check]` is for.
    types: &'static [&'static str],
    coded: Option<Coded>,
}

/// All lints, by name.
pub struct Catalog {
    lints: Vec<Lint>,
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
    ///
    /// # Panics
    /// When a page of ours does not parse, which a test rules out.
    pub fn builtin() -> Self {
        let lints = PAGES.iter().map(Lint::prepared);
        Self {
            lints: lints
                .map(|lint| lint.expect("a test reads every page"))
                .collect(),
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
        let tags = self.lints.iter().flat_map(|lint| &lint.tags);
        let families = FAMILIES.iter().map(|(family, _)| *family);
        let tags: BTreeSet<&str> = tags.map(String::as_str).chain(families).collect();
        tags.into_iter().collect()
    }

    pub fn get(&self, name: &str) -> Option<&Lint> {
        self.lints
            .binary_search_by(|lint| lint.name.cmp(name))
            .ok()
            .map(|at| &self.lints[at])
    }

    /// The texts compiled in, for tests that read every page.
    pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
        PAGES.iter().map(|page| (page.name, page.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_reads_of_a_page_is_what_its_header_says() {
        for page in PAGES {
            let read = Lint::read(page.name, page.text, page.coded);
            let read = read.unwrap_or_else(|error| panic!("{}: {error}", page.name));
            let prepared = Lint::prepared(page).expect("it was just read");
            assert_eq!(prepared.level, read.level, "{}", page.name);
            assert_eq!(prepared.tags, read.tags, "{}", page.name);
            match (read.rule(), page.coded) {
                (Rule::Coded(_), Some(_)) => assert!(page.types.is_empty(), "{}", page.name),
                (Rule::Check(check), None) => {
                    let types: Vec<&str> = check.types().collect();
                    assert_eq!(page.types, types, "{}", page.name);
                }
                _ => panic!("{} has both a pass and `[check]`, or neither", page.name),
            }
        }
    }
}
