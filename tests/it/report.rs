//! Each format, from a run built by hand.

mod github;
mod json;
mod markdown;
mod sarif;
mod text;

use frontlint::catalog::Catalog;
use frontlint::engine::{Located, LocatedRelated, Suppressed, Verdict};
use frontlint::finding::{Finding, Level, Origin, Undecided};
use frontlint::plan::{Path, Place};
use frontlint::report::{
    COMMENT, PlanReport, Refused, Run, SUMMARY, Sarif, Style, github, json, markdown, sarif, text,
};
use frontlint::source::{At, Calls, File, Location, Sources};
use serde_json::Value;

const HTTP: &str = "listener-http-forwards";
const TLS: &str = "listener-without-tls13";
const CANARY: &str = "canary-7f3a9c";
/// Escapes, commands of build logs, markup, and marks that turn text around.
const HOSTILE: &str = "\u{1b}[31m\r\n::error file=x::y ##vso[task.x] <script>`]]>[a](http://evil) %0A::warning::z @all <!-- \u{202e}\u{2066}\u{200b}\u{85}\u{7f}|";

const PLAIN: Style = Style {
    color: false,
    unicode: true,
    width: 100,
    undecided: false,
};

const MAIN: &str = r#"resource "aws_lb_listener" "http" {
  protocol = "HTTP" # canary-7f3a9c
  default_action {
    type = "forward"
    target_group_arn = "canary-7f3a9c"
  }
}
resource "aws_lb_target_group" "é😀" { name = "🦀" }
resource "aws_cloudfront_distribution" "a" {
  origin {
    custom_header {
      value = "canary-7f3a9c"
    }
  }
}
"#;

fn sources() -> Sources {
    let file = |path: &str, text: &str| File {
        path: path.into(),
        text: text.into(),
    };
    let other = "# canary-7f3a9c\nresource \"aws_lb\" \"a\" {}\n";
    Sources::parse(
        vec![file("main.tf", MAIN), file("../lb/main.tf", other)],
        &Calls::new(),
    )
}

/// The place of a text in a file.
fn at(sources: &Sources, file: &str, part: &str, at: At) -> Location {
    let text = sources.text(file).expect("a file of ours");
    let start = text.find(part).expect("a part of it");
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = text[line_start..start].encode_utf16().count() + 1;
    Location {
        file: file.into(),
        line: before.matches('\n').count() + 1,
        start,
        end: start + part.len(),
        column,
        end_column: column + part.encode_utf16().count(),
        at,
    }
}

fn path(dotted: &str) -> Path {
    dotted
        .split('.')
        .filter(|name| !name.is_empty())
        .fold(Path::default(), |path, name| path.attribute(name))
}

fn located(
    lint: &'static str,
    level: Level,
    address: &str,
    attribute: &str,
    at: Option<Location>,
) -> Located {
    let place = Place {
        address: address.into(),
        path: path(attribute),
        ordinals: Vec::new(),
    };
    Located {
        finding: Finding {
            lint,
            level,
            message: "this listener forwards without TLS".into(),
            places: vec![place],
            related: Vec::new(),
            way: vec!["aws_lb.a".into(), address.into()],
            help: "redirect to HTTPS".into(),
        },
        origin: Origin::Introduced,
        addresses: vec![address.into()],
        moved: Default::default(),
        attribute: attribute.into(),
        at,
        related: Vec::new(),
    }
}

fn relate(located: &mut Located, address: &str, label: &str, at: Option<Location>) {
    located.related.push(LocatedRelated {
        label: label.into(),
        address: address.into(),
        attribute: String::new(),
        at,
    });
}

/// One finding at `type`, with a place in the same file, one in another and one nowhere.
fn forwards(sources: &Sources) -> Located {
    let region = at(sources, "main.tf", "type = \"forward\"", At::Attribute);
    let mut found = located(
        HTTP,
        Level::Error,
        "aws_lb_listener.http",
        "default_action[0].type",
        Some(region),
    );
    let group = at(
        sources,
        "main.tf",
        "resource \"aws_lb_target_group\" \"é😀\"",
        At::Block,
    );
    relate(
        &mut found,
        "aws_lb_target_group.é😀",
        "the targets",
        Some(group),
    );
    let balancer = at(
        sources,
        "../lb/main.tf",
        "resource \"aws_lb\" \"a\"",
        At::Block,
    );
    relate(
        &mut found,
        "aws_lb.a[0]",
        "this balancer [public]",
        Some(balancer),
    );
    relate(&mut found, "aws_vpc.x", "its network", None);
    found
}

