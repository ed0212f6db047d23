//! Good input is read whatever its encoding, its name, its place and its age.

use super::*;

/// Checks a small plan and gives back the one plan of the report.
#[track_caller]
fn reads(name: &str, plan: &Value) -> Value {
    let directory = directory();
    write(directory.path(), "plan.json", plan.to_string());
    let said = check(
        directory.path(),
        &["-f", "json", "--exit-zero", "plan.json"],
    );
    let is_quiet = said.stderr.is_empty() || said.stderr.starts_with("note: there is nothing for");
    assert!(said.code == Some(0) && is_quiet, "{name}: {}", said.stderr);
    assert!(!said.stdout.contains(CANARY), "{name}: C10");
    let report = said.json();
    assert_eq!(report["errors"], json!([]), "{name}");
    report["plans"][0].clone()
}

#[test]
fn any_encoding_gives_the_same_report() {
    let directory = directory();
    let path = directory.path();
    let plan = real("guide");
    let marked = format!("\u{feff}{plan}");
    let files = [
        ("utf8", plan.clone().into_bytes()),
        ("utf8-mark", marked.clone().into_bytes()),
        ("utf16-le", utf16(&marked, u16::to_le_bytes)),
        ("utf16-be", utf16(&marked, u16::to_be_bytes)),
        ("crlf", format!("\r\n{plan}\r\n").into_bytes()),
    ];
    for (name, bytes) in &files {
        write(path, &format!("{name}.json"), bytes);
    }
    fs::copy("testdata/guide/main.tf", path.join("main.tf")).expect("a copy");
    let report = |name: &str| {
        let file = format!("{name}.json");
        let arguments = [
            "-f",
            "json",
            "--now",
            "2026-11-24",
            "--exit-zero",
            "--plan-id",
            "guide",
            &file,
        ];
        let said = check(path, &arguments);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{name}");
        said.stdout
    };
    let plain = report("utf8");
    assert!(plain.contains("main.tf"), "{plain}");
    for (name, _) in &files[1..] {
        assert_eq!(report(name), plain, "{name}");
    }
    // A search tells them by content, UTF-16 included.
    let all = check(path, &["-f", "json", "--exit-zero", "."]).json();
    assert_eq!(all["plans"].as_array().map(Vec::len), Some(files.len()));
}

/// Without sources a finding has its address alone.
#[test]
fn stdin_is_read() {
    let directory = directory();
    let said = check_stdin(
        directory.path(),
        &["-f", "json", "-"],
        real("tls").as_bytes(),
    );
    assert_eq!((said.code, said.stderr.as_str()), (Some(1), ""));
    let report = said.json();
    let plan = &report["plans"][0];
    assert_eq!(plan["plan"], "stdin");
    let findings = plan["findings"].as_array().expect("findings");
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding["line"], Value::Null, "{finding}");
        assert!(
            finding["address"]
                .as_str()
                .is_some_and(|address| !address.is_empty())
        );
    }
    let said = check_stdin(
        directory.path(),
        &["--plan-id", "orders", "-"],
        real("tls").as_bytes(),
    );
    assert!(said.stdout.contains("\norders: "), "{}", said.stdout);
}

