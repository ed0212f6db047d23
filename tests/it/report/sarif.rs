//! SARIF, rule by rule: the tags are those of outputs.md.

use super::*;
use frontlint::catalog::family_of;
use frontlint::report::left_out;

/// The report of one plan with these findings, in SARIF's terms: the one run.
fn sarif_run(sources: &Sources, findings: Vec<Located>) -> Value {
    let catalog = Catalog::builtin();
    let run = run(
        &catalog,
        vec![report("orders/plan.json", sources, findings)],
    );
    valid_sarif(&sarif(&run, &Sarif::default()))["runs"][0].take()
}

#[test]
fn s1_s2_s3_what_the_tool_and_its_rules_say() {
    let sources = sources();
    let quiet = located(TLS, Level::Note, "aws_lb_listener.http", "ssl_policy", None);
    let run = sarif_run(&sources, vec![quiet, forwards(&sources)]);
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "frontlint");
    assert!(
        driver["informationUri"]
            .as_str()
            .is_some_and(|uri| uri.starts_with("https://"))
    );
    let rules = driver["rules"].as_array().expect("rules");
    let names: Vec<_> = rules.iter().map(|rule| &rule["id"]).collect();
    assert_eq!(names, [HTTP, TLS], "S2: sorted");
    let catalog = Catalog::builtin();
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        let uri = rule["helpUri"].as_str().expect("a URI");
        let family = family_of(id).expect("a lint");
        assert!(uri.ends_with(&format!("/blob/main/lints/{family}/{id}.md")));
        for text in [
            &rule["shortDescription"]["text"],
            &rule["fullDescription"]["text"],
            &rule["help"]["text"],
            &rule["help"]["markdown"],
        ] {
            assert!(
                text.as_str().is_some_and(|text| !text.is_empty()),
                "S1: no string is empty: {rule}"
            );
        }
        let properties = &rule["properties"];
        assert!(
            properties["tags"]
                .as_array()
                .is_some_and(|tags| tags.len() <= 10),
            "S2"
        );
        assert!(properties["precision"].is_string(), "S2");
        let Some(lint) = catalog.get(id) else {
            continue;
        };
        assert_eq!(rule["shortDescription"]["text"], lint.title);
        let is_security = properties["tags"]
            .as_array()
            .is_some_and(|tags| tags.contains(&"security".into()));
        match lint.severity {
            Some(severity) => {
                assert_eq!(
                    properties["security-severity"],
                    format!("{severity:.1}"),
                    "S3: a string"
                );
                assert!(is_security, "S3");
            }
            None => assert!(properties["problem.severity"].is_string(), "S3"),
        }
    }
    let levels: Vec<_> = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| &result["level"])
        .collect();
    assert_eq!(levels, ["error", "note"], "S3: always written");
    let ids: Vec<_> = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| &result["ruleIndex"])
        .collect();
    assert_eq!(ids, [0, 1]);
}

