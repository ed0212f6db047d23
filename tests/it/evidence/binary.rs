//! The binary plan: which one belongs, what it gives, and what a hostile one can do.

use super::{Entry, write_zip};
use crate::input::{Said, check, directory, real, write};
use serde_json::Value;
use std::fs;
use std::path::Path;

const MANIFEST: &[u8] = br#"[{"Key":"","Dir":"."}]"#;

fn main_tf() -> String {
    fs::read_to_string("testdata/tls/main.tf").expect("a case")
}

/// A directory with the plan of a case, and no sources.
fn plan_alone() -> tempfile::TempDir {
    let directory = directory();
    write(directory.path(), "plan.json", real("tls"));
    directory
}

fn binary(path: &Path, main: &str) {
    let entries: &[Entry<'_>] = &[
        ("tfplan", b"not to be read"),
        ("tfstate", b"secret"),
        ("tfconfig/m-/main.tf", main.as_bytes()),
        ("tfconfig/modules.json", MANIFEST),
    ];
    write_zip(path, entries);
}

fn lines(said: &Said) -> Vec<(Value, Value)> {
    let report = said.json();
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let line = |finding: &Value| (finding["file"].clone(), finding["line"].clone());
    findings.iter().map(line).collect()
}

#[track_caller]
fn has_lines(said: &Said, expected: bool) {
    let lines = lines(said);
    assert!(!lines.is_empty());
    let named = lines.iter().all(|(_, line)| line.is_u64());
    assert_eq!(named, expected, "{lines:?}");
}

fn run(directory: &Path, more: &[&str]) -> Said {
    check(
        directory,
        &[&["-f", "json", "--exit-zero", "plan.json"], more].concat(),
    )
}

#[test]
fn gives_the_lines_where_there_is_no_tree() {
    let directory = plan_alone();
    let path = directory.path();
    has_lines(&run(path, &[]), false);

    binary(&path.join("tfplan"), &main_tf());
    let said = run(path, &[]);
    has_lines(&said, true);
    assert_eq!(said.stderr, "");
    let text = check(path, &["--exit-zero", "plan.json"]);
    assert!(text.stdout.contains("▸ main.tf:"), "{}", text.stdout);

    // The repository holds no such file, so code scanning gets the plan's.
    let sarif = check(path, &["-f", "sarif", "--exit-zero", "plan.json"]).json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().all(|result| {
        let place = &result["locations"][0]["physicalLocation"];
        place["artifactLocation"]["uri"] == "plan.json"
    }));
}

