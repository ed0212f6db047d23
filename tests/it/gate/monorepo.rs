//! G3, P1, S11: many root modules in one repository.

use super::*;
use std::fs;
use std::time::{Duration, SystemTime};

const PLANS: &str = "[[plans]]\npath = \"plans/*.json\"\nroot = \"stacks/*\"\nid = \"*\"\n";

/// `stacks/tls` and `stacks/rules`, whose plans are in `plans`, made just now.
fn monorepo(config: &str) -> tempfile::TempDir {
    let directory = directory();
    let path = directory.path();
    for case in ["tls", "rules"] {
        let from = Path::new("testdata").join(case);
        for entry in fs::read_dir(from).expect("a case") {
            let entry = entry.expect("a readable entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = fs::read(entry.path()).expect("a file");
            match name.as_str() {
                "plan.json" => write(path, &format!("plans/{case}.json"), text),
                _ => write(path, &format!("stacks/{case}/{name}"), text),
            }
        }
    }
    write(path, "frontlint.toml", config);
    age(path, "plans/rules.json", 0);
    age(path, "plans/tls.json", 0);
    directory
}

/// Sets a file back by so many seconds.
fn age(directory: &Path, file: &str, seconds: u64) {
    let file = fs::File::options()
        .write(true)
        .open(directory.join(file))
        .expect("a file");
    let when = SystemTime::now() - Duration::from_secs(seconds);
    file.set_modified(when).expect("a time");
}

fn ids(report: &Value) -> Vec<&str> {
    let plans = report["plans"].as_array().expect("plans");
    let ids = plans.iter().map(|plan| plan["plan"].as_str());
    ids.map(Option::unwrap_or_default).collect()
}

#[test]
fn g3_plans_know_their_root_and_their_name() {
    let directory = monorepo(PLANS);
    let top = directory.path();
    let said = check(top, &["-f", "json"]);
    assert_eq!(said.stderr, "");
    let report = said.json();
    assert_eq!(ids(&report), ["rules", "tls"]);
    let files: BTreeSet<_> = found(&report)
        .into_iter()
        .filter_map(|finding| finding["file"].as_str())
        .collect();
    for file in ["stacks/rules/main.tf", "stacks/tls/main.tf"] {
        assert!(files.contains(file), "{files:?}");
    }

    // From below it is the same configuration, and the same two plans.
    let below = check(&top.join("stacks/tls"), &["-f", "json"]).json();
    assert_eq!(ids(&below), ["rules", "tls"]);
    let files: BTreeSet<_> = found(&below)
        .into_iter()
        .filter_map(|finding| finding["file"].as_str())
        .collect();
    assert!(
        files.contains("main.tf") || files.contains("../../stacks/tls/main.tf"),
        "{files:?}"
    );

    // A plan that is named is known as well.
    let one = check(top, &["-f", "json", "plans/tls.json"]).json();
    assert_eq!(one["plans"][0], report["plans"][1]);
    // Without the configuration it is a file like others.
    let bare = check(top, &["-f", "json", "--no-config"]).json();
    assert_eq!(ids(&bare), ["plans/rules.json", "plans/tls.json"]);
    assert!(found(&bare).iter().all(|finding| finding["file"].is_null()));
}

/// G1: the configuration of a plan is looked for above its root module.
#[test]
fn g1_g3_the_root_has_a_configuration_of_its_own() {
    let directory = monorepo(PLANS);
    let top = directory.path();
    write(
        top,
        "stacks/tls/frontlint.toml",
        "[gate]\nfail-on = \"never\"\n",
    );
    assert_eq!(check(top, &["plans/tls.json"]).code, Some(0));
    assert_eq!(check(top, &["plans/rules.json"]).code, Some(1));
}

#[test]
fn g3_what_is_listed_and_not_there() {
    let directory = monorepo("[[plans]]\npath = \"plans/tls.json\"\nroot = \"stacks/tls\"\n");
    let top = directory.path();
    assert_eq!(ids(&check(top, &["-f", "json"]).json()), ["plans/tls.json"]);
    fs::remove_file(top.join("plans/tls.json")).expect("it goes");
    let said = check(top, &[]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert!(said.stderr.contains("plans/tls.json"), "{}", said.stderr);

    write(
        top,
        "frontlint.toml",
        "[[plans]]\npath = \"elsewhere/**/*.json\"\n",
    );
    let said = check(top, &[]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr.contains("[[plans]]: no plan"),
        "{}",
        said.stderr
    );

    write(
        top,
        "frontlint.toml",
        "[[plans]]\npath = \"a.json\"\nroot = \"*\"\n",
    );
    let said = check(top, &[]);
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.contains("more `*` here"), "{}", said.stderr);
}

/// G5: an entry of `[[ignore]]` may be for some plans alone.
#[test]
fn g5_an_ignore_is_for_one_plan() {
    let ignore = "[[ignore]]\nlint = \"listener-without-tls13\"\naddress = \"*\"\nplan = \"r*\"\n";
    let directory = monorepo(&format!("{PLANS}{ignore}"));
    let report = check(directory.path(), &["-f", "json"]).json();
    let lint = |finding: &&&Value| finding["lint"] == "listener-without-tls13";
    assert!(found(&report).iter().filter(lint).count() > 0);
    let tls = &report["plans"][1]["counts"]["suppressed"];
    assert_eq!(tls, 0);
}

/// P1: a plan that is listed is told to be older than its sources, or of others.
#[test]
fn p1_stale_plans() {
    let directory = monorepo(PLANS);
    let top = directory.path();
    age(top, "plans/tls.json", 1000);
    let said = check(top, &["--exit-zero"]);
    let warnings: Vec<&str> = said.stderr.lines().collect();
    assert_eq!(
        warnings,
        ["warning: plans/tls.json is older than stacks/tls/main.tf: plan again to have it judged"]
    );
    assert_eq!(said.code, Some(0), "a warning stops nobody");

    let file = top.join("stacks/rules/shadows.tf");
    let text = fs::read_to_string(&file).expect("a source");
    fs::write(&file, text + "\nresource \"aws_lb\" \"new\" {}\n").expect("it is written");
    let said = check(top, &["--exit-zero", "plans/rules.json"]);
    assert_eq!(
        said.stderr,
        "warning: plans/rules.json differs from its sources: plan again to have them judged\n"
    );
    // Of a plan that is far from its sources nobody knows.
    let said = check(top, &["--exit-zero", "--no-config", "plans/tls.json"]);
    assert_eq!(said.stderr, "");
}

/// A plan beside its sources is told to be stale without any list: by what it says, and where
/// files are no younger than their checkout, by its age.
#[test]
fn stale_plans_without_a_list() {
    let directory = monorepo("");
    let top = directory.path();
    let root = top.join("stacks/tls");
    fs::copy(top.join("plans/tls.json"), root.join("plan.json")).expect("a copy");
    let said = |ci: &str| -> Said {
        let mut command = frontlint(top);
        command.args(["check", "--exit-zero", "--now", "2026-11-24"]);
        command.arg("stacks/tls/plan.json").env("CI", ci);
        command.output().expect("the binary runs").into()
    };
    assert_eq!(said("").stderr, "");
    // Within a checkout files are written one after the other.
    age(top, "stacks/tls/plan.json", 20);
    assert_eq!(said("").stderr, "");
    age(top, "stacks/tls/plan.json", 900);
    assert_eq!(said("true").stderr, "");
    let older = "warning: stacks/tls/plan.json is older than stacks/tls/main.tf: plan again to have it judged\n";
    assert_eq!(said("").stderr, older);

    age(top, "stacks/tls/plan.json", 0);
    let file = root.join("main.tf");
    let text = fs::read_to_string(&file).expect("a source");
    let differs =
        "warning: stacks/tls/plan.json differs from its sources: plan again to have them judged\n";
    let changes = [
        text.replacen("443", "8443", 1),
        text.replacen("port ", "mutual = true\n  port ", 1),
        text.replacen("protocol ", "# protocol ", 1),
    ];
    for changed in changes {
        assert_ne!(changed, text);
        fs::write(&file, changed).expect("it is written");
        assert_eq!(said("true").stderr, differs);
    }
    fs::write(&file, text.replace("resource ", "# a word\nresource ")).expect("it is written");
    assert_eq!(said("true").stderr, "", "comments change nothing");
}

/// P1: a clone without a plan is told how to make one, and stopped only where that is asked for.
#[test]
fn p1_missing_plans() {
    let directory = directory();
    let top = directory.path();
    write(top, "stacks/a/main.tf", "");
    for plans in ["plans/*.json", "plans/a.json"] {
        write(
            top,
            "frontlint.toml",
            format!("[[plans]]\npath = \"{plans}\"\n"),
        );
        let said = check(top, &["--missing=warn"]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(0), ""));
        assert!(said.stderr.starts_with("warning: "), "{}", said.stderr);
        assert!(
            said.stderr.contains("terraform plan -out=tfplan"),
            "{}",
            said.stderr
        );
        for arguments in [&["--missing=warn", "--missing=fail"][..], &[]] {
            assert_eq!(check(top, arguments).code, Some(2));
        }
    }
    // What is there is judged all the same.
    write(
        top,
        "frontlint.toml",
        "[[plans]]\npath = \"plans/*.json\"\n[[plans]]\npath = \"gone.json\"\n",
    );
    fs::create_dir_all(top.join("plans")).expect("a directory");
    fs::copy(plan("tls"), top.join("plans/tls.json")).expect("a copy");
    let said = check(top, &["--missing=warn"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.stderr.contains("warning: gone.json: there is no plan"),
        "{}",
        said.stderr
    );
    write(top, "plans/torn.json", "{\"format_version\":");
    assert_eq!(check(top, &["--missing=warn"]).code, Some(2));
}

#[test]
fn s11_one_file_a_plan() {
    let directory = monorepo(PLANS);
    let top = directory.path();
    write(top, "plans/torn.json", "{\"format_version\":");
    let said = check(
        top,
        &["--sarif-dir", "out", "-f", "json=reports/{plan}.json"],
    );
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    let read = |name: &str| -> Value {
        let text = fs::read(top.join(name)).expect("a report");
        serde_json::from_slice(&text).expect("JSON")
    };
    for id in ["rules", "tls"] {
        let log = read(&format!("out/{id}.sarif"));
        let runs = log["runs"].as_array().expect("runs");
        assert_eq!(runs.len(), 1);
        assert_eq!(
            runs[0]["automationDetails"]["id"],
            format!("frontlint/{id}/")
        );
        let invocation = &runs[0]["invocations"][0];
        assert_eq!(
            invocation["exitCode"], 1,
            "the torn plan is another's trouble"
        );
        assert_eq!(invocation["executionSuccessful"], true);
        let results = runs[0]["results"].as_array().expect("results");
        assert!(!results.is_empty());
        assert!(
            results
                .iter()
                .all(|result| result["properties"]["plan"] == id)
        );
        assert_eq!(ids(&read(&format!("reports/{id}.json"))), [id]);
    }
    assert!(!top.join("out/torn.sarif").exists(), "its alerts stay");

    let said = check(
        top,
        &[
            "--sarif-dir",
            "out",
            "--sarif-category",
            "nightly",
            "plans/tls.json",
        ],
    );
    assert_eq!(said.code, Some(1));
    let id = &read("out/tls.sarif")["runs"][0]["automationDetails"]["id"];
    assert_eq!(id, "frontlint/nightly/tls/");
}

/// S11: a plan's name leads to no file elsewhere.
#[test]
fn s11_names_stay_in_the_directory() {
    let directory = monorepo(PLANS);
    let top = directory.path();
    let id = "../../a/..\\b:\u{1b}[31m";
    let said = check(
        top,
        &["--sarif-dir", "out", "--plan-id", id, "plans/tls.json"],
    );
    assert_eq!(said.code, Some(1));
    assert!(top.join("out/a/b__[31m.sarif").is_file());
}

/// G8: the graph is of the whole plan, and the report of what changes.
#[test]
fn g8_changed_only() {
    let directory = directory();
    let path = directory.path();
    let run = |case: &str| check(path, &["--changed-only", "-f", "json", &plan(case)]);
    let said = run("history-change");
    assert_eq!(places(found(&said.json())), brought_in());
    assert_eq!(
        said.stderr,
        "note: `--changed-only` keeps back 12 findings on what the plan leaves as it is\n"
    );
    assert_eq!(found(&run("history").json()).len(), 12, "all is created");
    assert_eq!(run("history-mended").code, Some(0));
    // What a resource that goes leaves open is told, though nothing else changes.
    let report = run("change-on-existing").json();
    let new = |finding: &&Value| finding["origin"] == "introduced";
    assert!(found(&report).into_iter().filter(new).count() >= 2);
}

/// What a search cannot look into may be a plan.
#[cfg(unix)]
#[test]
fn c2_what_a_search_cannot_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", crate::input::real("tls"));
    write(path, "closed.json", "{}");
    let closed = path.join("closed.json");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("it is closed");
    if fs::File::open(&closed).is_ok() {
        return; // Nothing is closed to this user.
    }
    let said = check(path, &["--no-config"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(
        said.stderr,
        "warning: closed.json cannot be read: if it is a plan, it is not judged\n"
    );
}

/// G2: levels by tag, by address and by plan; the last that fits wins.
#[test]
fn g2_overrides() {
    let levels = |overrides: &str| -> Vec<(String, String, String)> {
        let directory = monorepo(&format!("{PLANS}{overrides}"));
        let report = check(directory.path(), &["-f", "json", "plans/tls.json"]).json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        found(&report)
            .into_iter()
            .map(|finding| {
                let [lint, address, level] =
                    ["lint", "address", "level"].map(|key| text(&finding[key]));
                (lint, address, level)
            })
            .collect()
    };
    let plain = levels("");
    let first = plain
        .iter()
        .find(|(lint, _, _)| lint == "listener-allows-tls10-or-tls11")
        .expect("the case has one");
    assert_eq!(first.2, "error");

    let off = levels("[[override]]\ntag = \"tls\"\nlevel = \"off\"\n");
    assert!(!off.iter().any(|(lint, _, _)| lint == &first.0));
    let other = levels("[[override]]\ntag = \"tls\"\nplan = \"r*\"\nlevel = \"off\"\n");
    assert_eq!(other, plain);

    // The block, which stands for its instances.
    let address = first.1.split('[').next().unwrap_or_default();
    let one = levels(&format!(
        "[[override]]\nlint = \"{}\"\naddress = '{address}'\nlevel = \"note\"\n",
        first.0
    ));
    assert_eq!(one.len(), plain.len());
    for (before, after) in plain.iter().zip(&one) {
        let expected = if before == first { "note" } else { &before.2 };
        assert_eq!(after.2, expected, "{before:?}");
    }
    // Off everywhere, and on again at one address.
    let only = levels(&format!(
        "[[override]]\nlevel = \"off\"\n[[override]]\naddress = '{address}'\nlint = \"{}\"\nlevel = \"warning\"\n",
        first.0
    ));
    let expected = (first.0.clone(), first.1.clone(), "warning".to_owned());
    assert_eq!(only, [expected]);
}
