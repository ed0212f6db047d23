//! `frontlint.toml`: levels, what each service needs, what other stacks provide.
//!
//! Text comes in, a [`Config`] goes out; unknown keys, lints and needs are
//! errors that point into the text. Finding the file is `cli`'s business.

use crate::facts::{Need, Needed, Prices};
use crate::finding::Level;
use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::Date;
use miette::{Diagnostic, NamedSource, SourceSpan};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;
use toml::Spanned;

/// The settings of a run.
#[derive(Debug, Default)]
pub struct Config {
    /// The gate: findings at or above it make the run exit with 1.
    pub fail_on: Option<FailOn>,
    /// Levels by lint; `None` is off.
    pub levels: BTreeMap<String, Option<Level>>,
    /// Whether only findings that the plan brings in count for the gate.
    pub introduced_only: bool,
    pub services: Vec<Service>,
    pub ignores: Vec<Ignore>,
    pub suppressions: Terms,
    /// Addresses that a web ACL of another stack guards.
    pub assume_waf: Vec<AddressGlob>,
    pub prices: Prices,
    /// The day by which dates are judged; set by whoever knows it.
    pub today: Date,
}

/// From which level on a run exits with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    Level(Level),
    Never,
}

/// A service, and what it needs from its front.
#[derive(Debug)]
pub struct Service {
    pub name: String,
    pub backend: AddressGlob,
    pub needs: Vec<Needed>,
    pub requests_per_month: Option<f64>,
    /// Both ways together; 5 unless stated.
    pub kilobytes_per_request: f64,
    /// New connections; as many as requests unless stated.
    pub connections_per_month: Option<f64>,
    /// Minutes that WebSocket connections stay open, all together.
    pub connection_minutes_per_month: f64,
}

/// What a request and its answer weigh where it is not stated.
const KILOBYTES: f64 = 5.0;

/// Findings that are accepted, for a while or for good.
#[derive(Debug)]
pub struct Ignore {
    lint: String,
    address: AddressGlob,
    /// The last day on which it holds.
    pub until: Option<Date>,
    pub reason: Option<String>,
}

/// What suppressions must have to count.
#[derive(Debug, Default)]
pub struct Terms {
    require_reason: bool,
    require_until: bool,
    /// How many days ahead `until` may lie.
    max_days: Option<i32>,
}

impl Terms {
    /// What a suppression lacks, if it lacks anything.
    pub fn missing(
        &self,
        until: Option<Date>,
        reason: Option<&str>,
        today: Date,
    ) -> Option<String> {
        if self.require_reason && reason.is_none() {
            return Some("this suppression gives no reason, so it does not count".into());
        }
        if self.require_until && until.is_none() {
            return Some("this suppression has no `until`, so it does not count".into());
        }
        match (self.max_days, until) {
            (Some(days), Some(until)) if (until - today).get_days() > days => Some(format!(
                "this suppression lasts longer than {days} days, so it does not count"
            )),
            _ => None,
        }
    }
}

impl Ignore {
    pub fn matches(&self, lint: &str, address: &str) -> bool {
        self.lint == lint && self.address.matches(address)
    }

    /// What it is for, as it stands in the file.
    pub fn describe(&self) -> String {
        format!("[[ignore]] of `{}` at `{}`", self.lint, self.address.text())
    }
}

/// Longer than any address that people write.
const LONGEST_PATTERN: usize = 1_000;

/// A pattern of addresses: `*` and `?` as usual, brackets literal; `x.y` also
/// matches its instances `x.y[0]` and `x.y["k"]`.
#[derive(Clone, Debug)]
pub struct AddressGlob {
    text: String,
    itself: GlobMatcher,
    instances: GlobMatcher,
}

