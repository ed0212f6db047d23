//! What CI, shells and editors take from the binary.

use crate::input::{Said, check, directory, frontlint, real, write};
use std::fs;
use std::path::Path;

const FORMATS: [&str; 12] = [
    "text",
    "json",
    "sarif",
    "github",
    "markdown",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "rdjsonl",
    "jsonl",
    "findings-jsonl",
];

fn said(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.args(arguments);
    command.output().expect("the binary runs").into()
}

/// C1, C2, C10: each format keeps stdout to itself, ends as the others do, and
/// prints nothing of what the plan holds.
#[test]
fn every_format_says_the_same() {
    let directory = directory();
    let secret = real("rules").replace("\"vpc-", "\"canary-7f3a9c-");
    write(directory.path(), "plan.json", secret);
    write(directory.path(), "torn.json", "{\"format_version\":");
    let run = |arguments: &[&str]| check(directory.path(), arguments);
    let code = run(&["plan.json"]).code;
    for format in FORMATS {
        let one = run(&["-f", format, "plan.json"]);
        assert_eq!((one.code, one.stderr.as_str()), (code, ""), "{format}");
        assert!(!one.stdout.contains("canary"), "{format}");
        let file = format!("{format}=out");
        assert_eq!(run(&["-f", &file, "plan.json"]).stdout, "", "{format}");
        let written = fs::read_to_string(directory.path().join("out")).expect("a report");
        assert_eq!(written, one.stdout, "{format}");
        let both = run(&["-f", format, "plan.json", "torn.json"]);
        assert_eq!(both.code, Some(2), "{format}");
    }
}

/// F1: the whole table goes to the job's summary, behind what is there.
#[test]
fn f1_fills_the_summary_of_the_job() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("tls"));
    write(path, "summary.md", "# before\n");
    let run = |format: &str, summary: &str| {
        let mut command = frontlint(path);
        command.env("GITHUB_STEP_SUMMARY", summary);
        command.args(["check", "--no-config", "-f", format, "plan.json"]);
        Said::from(command.output().expect("the binary runs"))
    };
    let summary = || fs::read_to_string(path.join("summary.md")).expect("a summary");
    run("text", "summary.md");
    assert_eq!(summary(), "# before\n");
    let said = run("github", "summary.md");
    assert_eq!(said.stderr, "");
    let markdown = run("markdown", "");
    assert_eq!(summary(), format!("# before\n{}", markdown.stdout));
    let lost = run("github", "missing/summary.md");
    assert_eq!((lost.code, &lost.stdout), (said.code, &said.stdout));
    assert!(
        lost.stderr.starts_with("warning: no job summary"),
        "{}",
        lost.stderr
    );
}

/// F1: reviewers see what the plan touches, in the comment and in the summary of the job.
#[test]
fn f1_a_picture_of_what_is_touched() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("history-change"));
    let markdown = |arguments: &[&str]| {
        let said = check(
            path,
            &[&["-f", "markdown", "plan.json"], arguments].concat(),
        );
        said.stdout
    };
    let whole = markdown(&[]);
    let (table, rest) = whole
        .split_once("<summary>What the plan touches</summary>\n\n```mermaid\nflowchart LR\n")
        .expect("a picture");
    assert!(
        table.contains("| level | lint |"),
        "it stands below the table"
    );
    let (picture, details) = rest.split_once("```\n").expect("it ends");
    assert!(picture.contains("<b>refund</b>"), "{picture}");
    assert!(details.contains("Help: "), "and above the explanations");

    // What is not reported is not marked, and what is not touched not drawn.
    let part = markdown(&["--only", "introduced"]);
    let (_, rest) = part.split_once("```mermaid\n").expect("a picture");
    let (picture, _) = rest.split_once("```\n").expect("it ends");
    assert!(!picture.contains("runtime-deprecated"), "{picture}");
    assert!(!picture.contains("<b>https</b>"), "{picture}");
    assert!(picture.contains("<b>admin</b>"), "{picture}");
    assert!(picture.contains("left out: "), "{picture}");

    write(path, "plan.json", real("guide-applied"));
    let calm = markdown(&["--only", "introduced"]);
    assert!(!calm.contains("mermaid"), "nothing is touched: {calm}");
}

/// Only what the plan brings in is reported and counts; what is kept back is said.
#[test]
fn only_introduced() {
    let directory = directory();
    write(directory.path(), "plan.json", real("change-on-existing"));
    let run = |arguments: &[&str]| check(directory.path(), arguments);
    let all = run(&["-f", "json", "plan.json"]).json();
    let origins = |report: &serde_json::Value| -> Vec<String> {
        let findings = report["plans"][0]["findings"].as_array().expect("findings");
        let origin = |finding: &serde_json::Value| finding["origin"].as_str().map(str::to_owned);
        findings.iter().filter_map(origin).collect()
    };
    let before = origins(&all);
    assert!(before.iter().any(|origin| origin == "existing"));
    let kept = run(&["-f", "json", "--only", "introduced", "plan.json"]);
    let after = origins(&kept.json());
    assert!(!after.is_empty() && after.iter().all(|origin| origin == "introduced"));
    assert_eq!(
        kept.stderr,
        format!(
            "note: `--only introduced` keeps back {} existing or resolved findings\n",
            before.len() - after.len()
        )
    );

    // An existing warning alone stops nothing.
    write(
        directory.path(),
        "frontlint.toml",
        "[lints]\napi-v2-route-open = \"off\"\n",
    );
    let gate = |arguments: &[&str]| {
        let arguments = [
            &["check", "--fail-on", "warning"],
            arguments,
            &["plan.json"],
        ]
        .concat();
        said(directory.path(), &arguments).code
    };
    assert_eq!(gate(&[]), Some(1));
    assert_eq!(gate(&["--only", "introduced"]), Some(0));
    assert_eq!(gate(&["--only", "existing"]), Some(2));
}

