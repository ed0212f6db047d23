//! Which directory holds which module, and which of its files Terraform reads.

use super::{Calls, Elsewhere, File};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Finds the directories, relative to the root module's, of the root module (`""`) and of all
/// modules that are reached through local sources only.
pub fn directories(calls: &Calls) -> BTreeSet<String> {
    by_call(calls).into_values().collect()
}

/// Reports whether a file of this name belongs to a module.
pub fn is_source(file_name: &str) -> bool {
    let hidden = file_name.starts_with('.');
    // What Emacs leaves beside a file that is being edited.
    let backup = file_name.starts_with('#') && file_name.ends_with('#');
    !hidden && !backup && Syntax::of(file_name).is_some()
}

/// Reports whether only OpenTofu reads a file of this name.
pub fn is_of_opentofu(file_name: &str) -> bool {
    file_name.ends_with(".tofu") || file_name.ends_with(".tofu.json")
}

/// The directory of each module that stands in the repository, by its call path.
pub(super) fn by_call(calls: &Calls) -> BTreeMap<Vec<String>, String> {
    let mut found = BTreeMap::from([(Vec::new(), String::new())]);
    // A call's path sorts before those of the calls inside it.
    for (path, source) in calls {
        let Some((_, parent)) = path.split_last() else {
            continue;
        };
        if let Some(parent) = found.get(parent)
            && is_local(source)
        {
            let directory = normal(&format!("{parent}/{source}"));
            found.insert(path.clone(), directory);
        }
    }
    found
}

/// Where the manifest of a working tree (`.terraform/modules/modules.json`) has the modules that
/// are not in the repository, local modules inside them included: directories by call path,
/// relative to the root module's. A manifest that cannot be read names none.
pub fn elsewhere(calls: &Calls, manifest: &str) -> Elsewhere {
    let manifest: Manifest = serde_json::from_str(manifest).unwrap_or_default();
    let own = by_call(calls);
    let named = manifest.modules.into_iter().filter_map(|entry| {
        let path: Vec<String> = entry.key.split('.').map(str::to_owned).collect();
        let wanted = calls.contains_key(&path) && !own.contains_key(&path);
        let directory = inside(&entry.directory).filter(|_| wanted)?;
        Some((path, directory))
    });
    named.collect()
}

#[derive(Default, Deserialize)]
struct Manifest {
    #[serde(rename = "Modules", default)]
    modules: Vec<Module>,
}

#[derive(Deserialize)]
struct Module {
    #[serde(rename = "Key", default)]
    key: String,
    #[serde(rename = "Dir", default)]
    directory: String,
}

/// The path, when it leads to a directory below the root module's.
fn inside(path: &str) -> Option<String> {
    let absolute = path.starts_with(['/', '\\']) || path.contains(':');
    let normal = normal(path);
    let leaves = absolute || normal.is_empty() || normal.split('/').any(|part| part == "..");
    (!leaves).then_some(normal)
}

fn is_local(source: &str) -> bool {
    [".", ".."].contains(&source)
        || ["./", "../", ".\\", "..\\"]
            .iter()
            .any(|dots| source.starts_with(dots))
}

/// The path without `.` and with `..` only at its start.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(&last)) if last != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Native,
    Json,
}

impl Syntax {
    fn of(file_name: &str) -> Option<Syntax> {
        let ends = |suffixes: [&str; 2]| suffixes.iter().any(|suffix| file_name.ends_with(suffix));
        if ends([".tf.json", ".tofu.json"]) {
            Some(Syntax::Json)
        } else if ends([".tf", ".tofu"]) {
            Some(Syntax::Native)
        } else {
            None
        }
    }
}

/// A file of a module in the repository.
#[derive(Debug)]
pub(super) struct Member {
    /// Its place among the files given.
    pub(super) file: usize,
    pub(super) directory: String,
    pub(super) syntax: Syntax,
    /// Whether it is an override file, to be merged into what the others declare.
    pub(super) overrides: bool,
}

/// The files of the modules that Terraform reads, in its order: by name, overrides last.
pub(super) fn members(files: &[File], directories: &BTreeSet<String>) -> Vec<Member> {
    let paths: Vec<String> = files.iter().map(|file| normal(&file.path)).collect();
    let all: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(syntax) = Syntax::of(name).filter(|_| is_source(name)) else {
            continue;
        };
        if !directories.contains(directory) || replaced(path, &all) {
            continue;
        }
        let stem = stem(name);
        let overrides = stem == "override" || stem.ends_with("_override");
        found.push(Member {
            file,
            directory: directory.to_owned(),
            syntax,
            overrides,
        });
    }
    found.sort_by_key(|member| (member.overrides, &paths[member.file]));
    found
}

/// Whether OpenTofu has a file of its own in the place of this one.
fn replaced(path: &str, all: &HashSet<&str>) -> bool {
    let own = |stem: &str, suffix: &str| all.contains(format!("{stem}{suffix}").as_str());
    path.strip_suffix(".tf")
        .is_some_and(|stem| own(stem, ".tofu"))
        || path
            .strip_suffix(".tf.json")
            .is_some_and(|stem| own(stem, ".tofu.json"))
}

fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix(".tofu")
        .or_else(|| name.strip_suffix(".tf"))
        .unwrap_or(name)
}