impl AddressGlob {
    /// `None` for a pattern that is too large to match by.
    fn new(text: &str) -> Option<Self> {
        let literal: String = text
            .chars()
            .flat_map(|char| {
                let escape = matches!(char, '[' | ']' | '{' | '}' | '\\' | '!');
                escape.then_some('\\').into_iter().chain([char])
            })
            .collect();
        let build = |glob: &str| {
            let glob = GlobBuilder::new(glob).backslash_escape(true).build();
            glob.ok().map(|glob| glob.compile_matcher())
        };
        if text.len() > LONGEST_PATTERN {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            itself: build(&literal)?,
            instances: build(&format!("{literal}\\[*\\]"))?,
        })
    }

    pub fn matches(&self, address: &str) -> bool {
        self.itself.is_match(address) || self.instances.is_match(address)
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What is wrong with a configuration, and where.
#[derive(Debug, Error, Diagnostic)]
#[error("{problem}")]
#[diagnostic(code(frontlint::config::invalid))]
pub struct ConfigError {
    problem: String,
    #[help]
    help: Option<String>,
    #[source_code]
    text: NamedSource<String>,
    #[label("here")]
    at: SourceSpan,
}

impl FailOn {
    /// `error`, `warning`, `note` or `never`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "never" => Some(Self::Never),
            level => level.parse().ok().map(Self::Level),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    gate: Gate,
    #[serde(default)]
    lints: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    service: Vec<ServiceTable>,
    #[serde(default)]
    assume: Assume,
    #[serde(default)]
    ignore: Vec<IgnoreTable>,
    #[serde(default)]
    suppressions: TermsTable,
    #[serde(default)]
    prices: Prices,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TermsTable {
    #[serde(default)]
    require_reason: bool,
    #[serde(default)]
    require_until: bool,
    max_days: Option<i32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Gate {
    fail_on: Option<Spanned<String>>,
    origin: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoreTable {
    lint: Spanned<String>,
    address: Spanned<String>,
    until: Option<Spanned<toml::Value>>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ServiceTable {
    name: String,
    backend: Spanned<String>,
    needs: Vec<Spanned<NeedEntry>>,
    requests_per_month: Option<Spanned<f64>>,
    kilobytes_per_request: Option<Spanned<f64>>,
    connections_per_month: Option<Spanned<f64>>,
    connection_minutes_per_month: Option<Spanned<f64>>,
}

/// A need by name, or with a value: `{ long-request = "60s" }`.
#[derive(Deserialize)]
#[serde(untagged)]
enum NeedEntry {
    Name(String),
    Valued(BTreeMap<String, toml::Value>),
}

impl NeedEntry {
    /// Names, and values as text: `{ jwt = { audience = "orders" } }` is for `orders`.
    fn pairs(self) -> Vec<(String, Option<String>)> {
        let text = |value: toml::Value| match value {
            toml::Value::String(text) => text,
            toml::Value::Table(table) => match table.get("audience") {
                Some(toml::Value::String(audience)) if table.len() == 1 => audience.clone(),
                _ => String::new(),
            },
            other => other.to_string(),
        };
        match self {
            Self::Name(name) => vec![(name, None)],
            Self::Valued(pairs) => {
                let pairs = pairs.into_iter();
                pairs
                    .map(|(name, value)| (name, Some(text(value))))
                    .collect()
            }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assume {
    #[serde(default)]
    waf: Vec<Spanned<String>>,
}

impl Config {
    /// Reads a configuration. `file` names it in errors, `known` are the lints there are.
    ///
    /// # Errors
    /// TOML that does not parse, and keys, lints, levels and needs that do not exist.
    pub fn read(file: &str, text: &str, known: &[&str]) -> Result<Self, Box<ConfigError>> {
        let error = |problem: String, help: Option<String>, span: std::ops::Range<usize>| {
            Box::new(ConfigError {
                problem,
                help,
                text: NamedSource::new(file, text.to_owned()),
                at: span.into(),
            })
        };
        let parsed: File = toml::from_str(text).map_err(|wrong| {
            let problem = wrong.message().to_owned();
            let help = suggestion_for(&problem);
            error(problem, help, wrong.span().unwrap_or(0..0))
        })?;

        let fail_on = parsed
            .gate
            .fail_on
            .map(|name| {
                FailOn::parse(name.get_ref()).ok_or_else(|| {
                    let help =
                        "`fail-on` is \"error\", \"warning\", \"note\" or \"never\"".to_owned();
                    error(
                        format!("there is no level `{}`", name.get_ref()),
                        Some(help),
                        name.span(),
                    )
                })
            })
            .transpose()?;

        let introduced_only = match parsed
            .gate
            .origin
            .as_ref()
            .map(|name| (name.get_ref().as_str(), name.span()))
        {
            None | Some(("any", _)) => false,
            Some(("introduced", _)) => true,
            Some((name, span)) => {
                let help = "`origin` is \"introduced\" or \"any\"".to_owned();
                return Err(error(
                    format!("there is no origin `{name}`"),
                    Some(help),
                    span,
                ));
            }
        };

        let pattern = |glob: &Spanned<String>| {
            AddressGlob::new(glob.get_ref()).ok_or_else(|| {
                let help = "`*` stands for anything".to_owned();
                error(
                    "this pattern is too long".to_owned(),
                    Some(help),
                    glob.span(),
                )
            })
        };
        let no_lint = |lint: &Spanned<String>| {
            let help = did_you_mean(lint.get_ref(), known.iter().copied());
            error(
                format!("there is no lint `{}`", lint.get_ref()),
                help,
                lint.span(),
            )
        };
        let mut levels = BTreeMap::new();
        for (lint, level) in parsed.lints {
            if !known.contains(&lint.get_ref().as_str()) {
                return Err(no_lint(&lint));
            }
            let parsed = match level.get_ref().as_str() {
                "off" => None,
                name => Some(name.parse().map_err(|()| {
                    let help = "a lint is \"error\", \"warning\", \"note\" or \"off\"".to_owned();
                    error(
                        format!("there is no level `{name}`"),
                        Some(help),
                        level.span(),
                    )
                })?),
            };
            levels.insert(lint.into_inner(), parsed);
        }

        let mut services = Vec::new();
        for service in parsed.service {
            let mut needs: Vec<Needed> = Vec::new();
            for entry in service.needs {
                let span = entry.span();
                for (name, value) in entry.into_inner().pairs() {
                    let need: Need = name.parse().map_err(|()| {
                        let help = did_you_mean(&name, Need::ALL.iter().map(|need| need.name()));
                        error(format!("there is no need `{name}`"), help, span.clone())
                    })?;
                    let needed = match value {
                        None => Some(need.into()),
                        Some(value) => Needed::with(need, &value),
                    };
                    let needed = needed.ok_or_else(|| {
                        let help = match Needed::form(need) {
                            Some(form) => format!("`{name}` takes {form}"),
                            None => format!("write \"{name}\" alone"),
                        };
                        let problem = format!("`{name}` does not take this value");
                        error(problem, Some(help), span.clone())
                    })?;
                    if needs.iter().any(|known| known.need == need) {
                        let help = "name it once".to_owned();
                        let problem = format!("`{name}` is named twice");
                        return Err(error(problem, Some(help), span.clone()));
                    }
                    needs.push(needed);
                }
            }
            let amount = |amount: Option<Spanned<f64>>| match amount {
                Some(amount) if !(amount.get_ref().is_finite() && *amount.get_ref() >= 0.0) => {
                    let help = "write a number from 0 on".to_owned();
                    Err(error(
                        "this is no amount".to_owned(),
                        Some(help),
                        amount.span(),
                    ))
                }
                amount => Ok(amount.map(Spanned::into_inner)),
            };
            services.push(Service {
                name: service.name,
                backend: pattern(&service.backend)?,
                needs,
                requests_per_month: amount(service.requests_per_month)?,
                kilobytes_per_request: amount(service.kilobytes_per_request)?.unwrap_or(KILOBYTES),
                connections_per_month: amount(service.connections_per_month)?,
                connection_minutes_per_month: amount(service.connection_minutes_per_month)?
                    .unwrap_or_default(),
            });
        }

        let mut ignores = Vec::new();
        for ignore in parsed.ignore {
            if !known.contains(&ignore.lint.get_ref().as_str()) {
                return Err(no_lint(&ignore.lint));
            }
            let until = ignore
                .until
                .map(|until| {
                    // TOML dates and quoted ones are the same to people.
                    let text = until.get_ref().to_string();
                    text.trim_matches('"').parse().map_err(|_| {
                        let help = "write it as 2027-01-31".to_owned();
                        error("`until` is not a date".to_owned(), Some(help), until.span())
                    })
                })
                .transpose()?;
            ignores.push(Ignore {
                lint: ignore.lint.into_inner(),
                address: pattern(&ignore.address)?,
                until,
                reason: ignore.reason,
            });
        }

        Ok(Self {
            fail_on,
            introduced_only,
            ignores,
            suppressions: Terms {
                require_reason: parsed.suppressions.require_reason,
                require_until: parsed.suppressions.require_until,
                max_days: parsed.suppressions.max_days,
            },
            levels,
            services,
            assume_waf: parsed
                .assume
                .waf
                .iter()
                .map(pattern)
                .collect::<Result<_, _>>()?,
            prices: parsed.prices,
            today: Date::default(),
        })
    }
}

/// "unknown field `x`, expected one of `a`, `b`": the nearest of them.
fn suggestion_for(problem: &str) -> Option<String> {
    let (unknown, expected) = problem.strip_prefix("unknown field `")?.split_once('`')?;
    let known = expected.split('`').skip(1).step_by(2);
    did_you_mean(unknown, known)
}

/// Suggests the nearest name, when one is near.
pub fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, nearest)| format!("did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 2] = ["redirect-loop", "rule-shadowed"];

    #[track_caller]
    fn refuses(text: &str, problem: &str, help: Option<&str>, pointing_at: &str) {
        let error = Config::read("frontlint.toml", text, &KNOWN).expect_err("an error");
        assert!(error.problem.contains(problem), "{}", error.problem);
        assert_eq!(error.help.as_deref(), help);
        let at = error.at.offset()..error.at.offset() + error.at.len();
        assert_eq!(&text[at], pointing_at);
    }

    /// G2: unknown keys and lint names are errors with a span and a suggestion.
    #[test]
    fn points_at_what_does_not_exist() {
        refuses(
            "[gaet]\n",
            "unknown field",
            Some("did you mean `gate`?"),
            "gaet",
        );
        refuses(
            "[lints]\nredirect-lop = \"error\"",
            "there is no lint `redirect-lop`",
            Some("did you mean `redirect-loop`?"),
            "redirect-lop",
        );
        refuses(
            "[lints]\nredirect-loop = \"loud\"",
            "there is no level `loud`",
            Some("a lint is \"error\", \"warning\", \"note\" or \"off\""),
            "\"loud\"",
        );
        refuses(
            "[[service]]\nname = \"a\"\nbackend = \"b\"\nneeds = [\"jwts\"]",
            "there is no need `jwts`",
            Some("did you mean `jwt`?"),
            "\"jwts\"",
        );
    }

    #[test]
    fn matches_addresses() {
        let glob = AddressGlob::new("module.m[\"a\"].*.x").expect("a pattern");
        assert!(glob.matches("module.m[\"a\"].aws_lb.x"));
        assert!(glob.matches("module.m[\"a\"].aws_lb.x[0]"));
        assert!(!glob.matches("module.m[\"b\"].aws_lb.x"));
        assert!(!glob.matches("module.m[\"a\"].aws_lb.xy"));
    }
}
