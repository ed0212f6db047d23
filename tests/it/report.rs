//! Each format, from a run built by hand.

mod checkstyle;
mod edits;
mod github;
mod gitlab;
mod hostile;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod sarif;
mod text;

use frontlint::catalog::Catalog;
use frontlint::engine::{By, Instance, Located, LocatedRelated, Suppressed, Verdict};
use frontlint::finding::{Finding, Gate, Level, Origin, Undecided};
use frontlint::plan::{Path, Place};
use frontlint::report::{
    COMMENT, PlanReport, Refused, Run, SUMMARY, Sarif, Style, checkstyle, github, gitlab, json,
    junit, markdown, rdjson, rdjsonl, sarif, text,
};
use frontlint::source::{At, Calls, File, Location, Sources};
use hostile::{has_hidden, hostile_run, quiet};
use serde_json::Value;

const HTTP: &str = "listener-http-forwards";
const TLS: &str = "listener-without-tls13";
const CANARY: &str = "canary-7f3a9c";
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
        keys: Vec::new(),
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
            edit: None,
        },
        origin: Origin::Introduced,
        addresses: vec![address.into()],
        instances: vec![Instance {
            address: address.into(),
            attribute: attribute.into(),
        }],
        moved: Default::default(),
        changed: true,
        attribute: attribute.into(),
        at,
        related: Vec::new(),
        patch: None,
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
        by: By::Comment,
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
        picture: None,
        gate: Gate::default(),
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
            gitlab(&run),
            junit(&run),
            checkstyle(&run),
            rdjson(&run),
            rdjsonl(&run),
        ]
    };
    assert_eq!(all(), all());
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
    gitlab(&run);
    junit(&run);
    checkstyle(&run);
    rdjson(&run);
    run.plans[0].verdict.findings.truncate(500);
    valid_sarif(&sarif(&run, &Sarif::default()));
}
