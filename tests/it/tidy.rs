//! Text that is written once and shown elsewhere: stale copies are rewritten by
//! the run, and the test fails once.

pub(crate) mod documents;

use frontlint::catalog::{Catalog, FAMILIES, formerly};
use std::collections::BTreeSet;
use std::fs;

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

/// F6: Azure Pipelines shows the SARIF of an artifact with this name.
#[test]
fn f6_azure_takes_the_sarif_by_the_name_of_its_artifact() {
    let page = fs::read_to_string("docs/ci.md").expect("the page about CI");
    assert!(page.contains("\n      ArtifactName: CodeAnalysisLogs"));
    assert!(page.contains("\n      PathtoPublish: frontlint.sarif\n"));
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
