//! For Graphviz.

use super::{Limits, Node, Picture, cut, sign, word};
use crate::finding::Level;
use crate::plan::Change;
use crate::report::escaped;
use std::fmt::Write;

const LIMITS: Limits = Limits {
    per_step: 100,
    edges: 2_000,
};

/// Writes a directed graph in the DOT language.
pub fn dot(picture: &Picture) -> String {
    let picture = cut::cut(picture, &LIMITS);
    let mut out = String::from("digraph frontlint {\n");
    let _ = writeln!(out, "  label={};", quoted(&[picture.heading()]));
    out.push_str("  labelloc=t;\n  rankdir=LR;\n");
    out.push_str("  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n");
    for (at, node) in picture.nodes.iter().enumerate() {
        let _ = writeln!(
            out,
            "  n{at} [label={}, tooltip={}{}];",
            quoted(&lines(node)),
            quoted(&[node.addresses.join(", ")]),
            attributes(node)
        );
    }
    for edge in &picture.edges {
        let style = if edge.sure { "" } else { " [style=dashed]" };
        let _ = writeln!(out, "  n{} -> n{}{style};", edge.from, edge.to);
    }
    for left_out in &picture.left_out {
        let _ = writeln!(out, "  // left out: {}", escaped(left_out));
    }
    out.push_str("}\n");
    out
}

/// What stands in the box.
fn lines(node: &Node) -> Vec<String> {
    let mut lines = vec![
        format!("{} {}", sign(node.change), node.kind)
            .trim()
            .to_owned(),
    ];
    lines.push(node.title());
    lines.extend(node.taken());
    for beside in &node.beside {
        lines.push(beside.line(node));
        let marks = beside.marks.iter();
        lines.extend(marks.map(|(level, lint, _)| format!("{level}: {lint}")));
    }
    let marks = node.marks.iter();
    lines.extend(marks.map(|(level, lint, _)| format!("{level}: {lint}")));
    lines
}

fn attributes(node: &Node) -> String {
    let mut all = format!(
        ", class=\"{} {}\"",
        node.tier.name().to_lowercase(),
        word(node.change)
    );
    match node.marks.worst() {
        Some(Level::Error) => all.push_str(", color=\"#cf222e\", penwidth=2"),
        Some(Level::Warning) => all.push_str(", color=\"#9a6700\", penwidth=2"),
        Some(Level::Note) => all.push_str(", color=\"#0969da\", penwidth=2"),
        None => {}
    }
    if node.is_client() {
        all.push_str(", shape=ellipse");
    } else if node.change == Change::Destroyed || node.elsewhere {
        all.push_str(", style=\"rounded,dashed\"");
    }
    all
}

/// Lines as one quoted string; nothing in them is an escape.
fn quoted(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| {
        let safe = escaped(line);
        safe.replace('\\', "\\\\").replace('"', "\\\"")
    });
    format!("\"{}\"", lines.collect::<Vec<_>>().join("\\n"))
}
