//! Keeps back what comments in the sources and `[[ignore]]` accept, and tells
//! which of them accept nothing (outputs.md G4 to G6).

use super::Located;
use crate::catalog::{Catalog, today};
use crate::config::{self, Config};
use crate::plan::Address;
use crate::source::{Form, Scope, Sources, Suppression};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A finding that is kept back, and why.
#[derive(Clone, Debug)]
pub struct Suppressed {
    pub located: Located,
    pub by: By,
    pub reason: Option<String>,
}

/// What keeps a finding back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A comment in the source.
    Comment,
    /// An `[[ignore]]` entry.
    Configuration,
    /// An entry of the baseline.
    Baseline,
}

/// Something to tell about what is written to us: a comment or a tag. Without a
/// line the file is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    pub file: String,
    pub line: usize,
    pub text: String,
}

/// What became of the findings.
pub(super) struct Sifted {
    pub(super) kept: Vec<Located>,
    pub(super) suppressed: Vec<Suppressed>,
    pub(super) notices: Vec<Notice>,
    /// Positions of the `[[ignore]]` entries that accepted something.
    pub(super) used_ignores: BTreeSet<usize>,
}

/// A comment that is fit to suppress, with the day on which it ends.
struct Comment {
    suppression: Suppression,
    until: Option<Date>,
    used: bool,
}

/// Sorts out what is accepted.
pub(super) fn sift(
    located: Vec<Located>,
    sources: &Sources,
    catalog: &Catalog,
    config: &Config,
) -> Sifted {
    let mut sifted = Sifted {
        kept: Vec::new(),
        suppressed: Vec::new(),
        notices: Vec::new(),
        used_ignores: BTreeSet::new(),
    };
    let mut comments: Vec<Comment> = sources
        .suppressions()
        .into_iter()
        .filter_map(|suppression| comment(suppression, catalog, config, &mut sifted.notices))
        .collect();
    for mut one in located {
        if let Some(at) = ignore_for(&one, config) {
            let ignore = &config.ignores[at];
            sifted.used_ignores.insert(at);
            match config.expired(ignore) {
                None => {
                    sifted.suppressed.push(Suppressed {
                        located: one,
                        by: By::Configuration,
                        reason: ignore.reason.clone(),
                    });
                    continue;
                }
                Some(until) => one.expired(until),
            }
        }
        let covering = comments.iter_mut().filter(|comment| comment.covers(&one));
        match covering.min_by_key(|comment| comment.is_over(config.today)) {
            Some(comment) if !comment.is_over(config.today) => {
                comment.used = true;
                sifted.suppressed.push(Suppressed {
                    located: one,
                    by: By::Comment,
                    reason: comment.suppression.reason.clone(),
                });
            }
            Some(comment) => {
                comment.used = true;
                if let Some(until) = comment.until {
                    one.expired(until);
                }
                sifted.kept.push(one);
            }
            None => sifted.kept.push(one),
        }
    }
    let unused = comments.iter().filter(|comment| !comment.used);
    let unused = unused.map(|comment| {
        let text = match comment.until.filter(|_| comment.is_over(config.today)) {
            Some(until) => format!("this comment expired on {until}, and suppresses nothing"),
            None => "this comment suppresses nothing".to_owned(),
        };
        notice(&comment.suppression, text)
    });
    sifted.notices.extend(unused);
    sifted.notices.sort();
    sifted
}

/// The first `[[ignore]]` entry that is for a finding on all its addresses; one that has expired
/// only where there is no other.
fn ignore_for(located: &Located, config: &Config) -> Option<usize> {
    let lint = located.finding.lint;
    let fitting = config.ignores.iter().enumerate().filter(|(_, ignore)| {
        let mut addresses = located.addresses.iter();
        config.missing(ignore).is_none() && addresses.all(|address| ignore.matches(lint, address))
    });
    let first = fitting.min_by_key(|(_, ignore)| config.expired(ignore).is_some());
    first.map(|(at, _)| at)
}

fn notice(suppression: &Suppression, text: String) -> Notice {
    Notice {
        file: suppression.file.clone(),
        line: suppression.line,
        text,
    }
}