/// The settings that `init` comments out hold, and what is there already stays.
/// S6: an editor opens the files of the plan's repository, wherever frontlint was called.
#[test]
fn s6_the_editor_profile_is_for_the_repository_of_the_plan() {
    let (elsewhere, directory) = (directory(), directory());
    let root = directory.path().join("live");
    fs::create_dir_all(directory.path().join(".git")).expect("a directory");
    fs::create_dir_all(&root).expect("a directory");
    let source = fs::read_to_string("testdata/guide/main.tf").expect("the sources");
    write(&root, "main.tf", source);
    write(&root, "plan.json", real("guide"));
    let plan = root.join("plan.json").display().to_string();
    let top = directory.path().canonicalize().expect("it is there");
    let there = root.display().to_string();
    for named in [vec![plan.as_str()], vec!["--source", &there, &plan]] {
        let mut arguments = vec![
            "check",
            "--exit-zero",
            "-f",
            "sarif",
            "--sarif-profile",
            "editor",
        ];
        arguments.extend(named);
        let log = said(elsewhere.path(), &arguments).json();
        let run = &log["runs"][0];
        let base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"].as_str();
        assert_eq!(base, Some(format!("file://{}/", top.display()).as_str()));
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "live/main.tf");
    }
}

#[test]
fn init_writes_a_configuration_once() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("guide"));
    let first = said(path, &["init", "plan.json"]);
    assert_eq!((first.code, first.stdout.as_str()), (Some(0), ""));
    let text = fs::read_to_string(path.join("frontlint.toml")).expect("a configuration");
    assert!(
        text.contains("\n#backend = \"aws_lambda_function.orders\"\n"),
        "{text}"
    );
    let quiet = said(path, &["check", "-f", "json", "plan.json"]).json();
    assert_eq!(quiet, check(path, &["-f", "json", "plan.json"]).json());

    let again = said(path, &["init"]);
    assert_eq!(again.code, Some(2));
    let settings: String = text
        .lines()
        .filter_map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')))
        .flat_map(|line| [line, "\n"])
        .collect();
    write(path, "frontlint.toml", &settings);
    // The examples of the starter are for nobody's plan.
    let report = said(path, &["check", "-f", "json", "plan.json"]);
    let warnings = report.stderr.lines();
    assert!(
        warnings
            .clone()
            .all(|line| line.ends_with("meets nothing in the plan"))
    );
    fs::remove_file(path.join("frontlint.toml")).expect("the file goes");
    write(path, ".frontlint.toml", "");
    assert_eq!(said(path, &["init"]).code, Some(2));
    assert!(!path.join("frontlint.toml").exists());
    fs::remove_file(path.join(".frontlint.toml")).expect("the file goes");
    write(path, "torn.json", "{");
    assert_eq!(said(path, &["init", "torn.json"]).code, Some(2));
    assert!(!path.join("frontlint.toml").exists());
}

#[test]
fn shells_and_man_get_their_pages() {
    let directory = directory();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = said(directory.path(), &["completions", shell]);
        assert_eq!(
            (script.code, script.stderr.as_str()),
            (Some(0), ""),
            "{shell}"
        );
        assert!(script.stdout.contains("fail-on"), "{shell}");
    }
    for page in [&["man"][..], &["man", "check"], &["man", "completions"]] {
        let text = said(directory.path(), page);
        assert_eq!(text.code, Some(0), "{page:?}");
        assert!(text.stdout.contains(".SH SYNOPSIS"), "{page:?}");
    }
    assert_eq!(said(directory.path(), &["man", "chek"]).code, Some(2));
}

/// C1: a report is whole when nobody listens on stderr.
#[cfg(unix)]
#[test]
fn c1_reports_are_whole_with_stderr_closed() {
    let directory = directory();
    write(directory.path(), "plan.json", real("secrets"));
    write(directory.path(), "torn.json", "{\"format_version\":");
    for format in FORMATS {
        let inputs = ["-f", format, "plan.json", "torn.json"];
        let open = check(directory.path(), &inputs);
        assert!(open.stderr.contains("torn.json"));
        let mut command = std::process::Command::new("sh");
        command.current_dir(directory.path());
        command.args(["-c", "exec \"$0\" check --no-config \"$@\" 2>&-"]);
        command.arg(env!("CARGO_BIN_EXE_frontlint")).args(inputs);
        command.env_remove("GITHUB_STEP_SUMMARY");
        command.env("LC_ALL", "C.UTF-8").env("COLUMNS", "100000");
        let closed = Said::from(command.output().expect("the shell runs"));
        assert_eq!(closed.stdout, open.stdout, "{format}");
        assert_eq!((closed.code, closed.stderr.as_str()), (Some(2), ""));
    }
}
