//! Inputs that cannot be read, and good ones beside bad ones.

use super::refused::{assert_is_refusal, refuses_one};
use super::*;

#[test]
fn files_that_cannot_be_read() {
    let directory = directory();
    let path = directory.path();
    let says = |input: &str, expected: &str| {
        let stderr = refuses_one(path, input);
        assert!(stderr.contains(expected), "{input}: {stderr}");
    };
    says("missing.json", "the file cannot be read: no such file");
    says("missing/", "the file cannot be read");
    let huge = fs::File::create(path.join("huge.json")).expect("a file");
    huge.set_len(3 << 30).expect("a file with a hole");
    says("huge.json", "the input is larger than 2 GiB");
    fs::remove_file(path.join("huge.json")).expect("the file is there");

    fs::create_dir(path.join("empty")).expect("a directory");
    write(
        path,
        "others/main.tf",
        "resource \"aws_lb\" \"a\" {} # canary-7f3a9c",
    );
    write(path, "others/package.json", r#"{"name":"canary-7f3a9c"}"#);
    write(path, "others/.terraform/plan.json", plan().to_string());
    let cache = "others/.terragrunt-cache/x/y/plan.json";
    write(path, cache, plan().to_string());
    says("empty", "no plan in JSON is below this directory");
    says("others", "no plan in JSON is below this directory");
    says("*.json", "no plan in JSON matches");
    says("missing/**/*.json", "no plan in JSON matches");
    says("others/[", "this is no glob");

    write(
        path,
        "states/state.json",
        r#"{"format_version":"1.0","a":"canary-7f3a9c"}"#,
    );
    says("states", "no plan in JSON was found");
}

/// What nobody searches is read when it is asked for by name.
#[test]
fn caches_are_read_when_they_are_named() {
    let directory = directory();
    let path = directory.path();
    let cached = "live/.terragrunt-cache/Ab1/plan.json";
    write(path, cached, plan().to_string());
    write(path, "live/.terraform/tfplan.json", plan().to_string());
    write(path, "live/plan.json", plan().to_string());
    let read = |input: &str| {
        let report = check(path, &["-f", "json", input]).json();
        let plans = report["plans"].as_array().expect("plans").iter();
        let names = plans.map(|plan| plan["plan"].as_str().unwrap_or_default().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(read("."), ["live/plan.json"]);
    assert_eq!(read("**/*.json"), ["live/plan.json"]);
    assert_eq!(read(cached), [cached]);
    assert_eq!(read("live/.terragrunt-cache"), [cached]);
    assert_eq!(read("*/.terragrunt-cache/*/plan.json"), [cached]);
    assert_eq!(
        read("live/.terraform/*.json"),
        ["live/.terraform/tfplan.json"]
    );
}

/// A star stands for a part of a name, two for directories.
#[test]
fn one_star_stays_in_its_directory() {
    let directory = directory();
    let path = directory.path();
    for name in ["xa/plan.json", "xa/b/plan.json", "xb.json", "y/x/plan.json"] {
        write(path, name, plan().to_string());
    }
    let read = |input: &str| {
        let report = check(path, &["-f", "json", input]).json();
        report["plans"].as_array().expect("plans").len()
    };
    assert_eq!(read("x*/plan.json"), 1);
    assert_eq!(read("x*/**/plan.json"), 2);
    assert_eq!(read("**/plan.json"), 3);
    assert_eq!(read("x*"), 1);
    assert_eq!(read("{xa,y}/?/plan.json"), 2);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    let directory = directory();
    let path = directory.path();
    std::os::unix::fs::symlink("gone.json", path.join("plan.json")).expect("a link");
    let stderr = refuses_one(path, "plan.json");
    assert!(stderr.contains("no such file"), "{stderr}");

    std::os::unix::fs::symlink("loop.json", path.join("loop.json")).expect("a link");
    let stderr = refuses_one(path, "loop.json");
    assert!(stderr.contains("the file cannot be read"), "{stderr}");
}

#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "a test that tests nothing says so")]
#[test]
fn files_of_others() {
    use std::os::unix::fs::PermissionsExt;
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", plan().to_string());
    fs::set_permissions(path.join("plan.json"), fs::Permissions::from_mode(0o000)).expect("a mode");
    if fs::read(path.join("plan.json")).is_ok() {
        eprintln!("SKIPPED files_of_others: this user can read every file");
        return;
    }
    let stderr = refuses_one(path, "plan.json");
    assert!(stderr.contains("permission denied"), "{stderr}");
}

/// C2: a bad input beside good ones is told, and wins; the good ones are judged.
#[test]
fn c2_one_bad_input_among_good_ones() {
    let directory = directory();
    let path = directory.path();
    write(path, "stacks/good.json", plan().to_string());
    write(path, "stacks/torn.json", &plan().to_string()[..1000]);
    for inputs in [
        &["stacks"][..],
        &["stacks/torn.json", "stacks/good.json"],
        &["stacks/*.json"],
    ] {
        let arguments = [&["-f", "json", "--exit-zero", "--fail-on", "never"], inputs].concat();
        let said = check(path, &arguments);
        assert_eq!(said.code, Some(2), "{said:?}");
        assert_is_refusal(&said.stderr, "one of two");
        assert!(said.stderr.contains("torn.json"), "{said:?}");
        let report = said.json();
        assert_eq!(
            report["plans"].as_array().map(Vec::len),
            Some(1),
            "{report}"
        );
        assert_eq!(report["plans"][0]["plan"], "stacks/good.json");
        assert_eq!(
            report["errors"].as_array().map(Vec::len),
            Some(1),
            "{report}"
        );
    }
}

/// C2: a plan that Terraform could not finish is judged, and is no success.
#[test]
fn c2_errored_plans() {
    let directory = directory();
    write(
        directory.path(),
        "plan.json",
        plan_with("/errored", json!(true)).to_string(),
    );
    let said = check(
        directory.path(),
        &[
            "-f",
            "json",
            "-f",
            "sarif=out.sarif",
            "--exit-zero",
            "plan.json",
        ],
    );
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_is_refusal(&said.stderr, "errored");
    assert!(
        said.stderr
            .starts_with("error: plan.json: Terraform could not finish this plan"),
        "{said:?}"
    );
    let report = said.json();
    assert_eq!(report["plans"][0]["counts"]["resources"], 1);
    assert_eq!(report["errors"][0]["code"], "frontlint::plan::errored");
    let sarif = fs::read_to_string(directory.path().join("out.sarif")).expect("SARIF");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(
        sarif["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );
}

/// The same from stdin.
#[test]
fn bad_input_on_stdin() {
    let directory = directory();
    let inputs = [
        ("", "empty"),
        ("{\"a\":\"canary-7f3a9c\"", "truncated"),
        ("PK\u{3}\u{4}canary-7f3a9c", "binary"),
        ("{} {}", "trailing"),
    ];
    for (input, code) in inputs {
        let said = check_stdin(directory.path(), &["-"], input.as_bytes());
        assert_eq!(said.code, Some(2), "{said:?}");
        assert_is_refusal(&said.stderr, code);
        assert_eq!(said.stdout, "");
        assert!(said.stderr.starts_with("error: stdin: "), "{said:?}");
        let report = check_stdin(directory.path(), &["-f", "json", "-"], input.as_bytes()).json();
        let expected = format!("frontlint::plan::{code}");
        assert_eq!(report["errors"][0]["code"], expected.as_str());
    }
}
