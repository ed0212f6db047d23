//! G4 to G6: comments and `[[ignore]]` keep findings back, and are told of when
//! they keep back nothing.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The case `remote-module`, copied, with some of its lines changed.
fn copy(case: &str, changes: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for name in ["main.tf", "plan.json"] {
        let text = fs::read_to_string(Path::new("testdata").join(case).join(name)).expect("a file");
        let changed = match name {
            "main.tf" => changes.iter().fold(text, |text, (from, to)| {
                assert!(text.contains(from), "{case} has `{from}`");
                text.replacen(from, to, 1)
            }),
            _ => text,
        };
        fs::write(directory.path().join(name), changed).expect("it is written");
    }
    directory
}

/// The lints found, how many findings are kept back, and what stderr says.
fn check(directory: &TempDir, now: &str) -> (Vec<String>, u64, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["check", "-f", "json", "--exit-zero", "--now", now])
        .env("COLUMNS", "200")
        .arg(directory.path().join("plan.json"))
        .output()
        .expect("the binary runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = findings
        .iter()
        .map(|finding| format!("{} {}", text(&finding["lint"]), text(&finding["message"])));
    let kept_back = report["plans"][0]["counts"]["suppressed"]
        .as_u64()
        .expect("a count");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    (found.collect(), kept_back, stderr)
}

#[track_caller]
fn finds(found: &[String], lint: &str, expected: bool) {
    let present = found.iter().any(|one| one.starts_with(lint));
    assert_eq!(present, expected, "{lint} in {found:?}");
}

const TODAY: &str = "2026-11-24";
const HEADER: &str = "module \"alb\" {";

#[test]
fn g4_a_comment_on_a_call_stands_for_all_below_it() {
    let above = format!(
        "# frontlint:ignore=lb-access-logs-off,listener-without-tls13 -- a trial\n{HEADER}"
    );
    let (found, kept_back, stderr) = check(&copy("remote-module", &[(HEADER, &above)]), TODAY);
    finds(&found, "lb-access-logs-off", false);
    finds(&found, "listener-without-tls13", false);
    finds(&found, "public-alb-without-waf", true);
    assert_eq!(
        (kept_back, stderr.as_str()),
        (3, ""),
        "two instances and one"
    );
}

#[test]
fn a_comment_may_name_a_lint_as_it_was_called_before() {
    let above =
        format!("# frontlint:ignore=cloudfront-behaviour-shadowed,lb-access-logs-off\n{HEADER}");
    let (found, _, stderr) = check(&copy("remote-module", &[(HEADER, &above)]), TODAY);
    finds(&found, "lb-access-logs-off", false);
    let renamed = "`cloudfront-behaviour-shadowed` is now called `cloudfront-behavior-shadowed`";
    assert!(stderr.contains(renamed), "{stderr}");
}

#[test]
fn g6_an_expired_comment_lets_the_finding_return() {
    let above = format!("# frontlint:ignore=lb-access-logs-off until=2026-11-23\n{HEADER}");
    let directory = copy("remote-module", &[(HEADER, &above)]);
    let (found, kept_back, _) = check(&directory, TODAY);
    let returned = found
        .iter()
        .find(|one| one.starts_with("lb-access-logs-off"))
        .expect("it returns");
    assert!(
        returned.ends_with("(suppression expired on 2026-11-23)"),
        "{returned}"
    );
    assert_eq!(kept_back, 0);
    let (_, kept_back, _) = check(&directory, "2026-11-23");
    assert_eq!(kept_back, 2, "the last day is included");
}

#[test]
fn g6_what_suppresses_nothing_is_told() {
    let above =
        format!("# frontlint:ignore=rule-shadowed\n# frontlint:ignore=lb-access-logs-of\n{HEADER}");
    let directory = copy("remote-module", &[(HEADER, &above)]);
    let ignore = "[[ignore]]\nlint = \"redirect-loop\"\naddress = \"aws_lb.gone\"\n";
    fs::write(directory.path().join("frontlint.toml"), ignore).expect("it is written");
    let (_, kept_back, stderr) = check(&directory, TODAY);
    assert_eq!(kept_back, 0);
    for expected in [
        "this comment suppresses nothing",
        "there is no lint `lb-access-logs-of`: did you mean `lb-access-logs-off`?",
        "[[ignore]] of `redirect-loop` at `aws_lb.gone` meets nothing in the plan",
    ] {
        assert!(stderr.contains(expected), "{stderr}");
    }
}

#[test]
fn g6_terms_that_are_not_met_make_a_suppression_void() {
    let above = format!("# frontlint:ignore=lb-access-logs-off\n{HEADER}");
    let directory = copy("remote-module", &[(HEADER, &above)]);
    let terms = "[suppressions]\nrequire-reason = true\n";
    fs::write(directory.path().join("frontlint.toml"), terms).expect("it is written");
    let (found, kept_back, stderr) = check(&directory, TODAY);
    finds(&found, "lb-access-logs-off", true);
    assert_eq!(kept_back, 0);
    assert!(stderr.contains("gives no reason"), "{stderr}");
}

#[test]
fn g5_an_ignore_is_for_one_instance() {
    let directory = copy("remote-module", &[]);
    let ignore = "[[ignore]]\nlint = \"lb-access-logs-off\"\naddress = 'module.alb[\"docs\"].*'\nreason = \"r\"\n";
    fs::write(directory.path().join("frontlint.toml"), ignore).expect("it is written");
    let (found, kept_back, stderr) = check(&directory, TODAY);
    finds(&found, "lb-access-logs-off", true);
    assert_eq!((kept_back, stderr.as_str()), (1, ""));
}

