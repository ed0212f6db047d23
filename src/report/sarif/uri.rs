//! Places as code scanning takes them: percent-encoded, with a full region.

use super::log::{ArtifactLocation, PhysicalLocation, Region};
use crate::report::place::Spot;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a relative URI. A colon would make a scheme.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

/// A region as SARIF writes it.
pub(super) fn physical(spot: Spot) -> PhysicalLocation {
    let artifact_location = ArtifactLocation {
        uri: encode(&spot.path),
        uri_base_id: "%SRCROOT%",
    };
    PhysicalLocation {
        artifact_location,
        region: Region {
            start_line: spot.line,
            start_column: spot.column,
            end_line: spot.line,
            end_column: spot.end_column,
        },
    }
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

fn encode(path: &str) -> String {
    utf8_percent_encode(path, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_roots() {
        for (path, expected) in [
            ("/home/é x", "file:///home/%C3%A9%20x/"),
            ("/", "file:///"),
            ("C:\\repo\\infra\\", "file:///C:/repo/infra/"),
        ] {
            assert_eq!(of_root(path), expected);
        }
    }
}
