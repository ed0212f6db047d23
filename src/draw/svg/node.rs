//! One box: what stands in it, how large that makes it, and how it looks.

use super::super::measure::{Face, fitted, width};
use super::super::place::Area;
use super::super::{Marks, Node, sign, word};
use super::{number, text, xml};
use crate::finding::{Level, plural};
use crate::plan::Change;
use crate::report::escaped;
use std::fmt::Write;

const NARROWEST: f64 = 108.0;
const WIDEST: f64 = 262.0;
/// Between the border and what stands inside.
const PADDING: f64 = 11.0;
const ICON: f64 = 18.0;
/// As many neighbours, and as many lints, are listed.
const MANY: usize = 4;

/// The lines of a box, cut to fit.
pub(super) struct Content {
    kind: String,
    name: String,
    rows: Vec<Row>,
    width: f64,
}

enum Row {
    Takes(String),
    Module(String),
    Beside(String),
    Lint(Level, String),
    More(String),
}

impl Row {
    fn said(&self) -> &str {
        match self {
            Self::Takes(said)
            | Self::Module(said)
            | Self::Beside(said)
            | Self::Lint(_, said)
            | Self::More(said) => said,
        }
    }

    /// Where the text begins.
    fn indent(&self) -> f64 {
        match self {
            Self::Beside(_) | Self::Lint(..) => ICON,
            Self::Takes(_) | Self::Module(_) | Self::More(_) => 0.0,
        }
    }
}

const KIND: f64 = 11.0;
const NAME: f64 = 13.0;
const ROW: f64 = 11.0;
const LINE: f64 = 16.0;

impl Content {
    pub(super) fn of(node: &Node) -> Self {
        let room = WIDEST - 2.0 * PADDING;
        let sign_room = width(sign(node.change), Face::Mono, 12.0) + 8.0;
        let times = node.times();
        let times_room = width(&times, Face::Mono, NAME);
        let kind = match (node.is_client(), node.elsewhere) {
            (true, _) => String::new(),
            (false, true) if node.kind != "elsewhere" => format!("{}, elsewhere", node.kind),
            (false, _) => node.kind.clone(),
        };
        let name = escaped(short(node, room - times_room));
        let name = fitted(&name, Face::Mono, NAME, room - times_room);
        let mut rows: Vec<Row> = Vec::new();
        rows.extend(node.taken().map(|taken| Row::Takes(escaped(&taken))));
        if !node.module.is_empty() {
            rows.push(Row::Module(escaped(&node.module)));
        }
        for beside in node.beside.iter().take(MANY) {
            rows.push(Row::Beside(escaped(&beside.line(node))));
            list(&beside.marks, &mut rows);
        }
        if node.beside.len() > MANY {
            rows.push(Row::More(format!("and {} more", node.beside.len() - MANY)));
        }
        list(&node.marks, &mut rows);
        let mut content = Self {
            kind: fitted(&escaped(&kind), Face::Sans, KIND, room - sign_room),
            name: name + &times,
            rows: rows.into_iter().map(|row| row.fitted(room)).collect(),
            width: 0.0,
        };
        let rows = content.rows.iter();
        let rows = rows.map(|row| row.indent() + width(row.said(), Face::Mono, ROW));
        let widest = rows
            .chain([
                width(&content.kind, Face::Sans, KIND) + sign_room,
                width(&content.name, Face::Mono, NAME),
            ])
            .fold(0.0, f64::max);
        content.width = (widest + 2.0 * PADDING).clamp(NARROWEST, WIDEST);
        content
    }

    pub(super) fn size(&self) -> (f64, f64) {
        let head = if self.kind.is_empty() { 0.0 } else { LINE };
        (self.width, head + 30.0 + LINE * self.rows.len() as f64)
    }

    pub(super) fn draw(&self, node: &Node, area: &Area, out: &mut String) {
        let _ = writeln!(out, "<g class=\"{}\">", classes(node));
        let _ = writeln!(out, "<title>{}</title>", xml(&tooltip(node)));
        let (x, y) = (number(area.x), number(area.y));
        let (wide, high) = (number(area.width), number(area.height));
        let _ = writeln!(
            out,
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"6\"/>"
        );
        let _ = writeln!(
            out,
            "<rect class=\"accent\" x=\"{}\" y=\"{}\" width=\"3\" height=\"{}\" rx=\"1.5\"/>",
            number(area.x + 4.0),
            number(area.y + 7.0),
            number(area.height - 14.0)
        );
        let left = area.x + PADDING + 1.0;
        let mut line = area.y + 4.0;
        if !self.kind.is_empty() {
            line += LINE;
            text(out, "kind", left, line, &self.kind);
            let sign = sign(node.change);
            let class = format!("mono sign {}", word(node.change));
            let right = area.right() - 9.0 - width(sign, Face::Mono, 12.0);
            if !sign.is_empty() {
                text(out, &class, right, line, sign);
            }
        }
        line += LINE + 1.0;
        text(out, "mono name", left, line, &self.name);
        for row in &self.rows {
            line += LINE;
            let at = left + row.indent();
            match row {
                Row::Takes(said) => text(out, "mono takes", at, line, said),
                Row::Module(said) => text(out, "mono module", at, line, said),
                Row::More(said) => text(out, "small", at, line, said),
                Row::Beside(said) => {
                    let _ = writeln!(
                        out,
                        "<rect class=\"square\" x=\"{}\" y=\"{}\" width=\"8\" height=\"8\" rx=\"2\"/>",
                        number(left + 2.0),
                        number(line - 8.5)
                    );
                    text(out, "mono beside", at, line, said);
                }
                Row::Lint(level, said) => {
                    icon(out, *level, left, line - 10.5);
                    text(out, &format!("mono lint {}", level.name()), at, line, said);
                }
            }
        }
        out.push_str("</g>\n");
    }
}

