//! Pages → lints. A page is the one source of what is said about a lint.
//!
//! In come the texts of `lints/*.md`; out goes a [`Catalog`] of [`Lint`]s, each
//! with its rule as data (`[check]`) or as the name of a pass.

mod check;
mod page;

pub use page::{Example, Lint, PageError, Precision, Rule};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// All lints, by name.
pub struct Catalog {
    lints: Vec<Lint>,
}

impl Catalog {
    /// Reads the pages compiled in.
    ///
    /// # Panics
    /// When a page of ours does not parse, which a test rules out.
    pub fn builtin() -> Self {
        let lints = PAGES
            .iter()
            .map(|(name, text, coded)| {
                Lint::read(name, text, *coded).expect("a test reads every page")
            })
            .collect();
        Self { lints }
    }

    pub fn lints(&self) -> &[Lint] {
        &self.lints
    }

    pub fn get(&self, name: &str) -> Option<&Lint> {
        self.lints
            .binary_search_by(|lint| lint.name.cmp(name))
            .ok()
            .map(|at| &self.lints[at])
    }

    /// The texts compiled in, for tests that read every page.
    pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
        PAGES.iter().map(|(name, text, _)| (*name, *text))
    }
}
