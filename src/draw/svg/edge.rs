//! Edges as smooth lines that keep out of the boxes.

use super::super::Picture;
use super::super::layers::Layers;
use super::super::place::Area;
use super::number;
use std::fmt::Write;

/// How far apart lines leave or enter a box at most.
const APART: f64 = 9.0;
const TIP: f64 = 7.0;

/// Draws all edges.
pub(super) fn edges(picture: &Picture, layers: &Layers, areas: &[Area], out: &mut String) {
    let ports = Ports::of(picture, layers, areas);
    for (at, edge) in picture.edges.iter().enumerate() {
        let route = &layers.routes[at];
        let class = if edge.sure { "line" } else { "line guess" };
        let (from, to) = (areas[edge.from], areas[edge.to]);
        let (mut x, mut y) = (from.right(), ports.leaving[at]);
        let mut path = format!("M{} {}", number(x), number(y));
        let end = (to.x - TIP + 1.0, ports.entering[at]);
        if layers.column[edge.from] < layers.column[edge.to] {
            for item in &route[1..route.len() - 1] {
                let area = areas[*item];
                curve(&mut path, (x, y), (area.x, area.middle()));
                (x, y) = (area.right(), area.middle());
                let _ = write!(path, "H{}", number(x));
            }
            curve(&mut path, (x, y), end);
        } else {
            // Back to the same column or an earlier one.
            let _ = write!(
                path,
                "C{} {} {} {} {} {}",
                number(x + 60.0),
                number(y),
                number(end.0 - 60.0),
                number(end.1),
                number(end.0),
                number(end.1)
            );
        }
        let _ = writeln!(out, "<path class=\"{class}\" d=\"{path}\"/>");
        let _ = writeln!(
            out,
            "<path class=\"tip\" d=\"M{} {}l-{TIP}-3.5v7z\"/>",
            number(to.x),
            number(end.1)
        );
    }
}

fn curve(path: &mut String, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
    let middle = number((x + to_x) / 2.0);
    let _ = write!(
        path,
        "C{middle} {} {middle} {} {} {}",
        number(y),
        number(to_y),
        number(to_x),
        number(to_y)
    );
}

/// Where each edge leaves and enters.
struct Ports {
    leaving: Vec<f64>,
    entering: Vec<f64>,
}

impl Ports {
    fn of(picture: &Picture, layers: &Layers, areas: &[Area]) -> Self {
        let count = picture.nodes.len();
        // Lines that share their way leave by one port.
        let mut out: Vec<Vec<(f64, usize, usize)>> = vec![Vec::new(); count];
        let mut into: Vec<Vec<(f64, usize, usize)>> = vec![Vec::new(); count];
        for (at, edge) in picture.edges.iter().enumerate() {
            let route = &layers.routes[at];
            let (next, last) = (route[1], route[route.len() - 2]);
            out[edge.from].push((areas[next].middle(), next, at));
            into[edge.to].push((areas[last].middle(), last, at));
        }
        let spread = |sides: Vec<Vec<(f64, usize, usize)>>| {
            let mut ports = vec![0.0; picture.edges.len()];
            for (node, mut lines) in sides.into_iter().enumerate() {
                lines.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
                let mut ways: Vec<usize> = lines.iter().map(|(_, way, _)| *way).collect();
                ways.dedup();
                let area = areas[node];
                let apart = APART.min((area.height - 16.0) / ways.len().max(1) as f64);
                let first = area.middle() - apart * (ways.len().saturating_sub(1)) as f64 / 2.0;
                let mut port = 0;
                for (_, way, at) in lines {
                    port += usize::from(ways[port] != way);
                    ports[at] = first + apart * port as f64;
                }
            }
            ports
        };
        Self {
            leaving: spread(out),
            entering: spread(into),
        }
    }
}
