//! All conditions of a rule, a behavior or a route, and how those of two compare.

use super::condition::Condition;
use super::glob::Glob;
use super::part::Part;

/// What a request has to satisfy: all of them.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// Those that can be compared.
    pub all: Vec<Condition>,
    /// The others.
    pub(super) opaque: Vec<Opaque>,
    /// Whether these are all.
    pub(super) complete: bool,
    /// The parts whose patterns must not be shown.
    pub(super) secret: Vec<Part>,
}

/// A condition that cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opaque {
    /// What it looks at, where that is known.
    pub(super) part: Option<Part>,
    /// Its regular expressions, with the name of the header they are for; none
    /// where they are unknown.
    pub(super) regex: Option<(Option<String>, Vec<String>)>,
}

impl Opaque {
    /// Whether what satisfies the other surely satisfies this one: it has the
    /// same regular expressions, or more.
    fn contains(&self, other: &Self) -> bool {
        match (&self.regex, &other.regex) {
            (Some((name, wide)), Some((other_name, narrow))) => {
                self.part == other.part
                    && name == other_name
                    && !narrow.is_empty()
                    && narrow.iter().all(|regex| wide.contains(regex))
            }
            _ => false,
        }
    }
}

impl Conditions {
    /// Those of what takes every request.
    pub fn anything() -> Self {
        Self::of(Vec::new())
    }

    /// Those of which nothing is known.
    pub fn unknown() -> Self {
        Self {
            complete: false,
            ..Self::anything()
        }
    }

    pub fn of(all: Vec<Condition>) -> Self {
        Self {
            all,
            opaque: Vec::new(),
            complete: true,
            secret: Vec::new(),
        }
    }

    /// The same, with a part of which nothing may be shown.
    #[must_use]
    pub fn hiding(mut self, part: Part) -> Self {
        self.secret.push(part);
        self
    }

    /// The same, where some requests may be left out, nobody knows which.
    #[must_use]
    pub fn perhaps_fewer(mut self) -> Self {
        self.complete = false;
        self
    }

    /// Whether all can be compared.
    pub fn known(&self) -> bool {
        self.complete && self.opaque.is_empty()
    }

    /// Whether some are regular expressions.
    pub fn by_regex(&self) -> bool {
        self.opaque.iter().any(|opaque| opaque.regex.is_some())
    }

    /// Whether it contains the other, as single conditions show it: cheap.
    pub(super) fn surely_contains(&self, other: &Self) -> bool {
        self.complete
            && other.complete
            && self.opaque.iter().all(|opaque| other.repeats(opaque))
            && self.all.iter().all(|condition| {
                let mut narrower = other.all.iter();
                narrower.any(|narrower| condition.contains(narrower)) || condition.is_anything()
            })
    }

    /// Whether a condition that cannot be compared is one of these as well.
    pub(super) fn repeats(&self, opaque: &Opaque) -> bool {
        self.opaque.iter().any(|own| opaque.contains(own))
    }

    /// Those that do not look at a part of the request.
    pub fn but_for(&self, part: Part) -> Self {
        let mut rest = self.clone();
        rest.all.retain(|condition| condition.part() != part);
        rest.opaque.retain(|opaque| opaque.part != Some(part));
        rest
    }

    /// The same for the paths that end before a last `/*`: `/admin` where
    /// `/admin/*` is asked for and `/admin` is not; `None` where there is no such path.
    pub fn at_bare_paths(&self) -> Option<Self> {
        let mut bare = self.clone();
        let condition = bare.all.iter_mut().find_map(|condition| match condition {
            Condition::Path(globs) => Some(globs),
            _ => None,
        })?;
        let named = |bare: &Glob| condition.iter().any(|glob| glob.contains(bare));
        let bare_paths = condition.iter().filter_map(Glob::bare_path);
        *condition = bare_paths.filter(|bare| !named(bare)).collect();
        (!condition.is_empty()).then_some(bare)
    }

    /// Whether it takes every request, whatever its path.
    pub fn is_catch_all(&self) -> bool {
        self.known() && self.all.iter().all(Condition::is_anything)
    }

    /// Whether it may take every request, for all that the plan tells.
    pub fn may_be_catch_all(&self) -> bool {
        let parts = [Some(Part::Host), Some(Part::Path)];
        !self.by_regex()
            && self.all.iter().all(Condition::is_anything)
            && self
                .opaque
                .iter()
                .all(|opaque| parts.contains(&opaque.part))
    }

    /// Whether they look at any of these parts of a request.
    pub(in crate::graph) fn surely_look_at(&self, parts: &[Part]) -> bool {
        let opaque = |opaque: &Opaque| opaque.part.is_some_and(|part| parts.contains(&part));
        let mut all = self.all.iter().map(Condition::part);
        all.any(|part| parts.contains(&part)) || self.opaque.iter().any(opaque)
    }

    /// Whether it looks at any of these parts of a request, or may.
    pub fn look_at(&self, parts: &[Part]) -> bool {
        let opaque = |opaque: &Opaque| opaque.part.is_none_or(|part| parts.contains(&part));
        let mut all = self.all.iter().map(Condition::part);
        !self.complete || all.any(|part| parts.contains(&part)) || self.opaque.iter().any(opaque)
    }

    /// Whether a request to such a host, for such a path, satisfies the
    /// conditions on them.
    pub(in crate::graph) fn take(&self, host: Option<&Glob>, path: Option<&Glob>) -> bool {
        let takes = |globs: &[Glob], asked: &Glob| globs.iter().any(|glob| glob.contains(asked));
        self.all
            .iter()
            .all(|condition| match (condition, host, path) {
                (Condition::Host(globs), Some(host), _) => takes(globs, host),
                (Condition::Path(globs), _, Some(path)) => takes(globs, path),
                _ => true,
            })
    }

    /// Whether every such request is taken: nothing else is asked for.
    pub(in crate::graph) fn surely_take(&self, host: Option<&Glob>, path: Option<&Glob>) -> bool {
        let given = |condition: &Condition| match condition {
            Condition::Host(_) => host.is_some(),
            Condition::Path(_) => path.is_some(),
            _ => false,
        };
        self.known() && self.all.iter().all(given) && self.take(host, path)
    }

    /// Whether no request with one of these hosts and one of these paths
    /// satisfies them; no list means that any will do.
    pub(in crate::graph) fn miss(&self, hosts: Option<&[Glob]>, paths: Option<&[Glob]>) -> bool {
        let apart = |globs: &[Glob], others: &[Glob]| {
            let meets = |glob: &Glob| others.iter().any(|other| glob.meets(other));
            !globs.iter().any(meets)
        };
        self.all
            .iter()
            .any(|condition| match (condition, hosts, paths) {
                (Condition::Host(globs), Some(hosts), _) => apart(globs, hosts),
                (Condition::Path(globs), _, Some(paths)) => apart(globs, paths),
                _ => false,
            })
    }

    /// The patterns for hosts, in lower case.
    pub fn hosts(&self) -> Option<&[Glob]> {
        self.all.iter().find_map(|condition| match condition {
            Condition::Host(globs) => Some(globs.as_slice()),
            _ => None,
        })
    }

    /// The patterns for paths.
    pub fn paths(&self) -> Option<&[Glob]> {
        self.all.iter().find_map(|condition| match condition {
            Condition::Path(globs) => Some(globs.as_slice()),
            _ => None,
        })
    }
}
