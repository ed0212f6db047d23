//! Text → [`Config`].

use super::excerpt::Text;
use super::file::{File, Gate, IgnoreTable, OverrideTable, PlansTable};
use super::{
    AddressGlob, Config, ConfigError, FailOn, Ignore, Known, Override, Plans, Terms, did_you_mean,
};
use crate::finding::Level;
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::Spanned;

pub(super) type Result<T> = std::result::Result<T, Box<ConfigError>>;

impl Config {
    /// Reads a configuration. `file` names it in errors, `known` is what there is.
    ///
    /// # Errors
    /// TOML that does not parse, and keys, lints, levels and needs that do not exist.
    pub fn read(file: &str, text: &str, known: &Known<'_>) -> Result<Self> {
        let reader = Reader {
            text: Text::new(file, text),
            known,
        };
        let parsed: File = toml::from_str(text).map_err(|wrong| reader.text.parser(&wrong))?;
        let terms = parsed.suppressions;
        let waf = parsed.assume.waf.iter();
        Ok(Self {
            fail_on: reader.fail_on(&parsed.gate)?,
            introduced_only: reader.introduced_only(&parsed.gate)?,
            levels: reader.levels(parsed.lints)?,
            overrides: all(parsed.overrides, |one| reader.overriding(one))?,
            services: all(parsed.service, |service| reader.service(service))?,
            ignores: all(parsed.ignore, |ignore| reader.ignore(ignore))?,
            plans: all(parsed.plans, |plans| reader.plans(plans))?,
            suppressions: Terms {
                require_reason: terms.require_reason,
                require_until: terms.require_until,
                max_days: terms.max_days,
            },
            assume_waf: waf
                .map(|glob| reader.address(glob))
                .collect::<Result<_>>()?,
            prices: reader.prices(parsed.prices)?,
            today: Date::default(),
        })
    }
}

fn all<T, U>(items: Vec<T>, read: impl Fn(T) -> Result<U>) -> Result<Vec<U>> {
    items.into_iter().map(read).collect()
}

/// Knows the text that errors point into, and the names there are.
pub(super) struct Reader<'t> {
    pub(super) text: Text<'t>,
    known: &'t Known<'t>,
}