/// C6: plans are found by their content, whatever they are called.
#[test]
fn c6_a_search_finds_plans_by_content() {
    let directory = directory();
    let path = directory.path();
    let good = plan().to_string();
    for name in [
        "tfplan",
        "a/plan.json",
        "a/b/orders.tfplan.json",
        "a/b/plan.out",
        "ö/プラン.txt",
    ] {
        write(path, name, &good);
    }
    // What a search passes over: other documents, other files, other directories.
    write(
        path,
        "a/state.json",
        r#"{"format_version":"1.0","values":{}}"#,
    );
    write(path, "a/empty-state.json", r#"{"format_version":"1.0"}"#);
    write(
        path,
        "a/config.json",
        r#"{"format_version":"1.0","root_module":{}}"#,
    );
    write(
        path,
        "a/terraform.tfstate",
        r#"{"version":4,"lineage":"x"}"#,
    );
    write(
        path,
        "a/log.json",
        r#"{"@level":"info","format_version":"1.0"}"#,
    );
    write(path, "a/package.json", r#"{"name":"x"}"#);
    write(path, "a/list.json", r#"[{"format_version":"1.2"}]"#);
    write(path, "a/tfplan", b"PK\x03\x04 \"format_version\"");
    write(
        path,
        "a/notes.md",
        "```\n{\"format_version\": \"1.2\"}\n```",
    );
    write(path, "a/nothing", "");
    for hidden in [
        ".git",
        ".terraform",
        "a/.terraform/modules/m",
        "node_modules/x",
    ] {
        write(path, &format!("{hidden}/plan.json"), &good);
    }
    let names = |inputs: &[&str]| -> Vec<String> {
        let said = check(path, &[&["-f", "json"], inputs].concat());
        assert_eq!(
            (said.code, said.stderr.as_str()),
            (Some(0), ""),
            "{inputs:?}"
        );
        let report = said.json();
        let plans = report["plans"].as_array().expect("plans").iter();
        plans
            .map(|plan| plan["plan"].as_str().expect("a name").to_owned())
            .collect()
    };
    let all = [
        "a/b/orders.tfplan.json",
        "a/b/plan.out",
        "a/plan.json",
        "tfplan",
        "ö/プラン.txt",
    ];
    assert_eq!(names(&[]), all, "the current directory");
    assert_eq!(names(&["."]), all);
    assert_eq!(names(&["a/"]), all[..3]);
    assert_eq!(names(&["**/*.json"]), [all[0], all[2]]);
    assert_eq!(names(&["./a/b/*"]), all[..2]);
    assert_eq!(names(&["a/{b,c}/*.out"]), [all[1]]);
    assert_eq!(names(&["?fplan"]), [all[3]]);
    assert_eq!(
        names(&["tfplan", "a/plan.json"]),
        [all[3], all[2]],
        "in the order named"
    );
    assert_eq!(
        names(&["tfplan", "tfplan", "a", "a/plan.json"]).len(),
        4,
        "named twice, read once"
    );
    assert_eq!(names(&[&path.join("a").display().to_string()]), all[..3]);
    assert_eq!(
        names(&[&path.join("a/b/*.json").display().to_string()]),
        [all[0]]
    );
}

/// A file whose name is a pattern is that file.
#[cfg(unix)]
#[test]
fn names_with_wildcards_are_names() {
    let directory = directory();
    write(directory.path(), "plan[1]*.json", plan().to_string());
    let said = check(directory.path(), &["-f", "json", "plan[1]*.json"]);
    assert_eq!(said.json()["plans"][0]["plan"], "plan[1]*.json");
}

#[test]
fn every_supported_version_is_read() {
    for version in ["0.1", "0.2", "1.0", "1.1", "1.2", "1.99", "1.4294967295"] {
        let plan = reads(version, &plan_with("/format_version", json!(version)));
        assert_eq!(plan["counts"]["warning"], 1, "{version}");
    }
}

/// The upstream promise: minor versions add members.
#[test]
fn unknown_members_are_ignored() {
    let expected = reads("plain", &plan());
    let odd = || json!({ "x": [1, null, CANARY], "y": { "z": true } });
    let places = [
        "/unheard_of",
        "/action_invocations",
        "/resource_changes/0/unheard_of",
        "/resource_changes/0/index",
        "/resource_changes/0/change/replace_paths",
        "/configuration/provider_config",
        "/configuration/root_module/unheard_of",
        "/configuration/root_module/resources/0/provisioners",
        "/prior_state/values/root_module/unheard_of",
        "/prior_state/values/outputs",
        "/planned_values",
    ];
    for place in places {
        assert_eq!(reads(place, &plan_with(place, odd())), expected, "{place}");
    }
    for words in [
        json!(["forget"]),
        json!(["create", "unheard-of"]),
        json!([]),
    ] {
        let plan = reads(
            "actions",
            &plan_with("/resource_changes/0/change/actions", words),
        );
        assert_eq!(plan["counts"]["warning"], 1);
    }
    for mode in ["managed", "unheard-of"] {
        reads(mode, &plan_with("/resource_changes/0/mode", json!(mode)));
    }
}

/// What nobody reads may be as large as it likes.
#[test]
fn unread_numbers_may_be_huge() {
    let expected = reads("plain", &plan());
    for place in [
        "/unheard_of",
        "/resource_changes/0/index",
        "/planned_values",
    ] {
        for number in ["1e999", "-1e999", &"9".repeat(10_000)] {
            let text = plan_with(place, json!("HUGE"))
                .to_string()
                .replace("\"HUGE\"", number);
            let directory = directory();
            write(directory.path(), "plan.json", text);
            let said = check(directory.path(), &["-f", "json", "plan.json"]);
            assert_eq!(said.json()["plans"][0], expected, "{place} {number}");
        }
    }
}

/// The deepest documents that are read, in the small stack of a thread.
#[test]
fn deep_documents_are_read() {
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let calls = format!(
        "{}{{}}{}",
        r#"{"module_calls":{"m":{"module":"#.repeat(41),
        "}}}".repeat(41)
    );
    let places = [
        ("/unheard_of", lists(127)),
        ("/resource_changes/0/change/after/tags", lists(123)),
        ("/resource_changes/0/change/after/tags", objects(123)),
        (
            "/resource_changes/0/change/after_unknown/tags",
            objects(123),
        ),
        (
            "/configuration/root_module/resources/0/expressions/x",
            objects(122),
        ),
        (
            "/configuration/root_module/resources/0/expressions/x",
            lists(122),
        ),
        ("/configuration/root_module", calls),
    ];
    for (place, deep) in places {
        let directory = directory();
        let text = plan_with(place, json!("DEEP")).to_string();
        write(
            directory.path(),
            "plan.json",
            text.replace("\"DEEP\"", &deep),
        );
        let said = check(directory.path(), &["plan.json"]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{place}");
    }
}

/// Missing, `null` and empty are alike.
#[test]
fn what_is_null_or_missing_is_empty() {
    let places = [
        ("/variables", 1),
        ("/resource_changes", 0),
        ("/resource_changes/0/deposed", 1),
        ("/resource_changes/0/change/actions", 1),
        ("/resource_changes/0/change/after", 0),
        ("/resource_changes/0/change/after_unknown", 1),
        ("/resource_changes/0/change/after_sensitive", 1),
        ("/deferred_changes", 1),
        ("/prior_state", 1),
        ("/prior_state/values", 1),
        ("/prior_state/values/root_module", 1),
        ("/prior_state/values/root_module/resources", 1),
        ("/prior_state/values/root_module/child_modules", 1),
        ("/configuration/root_module/resources", 1),
        ("/configuration/root_module/resources/0/expressions", 1),
        ("/configuration/root_module/module_calls", 1),
        ("/configuration/root_module/module_calls/m/module", 1),
        ("/configuration/root_module/outputs", 1),
        ("/configuration/root_module/variables", 1),
        ("/configuration", 1),
        ("/errored", 1),
        ("/complete", 1),
    ];
    for (place, resources) in places {
        let null = reads(place, &plan_with(place, json!(null)));
        assert_eq!(null["counts"]["resources"], resources, "{place}");
        if plan().pointer(place).is_some() {
            assert_eq!(reads(place, &plan_without(place)), null, "{place}");
        }
    }
}

/// C9: an empty scan does not look like a clean one.
#[test]
fn c9_plans_without_resources_say_so() {
    let outputs_only = plan_without("/resource_changes");
    let nothing = json!({ "format_version": "1.2", "planned_values": { "root_module": {} } });
    let other = plan_with("/resource_changes/0/address", json!("random_id.a"));
    let none = "it manages no resources";
    for (name, plan, why) in [
        // A configuration of which it lacks something: the plan is partial.
        ("outputs only", outputs_only, ""),
        ("nothing", nothing, none),
        ("other types", other, ""),
    ] {
        let directory = directory();
        write(directory.path(), "plan.json", plan.to_string());
        let said = check(directory.path(), &["plan.json"]);
        let note = match why {
            "" => String::new(),
            why => format!("note: there is nothing for frontlint in plan.json: {why}\n"),
        };
        assert_eq!((said.code, said.stderr), (Some(0), note), "{name}");
        assert_eq!(
            said.stdout,
            "0 fronting resources in plan plan.json\n\
             plan.json: 0 errors, 0 warnings, 0 notes (0 fronting resources)\n",
            "{name}"
        );
    }
}

/// The more there is of other things, the less it is named one by one.
#[test]
fn c9_plans_of_other_providers_say_so() {
    let types = [
        "google_a",
        "google_b",
        "azurerm_a",
        "random_id",
        "null_resource",
        "aws_sns_topic",
    ];
    let changes: Vec<Value> = types
        .iter()
        .map(|name| {
            json!({ "address": format!("{name}.a"), "mode": "managed", "type": name, "name": "a",
                "change": { "actions": ["create"], "before": null, "after": {}, "after_unknown": {} } })
        })
        .collect();
    let plan = json!({ "format_version": "1.2", "resource_changes": changes });
    let directory = directory();
    write(directory.path(), "plan.json", plan.to_string());
    let said = check(directory.path(), &["plan.json"]);
    let why = "none of its 6 resources is an AWS front or leads to one (google: 2, aws: 1, azurerm: 1, …)";
    let note = format!("note: there is nothing for frontlint in plan.json: {why}\n");
    assert_eq!((said.code, said.stderr), (Some(0), note));
}

/// What a plan destroys is gone afterwards: no finding of it counts.
#[test]
fn plans_that_destroy_are_read() {
    let mut destroy: Value = serde_json::from_str(&real("guide-applied")).expect("JSON");
    let changes = destroy["resource_changes"].as_array_mut().expect("changes");
    for entry in changes {
        let change = &mut entry["change"];
        if change["after"].is_object() {
            change["before"] = change["after"].take();
        }
        change["actions"] = json!(["delete"]);
        change["after"] = Value::Null;
        change["after_unknown"] = json!({});
        change["after_sensitive"] = json!(false);
    }
    destroy["planned_values"] = json!({ "root_module": {} });
    let directory = directory();
    write(directory.path(), "plan.json", destroy.to_string());
    let said = check(directory.path(), &["--now", "2026-11-24", "plan.json"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert!(
        said.stdout.contains("resolved by this plan: "),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout
            .contains("0 fronting resources in plan plan.json\n"),
        "{}",
        said.stdout
    );
}

/// Deposed objects repeat an address and are no part of what is wanted.
#[test]
fn deposed_objects_are_passed_over() {
    let mut twice = plan();
    let mut deposed = twice["resource_changes"][0].clone();
    deposed["deposed"] = json!("00000001");
    twice["resource_changes"]
        .as_array_mut()
        .expect("a list")
        .push(deposed);
    assert_eq!(reads("deposed", &twice), reads("plain", &plan()));
}

/// C10: what a plan holds stays in it, whatever the format and the options.
#[test]
fn c10_values_stay_unprinted() {
    let directory = directory();
    let path = directory.path();
    let policy = "ELBSecurityPolicy-FS-1-2-Res-2020-10";
    let mut secret = plan_with(
        "/resource_changes/0/change/after_sensitive/ssl_policy",
        json!(true),
    );
    secret["configuration"]["root_module"]["resources"][0]["expressions"]["ssl_policy"] =
        json!({ "references": ["var.secret"] });
    write(path, "plan.json", secret.to_string());
    write(
        path,
        "main.tf",
        "resource \"aws_lb_listener\" \"a\" {\n  ssl_policy = \"canary-7f3a9c\"\n  tags = { Secret = \"canary-7f3a9c\" }\n}\n",
    );
    for format in ["text", "json", "sarif"] {
        let said = check(
            path,
            &["-f", format, "--undecided", "--statistics", "plan.json"],
        );
        assert!(said.stdout.contains("aws_lb_listener.a"), "{}", said.stdout);
        for text in [&said.stdout, &said.stderr] {
            assert!(!text.contains(CANARY), "{format}: {text}");
        }
        // The lint's page, which SARIF repeats, names policies of its own.
        let text = match format {
            "sarif" => said.json()["runs"][0]["results"].to_string(),
            _ => said.stdout,
        };
        assert!(!text.contains(policy), "marked sensitive: {text}");
    }
}