impl Row {
    fn fitted(self, room: f64) -> Self {
        let room = room - self.indent();
        let fit = |said: String| fitted(&said, Face::Mono, ROW, room);
        match self {
            Self::Takes(said) => Self::Takes(fit(said)),
            Self::Module(said) => Self::Module(fit(said)),
            Self::Beside(said) => Self::Beside(fit(said)),
            Self::Lint(level, said) => Self::Lint(level, fit(said)),
            Self::More(said) => Self::More(said),
        }
    }
}

/// The name; of several instances without their keys, where those take too much room.
fn short(node: &Node, room: f64) -> &str {
    let name = node.called();
    let is_long = width(name, Face::Mono, NAME) > room;
    match name.split_once('[') {
        Some((block, _)) if is_long && node.addresses.len() > 1 => block,
        _ => name,
    }
}

/// One line a lint, the loudest first.
fn list(marks: &Marks, rows: &mut Vec<Row>) {
    let all = marks.iter().count();
    let shown = if all > MANY { MANY - 1 } else { all };
    for (level, lint, count) in marks.iter().take(shown) {
        let times = if count > 1 {
            format!(" \u{d7}{count}")
        } else {
            String::new()
        };
        rows.push(Row::Lint(level, format!("{lint}{times}")));
    }
    if all > shown {
        rows.push(Row::More(format!(
            "and {}",
            plural(all - shown, "more lint")
        )));
    }
}

fn classes(node: &Node) -> String {
    let mut all = node.tier.name().to_lowercase();
    if node.change == Change::Destroyed {
        all.push_str(" destroyed");
    }
    if node.elsewhere {
        all.push_str(" elsewhere");
    }
    if node.is_remainder() {
        all.push_str(" more");
    }
    let beside = node.beside.iter().filter_map(|beside| beside.marks.worst());
    if let Some(worst) = beside.chain(node.marks.worst()).max() {
        all.push_str(" has-");
        all.push_str(worst.name());
    }
    all
}

/// Everything that is cut in the box.
fn tooltip(node: &Node) -> String {
    let most = 20;
    let mut lines = Vec::new();
    let names = node.addresses.iter().take(most).cloned();
    match node.addresses.is_empty() {
        true => lines.push(node.title()),
        false => lines.extend(names),
    }
    if node.addresses.len() > most {
        lines.push(format!("and {} more", node.addresses.len() - most));
    }
    if !node.is_client() {
        lines.push(format!("{}, {}", node.kind, word(node.change)));
    }
    let takes = node.takes.iter().take(most);
    lines.extend(takes.map(|taken| taken.said.clone()));
    for beside in node.beside.iter().take(most) {
        let goes = match beside.change {
            Change::Destroyed => ", destroyed",
            _ => "",
        };
        lines.push(format!("{} {}{goes}", beside.kind, beside.address));
    }
    for (level, lint, count) in node.marks.iter() {
        lines.push(format!("{level}: {lint} \u{d7}{count}"));
    }
    lines.join("; ")
}

/// A sign for a level, told apart by its shape as well.
pub(super) fn icon(out: &mut String, level: Level, x: f64, y: f64) {
    let (shape, glyph) = match level {
        Level::Error => ("M4 0h5l4 4v5l-4 4h-5l-4-4v-5z", "M4.5 4.5l4 4M8.5 4.5l-4 4"),
        Level::Warning => ("M6.5 0.5l6.5 12h-13z", "M6.5 5v3.2M6.5 10.4v0.1"),
        Level::Note => (
            "M6.5 0a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
            "M6.5 6v3.8M6.5 3.4v0.1",
        ),
    };
    let _ = writeln!(
        out,
        "<g transform=\"translate({} {})\"><path class=\"{level}\" d=\"{shape}\"/>\
         <path class=\"glyph\" d=\"{glyph}\"/></g>",
        number(x),
        number(y)
    );
}
