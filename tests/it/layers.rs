//! A module uses those above it in `src/lib.rs` and none below.

use std::fs;

#[test]
fn modules_use_only_what_stands_above() {
    let map = fs::read_to_string("src/lib.rs").expect("the map");
    let order: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(order.len() > 5, "lib.rs lists the modules: {order:?}");
    let mut wrong = Vec::new();
    for (rank, module) in order.iter().enumerate() {
        for entry in walkdir::WalkDir::new("src") {
            let path = entry.expect("a readable entry").into_path();
            let inside = path.starts_with(format!("src/{module}"))
                || path.ends_with(format!("src/{module}.rs"));
            if !inside || path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a readable file");
            for used in text.split("crate::").skip(1) {
                let name = used
                    .split(|char: char| !char.is_alphanumeric() && char != '_')
                    .next()
                    .unwrap_or_default();
                if order
                    .iter()
                    .position(|other| *other == name)
                    .is_some_and(|other| other > rank)
                {
                    wrong.push(format!(
                        "{} uses `{name}`, which stands below `{module}`",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rooms of `src/graph`, each of which uses those before it and none behind.
const ROOMS: [&str; 16] = [
    "types",
    "openapi",
    "links",
    "architecture",
    "request",
    "identity",
    "lambda",
    "balancer",
    "containers",
    "network",
    "edge",
    "firewall",
    "gateway",
    "dns",
    "ways",
    "needs",
];

#[test]
fn rooms_of_the_graph_use_only_those_before_them() {
    let declared = fs::read_to_string("src/graph/mod.rs").expect("the rooms");
    let declared = declared
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let mut listed = ROOMS.to_vec();
    listed.sort_unstable();
    assert_eq!(
        declared.collect::<Vec<_>>(),
        listed,
        "ROOMS lists the rooms of src/graph"
    );
    let mut wrong = Vec::new();
    for (rank, room) in ROOMS.iter().enumerate() {
        for (path, text) in sources(&format!("src/graph/{room}")) {
            let used = ROOMS.iter().skip(rank + 1);
            let used = used.filter(|other| text.contains(&format!("crate::graph::{other}::")));
            wrong.extend(
                used.map(|other| format!("{path} uses `{other}`, which stands behind `{room}`")),
            );
            if text.contains("crate::graph::{") || text.contains("use crate::graph::*") {
                wrong.push(format!(
                    "{path} asks `graph` for what a room of it has: name the room"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The Rust files of a module, without their tests.
fn sources(module: &str) -> Vec<(String, String)> {
    let file = format!("{module}.rs");
    let inside = walkdir::WalkDir::new(module)
        .into_iter()
        .filter_map(Result::ok);
    let paths = inside.map(|entry| entry.into_path()).chain([file.into()]);
    let rust =
        paths.filter(|path| path.is_file() && path.extension().is_some_and(|end| end == "rs"));
    let read = rust.map(|path| {
        let text = fs::read_to_string(&path).expect("a readable file");
        let code = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .to_owned();
        (path.display().to_string(), code)
    });
    read.collect()
}

#[test]
fn files_of_a_folder_do_not_import_each_other_in_circles() {
    let mut circles = Vec::new();
    for folder in walkdir::WalkDir::new("src")
        .into_iter()
        .filter_map(Result::ok)
    {
        if folder.file_type().is_dir()
            && !KNOWN_CIRCLES.contains(&folder.path().to_str().unwrap_or_default())
        {
            circles.extend(circle_in(&siblings(folder.path())));
        }
    }
    assert!(
        circles.is_empty(),
        "these import each other: {}",
        circles.join("; ")
    );
}

/// Folders in which circles are left, which is not to grow.
const KNOWN_CIRCLES: [&str; 1] = ["src/source"];

/// The files of a folder, each with those beside it that it imports by `super::NAME`.
fn siblings(folder: &std::path::Path) -> Vec<(String, Vec<String>)> {
    let files = fs::read_dir(folder)
        .expect("a folder")
        .filter_map(Result::ok);
    let files = files.map(|entry| entry.path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut all: Vec<(String, Vec<String>)> = files
        .filter(|path| !path.ends_with("mod.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable file");
            let code = text
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned();
            let name = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            (name.unwrap_or_default(), imports(&code))
        })
        .collect();
    all.sort();
    all
}

/// The modules that a text names by `super::`.
fn imports(code: &str) -> Vec<String> {
    let flat = code.replace("super::super::", "");
    let after = flat.split("super::").skip(1);
    let names = after.flat_map(|rest| {
        let end = rest.find([';', '\n']).unwrap_or(rest.len());
        let rest = &rest[..end];
        let parts: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split(',').collect(),
            None => vec![rest],
        };
        let first = |part: &str| {
            part.trim()
                .split("::")
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        parts.into_iter().map(first).collect::<Vec<_>>()
    });
    names.collect()
}

/// A circle among files, as their names.
fn circle_in(files: &[(String, Vec<String>)]) -> Option<String> {
    let of = |name: &str| files.iter().find(|(file, _)| file == name);
    for (start, imported) in files {
        let mut reached: Vec<&str> = imported.iter().map(String::as_str).collect();
        let mut at = 0;
        while at < reached.len() {
            if reached[at] == start {
                return Some(format!("{start} by way of {}", imported.join(", ")));
            }
            for next in of(reached[at]).iter().flat_map(|(_, imported)| imported) {
                if !reached.contains(&next.as_str()) {
                    reached.push(next);
                }
            }
            at += 1;
        }
    }
    None
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str, code: &str| (name.to_owned(), imports(code));
    let straight = [
        file("a", "use super::b::B;\nuse super::{c, d::D};"),
        file("b", "use super::c::C;"),
    ];
    assert_eq!(circle_in(&straight), None);
    let round = [
        file("a", "use super::{x, b::B};"),
        file("b", "fn f(a: super::a::A) {}"),
    ];
    assert!(circle_in(&round).is_some());
}
