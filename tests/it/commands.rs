//! The command line: transcripts in `tests/cmd/`, and what a transcript cannot
//! show. The tags are those of outputs.md.

use crate::input::{Said, check, directory, frontlint, plan, plan_with, real, write};
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(mut command: Command) -> Said {
    command.output().expect("the binary runs").into()
}

/// A directory with plans of which the worst finding is none, a warning, an error.
fn plans() -> tempfile::TempDir {
    let directory = directory();
    let policy = |policy: &str| {
        plan_with("/resource_changes/0/change/after/ssl_policy", json!(policy)).to_string()
    };
    let path = directory.path();
    write(
        path,
        "clean.json",
        policy("ELBSecurityPolicy-TLS13-1-2-2021-06"),
    );
    write(path, "warning.json", plan().to_string());
    write(path, "error.json", policy("ELBSecurityPolicy-2016-08"));
    write(path, "torn.json", "{\"format_version\":");
    directory
}

#[test]
fn transcripts() {
    run_transcripts(100, &["tests/cmd/*.md", "tests/cmd/*.toml"]);
}

/// Text keeps to the columns that the user names.
#[test]
fn transcripts_of_all_widths() {
    for columns in [60, 80, 100, 200] {
        run_transcripts(columns, &[&format!("tests/cmd/widths/{columns}.md")]);
    }
}

fn run_transcripts(columns: usize, cases: &[&str]) {
    let transcripts = trycmd::TestCases::new();
    transcripts
        .register_bin("frontlint", Path::new(env!("CARGO_BIN_EXE_frontlint")))
        .env("COLUMNS", columns.to_string())
        .env("LANG", "C.UTF-8")
        .env("LC_ALL", "C.UTF-8")
        .env("GITHUB_STEP_SUMMARY", "")
        .env("CI", "true");
    for case in cases {
        transcripts.case(case);
    }
}

#[test]
fn c1_stdout_holds_the_report_alone() {
    let directory = plans();
    let path = directory.path();
    write(path, "broken.tf", "resource {");
    let inputs = ["torn.json", "error.json", "warning.json"];
    let with = |arguments: &[&str]| check(path, &[arguments, &inputs].concat());

    let json = with(&["-f", "json", "--statistics"]);
    assert_eq!(json.json()["plans"].as_array().map(Vec::len), Some(2));
    assert!(json.stderr.contains("error: torn.json: the JSON ends"));
    assert!(json.stderr.contains("fronting resources; links: "));
    let sarif = with(&["-f", "sarif", "--statistics"]);
    assert_eq!(sarif.json()["version"], "2.1.0");
    let text = with(&["--statistics"]);
    assert!(
        text.stdout.ends_with(" (2 fronting resources)\n"),
        "{}",
        text.stdout
    );
    assert!(!text.stdout.contains("torn.json") && !text.stdout.contains("links: "));

    let files = with(&[
        "-f",
        "text=out.txt",
        "-f",
        "json=out.json",
        "-f",
        "sarif=out.sarif",
    ]);
    assert_eq!(files.stdout, "");
    for (file, said) in [
        ("out.txt", &text),
        ("out.json", &json),
        ("out.sarif", &sarif),
    ] {
        let written = fs::read_to_string(path.join(file)).expect("a report");
        assert_eq!(written, said.stdout, "{file}");
    }
    let mixed = with(&["-f", "text", "-f", "sarif=out.sarif"]);
    assert_eq!(mixed.stdout, text.stdout);
}

#[test]
fn c2_c3_exit_codes() {
    let directory = plans();
    let path = directory.path();
    write(path, "gate.toml", "[gate]\nfail-on = \"warning\"\n");
    let cases: &[(&str, i32)] = &[
        ("clean.json", 0),
        ("warning.json", 0),
        ("error.json", 1),
        ("warning.json clean.json", 0),
        ("clean.json error.json", 1),
        ("error.json torn.json", 2),
        ("torn.json", 2),
        ("missing.json", 2),
        ("--fail-on error warning.json", 0),
        ("--fail-on warning warning.json", 1),
        ("--fail-on warning clean.json", 0),
        ("--fail-on note warning.json", 1),
        ("--fail-on never error.json", 0),
        ("--fail-on=never error.json torn.json", 2),
        ("--fail-on loud clean.json", 2),
        ("--exit-zero error.json", 0),
        ("--exit-zero --fail-on note error.json", 0),
        ("--exit-zero torn.json", 2),
        ("--exit-zero --plan-id x clean.json error.json", 2),
        ("--source missing clean.json", 2),
        ("-f json=missing/out.json clean.json", 2),
        ("-f json= clean.json", 2),
        ("-f yaml clean.json", 2),
        ("--now tomorrow clean.json", 2),
        ("--frmat json clean.json", 2),
    ];
    for (arguments, code) in cases {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let said = check(path, &arguments);
        assert_eq!(said.code, Some(*code), "{arguments:?}: {said:?}");
        assert_eq!(
            said.stderr.is_empty(),
            *code != 2,
            "{arguments:?}: {said:?}"
        );
    }
    let configured = |arguments: &str| {
        let mut command = frontlint(path);
        command.arg("check").args(arguments.split(' '));
        run(command).code
    };
    assert_eq!(configured("--config gate.toml warning.json"), Some(1));
    assert_eq!(
        configured("--config gate.toml --fail-on error warning.json"),
        Some(0)
    );
    assert_eq!(configured("--config missing.toml clean.json"), Some(2));
    assert_eq!(
        configured("--config gate.toml --no-config clean.json"),
        Some(2)
    );
}

