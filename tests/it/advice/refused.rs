//! `frontlint advise` on the command line: what it refuses, and that it reads all there is.

use crate::input::{Said, directory, frontlint, real, write};
use std::path::Path;

fn advise(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.arg("advise").args(arguments);
    Said::from(command.output().expect("the binary runs"))
}

#[track_caller]
fn refuses(config: &str, problem: &str) {
    let directory = directory();
    write(directory.path(), "plan.json", real("guide"));
    write(directory.path(), "frontlint.toml", config);
    let said = advise(directory.path(), &["plan.json"]);
    assert_eq!(said.code, Some(2), "{}", said.stderr);
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains(problem), "{}", said.stderr);
    assert!(said.stderr.contains("frontlint.toml:"), "{}", said.stderr);
}

#[test]
fn mistakes_have_a_place() {
    let service = "[[service]]\nname = \"a\"\nbackend = \"aws_lambda_function.orders\"\n";
    let needs = |needs: &str| format!("{service}needs = [{needs}]\n");
    refuses(&needs("\"jwts\""), "there is no need `jwts`");
    refuses(&needs("\"jwt\", \"jwt\""), "`jwt` is named twice");
    refuses(&needs("{ waf = \"1\" }"), "`waf` does not take this value");
    refuses(
        &needs("{ long-request = \"soon\" }"),
        "`long-request` does not take this value",
    );
    refuses(
        &needs("\"edge-cache\", \"private\""),
        "`edge-cache` and `private` contradict",
    );
    refuses(
        &format!("{service}needs = []\nrequests-per-month = -1\n"),
        "this is no amount",
    );
    refuses(
        "[prices]\nalb-per-hour = nan\n",
        "there is a price here that is none",
    );
    refuses(
        &needs("\"jwt\"").replace("orders", "ordres"),
        "no plan holds the backend of service `a`",
    );
}

/// A service that one of several plans holds is there.
#[test]
fn services_may_be_spread_over_plans() {
    let directory = directory();
    let path = directory.path();
    write(path, "a/plan.json", real("guide"));
    write(path, "b/plan.json", real("http-api"));
    let config =
        "[[service]]\nname = \"a\"\nbackend = \"aws_lambda_function.orders\"\nneeds = [\"jwt\"]\n";
    write(path, "frontlint.toml", config);
    let said = advise(path, &["."]);
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (Some(0), ""),
        "{}",
        said.stdout
    );
}

#[test]
fn what_is_no_plan_is_refused() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", "{}");
    let said = advise(path, &["plan.json"]);
    assert_eq!(said.code, Some(2));
    let said = advise(path, &["nowhere.json"]);
    assert_eq!(said.code, Some(2));
    let said = advise(path, &["-f", "loud", "plan.json"]);
    assert_eq!(said.code, Some(2));
}

/// Every real plan gets advice in every format.
#[test]
fn every_case_gets_advice() {
    for entry in std::fs::read_dir("testdata").expect("the cases") {
        let plan = entry.expect("a case").path().join("plan.json");
        if !plan.is_file() {
            continue;
        }
        let plan = plan.display().to_string();
        let said = advise(Path::new("."), &["-f", "json", &plan]);
        assert_eq!(said.code, Some(0), "{plan}: {}", said.stderr);
        assert!(said.json()["services"].is_array(), "{plan}");
    }
}

#[test]
fn capabilities_are_explained() {
    let explain = |name: &str| {
        let mut command = frontlint(Path::new("."));
        command.args(["explain", "capability", name]);
        Said::from(command.output().expect("the binary runs"))
    };
    for need in frontlint::facts::Need::all() {
        let said = explain(need.name());
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        assert!(
            said.stdout.contains("https://docs.aws.amazon.com/"),
            "{}",
            said.stdout
        );
    }
    let said = explain("jwts");
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr.contains("did you mean `jwt`?"),
        "{}",
        said.stderr
    );
}