/// Checks a comment; one that is not fit to suppress is told, and counts for nothing.
fn comment(
    mut suppression: Suppression,
    catalog: &Catalog,
    config: &Config,
    notices: &mut Vec<Notice>,
) -> Option<Comment> {
    let written = std::mem::take(&mut suppression.lints);
    for name in written {
        match today(&name).as_slice() {
            [] => suppression.lints.push(name),
            names => {
                if !names.contains(&name.as_str()) {
                    let text = format!("`{name}` is now called `{}`", names.join("` and `"));
                    notices.push(notice(&suppression, text));
                }
                suppression
                    .lints
                    .extend(names.iter().map(|&name| name.to_owned()));
            }
        }
    }
    if let Some(text) = misspelt(&suppression, catalog) {
        notices.push(notice(&suppression, text));
    }
    if suppression.form != Form::Right || suppression.lints.is_empty() {
        return None;
    }
    let is_unknown = |name: &&String| catalog.get(name).is_none();
    for name in suppression.lints.iter().filter(is_unknown) {
        let help = nearest(name, catalog).map(|lint| format!(": did you mean `{lint}`?"));
        let help = help.unwrap_or_default();
        let text = format!("there is no lint `{name}`{help}");
        notices.push(notice(&suppression, text));
    }
    let until = match suppression.until.as_deref().map(str::parse::<Date>) {
        None => None,
        Some(Ok(until)) => Some(until),
        Some(Err(_)) => {
            let text = "`until` is not a date such as 2027-01-31".to_owned();
            notices.push(notice(&suppression, text));
            return None;
        }
    };
    let terms = &config.suppressions;
    if let Some(missing) = terms.missing(until, suppression.reason.as_deref(), config.today) {
        notices.push(notice(&suppression, missing));
        return None;
    }
    let known = suppression
        .lints
        .iter()
        .any(|name| catalog.get(name).is_some());
    known.then_some(Comment {
        suppression,
        until,
        used: false,
    })
}

/// What to say of a comment that is not written as it has to be.
fn misspelt(suppression: &Suppression, catalog: &Catalog) -> Option<String> {
    let is_lint = |name: &&String| nearest(name, catalog).is_some();
    let wrong = match suppression.form {
        Form::Right if suppression.lints.is_empty() => "this comment names no lint to ignore",
        Form::Right => {
            let stray = |name: &&String| catalog.get(name).is_some();
            let stray = suppression.strays.iter().find(stray)?;
            let lints = suppression.lints.join(",");
            return Some(format!(
                "this comment ignores `{stray}` only behind a comma: write \
                 `frontlint:ignore={lints},{stray}`"
            ));
        }
        Form::Perhaps if !suppression.lints.iter().any(|name| is_lint(&name)) => return None,
        Form::Near | Form::Perhaps => "this comment suppresses nothing",
    };
    let names = suppression
        .lints
        .iter()
        .filter_map(|name| nearest(name, catalog));
    let names = match names.collect::<Vec<_>>().join(",") {
        none if none.is_empty() => "LINT".to_owned(),
        names => names,
    };
    let mark = match suppression.whole_file {
        true => "frontlint:ignore-file",
        false => "frontlint:ignore",
    };
    let until = suppression
        .until
        .as_deref()
        .filter(|until| until.parse::<Date>().is_ok());
    let until = until.map_or(String::new(), |until| format!(" until={until}"));
    Some(format!("{wrong}: write `{mark}={names}{until}`"))
}

/// The lint of that name, or of one that is nearly it.
fn nearest<'c>(name: &str, catalog: &'c Catalog) -> Option<&'c str> {
    let name = name.to_lowercase();
    config::nearest(&name, catalog.lints().iter().map(|lint| lint.name))
}

impl Comment {
    fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    fn covers(&self, located: &Located) -> bool {
        let suppression = &self.suppression;
        if !suppression
            .lints
            .iter()
            .any(|name| name == located.finding.lint)
        {
            return false;
        }
        let on_lines = |lines: &std::ops::RangeInclusive<usize>| {
            let at = located.at.as_ref();
            at.is_some_and(|at| at.file == suppression.file && lines.contains(&at.line))
        };
        match &suppression.scope {
            Scope::Lines(lines) => on_lines(lines),
            Scope::Calls(lines, paths) => on_lines(lines) || located.is_below(paths),
            Scope::Part(part, paths) => {
                let at = located.at.as_ref();
                at.is_some_and(|at| at.file == suppression.file && part.contains(&at.start))
                    || located.is_below(paths)
            }
            Scope::File => {
                let at = located.at.as_ref();
                at.is_some_and(|at| at.file == suppression.file)
            }
            Scope::Nothing => false,
        }
    }
}

impl Located {
    /// Says that it was accepted for a while, and is no more.
    fn expired(&mut self, until: Date) {
        self.finding.message += &format!(" (suppression expired on {until})");
    }

    /// Whether all its addresses lie under one of the calls.
    fn is_below(&self, paths: &[Vec<String>]) -> bool {
        self.addresses.iter().all(|address| {
            Address::parse(address).is_some_and(|address| {
                let calls = address.call_names();
                paths.iter().any(|path| calls.starts_with(path))
            })
        })
    }
}