/// Filters of merge bots look for the word in the output.
#[test]
fn c4_a_clean_run_does_not_say_fail() {
    let directory = plans();
    write(
        directory.path(),
        "empty.json",
        plan_with("/resource_changes", json!([])).to_string(),
    );
    for inputs in [
        &["clean.json"][..],
        &["empty.json"],
        &["clean.json", "empty.json"],
    ] {
        let said = check(
            directory.path(),
            &[inputs, &["--undecided", "--statistics"]].concat(),
        );
        assert_eq!(said.code, Some(0));
        for text in [&said.stdout, &said.stderr] {
            assert!(!text.to_lowercase().contains("fail"), "{text}");
        }
        assert!(said.stdout.contains("0 errors"), "{}", said.stdout);
    }
}

/// `frontlint … | head -1`.
#[test]
fn c5_a_closed_pipe_ends_it_quietly() {
    let commands: [&[&str]; 5] = [
        &["check", "-f", "json", "--exit-zero", "testdata"],
        &["check", "-f", "sarif", "--exit-zero", "testdata"],
        &["check", "--exit-zero", "testdata"],
        &["lints", "-f", "json"],
        &["explain", "listener-without-tls13"],
    ];
    for arguments in commands {
        let mut command = frontlint(Path::new(ROOT));
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let mut stdout = child.stdout.take().expect("a pipe");
        let mut first = [0; 8];
        stdout.read_exact(&mut first).expect("a few bytes");
        drop(stdout);
        let said = Said::from(child.wait_with_output().expect("the binary ends"));
        assert_eq!(
            (said.code, said.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn c6_one_summary_a_plan_and_a_total() {
    let directory = plans();
    fs::remove_file(directory.path().join("torn.json")).expect("the file goes");
    let said = check(directory.path(), &["."]);
    let sums: Vec<&str> = said
        .stdout
        .lines()
        .filter(|line| line.contains(" fronting resource"))
        .collect();
    assert_eq!(
        sums,
        [
            "clean.json: 0 errors, 0 warnings, 0 notes (1 fronting resource)",
            "error.json: 1 error, 0 warnings, 0 notes (1 fronting resource)",
            "warning.json: 0 errors, 1 warning, 0 notes (1 fronting resource)",
            "3 plans: 1 error, 1 warning, 0 notes (3 fronting resources)",
        ]
    );
    let one = check(directory.path(), &["clean.json"]);
    assert_eq!(
        one.stdout.lines().count(),
        1,
        "one plan needs no total: {}",
        one.stdout
    );
    let report = check(directory.path(), &["-f", "json", "."]).json();
    let names: Vec<&Value> = report["plans"]
        .as_array()
        .expect("plans")
        .iter()
        .map(|plan| &plan["plan"])
        .collect();
    assert_eq!(names, ["clean.json", "error.json", "warning.json"]);
}

#[test]
fn c7_the_same_input_gives_the_same_bytes() {
    for format in ["text", "json", "sarif"] {
        let with_threads = |threads: &str| {
            let mut command = frontlint(Path::new(ROOT));
            command.env("RAYON_NUM_THREADS", threads);
            command.args([
                "check",
                "-f",
                format,
                "--now",
                "2026-11-24",
                "--undecided",
                "--statistics",
                "testdata",
            ]);
            run(command)
        };
        let one = with_threads("1");
        assert_eq!(one.code, Some(1), "{}", one.stderr);
        for threads in ["1", "7"] {
            assert!(
                with_threads(threads) == one,
                "{format} with {threads} threads"
            );
        }
    }
}

#[test]
fn c8_colour() {
    let directory = plans();
    let path = directory.path();
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = frontlint(path);
        command.envs(variables.iter().copied());
        command
            .args(["check", "--no-config", "error.json"])
            .args(arguments);
        run(command).stdout.contains('\u{1b}')
    };
    let always = ["--color", "always"];
    let force = ("CLICOLOR_FORCE", "1");
    assert!(!colored(&[], &[]), "no terminal");
    assert!(colored(&always, &[]));
    assert!(!colored(&["--color", "auto"], &[]));
    assert!(colored(&[], &[force]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[], &[("CLICOLOR", "1")]));
    assert!(!colored(&[], &[("NO_COLOR", "1"), force]));
    assert!(
        colored(&[], &[("NO_COLOR", ""), force]),
        "an empty one is not set"
    );
    assert!(!colored(&["--color", "never"], &[force]), "flags win");
    assert!(
        colored(&always, &[("NO_COLOR", "1"), ("TERM", "dumb")]),
        "flags win"
    );
    assert!(!colored(&["--color", "always", "-f", "json"], &[force]));
    assert!(!colored(&["--color", "always", "-f", "sarif"], &[force]));
    assert!(!colored(
        &["--color", "always", "-f", "text=out.txt"],
        &[force]
    ));
    let written = fs::read_to_string(path.join("out.txt")).expect("a report");
    assert!(!written.contains('\u{1b}'), "a file is no terminal");
}

/// Mistakes in the configuration are drawn as well.
#[test]
fn c8_colour_on_stderr() {
    let directory = plans();
    write(directory.path(), "frontlint.toml", "[gaet]\n");
    let stderr = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = frontlint(directory.path());
        command.envs(variables.iter().copied());
        command.args(["check", "clean.json"]).args(arguments);
        let said = run(command);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
        said.stderr
    };
    let force = ("CLICOLOR_FORCE", "1");
    assert!(!stderr(&[], &[]).contains('\u{1b}'));
    assert!(!stderr(&["--color", "never"], &[force]).contains('\u{1b}'));
    assert!(!stderr(&[], &[force, ("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(stderr(&["--color", "always"], &[]).contains('\u{1b}'));
    assert!(stderr(&[], &[("LANG", "C")]).is_ascii());
}

/// C8: so are help and mistakes in the arguments.
#[test]
fn c8_colour_of_help() {
    let directory = directory();
    let said = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = frontlint(directory.path());
        command.args(arguments).envs(variables.iter().copied());
        let said = run(command);
        said.stdout + &said.stderr
    };
    let force = ("CLICOLOR_FORCE", "1");
    for wrong in [&["check", "--frmat"][..], &["check", "--help"]] {
        let with = |more: &[&str], variables: &[(&str, &str)]| {
            said(&[more, wrong].concat(), variables).contains('\u{1b}')
        };
        assert!(!with(&[], &[]), "{wrong:?}");
        assert!(with(&["--color", "always"], &[]), "{wrong:?}");
        assert!(with(&["--color=always"], &[]), "{wrong:?}");
        assert!(!with(&["--color", "never"], &[force]), "{wrong:?}");
        assert!(!with(&[], &[force, ("NO_COLOR", "1")]), "{wrong:?}");
    }
}

/// A misspelt need in a tag would be a need that nobody checks.
#[test]
fn stray_needs_in_tags_are_told() {
    let directory = directory();
    let path = directory.path();
    let text =
        real("tags-need").replace("jwt path-routing", "jwts path-routing=a long-request=60s");
    let source = fs::read_to_string("testdata/tags-need/main.tf").expect("the case");
    write(path, "plan.json", &text);
    write(path, "main.tf", &source);
    let said = check(path, &["--exit-zero", "-f", "json", "plan.json"]);
    let line = source
        .lines()
        .position(|line| line.contains("jwt path-routing"));
    let tags = source.lines().take(line.expect("the tag") + 1);
    let written = tags.collect::<Vec<_>>();
    let at = written
        .iter()
        .rposition(|line| line.contains("tags"))
        .expect("tags")
        + 1;
    assert_eq!(
        said.stderr,
        format!(
            "warning: main.tf:{at}: the tag `frontlint:needs` gives `path-routing` a value, and it \
             takes no value\n\
             warning: main.tf:{at}: the tag `frontlint:needs` holds a word that is no need: \
             did you mean `jwt`?\n"
        )
    );
    fs::remove_file(path.join("main.tf")).expect("it goes");
    let said = check(path, &["--exit-zero", "plan.json"]);
    assert!(said.stderr.starts_with("warning: aws_"), "{}", said.stderr);
    assert!(!said.stderr.contains("jwts"), "{}", said.stderr);
}

/// A configuration may come with somebody's pull request.
#[test]
fn c8_mistakes_quote_nothing_that_acts() {
    let directory = plans();
    let texts = [
        "[lints] # \u{1b}[31m red\n",
        "[gate]\nfail-on = \"x\" ##vso[task.setvariable variable=a]b\n",
        "[gate]\n# \u{1b}]0;title\u{7}\n",
        "[lints]\n\"a\\u001b[31m\\n::error::\" = \"error\"\n",
    ];
    for text in texts {
        write(directory.path(), "frontlint.toml", text);
        let mut command = frontlint(directory.path());
        command.args(["check", "--color", "always", "clean.json"]);
        let said = run(command);
        assert_eq!(said.code, Some(2), "{text}");
        for acting in ["\u{1b}[31m r", "\u{1b}[31m\n", "\u{1b}]", "##vso["] {
            assert!(!said.stderr.contains(acting), "{text}: {}", said.stderr);
        }
        assert!(!said.stderr.contains('\u{7}'), "{text}: {}", said.stderr);
        let commands = said.stderr.lines().filter(|line| line.starts_with("::"));
        assert_eq!(commands.count(), 0, "{text}: {}", said.stderr);
    }
}

/// A configuration may hold what its readers need not see.
#[test]
fn c10_mistakes_show_one_key_and_not_much_of_it() {
    let directory = plans();
    let long = "k".repeat(1_000_000);
    let texts = [
        "service = [{name = \"a\", token = \"SECRET\", backend = \"b\", needs = [\"jwts\"]}]\n"
            .to_owned(),
        "gate = { fail-on = \"loud\", SECRETS = \"SECRET\" }\n".replace("SECRETS", "token"),
        "gate = { fail-on = \"error\", token = \"SECRET\"\n".to_owned(),
        "[[service]]\ntoken = \"SECRET\"\n[[service]]\nname = \"SECRET\"\n".to_owned(),
        "[lints] # SECRET\nredirect-lop = \"error\" # SECRET\nx = \"SECRET\"\n".to_owned(),
        "tokens = [\n  \"SECRET\"\n  \"SECRET\"\n]\n".to_owned(),
        "token = [\n  \"SECRET\",\nother = \"SECRET\"\n".to_owned(),
        "[prices]\nalb-per-hour = -1\ntoken = \"SECRET\"\n".to_owned(),
        "service = [{ backend = \"b\", name = \"SECRET\", needs = [] , until = 2 }]".to_owned(),
        format!("{long} = 1\n"),
        format!("[lints]\n{long} = \"error\"\n"),
        format!("gate = {{ fail-on = \"{long}\" }}\n"),
        format!("[gate]\nfail-on = [\"{long}\"]\n"),
        format!("gate = {{ x = \"{long}\", fail-on = \"loud\", y = \"{long}\" }}\n"),
        "a = ".repeat(100_000),
        format!("a = \"{long}\n"),
        format!("# {}\u{0}\n", "é".repeat(100_000)),
    ];
    for text in texts {
        write(directory.path(), "frontlint.toml", &text);
        let mut command = frontlint(directory.path());
        command.args(["check", "clean.json"]);
        let said = run(command);
        let shown = &text[..text.len().min(100)];
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{shown}");
        assert!(said.stderr.contains(" frontlint.toml:"), "{}", said.stderr);
        assert!(
            said.stderr.chars().count() < 1500,
            "{shown}: {}",
            said.stderr
        );
        assert!(!said.stderr.contains("SECRET"), "{shown}: {}", said.stderr);
        assert!(!said.stderr.contains("frontlint::"), "{}", said.stderr);
    }
}

#[test]
fn c8_ascii_where_the_locale_is_not_utf8() {
    let text = |locale: &str| {
        let mut command = frontlint(Path::new(ROOT));
        command.env("LANG", locale);
        command.args(["check", "--now", "2026-11-24", "testdata/tls/plan.json"]);
        run(command).stdout
    };
    assert!(text("C").is_ascii());
    assert!(text("POSIX").is_ascii());
    assert!(!text("C.UTF-8").is_ascii());
}

/// C10: a plan does not show in any report of any case of ours.
#[test]
fn c10_options_do_not_print_values() {
    let directory = directory();
    let secret = real("rules").replace("\"vpc-", "\"canary-7f3a9c-");
    assert!(secret.contains("canary"));
    write(directory.path(), "plan.json", secret);
    for format in ["text", "json", "sarif"] {
        let said = check(
            directory.path(),
            &["-f", format, "--undecided", "--statistics", "plan.json"],
        );
        assert!(
            !said.stdout.contains("canary") && !said.stderr.contains("canary"),
            "{format}"
        );
    }
}
