//! A run in which everything comes from strangers.

use super::*;

/// Escapes, commands of build logs, markup, and marks that turn text around.
const HOSTILE: &str = "\u{1b}[31m\r\n::error file=x::y ##vso[task.x] <script>`]]>[a](http://evil) %0A::warning::z @all <!-- \u{202e}\u{2066}\u{200b}\u{85}\u{7f}|";

pub(super) fn has_hidden(text: &str) -> bool {
    text.chars().any(|char| {
        (char.is_control() && char != '\n') || "\u{202e}\u{2066}\u{200b}".contains(char)
    })
}

/// A secret beside a region and one in it, and names that try to act.
fn hostile(sources: &Sources) -> Vec<Located> {
    let header = at(
        sources,
        "main.tf",
        "value = \"canary-7f3a9c\"",
        At::Attribute,
    );
    let address = format!("aws_cloudfront_distribution.a[\"{HOSTILE}\"]");
    let mut secret = located(
        HTTP,
        Level::Error,
        &address,
        "origin[0].custom_header[0].value",
        Some(header.clone()),
    );
    secret.finding.message = HOSTILE.into();
    secret.finding.help = HOSTILE.into();
    secret.finding.way = vec![HOSTILE.into()];
    secret.addresses.push(HOSTILE.into());
    relate(
        &mut secret,
        HOSTILE,
        HOSTILE,
        Some(at(sources, "../lb/main.tf", "resource", At::Block)),
    );
    relate(&mut secret, HOSTILE, HOSTILE, None);
    let protocol = at(sources, "main.tf", "protocol = \"HTTP\"", At::Attribute);
    let mut beside = located(
        TLS,
        Level::Note,
        "aws_lb_listener.http",
        "protocol",
        Some(protocol),
    );
    relate(
        &mut beside,
        "aws_cloudfront_distribution.a",
        "as here",
        Some(header),
    );
    vec![secret, beside]
}

/// All that a report says, from strangers.
pub(super) fn hostile_run<'r>(catalog: &'r Catalog, sources: &'r Sources) -> Run<'r> {
    let mut plan = report(HOSTILE, sources, hostile(sources));
    plan.verdict.undecided = vec![Undecided {
        lint: TLS,
        address: HOSTILE.into(),
        why: HOSTILE.into(),
    }];
    plan.verdict.resolved = hostile(sources);
    plan.verdict.suppressed = hostile(sources)
        .into_iter()
        .map(|located| Suppressed {
            located,
            by: By::Comment,
            reason: Some(HOSTILE.into()),
        })
        .collect();
    plan.shown_root = HOSTILE.into();
    plan.repository_root = Some(HOSTILE.into());
    let mut run = run(catalog, vec![plan]);
    run.refused.push(Refused {
        input: HOSTILE.into(),
        code: HOSTILE.into(),
        message: HOSTILE.into(),
        help: HOSTILE.into(),
    });
    run
}

/// Nothing secret and nothing hidden is in a report.
#[track_caller]
pub(super) fn quiet(report: &str) {
    assert!(!report.contains(CANARY), "{report}");
    assert!(!has_hidden(report), "{report}");
    assert!(
        !report.contains("##vso[") && !report.contains("##["),
        "{report}"
    );
}

#[test]
fn c10_secrets_and_hostile_names() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = hostile_run(&catalog, &sources);
    let said = text(
        &run,
        &Style {
            undecided: true,
            ..PLAIN
        },
    );
    let (json, sarif) = (
        json(&run),
        sarif(
            &run,
            &Sarif {
                category: Some(HOSTILE.into()),
                editor_root: Some(HOSTILE.into()),
                suppressed: true,
            },
        ),
    );
    for report in [&said, &json, &sarif] {
        quiet(report);
    }
    assert!(
        said.contains("value = (not shown)") && said.contains("protocol = \"HTTP\""),
        "{said}"
    );
    assert!(
        said.lines()
            .all(|line| !line.trim_start().starts_with("::")),
        "{said}"
    );
    let document = json::valid_json(&json);
    assert_eq!(
        document["plans"][0]["findings"][0]["way"][0], HOSTILE,
        "JSON says exactly what it is"
    );
    let log = valid_sarif(&sarif);
    let message = log["runs"][0]["results"][0]["message"]["text"]
        .as_str()
        .expect("a text");
    assert!(!message.contains("[a](http"), "{message}");
}