/// The location of one finding's result: URI, line, columns.
fn location(plan: &PlanReport<'_>) -> (String, [u64; 4]) {
    let catalog = Catalog::builtin();
    let copy = PlanReport {
        verdict: Verdict {
            findings: plan.verdict.findings.clone(),
            ..Verdict::default()
        },
        ..plan.clone()
    };
    let log = valid_sarif(&sarif(&run(&catalog, vec![copy]), &Sarif::default()));
    let locations = &log["runs"][0]["results"][0]["locations"];
    assert_eq!(
        locations.as_array().map(Vec::len),
        Some(1),
        "S4: exactly one"
    );
    let physical = &locations[0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uriBaseId"], "%SRCROOT%", "S6");
    let uri = physical["artifactLocation"]["uri"]
        .as_str()
        .expect("S4: a URI")
        .to_owned();
    let region = ["startLine", "startColumn", "endLine", "endColumn"].map(|name| {
        physical["region"][name]
            .as_u64()
            .expect("S4: a full region")
    });
    (uri, region)
}

#[test]
fn s4_s5_s7_s8_each_result_has_one_line_in_the_repository() {
    let sources = sources();
    let mut plan = report("orders/plan.json", &sources, vec![forwards(&sources)]);
    assert_eq!(
        location(&plan),
        ("infra/orders/main.tf".into(), [4, 5, 4, 21]),
        "S7: one line"
    );

    let emoji = at(&sources, "main.tf", "name = \"🦀\"", At::Attribute);
    plan.verdict.findings[0].at = Some(emoji);
    assert_eq!(location(&plan).1, [8, 40, 8, 51], "S8: UTF-16 code units");

    let other = at(&sources, "../lb/main.tf", "resource", At::Block);
    plan.verdict.findings[0].at = Some(other);
    assert_eq!(location(&plan).0, "infra/lb/main.tf", "S5: no ..");
    plan.repository_root = Some(String::new());
    assert_eq!(
        location(&plan),
        ("orders/plan.json".into(), [1, 1, 1, 2]),
        "S4: outside, so the plan stands in"
    );
    plan.repository_root = None;
    assert_eq!(location(&plan).0, "orders/plan.json", "S4");
    plan.repository_root = Some(".terraform/modules/x".into());
    assert_eq!(
        location(&plan).0,
        "orders/plan.json",
        "S5: Terraform's copy of a module is no file of ours"
    );

    plan.verdict.findings[0].at = None;
    for (id, expected) in [
        ("a b/ü%.json", "a%20b/%C3%BC%25.json"),
        ("git::https://x/plan.json", "git%3A%3Ahttps%3A/x/plan.json"),
        ("/tmp/plan.json", "plan.json"),
        ("C:\\tmp\\plan.json", "plan.json"),
        ("../../plan.json", "plan.json"),
        ("./plan.json", "plan.json"),
        ("", "plan.json"),
        ("..", "plan.json"),
    ] {
        plan.id = id.into();
        assert_eq!(location(&plan), (expected.into(), [1, 1, 1, 2]), "S5: {id}");
    }
}

#[test]
fn s6_absolute_paths_are_for_editors() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut run = run(
        &catalog,
        vec![report("p.json", &sources, vec![forwards(&sources)])],
    );
    run.plans[0].shown_root = "/home/me/infra/orders".into();
    run.refused.push(Refused {
        input: "/home/me/x.json".into(),
        code: "frontlint::plan::not_json".into(),
        message: "`/home/me/x.json` is not JSON".into(),
        help: String::new(),
    });
    assert!(!sarif(&run, &Sarif::default()).contains("/home/me"));
    let log = valid_sarif(&sarif(
        &run,
        &Sarif {
            editor_root: Some("/home/me".into()),
            ..Sarif::default()
        },
    ));
    assert_eq!(
        log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"],
        "file:///home/me/"
    );
}

#[test]
fn s8_columns_are_named() {
    assert_eq!(
        sarif_run(&sources(), Vec::new())["columnKind"],
        "utf16CodeUnits"
    );
}

#[test]
fn s9_instances_are_one_result() {
    let sources = sources();
    let mut found = forwards(&sources);
    found.addresses = (0..12)
        .map(|key| format!("aws_lb_listener.http[{key}]"))
        .collect();
    let run = sarif_run(&sources, vec![found]);
    let result = &run["results"][0];
    assert_eq!(
        result["properties"]["addresses"].as_array().map(Vec::len),
        Some(12)
    );
    let text = result["message"]["text"].as_str().expect("a text");
    assert!(
        text.contains("\n12 instances: aws_lb_listener.http[0], "),
        "{text}"
    );
    assert!(
        text.contains("aws_lb_listener.http[9], and 2 more.\n"),
        "{text}"
    );
    let logical = &result["locations"][0]["logicalLocations"][11];
    assert_eq!(
        logical["fullyQualifiedName"], "aws_lb_listener.http[11]",
        "S4"
    );
    assert_eq!(logical["kind"], "resource", "S4");
}

