//! `frontlint init`: a configuration to start from.

use super::args::Init;
use super::input::Input;
use super::read::plain;
use super::{exit, printed, tell, write};
use crate::catalog::Catalog;
use crate::config::{self, Config};
use crate::finding::plural;
use crate::graph::{self, Graph};
use crate::plan::{Address, Plan};
use crate::report::{self, escaped};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

const FILE: &str = "frontlint.toml";

/// In each line `#` behind which there is no space comments out a setting.
const HEAD: &str = "\
# Settings of frontlint, used for each plan in this directory and below.
# Take the `#` away from what you want to change.

#[gate]
# From which level on a run exits with 1: error, warning, note or never.
#fail-on = \"error\"
# Which findings count for it: those that a plan brings in, or any.
#origin = \"any\"

#[lints]
# A lint is error, warning, note or off; `frontlint lints` lists them.
#listener-without-tls13 = \"error\"

# Levels by tag, or at some addresses.
#[[override]]
#tag = \"load-balancer\"
#address = \"module.sandbox.*\"
#level = \"note\"

# What another stack provides, so that its absence here proves nothing.
#[assume]
#waf = [\"module.edge.*\"]

# Findings that are accepted, for a while or for good.
#[[ignore]]
#lint = \"lb-access-logs-off\"
#address = \"module.sandbox.*\"
#until = 2030-12-31
#reason = \"sandbox, no traffic\"

# What a service needs from whatever fronts it, on each way to it.
# `frontlint explain unmet-jwt-on-alb` shows what comes of it.
";

/// Stands for a service when no plan is at hand.
const EXAMPLE: &str = "aws_lambda_function.orders";

/// Writes the configuration, unless there is one.
pub(super) fn init(options: &Init) -> u8 {
    if options.schema {
        return printed(&schema());
    }
    let services = match &options.plan {
        Some(plan) => match services(plan) {
            Ok(services) => services,
            Err(refused) => {
                tell(&report::refusal(&refused));
                return exit::TROUBLE;
            }
        },
        None => BTreeSet::from([EXAMPLE.to_owned()]),
    };
    let hidden = Path::new(".frontlint.toml");
    let written = match hidden.exists() {
        true => Err(io::ErrorKind::AlreadyExists.into()),
        false => write::new(Path::new(FILE), &starter(&services)),
    };
    match written {
        Ok(()) => {
            let count = plural(services.len(), "service");
            tell(&format!("{FILE} is written: {count}"));
            exit::CLEAN
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            tell("error: there is a configuration here already, and it stays as it is");
            exit::TROUBLE
        }
        Err(error) => {
            let why = plain(&error);
            tell(&format!("error: {FILE} cannot be written: {why}"));
            exit::TROUBLE
        }
    }
}

/// The schema, with the names of the lints that this version has.
fn schema() -> String {
    let catalog = Catalog::builtin();
    let mut schema = config::schema();
    schema["definitions"]["lint"]["enum"] = catalog.names().into();
    schema["definitions"]["tag"]["enum"] = catalog.tags().into();
    schema["properties"]["lints"]["propertyNames"] =
        serde_json::json!({ "$ref": "#/definitions/lint" });
    format!("{schema:#}\n")
}

/// The blocks of the services of a plan.
fn services(plan: &str) -> Result<BTreeSet<String>, report::Refused> {
    let input = Input::named(plan);
    let text = input.read()?;
    let reading = Plan::read(&text, &graph::reads).map_err(|error| input.refused(&error))?;
    let config = Config::default();
    let graph = Graph::build(&reading.planned, &config);
    let blocks = graph.services().map(|service| {
        let address = graph.address(service.node.id);
        Address::parse(address).map_or_else(|| address.to_owned(), |address| address.block())
    });
    Ok(blocks.collect())
}

fn starter(services: &BTreeSet<String>) -> String {
    let mut text = HEAD.to_owned();
    for address in services {
        let name = address.rsplit('.').next().unwrap_or(address);
        text += &format!(
            "\n#[[service]]\n#name = {}\n#backend = {}\n#needs = [\"jwt\"]\n",
            quoted(name),
            quoted(address)
        );
    }
    text
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    toml::Value::from(escaped(text)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Known;

    /// The settings without their `#` are a configuration.
    #[test]
    fn what_is_commented_out_holds() {
        let services = ["aws_lambda_function.a", "x.b\"\n[gate]\n'''"];
        let text = starter(&services.map(str::to_owned).into());
        let settings: String = text
            .lines()
            .filter_map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.starts_with(' ') => Some(format!("{setting}\n")),
                _ => None,
            })
            .collect();
        let known = Known {
            lints: &["listener-without-tls13", "lb-access-logs-off"],
            formerly: &[],
            tags: &["load-balancer"],
        };
        let config = Config::read(FILE, &settings, &known).expect("a configuration");
        assert_eq!(config.services.len(), 2);
        assert_eq!(config.services[0].backend.text(), "aws_lambda_function.a");
        assert!(
            text.lines()
                .all(|line| line.is_empty() || line.starts_with('#'))
        );
    }
}