impl Reader<'_> {
    fn wrong(&self, at: &Spanned<String>, problem: String, help: &str) -> Box<ConfigError> {
        self.text.error(problem, Some(help.to_owned()), at.span())
    }

    fn fail_on(&self, gate: &Gate) -> Result<Option<FailOn>> {
        let read = |name: &Spanned<String>| {
            FailOn::parse(name.get_ref()).ok_or_else(|| {
                let problem = format!("there is no level `{}`", name.get_ref());
                let help = "`fail-on` is \"error\", \"warning\", \"note\" or \"never\"";
                self.wrong(name, problem, help)
            })
        };
        gate.fail_on.as_ref().map(read).transpose()
    }

    fn introduced_only(&self, gate: &Gate) -> Result<bool> {
        let Some(origin) = &gate.origin else {
            return Ok(false);
        };
        match origin.get_ref().as_str() {
            "any" => Ok(false),
            "introduced" => Ok(true),
            name => {
                let help = "`origin` is \"introduced\" or \"any\"";
                Err(self.wrong(origin, format!("there is no origin `{name}`"), help))
            }
        }
    }

    fn levels(
        &self,
        lints: BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Result<BTreeMap<String, Option<Level>>> {
        let mut levels = BTreeMap::new();
        for (lint, level) in lints {
            let (names, level) = (self.known_lint(&lint)?, self.level(&level)?);
            for name in names {
                // What is said by the name of today holds.
                match name == *lint.get_ref() {
                    true => levels.insert(name, level),
                    false => Some(*levels.entry(name).or_insert(level)),
                };
            }
        }
        Ok(levels)
    }

    /// The names of today of a lint.
    fn known_lint(&self, lint: &Spanned<String>) -> Result<Vec<String>> {
        let name = lint.get_ref().as_str();
        if self.known.lints.contains(&name) {
            return Ok(vec![name.to_owned()]);
        }
        if let Some((_, names)) = self.known.formerly.iter().find(|(old, _)| *old == name) {
            return Ok(names.iter().map(|name| (*name).to_owned()).collect());
        }
        let help = did_you_mean(lint.get_ref(), self.known.lints.iter().copied());
        let problem = format!("there is no lint `{}`", lint.get_ref());
        Err(self.text.error(problem, help, lint.span()))
    }

    fn known_tag(&self, tag: &Spanned<String>) -> Result<()> {
        if self.known.tags.contains(&tag.get_ref().as_str()) {
            return Ok(());
        }
        let help = did_you_mean(tag.get_ref(), self.known.tags.iter().copied());
        let problem = format!("no lint has the tag `{}`", tag.get_ref());
        Err(self.text.error(problem, help, tag.span()))
    }

    /// A level, or `None` for off.
    fn level(&self, level: &Spanned<String>) -> Result<Option<Level>> {
        let name = level.get_ref();
        if name == "off" {
            return Ok(None);
        }
        let parsed = name.parse().map_err(|()| {
            let help = "a lint is \"error\", \"warning\", \"note\" or \"off\"";
            self.wrong(level, format!("there is no level `{name}`"), help)
        });
        parsed.map(Some)
    }

    pub(super) fn address(&self, glob: &Spanned<String>) -> Result<AddressGlob> {
        AddressGlob::new(glob.get_ref()).ok_or_else(|| {
            let problem = "this pattern is too long".to_owned();
            self.wrong(glob, problem, "`*` stands for anything")
        })
    }

    fn overriding(&self, table: OverrideTable) -> Result<Override> {
        let lints = table.lint.as_ref().map(|lint| self.known_lint(lint));
        if let Some(tag) = &table.tag {
            self.known_tag(tag)?;
        }
        let glob = |glob: Option<Spanned<String>>| glob.map(|glob| self.address(&glob)).transpose();
        Ok(Override {
            level: self.level(&table.level)?,
            address: glob(table.address)?,
            plan: glob(table.plan)?,
            lints: lints.transpose()?.unwrap_or_default(),
            tag: table.tag.map(Spanned::into_inner),
        })
    }

    fn ignore(&self, ignore: IgnoreTable) -> Result<Ignore> {
        Ok(Ignore {
            lints: self.known_lint(&ignore.lint)?,
            address: self.address(&ignore.address)?,
            plan: ignore
                .plan
                .as_ref()
                .map(|glob| self.address(glob))
                .transpose()?,
            until: ignore
                .until
                .as_ref()
                .map(|until| self.date(until))
                .transpose()?,
            lint: ignore.lint.into_inner(),
            reason: ignore.reason,
        })
    }

    /// TOML dates and quoted ones are the same to people.
    fn date(&self, until: &Spanned<toml::Value>) -> Result<Date> {
        let text = until.get_ref().to_string();
        text.trim_matches('"').parse().map_err(|_| {
            let help = Some("write it as 2027-01-31".to_owned());
            self.text.error("`until` is not a date", help, until.span())
        })
    }

    fn plans(&self, table: PlansTable) -> Result<Plans> {
        let stars = |text: &str| text.replace("**", "*").matches('*').count();
        let path = stars(table.path.get_ref());
        for other in [&table.root, &table.id].into_iter().flatten() {
            if stars(other.get_ref()) > path {
                let help = "each `*` in `root` and `id` is what one in `path` stands for, in order";
                let problem = "there are more `*` here than in `path`".to_owned();
                return Err(self.wrong(other, problem, help));
            }
        }
        Ok(Plans::new(
            table.path.into_inner(),
            table.root.map(Spanned::into_inner),
            table.id.map(Spanned::into_inner),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'_> = Known {
        lints: &["redirect-loop", "rule-shadowed", "rule-unreachable"],
        formerly: &[("rule-hidden", &["rule-shadowed", "rule-unreachable"])],
        tags: &["routing", "tls"],
    };

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
            "[[override]]\ntag = \"rooting\"\nlevel = \"off\"",
            "no lint has the tag `rooting`",
            Some("did you mean `routing`?"),
            "\"rooting\"",
        );
        refuses(
            "[[service]]\nname = \"a\"\nbackend = \"b\"\nneeds = [\"jwts\"]",
            "there is no need `jwts`",
            Some("did you mean `jwt`?"),
            "\"jwts\"",
        );
    }

    /// A name from before is for the lints of today; their own names win.
    #[test]
    fn takes_the_names_that_lints_had_before() {
        let read = |text| Config::read("frontlint.toml", text, &KNOWN).expect("a configuration");
        let config = read("[lints]\nrule-hidden = \"off\"\nrule-shadowed = \"error\"\n");
        assert_eq!(config.levels["rule-shadowed"], Some(Level::Error));
        assert_eq!(config.levels["rule-unreachable"], None);
        let config = read("[[ignore]]\nlint = \"rule-hidden\"\naddress = \"aws_lb.*\"\n");
        assert!(config.ignores[0].matches("rule-unreachable", "aws_lb.a"));
        assert!(!config.ignores[0].matches("redirect-loop", "aws_lb.a"));
        let config = read("[[override]]\nlint = \"rule-hidden\"\nlevel = \"note\"\n");
        assert!(config.overrides[0].is_for("rule-shadowed", &[]));
        assert!(!config.overrides[0].is_for("redirect-loop", &[]));
    }
}
