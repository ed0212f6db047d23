//! `frontlint explain capability NEED`: what each front offers for a need.

use crate::cli::args::{Explain, ListFormat};
use crate::cli::{exit, printed, tell, terminal};
use crate::config::did_you_mean;
use crate::facts::{AS_OF, Backend, Cell, Need, Offer, limits};
use crate::layout::{beside, paragraph};
use crate::report::escaped;
use serde::Serialize;
use std::collections::BTreeMap;

/// Explains a need.
pub(super) fn explain(options: &Explain, name: &str) -> u8 {
    let Ok(need) = name.parse::<Need>() else {
        let known = Need::all().map(Need::name);
        tell(&format!(
            "error: there is no capability `{}`",
            escaped(name)
        ));
        let help = did_you_mean(name, known.clone());
        let all = || format!("they are {}", known.collect::<Vec<_>>().join(", "));
        tell(&format!("  help: {}", help.unwrap_or_else(all)));
        return exit::TROUBLE;
    };
    let report = match options.format {
        ListFormat::Text => text(need, terminal::width()),
        ListFormat::Json => json(need),
    };
    printed(&report)
}

fn text(need: Need, width: usize) -> String {
    let capability = need.capability();
    let about = format!("{}: {}", need.name(), capability.about);
    let mut out = paragraph(&about, "", "  ", width);
    out += &format!("as of {AS_OF}\n\n");
    for (name, cell) in capability.cells() {
        out += &beside(&format!("  {name:15}"), &words(cell), width);
    }
    for (title, backend) in BACKENDS {
        let limits = limits(need, backend);
        if !limits.is_empty() {
            out += &format!("\nthe most that passes, before {title}:\n\n");
        }
        for (front, most) in limits {
            out += &beside(&format!("  {:15}", front.name()), &most, width);
        }
    }
    out += "\nsources:\n\n";
    for source in capability.sources() {
        out += &format!("- <{source}>\n");
    }
    out
}

const BACKENDS: [(&str, Backend); 2] = [
    ("a function", Backend::Function),
    ("containers and instances", Backend::Server),
];

fn words(cell: &Cell) -> String {
    let offer = match cell.offer {
        Offer::Native => "native".to_owned(),
        Offer::Via(means) => format!("via {means}"),
        Offer::No => "no".to_owned(),
    };
    let note = cell.note.map_or(String::new(), |note| format!(": {note}"));
    let doubt = if cell.unverified { " (unverified)" } else { "" };
    format!("{offer}{note}{doubt}")
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u8,
    name: &'a str,
    about: &'a str,
    as_of: &'a str,
    fronts: BTreeMap<&'a str, Shown<'a>>,
    /// The most that passes, by backend and front.
    limits: BTreeMap<&'a str, BTreeMap<&'a str, String>>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct Shown<'a> {
    offer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    unverified: bool,
}

fn json(need: Need) -> String {
    let capability = need.capability();
    let fronts = capability.cells().into_iter().map(|(name, cell)| {
        let (offer, via) = match cell.offer {
            Offer::Native => ("native", None),
            Offer::Via(means) => ("via", Some(means)),
            Offer::No => ("no", None),
        };
        let shown = Shown {
            offer,
            via,
            note: cell.note,
            unverified: cell.unverified,
        };
        (name, shown)
    });
    let limits = BACKENDS.into_iter().map(|(title, backend)| {
        let limits = limits(need, backend).into_iter();
        (
            title,
            limits.map(|(front, most)| (front.name(), most)).collect(),
        )
    });
    let document = Document {
        schema_version: 1,
        name: need.name(),
        about: capability.about,
        as_of: AS_OF,
        fronts: fronts.collect(),
        limits: limits
            .filter(|(_, limits): &(_, BTreeMap<_, _>)| !limits.is_empty())
            .collect(),
        sources: capability.sources(),
    };
    serde_json::to_string_pretty(&document).expect("keys are texts") + "\n"
}
