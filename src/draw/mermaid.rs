//! A flowchart that Markdown viewers draw.

use super::{Limits, Node, Picture, cut, sign};
use crate::finding::Level;
use crate::graph::Tier;
use crate::layout::shortened;
use crate::plan::Change;
use crate::report::escaped;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Viewers draw no more than 500 edges and 50 000 characters.
const LIMITS: Limits = Limits {
    per_step: 24,
    edges: 400,
};

/// A label's line is cut here, so that boxes stay boxes and charts small enough.
const LONGEST: usize = 60;

/// Colours that can be read on light and on dark ground.
const CLASSES: [(&str, &str); 13] = [
    ("client", "fill:#57606a,stroke:#424a53,color:#ffffff"),
    ("dns", "fill:#ddf4ff,stroke:#54aeff,color:#0a3069"),
    ("edge", "fill:#fbefff,stroke:#c297ff,color:#3e1f79"),
    ("front", "fill:#fff1e5,stroke:#fb8f44,color:#5c2200"),
    ("route", "fill:#fff8c5,stroke:#d4a72c,color:#3b2300"),
    ("target", "fill:#dafbe1,stroke:#4ac26b,color:#04260f"),
    ("service", "fill:#ddf4ff,stroke:#218bff,color:#0a3069"),
    ("changed", "stroke-dasharray:8 3"),
    ("replaced", "stroke-dasharray:8 3 2 3"),
    ("destroyed", "stroke-dasharray:2 3,opacity:0.6"),
    ("error", "stroke:#cf222e,stroke-width:3px"),
    ("warning", "stroke:#bf8700,stroke-width:3px"),
    ("note", "stroke:#0969da,stroke-width:3px"),
];

/// Writes a flowchart from left to right.
pub fn mermaid(picture: &Picture) -> String {
    let picture = cut::cut(picture, &LIMITS);
    let mut out = String::from("flowchart LR\n");
    let mut members: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (at, node) in picture.nodes.iter().enumerate() {
        let (open, close) = shape(node);
        let _ = writeln!(out, "  n{at}{open}\"{}\"{close}", label(node));
        for class in classes(node) {
            members.entry(class).or_default().push(format!("n{at}"));
        }
    }
    for edge in &picture.edges {
        let arrow = if edge.sure { "-->" } else { "-.->" };
        let _ = writeln!(out, "  n{} {arrow} n{}", edge.from, edge.to);
    }
    for (class, style) in CLASSES {
        if let Some(members) = members.get(class) {
            let _ = writeln!(out, "  classDef {class} {style}");
            let _ = writeln!(out, "  class {} {class}", members.join(","));
        }
    }
    for (at, left_out) in picture.left_out.iter().enumerate() {
        let _ = writeln!(out, "  left{at}[\"left out: {}\"]", text(left_out));
    }
    out
}

fn shape(node: &Node) -> (&'static str, &'static str) {
    match node.tier {
        Tier::Client => ("([", "])"),
        Tier::Service => ("[[", "]]"),
        Tier::Route => ("(", ")"),
        _ => ("[", "]"),
    }
}

fn label(node: &Node) -> String {
    if node.is_client() {
        return text(&node.name);
    }
    let head = format!("{} {}", sign(node.change), node.kind);
    let mut lines = vec![text(head.trim()), format!("<b>{}</b>", text(&node.title()))];
    lines.extend(node.taken().map(|taken| text(&taken)));
    for beside in node.beside.iter().take(4) {
        lines.push(text(&beside.line(node)));
    }
    if node.beside.len() > 4 {
        lines.push(format!("{} more", node.beside.len() - 4));
    }
    let beside = node.beside.iter().flat_map(|beside| beside.marks.iter());
    for (level, lint, _) in node.marks.iter().chain(beside).take(4) {
        lines.push(text(&format!("{} {lint}", icon(level))));
    }
    lines.join("<br/>")
}

/// Levels are told apart by more than colour.
fn icon(level: Level) -> &'static str {
    match level {
        Level::Error => "\u{2716}",
        Level::Warning => "\u{25b2}",
        Level::Note => "\u{25cf}",
    }
}

fn classes(node: &Node) -> impl Iterator<Item = &'static str> {
    let tier = match node.tier {
        Tier::Client => "client",
        Tier::Dns => "dns",
        Tier::Edge => "edge",
        Tier::Front => "front",
        Tier::Route => "route",
        Tier::Target => "target",
        Tier::Service | Tier::Beside => "service",
    };
    let is_told = !matches!(node.change, Change::Kept | Change::Created);
    let change = is_told.then(|| super::word(node.change));
    let level = node.marks.worst().map(Level::name);
    [Some(tier), change, level].into_iter().flatten()
}

/// Makes a text safe inside a quoted label: whatever Mermaid or HTML may read
/// something into is written by its number.
fn text(text: &str) -> String {
    let mut safe = String::new();
    for char in escaped(&shortened(text, LONGEST)).chars() {
        if char.is_alphanumeric()
            || " .,_-+/()\u{d7}\u{2026}\u{2716}\u{25b2}\u{25cf}~?".contains(char)
        {
            safe.push(char);
        } else {
            let _ = write!(safe, "#{};", u32::from(char));
        }
    }
    safe
}
