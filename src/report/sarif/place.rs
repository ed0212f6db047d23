//! Where a result stands, as code scanning takes it: one line of one file of
//! the repository, whatever is known.

use super::log::{ArtifactLocation, PhysicalLocation, Region};
use crate::report::PlanReport;
use crate::source::Location;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a relative URI. A colon would make a scheme.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

/// A line of a source file; `None` when it is not in the repository.
pub(super) fn of_source(plan: &PlanReport<'_>, at: &Location) -> Option<PhysicalLocation> {
    let uri = encode(&inside(&plan.in_repository(&at.file)?)?);
    let (line, column) = (at.line.max(1), at.column.max(1));
    Some(physical(
        uri,
        Region {
            start_line: line,
            start_column: column,
            end_line: line,
            end_column: at.end_column.max(column),
        },
    ))
}

/// The plan itself, where there is no source.
pub(super) fn of_plan(plan: &PlanReport<'_>) -> PhysicalLocation {
    let id = plan.file.as_ref().unwrap_or(&plan.id).replace('\\', "/");
    let name = id.rsplit('/').find_map(inside);
    let path = inside(&id)
        .or(name)
        .unwrap_or_else(|| "plan.json".to_owned());
    physical(
        encode(&path),
        Region {
            start_line: 1,
            start_column: 1,
            end_line: 1,
            end_column: 2,
        },
    )
}

/// The URI of the repository's directory, with a slash at its end.
pub(super) fn of_root(path: &str) -> String {
    let path = path.replace('\\', "/");
    let (drive, path) = match path.trim_start_matches('/').split_once(':') {
        Some((drive, path)) if drive.len() == 1 => (format!("/{}:", encode(drive)), path),
        _ => (String::new(), path.as_str()),
    };
    let path = encode(path.trim_matches('/'));
    let slash = if path.is_empty() { "" } else { "/" };
    format!("file://{drive}/{path}{slash}")
}

fn physical(uri: String, region: Region) -> PhysicalLocation {
    let artifact_location = ArtifactLocation {
        uri,
        uri_base_id: "%SRCROOT%",
    };
    PhysicalLocation {
        artifact_location,
        region,
    }
}

fn encode(path: &str) -> String {
    utf8_percent_encode(path, KEPT).to_string()
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
    use super::*;

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

    #[test]
    fn s6_roots() {
        for (path, expected) in [
            ("/home/é x", "file:///home/%C3%A9%20x/"),
            ("/", "file:///"),
            ("C:\\work\\infra\\", "file:///C:/work/infra/"),
        ] {
            assert_eq!(of_root(path), expected);
        }
    }
}