#[test]
fn s9_what_shares_a_line_is_one_result() {
    let sources = sources();
    let mut other = forwards(&sources);
    other.addresses = vec!["module.edge.aws_lb_listener.admin".into()];
    other.finding.message = "this one answers plain HTTP".into();
    let nowhere = |address: &str| located(TLS, Level::Note, address, "ssl_policy", None);
    let listeners = [nowhere("aws_lb_listener.a"), nowhere("aws_lb_listener.b")];
    let findings = [forwards(&sources), other].into_iter().chain(listeners);
    let run = sarif_run(&sources, findings.collect());
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2, "{results:?}");
    let addresses = |at: usize| {
        results[at]["properties"]["addresses"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!((addresses(0), addresses(1)), (Some(2), Some(2)));
    let text = results[0]["message"]["text"].as_str().expect("a text");
    assert!(text.contains("this one answers plain HTTP"), "{text}");
}

#[test]
fn s10_fingerprints_are_stable_and_unique() {
    let sources = sources();
    let prints = |findings: Vec<Located>| -> Vec<String> {
        let run = sarif_run(&sources, findings);
        let results = run["results"].as_array().expect("results").clone();
        let print = |result: &Value| {
            let prints = result["partialFingerprints"]
                .as_object()
                .expect("prints")
                .clone();
            assert_eq!(
                prints.keys().collect::<Vec<_>>(),
                ["frontlint/v1"],
                "no primaryLocationLineHash"
            );
            prints["frontlint/v1"].as_str().expect("a print").to_owned()
        };
        results.iter().map(print).collect()
    };
    let first = forwards(&sources);
    let mut moved = first.clone();
    moved.at = Some(at(&sources, "main.tf", "protocol", At::Attribute));
    moved.finding.message = "other words".into();
    moved.addresses = vec!["aws_lb_listener.http[\"k\"]".into()];
    assert_eq!(
        prints(vec![first.clone()]),
        prints(vec![moved.clone()]),
        "neither line, value nor key count"
    );
    let mut elsewhere = first.clone();
    elsewhere.attribute = "protocol".into();
    let header = "resource \"aws_lb_target_group\" \"é😀\"";
    elsewhere.at = Some(at(&sources, "main.tf", header, At::Block));
    let [one, two, three]: [String; 3] = prints(vec![first, moved, elsewhere])
        .try_into()
        .expect("three");
    assert_eq!(one.len(), 32);
    assert_eq!(two, format!("{one}/2"));
    assert_ne!(three, one);
}

#[test]
fn s11_one_run_with_a_category() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let plans = ["a.json", "b.json"].map(|id| report(id, &sources, vec![forwards(&sources)]));
    let run = run(&catalog, plans.into());
    let log = valid_sarif(&sarif(
        &run,
        &Sarif {
            category: Some("orders/prod".into()),
            ..Sarif::default()
        },
    ));
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        log["runs"][0]["automationDetails"]["id"],
        "frontlint/orders/prod/"
    );
    let results = &log["runs"][0]["results"];
    assert_eq!(
        (
            &results[0]["properties"]["plan"],
            &results[1]["properties"]["plan"]
        ),
        (&"a.json".into(), &"b.json".into())
    );
    assert_ne!(
        results[0]["partialFingerprints"], results[1]["partialFingerprints"],
        "S10"
    );
}

#[test]
fn s12_locations_of_a_result_are_limited() {
    let sources = sources();
    let mut found = forwards(&sources);
    found.related = vec![found.related[0].clone(); 1_500];
    let run = sarif_run(&sources, vec![found]);
    let related = run["results"][0]["relatedLocations"]
        .as_array()
        .expect("places")
        .len();
    assert_eq!(related, 999, "the result's own is one more");
}