#[test]
fn belongs_to_the_plan_or_is_left_aside() {
    let directory = plan_alone();
    let path = directory.path();
    let other = "resource \"aws_lb\" \"other\" {}\n";
    binary(&path.join("other.tfplan"), other);
    has_lines(&run(path, &[]), false);
    let said = run(path, &["--plan-file", "other.tfplan"]);
    has_lines(&said, false);
    assert_eq!(
        said.stderr,
        "warning: `other.tfplan` is left aside: plan.json was made from other sources\n"
    );
    // The right one is found among others.
    binary(&path.join("tfplan"), &main_tf());
    has_lines(&run(path, &[]), true);
    // Of two that fit and differ nobody can choose; the user can.
    binary(&path.join("plan.out"), &format!("\n{}", main_tf()));
    has_lines(&run(path, &[]), false);
    has_lines(&run(path, &["--plan-file", "tfplan"]), true);
    for (file, why) in [
        ("missing", "no such file"),
        ("plan.json", "it is no binary plan"),
        (".", "it is no binary plan"),
    ] {
        let said = run(path, &["--plan-file", file]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{file}");
        assert!(said.stderr.contains(why), "{}", said.stderr);
    }
    let two = check(path, &["--plan-file", "tfplan", "plan.json", "-"]);
    assert_eq!(two.code, Some(2));
}

#[test]
fn says_that_a_plan_is_older_than_its_sources() {
    let directory = plan_alone();
    let path = directory.path();
    binary(&path.join("tfplan"), &main_tf());
    write(path, "main.tf", main_tf());
    assert_eq!(run(path, &[]).stderr, "");
    write(path, "main.tf", main_tf().replace('\n', "\r\n"));
    assert_eq!(run(path, &[]).stderr, "");
    write(path, "main.tf", format!("# newer\n{}", main_tf()));
    let said = run(path, &[]);
    has_lines(&said, true);
    assert_eq!(
        said.stderr,
        "warning: plan.json is older than its sources: `main.tf` is not the one in `tfplan`\n"
    );
    write(path, "main.tf", main_tf());
    write(path, "a.tf", "");
    assert!(run(path, &[]).stderr.contains("`a.tf` is not the one"));
}

/// Whatever stands beside a plan, the plan is judged as if it were not there.
#[test]
fn hostile_files_are_harmless() {
    let directory = plan_alone();
    let path = directory.path();
    let expected = run(path, &[]).stdout;
    let main = main_tf();
    let source = ("tfconfig/m-/main.tf", main.as_bytes());
    let manifest = ("tfconfig/modules.json", MANIFEST);
    let bomb = vec![b' '; 5 << 20];
    let piece = vec![b'\n'; 4 << 20];
    let pieces: Vec<String> = (0..17).map(|at| format!("tfconfig/m-/{at}.tf")).collect();
    let names: Vec<String> = (0..200)
        .map(|at| format!("tfconfig/m-/{at:0>50000}.tf"))
        .collect();
    let hostile: Vec<(&str, Vec<Entry<'_>>)> = vec![
        ("no manifest", vec![source]),
        (
            "a bomb",
            vec![source, manifest, ("tfconfig/m-/bomb.tf", &bomb)],
        ),
        (
            "many bombs",
            pieces
                .iter()
                .map(|name| (name.as_str(), piece.as_slice()))
                .chain([source, manifest])
                .collect(),
        ),
        (
            "many entries",
            names
                .iter()
                .map(|name| (name.as_str(), b"".as_slice()))
                .chain([source, manifest])
                .collect(),
        ),
        (
            "names that lead away",
            vec![
                manifest,
                ("tfconfig/m-/../../../escaped.tf", main.as_bytes()),
                ("tfconfig/m-../../main.tf", main.as_bytes()),
                ("/tfconfig/m-/main.tf", main.as_bytes()),
                ("tfconfig/m-/\u{1b}[31m/main.tf", main.as_bytes()),
            ],
        ),
        (
            "no text",
            vec![manifest, ("tfconfig/m-/main.tf", b"\xff\xfe\x00")],
        ),
        (
            "no HCL",
            vec![manifest, ("tfconfig/m-/main.tf", b"resource {{{")],
        ),
        ("nothing", vec![]),
    ];
    for (name, entries) in hostile {
        write_zip(&path.join("tfplan"), &entries);
        let said = run(path, &[]);
        assert_eq!(
            (said.stdout, said.stderr),
            (expected.clone(), String::new()),
            "{name}"
        );
    }
    assert!(!path.join("escaped.tf").exists() && !path.join("../escaped.tf").exists());

    binary(&path.join("tfplan"), &main);
    let good = fs::read(path.join("tfplan")).expect("a ZIP");
    has_lines(&run(path, &[]), true);
    let mut torn = vec![
        good[..good.len() / 2].to_vec(),
        good[..good.len() - 10].to_vec(),
        b"PK\x03\x04".to_vec(),
    ];
    // What the end says of the list of entries.
    torn.extend((good.len() - 18..good.len()).map(|at| {
        let mut bytes = good.clone();
        bytes[at] = 0xff;
        bytes
    }));
    for bytes in torn {
        write(path, "tfplan", &bytes);
        let said = run(path, &[]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    }
}

/// Readers of ZIPs do not agree on which of two entries with one name counts.
#[test]
fn two_entries_of_one_name_are_refused() {
    let directory = plan_alone();
    let path = directory.path();
    let file = path.join("tfplan");
    let main = main_tf();
    let entries: &[Entry<'_>] = &[
        ("tfconfig/m-/main.tf", main.as_bytes()),
        ("tfconfig/m-/mai2.tf", b""),
        ("tfconfig/modules.json", MANIFEST),
    ];
    write_zip(&file, entries);
    has_lines(&run(path, &[]), true);
    let mut bytes = fs::read(&file).expect("a ZIP");
    let (from, to) = (b"m-/mai2.tf", b"m-/main.tf");
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    write(path, "tfplan", bytes);
    has_lines(&run(path, &[]), false);
    let said = run(path, &["--plan-file", "tfplan"]);
    assert!(said.stderr.contains("two entries of one name"), "{said:?}");
}

#[test]
fn suggests_no_edits_of_files_that_are_not_there() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("edits"));
    let files = ["main.tf", "cdn/main.tf"].map(|file| {
        let text = fs::read_to_string(Path::new("testdata/edits").join(file));
        (file, text.expect("a file of the case"))
    });
    let entries: &[Entry<'_>] = &[
        ("tfplan", b"not to be read"),
        ("tfconfig/m-/main.tf", files[0].1.as_bytes()),
        ("tfconfig/m-cdn/main.tf", files[1].1.as_bytes()),
        (
            "tfconfig/modules.json",
            br#"[{"Key":"","Dir":"."},{"Key":"cdn","Source":"./cdn","Dir":"cdn"}]"#,
        ),
    ];
    write_zip(&path.join("tfplan"), entries);
    let edits = |said: &Said| {
        let report = said.json();
        let findings = report["plans"][0]["findings"].as_array().expect("findings");
        let edits = findings.iter().filter(|finding| !finding["edit"].is_null());
        edits.count()
    };
    let said = run(path, &[]);
    has_lines(&said, true);
    assert_eq!(edits(&said), 0);

    for (file, text) in &files {
        write(path, file, text);
    }
    assert!(edits(&run(path, &[])) > 0);
}
