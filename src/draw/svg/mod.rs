//! A drawing for documents and reviews: columns by tier, findings where they are.
//!
//! One file without scripts and without anything from elsewhere; light or dark
//! as the reader prefers.

mod edge;
mod node;

use super::layers::Layers;
use super::measure::{Face, width};
use super::place::{Area, place};
use super::{Limits, Picture, cut, sign, word};
use crate::finding::Level;
use crate::plan::Change;
use crate::report::escaped;
use node::{Content, icon};
use std::fmt::Write;

const LIMITS: Limits = Limits {
    per_step: 60,
    edges: 600,
};

const MARGIN: f64 = 24.0;
/// Above the boxes: the heading, and the names of the tiers.
const TOP: f64 = 88.0;

/// Draws the picture.
pub fn svg(picture: &Picture) -> String {
    let picture = cut::cut(picture, &LIMITS);
    let contents: Vec<Content> = picture.nodes.iter().map(Content::of).collect();
    let sizes: Vec<(f64, f64)> = contents.iter().map(Content::size).collect();
    let layers = Layers::of(&picture);
    let areas = place(&layers, &sizes, MARGIN + 8.0, TOP);
    let lowest = areas.iter().map(Area::bottom).fold(TOP, f64::max);
    let rightmost = areas.iter().map(Area::right).fold(0.0, f64::max);
    let mut footer = String::new();
    let (legend_width, bottom) = legend(&picture, lowest + 40.0, &mut footer);
    let heading = escaped(&picture.heading());
    let wide = width(&heading, Face::Sans, 15.0).max(legend_width);
    let (full, high) = ((rightmost + 8.0).max(wide + MARGIN) + MARGIN, bottom + 8.0);

    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" \
         viewBox=\"0 0 {0} {1}\" role=\"img\" aria-labelledby=\"frontlint-title frontlint-desc\">",
        full.ceil(),
        high.ceil()
    );
    let _ = writeln!(
        out,
        "<title id=\"frontlint-title\">{}</title>",
        xml(&picture.heading())
    );
    let _ = writeln!(
        out,
        "<desc id=\"frontlint-desc\">{}</desc>",
        xml(&picture.description())
    );
    let _ = writeln!(out, "<style>\n{}</style>", include_str!("style.css"));
    out.push_str("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    text(&mut out, "heading", MARGIN, 34.0, &picture.heading());
    bands(&layers, &areas, lowest, &mut out);
    edge::edges(&picture, &layers, &areas, &mut out);
    for ((node, content), area) in picture.nodes.iter().zip(&contents).zip(&areas) {
        content.draw(node, area, &mut out);
    }
    out.push_str(&footer);
    out.push_str("</svg>\n");
    out
}

/// A ground and a name for each tier.
fn bands(layers: &Layers, areas: &[Area], lowest: f64, out: &mut String) {
    let mut at = 0;
    while at < layers.columns.len() {
        let tier = layers.tiers[at];
        let more = layers.tiers[at..]
            .iter()
            .take_while(|other| **other == tier);
        let end = at + more.count();
        let inside = || {
            layers.columns[at..end]
                .iter()
                .flatten()
                .map(|item| areas[*item])
        };
        let left = inside().map(|area| area.x).fold(f64::MAX, f64::min) - 8.0;
        let right = inside().map(|area| area.right()).fold(0.0, f64::max) + 8.0;
        let _ = writeln!(
            out,
            "<rect class=\"band\" x=\"{}\" y=\"52\" width=\"{}\" height=\"{}\" rx=\"8\"/>",
            number(left),
            number(right - left),
            number(lowest + 14.0 - 52.0)
        );
        text(out, "tier", left + 10.0, 71.0, &tier.name().to_uppercase());
        at = end;
    }
}

/// What the signs mean, as far as they occur, and what is left out; the width
/// and the lower end come back.
fn legend(picture: &Picture, top: f64, out: &mut String) -> (f64, f64) {
    let mut x = MARGIN;
    let mut y = top;
    for level in [Level::Error, Level::Warning, Level::Note] {
        let marks = picture.nodes.iter().flat_map(|node| {
            let beside = node.beside.iter().map(|beside| &beside.marks);
            beside.chain([&node.marks])
        });
        if marks
            .flat_map(|marks| marks.iter())
            .any(|(found, ..)| found == level)
        {
            icon(out, level, x, y - 10.0);
            text(out, "small", x + 17.0, y, level.name());
            x += 34.0 + width(level.name(), Face::Sans, 11.0);
        }
    }
    for change in [
        Change::Created,
        Change::Updated,
        Change::Replaced,
        Change::Destroyed,
    ] {
        if picture.shows(change) {
            let class = format!("mono sign {}", word(change));
            text(out, &class, x, y, sign(change));
            let signed = width(sign(change), Face::Mono, 12.0) + 6.0;
            text(out, "small", x + signed, y, word(change));
            x += signed + 17.0 + width(word(change), Face::Sans, 11.0);
        }
    }
    if picture.edges.iter().any(|edge| !edge.sure) {
        let _ = writeln!(
            out,
            "<path class=\"line guess\" d=\"M{} {}h26\"/>",
            number(x),
            number(y - 4.0)
        );
        text(out, "small", x + 32.0, y, "a guess");
        x += 50.0 + width("a guess", Face::Sans, 11.0);
    }
    let mut widest = x;
    for left_out in &picture.left_out {
        y += if x > MARGIN { 18.0 } else { 0.0 };
        x = MARGIN + 1.0;
        let line = format!("left out: {left_out}");
        text(out, "small", MARGIN, y, &line);
        widest = widest.max(MARGIN + width(&line, Face::Sans, 11.0));
    }
    (widest, y + 8.0)
}

/// A line of text; what strangers wrote cannot become markup.
fn text(out: &mut String, class: &str, x: f64, y: f64, said: &str) {
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        number(x),
        number(y),
        xml(said)
    );
}

/// Makes a text safe in XML: no markup, nothing that hides or acts.
fn xml(said: &str) -> String {
    let mut safe = String::new();
    for char in escaped(said).chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // No characters of XML.
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// A coordinate with one digit behind the point, at most.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No `-0`.
    format!("{}", rounded + 0.0)
}
