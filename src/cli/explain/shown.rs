//! What is told of a resource, as text and as JSON. No values, and no text that acts on a terminal.

use crate::layout::{beside, columns, padded, paragraph};
use crate::plan::Confidence;
use crate::report::escaped;
use serde::Serialize;
use std::fmt::Write;

/// A resource, what it refers to, and what refers to it.
pub(super) struct Shown {
    pub(super) address: String,
    /// Whether references of its type are read at all.
    pub(super) read: bool,
    pub(super) at: Option<Place>,
    pub(super) leads: Vec<Lead>,
    pub(super) lost: Vec<Lost>,
    pub(super) referrers: Vec<Referrer>,
}

/// A line in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
}

/// Where an attribute leads.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lead {
    pub(super) attribute: String,
    /// The far end, when the plan has it.
    pub(super) to: Option<String>,
    /// Whether that is something the plan only names.
    pub(super) elsewhere: bool,
    pub(super) how: Confidence,
    pub(super) at: Option<Place>,
}

/// A reference that could not be followed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lost {
    pub(super) attribute: String,
    pub(super) why: String,
    pub(super) at: Option<Place>,
}

/// An attribute that leads to the resource.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Referrer {
    pub(super) address: String,
    pub(super) attribute: String,
    pub(super) how: Confidence,
}

/// For people at a terminal of so many columns.
pub(super) fn text(resources: &[Shown], width: usize) -> String {
    let mut out = String::new();
    for (at, resource) in resources.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        let place = place(resource.at.as_ref());
        let head = format!("{}{place}", escaped(&resource.address));
        // Writing to a string cannot fail.
        let _ = write!(out, "{gap}{}", paragraph(&head, "", "  ", width));
        out += &section("refers to", resource.leads.iter().map(lead), width);
        out += &section("lost", resource.lost.iter().map(lost), width);
        let referrers = resource.referrers.iter().map(referrer);
        out += &section("referred to by", referrers, width);
        if resource.leads.is_empty() && resource.lost.is_empty() && resource.referrers.is_empty() {
            let why = match resource.read {
                true => "it refers to nothing, and nothing refers to it",
                false => "frontlint reads no references of this type",
            };
            let _ = write!(out, "\n{}", paragraph(why, "  ", "  ", width));
        }
    }
    out
}

fn section(title: &str, rows: impl Iterator<Item = [String; 2]>, width: usize) -> String {
    let rows: Vec<[String; 2]> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let widest = rows.iter().map(|[first, _]| columns(first)).max();
    // One that is wide does not push the others out of sight.
    let widest = widest.unwrap_or_default().min(width * 2 / 3);
    let mut out = format!("\n  {title}\n");
    for [first, second] in rows {
        let head = format!("    {}  ", padded(&first, widest));
        out += &beside(&head, &second, width);
    }
    out
}

fn lead(lead: &Lead) -> [String; 2] {
    let to = match (&lead.to, lead.elsewhere) {
        (Some(to), false) => escaped(to),
        (Some(to), true) => format!("{}, elsewhere", escaped(to)),
        (None, _) => "something that the plan only names".into(),
    };
    let place = place(lead.at.as_ref());
    [
        escaped(&lead.attribute),
        format!("→ {to} [{}]{place}", lead.how.name()),
    ]
}

fn lost(lost: &Lost) -> [String; 2] {
    let place = place(lost.at.as_ref());
    [
        escaped(&lost.attribute),
        format!("{}{place}", escaped(&lost.why)),
    ]
}

fn referrer(referrer: &Referrer) -> [String; 2] {
    [
        escaped(&referrer.address),
        format!("{} [{}]", escaped(&referrer.attribute), referrer.how.name()),
    ]
}

fn place(place: Option<&Place>) -> String {
    place.map_or(String::new(), |place| {
        format!(" ({}:{})", escaped(&place.file), place.line)
    })
}

/// For scripts.
#[derive(Serialize)]
struct Document<'s> {
    schema_version: u32,
    resources: Vec<Resource<'s>>,
}

#[derive(Serialize)]
struct Resource<'s> {
    address: &'s str,
    #[serde(flatten)]
    at: At<'s>,
    refers_to: Vec<Reference<'s>>,
    unresolved: Vec<Unresolved<'s>>,
    referred_to_by: Vec<Back<'s>>,
}

#[derive(Serialize)]
struct At<'s> {
    file: Option<&'s str>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct Reference<'s> {
    attribute: &'s str,
    to: Option<&'s str>,
    elsewhere: bool,
    confidence: &'static str,
    #[serde(flatten)]
    at: At<'s>,
}

#[derive(Serialize)]
struct Unresolved<'s> {
    attribute: &'s str,
    why: &'s str,
    #[serde(flatten)]
    at: At<'s>,
}

#[derive(Serialize)]
struct Back<'s> {
    address: &'s str,
    attribute: &'s str,
    confidence: &'static str,
}

fn at(place: Option<&Place>) -> At<'_> {
    At {
        file: place.map(|place| place.file.as_str()),
        line: place.map(|place| place.line),
    }
}

pub(super) fn json(resources: &[Shown]) -> String {
    let document = Document {
        schema_version: 1,
        resources: resources.iter().map(resource).collect(),
    };
    serde_json::to_string_pretty(&document).expect("rows hold texts and numbers") + "\n"
}

fn resource(shown: &Shown) -> Resource<'_> {
    Resource {
        address: &shown.address,
        at: at(shown.at.as_ref()),
        refers_to: shown
            .leads
            .iter()
            .map(|lead| Reference {
                attribute: &lead.attribute,
                to: lead.to.as_deref(),
                elsewhere: lead.elsewhere,
                confidence: lead.how.name(),
                at: at(lead.at.as_ref()),
            })
            .collect(),
        unresolved: shown
            .lost
            .iter()
            .map(|lost| Unresolved {
                attribute: &lost.attribute,
                why: &lost.why,
                at: at(lost.at.as_ref()),
            })
            .collect(),
        referred_to_by: shown
            .referrers
            .iter()
            .map(|back| Back {
                address: &back.address,
                attribute: &back.attribute,
                confidence: back.how.name(),
            })
            .collect(),
    }
}