/// Text is no comment, and a comment may have several lines.
#[test]
fn g4_heredocs_and_comments_of_several_lines() {
    let text = format!(
        "locals {{\n  note = <<-EOT\n    # frontlint:ignore-file=lb-access-logs-off\n    EOT\n}}\n\n\
         /*\n * The module is a trial.\n * frontlint:ignore=listener-without-tls13,\n\
          *   public-alb-without-waf until=2026-11-24\n */\n{HEADER}"
    );
    let directory = copy("remote-module", &[(HEADER, &text)]);
    let (found, kept_back, stderr) = check(&directory, TODAY);
    finds(&found, "lb-access-logs-off", true);
    finds(&found, "listener-without-tls13", false);
    finds(&found, "public-alb-without-waf", false);
    assert_eq!((kept_back, stderr.as_str()), (2, ""));
}

/// Whoever misspells a comment is told how it is written, and where.
#[test]
fn g4_near_misses_are_told() {
    for (comment, told) in [
        (
            "# frontlint: ignore=lb-access-logs-off",
            "this comment suppresses nothing: write `frontlint:ignore=lb-access-logs-off`",
        ),
        (
            "// frontlint-ignore: LB-access-log-off until 2027-01-31 -- later",
            "this comment suppresses nothing: write \
             `frontlint:ignore=lb-access-logs-off until=2027-01-31`",
        ),
        (
            "/* frontlint:disable-file[lb-access-logs-off, rule-shadowed] */",
            "this comment suppresses nothing: write \
             `frontlint:ignore-file=lb-access-logs-off,rule-shadowed`",
        ),
        (
            "# frontlint:ignore",
            "this comment suppresses nothing: write `frontlint:ignore=LINT`",
        ),
        (
            "# frontlint:ignore= -- all of it",
            "this comment names no lint to ignore: write `frontlint:ignore=LINT`",
        ),
        (
            "# FIXME frontlint ignore lb-access-logs-off",
            "this comment suppresses nothing: write `frontlint:ignore=lb-access-logs-off`",
        ),
        (
            "# frontlint:ignore=Lb-Access-Logs-Off",
            "there is no lint `Lb-Access-Logs-Off`: did you mean `lb-access-logs-off`?",
        ),
    ] {
        let directory = copy(
            "remote-module",
            &[(HEADER, &format!("{comment}\n{HEADER}"))],
        );
        let text = fs::read_to_string(directory.path().join("main.tf")).expect("the source");
        let line = text.lines().position(|line| line == comment).expect("it") + 1;
        let (found, kept_back, stderr) = check(&directory, TODAY);
        finds(&found, "lb-access-logs-off", true);
        assert_eq!(kept_back, 0, "{comment}");
        let place = format!("main.tf:{line}: {told}\n");
        assert!(stderr.ends_with(&place), "{comment}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{comment}: {stderr}");
    }
    let two = format!("# frontlint:ignore=lb-access-logs-off listener-without-tls13\n{HEADER}");
    let (_, kept_back, stderr) = check(&copy("remote-module", &[(HEADER, &two)]), TODAY);
    assert_eq!(kept_back, 2, "the first counts");
    let told = "write `frontlint:ignore=lb-access-logs-off,listener-without-tls13`";
    assert!(stderr.contains(told), "{stderr}");
    let prose = format!("# frontlint ignores what others own; see frontlint.toml\n{HEADER}");
    let (_, _, stderr) = check(&copy("remote-module", &[(HEADER, &prose)]), TODAY);
    assert_eq!(stderr, "");
}

/// Of several that are for a finding one that holds is enough.
#[test]
fn g6_expired_entries_say_so() {
    let directory = copy("remote-module", &[]);
    let entry = |until: &str| {
        format!("[[ignore]]\nlint = \"lb-access-logs-off\"\naddress = \"*\"\nuntil = {until}\n")
    };
    let configure = |text: &str| {
        fs::write(directory.path().join("frontlint.toml"), text).expect("it is written");
    };
    configure(&entry("2026-11-23"));
    let (found, kept_back, stderr) = check(&directory, TODAY);
    finds(&found, "lb-access-logs-off", true);
    assert_eq!(kept_back, 0);
    assert_eq!(
        stderr,
        "warning: [[ignore]] of `lb-access-logs-off` at `*` expired on 2026-11-23, and holds \
         nothing back\n"
    );
    configure(&(entry("2026-11-23") + &entry("2026-11-30")));
    assert_eq!(check(&directory, TODAY).1, 2);
    configure(&format!(
        "{}[suppressions]\nmax-days = 3\n",
        entry("2026-11-30")
    ));
    let (_, kept_back, stderr) = check(&directory, TODAY);
    assert_eq!(kept_back, 0);
    assert!(stderr.contains("lasts longer than 3 days"), "{stderr}");

    let comments = format!(
        "# frontlint:ignore=lb-access-logs-off until=2026-11-23\n\
         # frontlint:ignore=lb-access-logs-off until=2026-11-30\n\
         # frontlint:ignore=rule-shadowed until=2026-11-23\n{HEADER}"
    );
    let (_, kept_back, stderr) = check(&copy("remote-module", &[(HEADER, &comments)]), TODAY);
    assert_eq!(kept_back, 2);
    let expired = stderr.matches("expired on 2026-11-23, and suppresses nothing");
    assert_eq!(expired.count(), 2, "{stderr}");
}
