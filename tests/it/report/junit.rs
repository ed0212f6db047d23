//! JUnit XML.

use super::*;
use roxmltree::{Document, Node};

fn named<'a>(document: &'a Document<'_>, name: &'a str) -> Vec<Node<'a, 'a>> {
    let nodes = document.descendants();
    nodes.filter(|node| node.has_tag_name(name)).collect()
}

/// What readers count on: counts that are true, and members with the names that
/// the schema of Jenkins knows (`file` and `line` are those of GitLab).
#[track_caller]
fn valid_junit(text: &str) -> Document<'_> {
    let document = Document::parse(text).expect("XML");
    let known: &[(&str, &[&str], &[&str])] = &[
        ("testsuites", &["name", "tests", "failures", "errors"], &[]),
        (
            "testsuite",
            &["name", "tests", "failures", "errors", "skipped"],
            &[],
        ),
        ("properties", &[], &[]),
        ("property", &["name", "value"], &[]),
        ("testcase", &["classname", "name"], &["file", "line"]),
        ("failure", &["type", "message"], &[]),
        ("skipped", &["message"], &[]),
        ("error", &["type", "message"], &[]),
    ];
    for node in document.descendants().filter(Node::is_element) {
        let (_, required, allowed) = known
            .iter()
            .find(|(name, ..)| node.has_tag_name(*name))
            .expect("a known element");
        for name in *required {
            let value = node.attribute(*name).expect("a required attribute");
            assert!(!value.is_empty(), "{name} of {:?}", node.tag_name());
        }
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(
                required.contains(&name) || allowed.contains(&name),
                "{name}"
            );
        }
        for (counted, attribute) in [
            ("testcase", "tests"),
            ("failure", "failures"),
            ("error", "errors"),
        ] {
            if let Some(count) = node.attribute(attribute) {
                let below = node.descendants().filter(|node| node.has_tag_name(counted));
                assert_eq!(count, below.count().to_string(), "{attribute}");
            }
        }
    }
    document
}

#[test]
fn f3_a_suite_a_plan_a_case_a_finding() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut plan = report("orders/plan.json", &sources, vec![forwards(&sources); 2]);
    plan.verdict.suppressed = suppressed(2);
    let clean = report("clean.json", &sources, Vec::new());
    let mut run = run(&catalog, vec![plan, clean]);
    run.refused.push(Refused {
        input: "torn.json".into(),
        code: "frontlint::plan::truncated".into(),
        message: "the JSON ends in the middle".into(),
        help: "write it again".into(),
    });
    let text = junit(&run);
    let document = valid_junit(&text);
    let suites: Vec<_> = named(&document, "testsuite")
        .iter()
        .map(|suite| suite.attribute("name").expect("a name"))
        .collect();
    assert_eq!(suites, ["orders/plan.json", "clean.json", "torn.json"]);
    let cases = named(&document, "testcase");
    let names: Vec<_> = cases
        .iter()
        .map(|case| (case.attribute("classname"), case.attribute("name")))
        .collect();
    assert_eq!(
        names,
        [
            (Some(HTTP), Some("aws_lb_listener.http")),
            (Some(HTTP), Some("aws_lb_listener.http (2)")),
            (Some(HTTP), Some("aws_lb_listener.kept")),
            (Some(HTTP), Some("aws_lb_listener.kept (2)")),
            (Some("frontlint"), Some("clean.json")),
            (Some("frontlint"), Some("torn.json")),
        ]
    );
    assert_eq!(cases[0].attribute("file"), Some("infra/orders/main.tf"));
    assert_eq!(cases[0].attribute("line"), Some("4"));
    let failure = named(&document, "failure")[0];
    assert_eq!(failure.attribute("type"), Some("error"));
    assert_eq!(
        failure.attribute("message"),
        Some("this listener forwards without TLS")
    );
    let title = catalog.get(HTTP).map_or("", |lint| lint.title);
    assert_eq!(
        failure.text(),
        Some(
            format!(
                "infra/orders/main.tf:4:5: {title}\nthis listener forwards without TLS.\n\
                 Resource: aws_lb_listener.http.\nHelp: redirect to HTTPS."
            )
            .as_str()
        )
    );
    let error = named(&document, "error")[0];
    assert_eq!(error.attribute("type"), Some("frontlint::plan::truncated"));
    assert_eq!(
        error.attribute("message"),
        Some("the JSON ends in the middle")
    );
    let suppressed = named(&document, "property")
        .into_iter()
        .find(|property| property.attribute("name") == Some("suppressed"));
    assert_eq!(
        suppressed.and_then(|property| property.attribute("value")),
        Some("2")
    );
}

/// What does not fail the run is no failure: a CI that counts failures agrees with the exit code.
#[test]
fn f3_what_is_below_the_gate_is_skipped() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut warning = forwards(&sources);
    warning.finding.level = Level::Warning;
    let mut old = forwards(&sources);
    old.origin = Origin::Existing;
    let skipped = |gate| {
        let mut plan = report("plan.json", &sources, vec![warning.clone(), old.clone()]);
        plan.gate = gate;
        let text = junit(&run(&catalog, vec![plan]));
        let document = valid_junit(&text);
        let skipped = named(&document, "skipped");
        let messages = skipped.iter().filter_map(|node| node.attribute("message"));
        let messages: Vec<String> = messages.map(str::to_owned).collect();
        (named(&document, "failure").len(), messages)
    };
    let said = |level: &str| format!("{level}: this listener forwards without TLS");
    assert_eq!(skipped(Gate::default()), (1, vec![said("warning")]));
    let gate = |level, introduced_only| Gate {
        level,
        introduced_only,
    };
    assert_eq!(
        skipped(gate(Some(Level::Note), true)),
        (1, vec![said("error")])
    );
    let both = vec![said("warning"), said("error")];
    assert_eq!(skipped(gate(None, false)), (0, both));
    assert_eq!(skipped(gate(Some(Level::Note), false)), (2, vec![]));
}

#[test]
fn f3_c10_hostile_names() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut run = hostile_run(&catalog, &sources);
    run.refused.push(Refused {
        input: String::new(),
        code: String::new(),
        message: "x".into(),
        help: String::new(),
    });
    let text = junit(&run);
    quiet(&text);
    assert!(!text.contains("<script") && !text.contains("]]>"), "{text}");
    let document = valid_junit(&text);
    // Two findings, and two that are suppressed.
    let found = ["failure", "skipped"].map(|name| named(&document, name).len());
    assert_eq!(found.iter().sum::<usize>(), 4);
    assert_eq!(named(&document, "error").len(), 2);
}