#[test]
fn s12_the_most_severe_results_are_kept() {
    let catalog = Catalog::builtin();
    let sources = sources();
    let region = at(&sources, "main.tf", "protocol", At::Attribute);
    let lines = (1..=25_000).map(|line| Location {
        line,
        ..region.clone()
    });
    let note = |at| {
        located(
            TLS,
            Level::Note,
            "aws_lb_listener.a",
            "ssl_policy",
            Some(at),
        )
    };
    let mut findings: Vec<Located> = lines.map(note).collect();
    findings.push(located(
        HTTP,
        Level::Error,
        "aws_lb_listener.b",
        "protocol",
        None,
    ));
    let run = run(&catalog, vec![report("p.json", &sources, findings)]);
    assert_eq!(left_out(&run, &Sarif::default()), 1);
    let log: Value = serde_json::from_str(&sarif(&run, &Sarif::default())).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    assert_eq!(results[24_999]["ruleId"], HTTP);
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        notification["descriptor"]["id"],
        "frontlint::sarif::left_out"
    );
    assert_eq!(notification["level"], "warning");
}

#[test]
fn s13_resolved_ones_are_left_out_and_the_rest_is_new_or_unchanged() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let existing = Located {
        origin: Origin::Existing,
        at: Some(at(&sources, "main.tf", "protocol", At::Attribute)),
        ..forwards(&sources)
    };
    let mut plan = report("p.json", &sources, vec![existing, forwards(&sources)]);
    plan.verdict.resolved = vec![Located {
        origin: Origin::Resolved,
        ..forwards(&sources)
    }];
    let log = valid_sarif(&sarif(&run(&catalog, vec![plan]), &Sarif::default()));
    let results = log["runs"][0]["results"].as_array().expect("results");
    let states: Vec<_> = results
        .iter()
        .map(|result| &result["baselineState"])
        .collect();
    assert_eq!(states, ["unchanged", "new"]);
    assert!(
        results
            .iter()
            .all(|result| result.get("suppressions").is_none())
    );
}

#[test]
fn s14_what_could_not_be_read_is_a_notification() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut run = run(&catalog, vec![report("p.json", &sources, Vec::new())]);
    run.exit_code = 2;
    run.refused.push(Refused {
        input: "x.json".into(),
        code: "frontlint::plan::not_json".into(),
        message: "`x.json` is not a Terraform plan in JSON".into(),
        help: "pass the output of `terraform show -json PLAN`".into(),
    });
    let log = valid_sarif(&sarif(&run, &Sarif::default()));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["exitCode"], 2);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    assert_eq!(
        notification["descriptor"]["id"],
        "frontlint::plan::not_json"
    );
    assert_eq!(
        notification["message"]["text"],
        "x.json: `x.json` is not a Terraform plan in JSON. pass the output of `terraform show -json PLAN`."
    );
    let names: Vec<_> = invocation.as_object().expect("an object").keys().collect();
    assert_eq!(names.len(), 3, "no command line, no directory: {names:?}");
    run.exit_code = 1;
    let log = valid_sarif(&sarif(&run, &Sarif::default()));
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );
}

#[test]
fn s15_messages_stand_alone_and_link_what_is_in_the_repository() {
    let sources = sources();
    let run = sarif_run(&sources, vec![forwards(&sources)]);
    let result = &run["results"][0];
    assert_eq!(
        result["message"]["text"],
        "this listener forwards without TLS.\n\
         Related: [the targets](1), [this balancer \\[public\\]](2), aws_vpc.x: its network.\n\
         Help: redirect to HTTPS."
    );
    let related = result["relatedLocations"].as_array().expect("places");
    let ids: Vec<_> = related.iter().map(|place| &place["id"]).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(
        related[1]["physicalLocation"]["artifactLocation"]["uri"],
        "infra/lb/main.tf"
    );
}

#[test]
fn s16_no_results_are_an_empty_list() {
    let catalog = Catalog::builtin();
    let log = valid_sarif(&sarif(&run(&catalog, Vec::new()), &Sarif::default()));
    assert_eq!(
        log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json",
        "S1"
    );
    assert_eq!(log["version"], "2.1.0", "S1");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}