/// So many findings that are kept back.
fn suppressed(count: usize) -> Vec<Suppressed> {
    let one = Suppressed {
        located: located(HTTP, Level::Error, "aws_lb_listener.kept", "", None),
        in_source: true,
        reason: None,
    };
    vec![one; count]
}

fn report<'r>(id: &str, sources: &'r Sources, findings: Vec<Located>) -> PlanReport<'r> {
    PlanReport {
        id: id.into(),
        file: None,
        verdict: Verdict {
            findings,
            resources: 23,
            ..Verdict::default()
        },
        sources,
        shown_root: "orders".into(),
        repository_root: Some("infra/orders".into()),
    }
}

fn run<'r>(catalog: &'r Catalog, plans: Vec<PlanReport<'r>>) -> Run<'r> {
    Run {
        catalog,
        plans,
        refused: Vec::new(),
        exit_code: 0,
    }
}

/// Parses SARIF and holds it against the schema (S16).
#[track_caller]
fn valid_sarif(text: &str) -> Value {
    let log = serde_json::from_str(text).expect("JSON");
    let mut schema: Value =
        serde_json::from_str(include_str!("schema/sarif-2.1.0.json")).expect("JSON");
    // OASIS's pattern for languages is no regular expression; we write no language.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"]["pattern"] = "^".into();
    }
    valid(&schema, &log);
    log
}

#[track_caller]
fn valid(schema: &Value, document: &Value) {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("a schema");
    let problems: Vec<_> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
}

fn has_hidden(text: &str) -> bool {
    text.chars().any(|char| {
        (char.is_control() && char != '\n') || "\u{202e}\u{2066}\u{200b}".contains(char)
    })
}

#[test]
fn c7_the_same_run_reads_the_same() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = run(
        &catalog,
        vec![report("p.json", &sources, vec![forwards(&sources); 3])],
    );
    let all = || {
        [
            text(&run, &PLAIN),
            json(&run),
            sarif(&run, &Sarif::default()),
            github(&run),
            markdown(&run, COMMENT),
        ]
    };
    assert_eq!(all(), all());
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
fn hostile_run<'r>(catalog: &'r Catalog, sources: &'r Sources) -> Run<'r> {
    let mut plan = report(HOSTILE, sources, hostile(sources));
    plan.verdict.undecided = vec![Undecided {
        lint: TLS,
        address: HOSTILE.into(),
        why: HOSTILE.into(),
    }];
    plan.verdict.resolved = hostile(sources);
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
fn quiet(report: &str) {
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

#[test]
fn places_that_do_not_fit_the_text() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let place = |file: &str, start: usize, end: usize| Location {
        file: file.into(),
        line: start % 3,
        start,
        end,
        column: end % 5,
        end_column: 0,
        at: At::Attribute,
    };
    let mut findings = Vec::new();
    for file in ["main.tf", "gone.tf", ""] {
        for start in 0..MAIN.len() + 3 {
            for end in [
                0,
                start.saturating_sub(1),
                start,
                start + 1,
                start + 7,
                MAIN.len() + 9,
            ] {
                let mut found = located(HTTP, Level::Error, "", "", Some(place(file, start, end)));
                relate(&mut found, "", "", Some(place("main.tf", end, start)));
                findings.push(found);
            }
        }
    }
    let mut run = run(&catalog, vec![report("", &sources, findings)]);
    for width in [0, 1, 80] {
        text(&run, &Style { width, ..PLAIN });
    }
    json(&run);
    github(&run);
    markdown(&run, COMMENT);
    run.plans[0].verdict.findings.truncate(500);
    valid_sarif(&sarif(&run, &Sarif::default()));
}
