//! Where a finding stands for machines: one line of one file of the repository,
//! whatever is known.

use super::PlanReport;
use crate::engine::Located;
use crate::source::{Location, Patch};

/// A region of one line; the path is relative to the repository, `/` between names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) path: String,
    pub(super) line: usize,
    /// In UTF-16 units from 1, the end exclusive.
    pub(super) column: usize,
    pub(super) end_column: usize,
}

/// The finding's line, or the plan itself where there is no source.
pub(super) fn of(plan: &PlanReport<'_>, located: &Located) -> Spot {
    let source = located.at.as_ref().and_then(|at| of_source(plan, at));
    source.unwrap_or_else(|| of_plan(plan))
}

/// A line of a source file; `None` when it is not in the repository.
pub(super) fn of_source(plan: &PlanReport<'_>, at: &Location) -> Option<Spot> {
    let column = at.column.max(1);
    Some(Spot {
        path: inside(&plan.in_repository(&at.file)?)?,
        line: at.line.max(1),
        column,
        end_column: at.end_column.max(column),
    })
}

/// What a suggested edit replaces; `None` when its file is not in the repository.
pub(super) fn of_patch(plan: &PlanReport<'_>, patch: &Patch) -> Option<Spot> {
    Some(Spot {
        path: inside(&plan.in_repository(&patch.file)?)?,
        line: patch.line,
        column: patch.column,
        end_column: patch.end_column,
    })
}

/// The first line of the plan.
fn of_plan(plan: &PlanReport<'_>) -> Spot {
    let id = plan.file.as_ref().unwrap_or(&plan.id).replace('\\', "/");
    let name = id.rsplit('/').find_map(inside);
    Spot {
        path: inside(&id)
            .or(name)
            .unwrap_or_else(|| "plan.json".to_owned()),
        line: 1,
        column: 1,
        end_column: 2,
    }
}

/// A tidy path below the repository's root; `None` for what is absolute, climbs
/// out, names nothing, or lies in Terraform's own copy of a module.
fn inside(path: &str) -> Option<String> {
    let is_drive = path.as_bytes().get(1) == Some(&b':')
        && path.starts_with(|first: char| first.is_ascii_alphabetic());
    if path.starts_with('/') || is_drive {
        return None;
    }
    let names: Vec<_> = path
        .split('/')
        .filter(|name| !matches!(*name, "" | "."))
        .collect();
    let outside = names.contains(&"..")
        || names
            .windows(2)
            .any(|pair| pair == [".terraform", "modules"]);
    (!outside && !names.is_empty()).then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn keeps_paths_inside() {
        for (path, expected) in [
            ("a/./b//c.tf", Some("a/b/c.tf")),
            ("..a/b", Some("..a/b")),
            ("/a", None),
            ("C:/a", None),
            ("../a", None),
            ("a/../b", None),
            ("", None),
            (".", None),
            ("x/.terraform/modules/m/main.tf", None),
        ] {
            assert_eq!(inside(path).as_deref(), expected, "{path}");
        }
    }
}
