//! Gives the items of ordered columns their coordinates.

use super::layers::Layers;

/// A box with room for what stands in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub(super) fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// Between two boxes of a column.
const GAP: f64 = 14.0;
/// Between a box and an edge that passes, or two edges.
const PASSING: f64 = 7.0;
/// Between columns at least.
const AISLE: f64 = 44.0;
/// A crowded aisle grows by as much for each segment in it, up to a limit.
const CROWD: f64 = 2.5;
const WIDEST_AISLE: f64 = 130.0;

const ROUNDS: usize = 14;

/// Places all items below a line; nodes have the sizes given.
pub(super) fn place(layers: &Layers, sizes: &[(f64, f64)], left: f64, top: f64) -> Vec<Area> {
    let items = layers.column.len();
    let mut areas = vec![Area::default(); items];
    for (at, area) in areas.iter_mut().enumerate() {
        area.height = sizes.get(at).map_or(PASSING, |(_, height)| *height);
    }
    across(layers, sizes, left, &mut areas);
    down(layers, sizes.len(), &mut areas);
    let highest = areas.iter().map(|area| area.y).fold(f64::MAX, f64::min);
    for area in &mut areas {
        area.y += top - highest;
    }
    areas
}

/// Sets the columns side by side.
fn across(layers: &Layers, sizes: &[(f64, f64)], left: f64, areas: &mut [Area]) {
    let mut crowd = vec![0usize; layers.columns.len()];
    for (from, _) in &layers.segments {
        crowd[layers.column[*from]] += 1;
    }
    let mut x = left;
    for (column, items) in layers.columns.iter().enumerate() {
        let widths = items.iter().filter_map(|item| sizes.get(*item));
        let width = widths.map(|(width, _)| *width).fold(0.0, f64::max);
        for item in items {
            areas[*item].x = x;
            areas[*item].width = width;
        }
        x += width + (AISLE + CROWD * crowd[column] as f64).min(WIDEST_AISLE);
    }
}

/// Moves items to where their neighbours are, as far as order and gaps allow.
fn down(layers: &Layers, nodes: usize, areas: &mut [Area]) {
    let after = layers.neighbours(|(from, to)| (from, to));
    let before = layers.neighbours(|(from, to)| (to, from));
    for column in &layers.columns {
        let wanted = vec![(0.0, 1.0); column.len()];
        settle(column, &wanted, nodes, areas);
    }
    for round in 0..ROUNDS {
        let forward = round % 2 == 0;
        let count = layers.columns.len();
        // The last rounds weigh both sides.
        let both = round + 4 >= ROUNDS;
        for step in 0..count {
            let column = if forward { step } else { count - 1 - step };
            let wanted: Vec<(f64, f64)> = layers.columns[column]
                .iter()
                .map(|item| {
                    let sides: &[&[usize]] = match (both, forward) {
                        (true, _) => &[&before[*item], &after[*item]],
                        (false, true) => &[&before[*item]],
                        (false, false) => &[&after[*item]],
                    };
                    wish(*item, sides, nodes, areas)
                })
                .collect();
            settle(&layers.columns[column], &wanted, nodes, areas);
        }
    }
}

/// Where an item wants its middle, and how much.
fn wish(item: usize, sides: &[&[usize]], nodes: usize, areas: &[Area]) -> (f64, f64) {
    let near: Vec<f64> = sides
        .iter()
        .flat_map(|side| side.iter().map(|other| areas[*other].middle()))
        .collect();
    match near.len() {
        0 => (areas[item].middle(), 0.2),
        // Long edges should be straight.
        count => {
            let weight = if item < nodes { 1.0 } else { 3.0 };
            (near.iter().sum::<f64>() / count as f64, weight)
        }
    }
}

/// Puts a column as near to its wishes as can be (pool adjacent violators).
fn settle(column: &[usize], wanted: &[(f64, f64)], nodes: usize, areas: &mut [Area]) {
    let mut offsets = Vec::with_capacity(column.len());
    let mut offset = 0.0;
    for (at, item) in column.iter().enumerate() {
        if let Some(above) = at.checked_sub(1).map(|above| column[above]) {
            let gap = if above < nodes && *item < nodes {
                GAP
            } else {
                PASSING
            };
            offset += (areas[above].height + areas[*item].height) / 2.0 + gap;
        }
        offsets.push(offset);
    }
    // Runs that touch: sum of weighted wishes, weight, length.
    let mut runs: Vec<(f64, f64, usize)> = Vec::new();
    for ((wish, weight), offset) in wanted.iter().zip(&offsets) {
        runs.push(((wish - offset) * weight, *weight, 1));
        while let [.., one, other] = runs.as_slice()
            && one.0 / one.1 >= other.0 / other.1
        {
            let joined = (one.0 + other.0, one.1 + other.1, one.2 + other.2);
            runs.truncate(runs.len() - 2);
            runs.push(joined);
        }
    }
    let middles = runs
        .iter()
        .flat_map(|(sum, weight, length)| std::iter::repeat_n(sum / weight, *length));
    for ((item, middle), offset) in column.iter().zip(middles).zip(offsets) {
        areas[*item].y = middle + offset - areas[*item].height / 2.0;
    }
}
