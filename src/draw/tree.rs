//! What people read in a terminal: ways from the clients down to the services.

use super::{Limits, Marks, Node, Picture, cut, sign};
use crate::finding::Level;
use crate::plan::Change;
use crate::report::{Style, escaped};
use std::fmt::Write;

const LIMITS: Limits = Limits {
    per_step: 200,
    edges: 5_000,
};

/// Deeper than this nobody follows the lines any more.
const DEEPEST: usize = 32;

/// Draws a tree; what is reached twice is drawn once and referred to.
pub fn tree(picture: &Picture, style: &Style) -> String {
    let picture = cut::cut(picture, &LIMITS);
    let mut below: Vec<Vec<(usize, bool)>> = vec![Vec::new(); picture.nodes.len()];
    let mut is_root = vec![true; picture.nodes.len()];
    for edge in &picture.edges {
        below[edge.from].push((edge.to, edge.sure));
        is_root[edge.to] = false;
    }
    let mut writer = Writer {
        picture: &picture,
        style,
        is_leaf: below.iter().map(Vec::is_empty).collect(),
        below,
        drawn: vec![false; picture.nodes.len()],
        out: String::new(),
    };
    let _ = writeln!(writer.out, "{}", escaped(&picture.heading()));
    if picture.nodes.is_empty() {
        let _ = writeln!(writer.out, "no way from a client to a service in it");
    }
    // What goes round in circles has no root: it comes last.
    let all = 0..picture.nodes.len();
    let roots = all.clone().filter(|at| is_root[*at]).chain(all.clone());
    for root in roots.collect::<Vec<_>>() {
        if !writer.drawn[root] {
            writer.out.push('\n');
            writer.node(root, true, "");
            writer.children(root, &mut String::new(), 0);
        }
    }
    writer.footer();
    writer.out
}

struct Writer<'p> {
    picture: &'p Picture,
    style: &'p Style,
    below: Vec<Vec<(usize, bool)>>,
    is_leaf: Vec<bool>,
    drawn: Vec<bool>,
    out: String,
}

impl Writer<'_> {
    fn children(&mut self, at: usize, prefix: &mut String, depth: usize) {
        self.drawn[at] = true;
        let below = std::mem::take(&mut self.below[at]);
        let [middle, last, bar] = match self.style.unicode {
            true => ["\u{251c}\u{2500} ", "\u{2514}\u{2500} ", "\u{2502}  "],
            false => ["|- ", "`- ", "|  "],
        };
        if depth == DEEPEST && !below.is_empty() {
            let _ = writeln!(self.out, "{prefix}{last}deeper than this picture goes");
            return;
        }
        for (position, (child, sure)) in below.iter().enumerate() {
            let is_last = position + 1 == below.len();
            self.out.push_str(prefix);
            self.out.push_str(if is_last { last } else { middle });
            let again = self.drawn[*child] && !self.is_leaf[*child];
            self.node(*child, *sure, if again { " (see above)" } else { "" });
            if !self.drawn[*child] {
                let length = prefix.len();
                prefix.push_str(if is_last { "   " } else { bar });
                self.children(*child, prefix, depth + 1);
                prefix.truncate(length);
            }
        }
        self.below[at] = below;
    }

    fn node(&mut self, at: usize, sure: bool, note: &str) {
        let node = &self.picture.nodes[at];
        let sign = self.signed(node.change);
        let guess = if sure { "" } else { "? " };
        let kind = match node.is_client() || node.kind.is_empty() {
            true => String::new(),
            false => format!("{} ", escaped(&node.kind)),
        };
        let name = self.painted(if node.is_client() { "1" } else { "" }, &self.named(node));
        let taken = node.taken().map(|taken| format!(": {}", escaped(&taken)));
        let _ = write!(
            self.out,
            "{guess}{sign}{kind}{name}{}",
            taken.unwrap_or_default()
        );
        let first = note.is_empty();
        if first {
            let marks = self.marks(&node.marks);
            let _ = write!(self.out, "{}{marks}", self.neighbours(node));
        }
        let _ = writeln!(self.out, "{}", self.painted("2", note));
    }

    /// The address; of several instances what they have in common.
    fn named(&self, node: &Node) -> String {
        let times = if self.style.unicode { "\u{d7}" } else { "x" };
        match node.addresses.as_slice() {
            [] => escaped(&node.name),
            [one] => escaped(one),
            several => {
                let mut block = node.block.rsplit('.');
                let type_name = block.nth(1).unwrap_or_default();
                let module = match node.module.as_str() {
                    "" => String::new(),
                    module => format!("{module}."),
                };
                let address = format!("{module}{type_name}.{}", node.name);
                format!("{} {times}{}", escaped(&address), several.len())
            }
        }
    }

    fn neighbours(&self, node: &Node) -> String {
        if node.beside.is_empty() {
            return String::new();
        }
        let most = 4;
        let mut shown: Vec<String> = node
            .beside
            .iter()
            .take(most)
            .map(|beside| {
                let line = escaped(&beside.line(node));
                format!("{line}{}", self.marks(&beside.marks))
            })
            .collect();
        if node.beside.len() > most {
            shown.push(format!("{} more", node.beside.len() - most));
        }
        format!(" ({})", shown.join(", "))
    }

    fn marks(&self, marks: &Marks) -> String {
        marks
            .iter()
            .fold(String::new(), |mut text, (level, lint, _)| {
                let color = match level {
                    Level::Error => "1;31",
                    Level::Warning => "1;33",
                    Level::Note => "1;36",
                };
                let _ = write!(
                    text,
                    " {}",
                    self.painted(color, &format!("{level}[{lint}]"))
                );
                text
            })
    }

    fn signed(&self, change: Change) -> String {
        let color = match change {
            Change::Kept => return String::new(),
            Change::Created => "32",
            Change::Updated => "33",
            Change::Replaced | Change::Destroyed => "31",
        };
        format!("{} ", self.painted(color, sign(change)))
    }

    fn painted(&self, color: &str, text: &str) -> String {
        match self.style.color && !color.is_empty() && !text.is_empty() {
            true => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    fn footer(&mut self) {
        let mut legend = Vec::new();
        for (change, word) in [
            (Change::Created, "created"),
            (Change::Updated, "changed"),
            (Change::Replaced, "replaced"),
            (Change::Destroyed, "destroyed"),
        ] {
            if self.picture.shows(change) {
                legend.push(format!("{} {word}", sign(change)));
            }
        }
        if self.picture.edges.iter().any(|edge| !edge.sure) {
            legend.push("? a guess".to_owned());
        }
        if !legend.is_empty() {
            let _ = writeln!(self.out, "\n{}", legend.join(", "));
        }
        for left_out in &self.picture.left_out {
            let quoted = left_out.replace(['\u{201c}', '\u{201d}'], "\"");
            let text = if self.style.unicode {
                left_out
            } else {
                &quoted
            };
            let _ = writeln!(self.out, "left out: {text}");
        }
    }
}
