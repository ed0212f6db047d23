//! Text that is written once and shown elsewhere: stale copies are rewritten by
//! the run, and the test fails once.

use frontlint::catalog::{Catalog, FAMILIES, formerly};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// Compares a file with what it should hold, and rewrites it.
#[track_caller]
pub(crate) fn keep_fresh(path: &str, expected: &str) {
    let found = fs::read_to_string(path).unwrap_or_default();
    if found != expected {
        fs::write(path, expected).expect("the file can be written");
        panic!("{path} was stale and has been rewritten: look at the change and commit it");
    }
}

#[test]
fn the_index_lists_every_lint() {
    let catalog = Catalog::builtin();
    let mut index = String::from(
        "# Lints\n\nOne page a lint: what is wrong, why, examples that fail and pass, how to fix it.\n",
    );
    for (family, about) in FAMILIES {
        let mut lints = catalog.of_family(family).peekable();
        if lints.peek().is_none() {
            continue;
        }
        index += &format!(
            "\n## {family}: {about}\n\n| lint | level | what it reports |\n|---|---|---|\n"
        );
        for lint in lints {
            let level = lint.level.map_or("off", |level| level.name());
            index += &format!(
                "| [{0}]({family}/{0}.md) | {level} | {1} |\n",
                lint.name, lint.title
            );
        }
    }
    keep_fresh("lints/README.md", &index);
}

#[test]
fn a_page_lies_in_the_folder_of_its_first_tag() {
    for lint in Catalog::builtin().lints() {
        assert_eq!(lint.tags.first(), Some(&lint.family()), "{}", lint.name);
        assert!(FAMILIES.iter().any(|(family, _)| *family == lint.family()));
    }
}

/// P4: a name is the only handle of a lint, so no other lint gets one that is out of use.
#[test]
fn p4_no_name_is_given_twice() {
    let names = Catalog::builtin().names();
    let old = formerly().iter().map(|(old, _)| *old);
    let all: Vec<&str> = names.iter().copied().chain(old).collect();
    let unique: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
}

/// P2: the action is a composite one that compiles the commit it was checked out at.
#[test]
fn p2_the_action_compiles_its_own_commit() {
    let action = fs::read_to_string("action.yml").expect("the action");
    assert!(action.contains("\n  using: composite\n"));
    assert!(action.contains("cargo install --quiet --locked --path \"$GITHUB_ACTION_PATH\""));
}

/// The transcript in the README is what the command prints; a line `…` leaves out some.
#[test]
fn the_readme_shows_what_is_printed() {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args([
            "check",
            "--exit-zero",
            "--color",
            "never",
            "--now",
            "2026-11-24",
            "testdata/guide/plan.json",
        ])
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the binary runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let readme = fs::read_to_string("README.md").expect("the readme");
    let (_, rest) = readme
        .split_once("```console\n$ frontlint check testdata/guide/plan.json\n")
        .expect("the readme opens with a transcript");
    let (transcript, _) = rest.split_once("```\n").expect("it ends");
    for part in transcript.split("…\n") {
        assert!(
            printed.contains(part.trim_matches('\n')),
            "the readme shows what is not printed:\n{part}\n{printed}"
        );
    }
}

/// So is that of the advice.
#[test]
fn the_readme_shows_what_is_advised() {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["advise", "testdata/advice/plan.json"])
        .output()
        .expect("the binary runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let readme = fs::read_to_string("README.md").expect("the readme");
    let (_, rest) = readme
        .split_once("```console\n$ frontlint advise testdata/advice/plan.json\n")
        .expect("the readme shows advice");
    let (transcript, _) = rest.split_once("```\n").expect("it ends");
    for part in transcript.split("…\n") {
        assert!(
            printed.contains(part.trim_matches('\n')),
            "the readme shows what is not printed:\n{part}\n{printed}"
        );
    }
}

/// The picture in the README is that of the guide.
#[test]
fn the_readme_shows_the_guide() {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["graph", "-f", "mermaid", "--now", "2026-11-24"])
        .arg("testdata/guide/plan.json")
        .output()
        .expect("the binary runs");
    let picture = String::from_utf8(output.stdout).expect("UTF-8");
    let readme = fs::read_to_string("README.md").expect("the readme");
    let (before, rest) = readme
        .split_once("<!-- graph -->\n```mermaid\n")
        .expect("the readme has a place for it");
    let (_, after) = rest.split_once("```\n").expect("it ends");
    let fresh = format!("{before}<!-- graph -->\n```mermaid\n{picture}```\n{after}");
    keep_fresh("README.md", &fresh);
}

/// F6: Azure Pipelines shows the SARIF of an artifact with this name.
#[test]
fn f6_azure_takes_the_sarif_by_the_name_of_its_artifact() {
    let readme = fs::read_to_string("README.md").expect("the readme");
    assert!(readme.contains("\n      ArtifactName: CodeAnalysisLogs"));
    assert!(readme.contains("\n      PathtoPublish: frontlint.sarif\n"));
}

/// What the manifest, the readme and CI say of commands is one thing.
#[test]
fn ci_runs_what_the_readme_says() {
    let readme = fs::read_to_string("README.md").expect("the readme");
    let ci = fs::read_to_string(".ci/run").expect("the script of CI");
    assert!(readme.contains("\ncargo test --locked\n") && ci.contains("\ncargo test --locked\n"));
    assert!(
        ci.contains("cargo fmt --all --check")
            && ci.contains("clippy --locked --all-targets -- -D warnings")
    );
}

/// Each command that the readme gives to CI and editors does its job.
#[test]
fn what_the_readme_says_of_ci_runs() {
    let readme = fs::read_to_string("README.md").expect("the readme");
    let (_, section) = readme.split_once("\n## In CI").expect("a section about CI");
    let (section, _) = section.split_once("\n## ").expect("it ends");
    let directory = crate::input::directory();
    let path = directory.path();
    for plan in ["plan.json", "plans/a/tfplan.json", "plans/b/tfplan.json"] {
        crate::input::write(path, plan, crate::input::real("tls"));
    }
    let commands = section
        .lines()
        .filter_map(|line| line.split_once("frontlint check "))
        .filter(|(before, _)| {
            before.is_empty() || before.ends_with(": ") || before.ends_with("- ")
        });
    let mut count = 0;
    for (_, arguments) in commands {
        let arguments = arguments.split(" | ").next().unwrap_or_default();
        let arguments = arguments.replace("$SHOWFILE", "plan.json");
        let mut command = crate::input::frontlint(path);
        command.arg("check").args(arguments.split(' '));
        let output = command.output().expect("the binary runs");
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{arguments}: {output:?}"
        );
        count += 1;
    }
    assert!(count >= 7, "{count} commands");
}
