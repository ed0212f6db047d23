//! What people read.

use super::*;
use frontlint::report::refusal;

#[test]
fn text_shows_the_finding_at_its_line() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut run = run(
        &catalog,
        vec![report(
            "orders/plan.json",
            &sources,
            vec![forwards(&sources)],
        )],
    );
    let title = catalog
        .get(HTTP)
        .map_or("this listener forwards without TLS", |lint| lint.title);
    let expected = format!(
        "\
error[listener-http-forwards]: {title}
  ╭▸ orders/main.tf:4:5
  │
4 │     type = \"forward\"
  │     ━━━━━━━━━━━━━━━━ this listener forwards without TLS
  │
  ⸬  orders/main.tf:8:1
  │
8 │ resource \"aws_lb_target_group\" \"é😀\"
  ╰╴──────────────────────────────────── the targets
  at: aws_lb_listener.http: default_action[0].type
  note: lb/main.tf:2:1 aws_lb.a[0]: this balancer [public]
  note: aws_vpc.x: its network
  way: aws_lb.a → aws_lb_listener.http
  help: redirect to HTTPS

orders/plan.json: 1 error, 0 warnings, 0 notes (23 fronting resources)
"
    );
    assert_eq!(text(&run, &PLAIN), expected);

    run.plans[0].verdict.findings[0].origin = Origin::Existing;
    let ascii = text(
        &run,
        &Style {
            unicode: false,
            ..PLAIN
        },
    );
    assert!(
        ascii.contains("aws_lb.a -> aws_lb_listener.http"),
        "{ascii}"
    );
    assert!(
        ascii.contains(&format!(": {title} (existing, this plan leaves\n  it)")),
        "{ascii}"
    );
    assert!(
        ascii.contains("(23 fronting resources, 1 existing)"),
        "{ascii}"
    );
    assert!(
        text(
            &run,
            &Style {
                color: true,
                ..PLAIN
            }
        )
        .contains("\u{1b}[")
    );
}

#[test]
fn text_without_source_names_the_address() {
    let catalog = Catalog::builtin();
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let mut found = located(
        HTTP,
        Level::Warning,
        "aws_lb_listener.a[\"0\"]",
        "protocol",
        None,
    );
    found.addresses = (0..12)
        .map(|key| format!("aws_lb_listener.a[\"{key}\"]"))
        .collect();
    found.finding.message = "word ".repeat(40);
    let text = text(
        &run(&catalog, vec![report("p.json", &sources, vec![found])]),
        &Style { width: 60, ..PLAIN },
    );
    assert!(
        text.contains("  at: protocol\n  instances: aws_lb_listener.a[\"0\"], "),
        "{text}"
    );
    assert!(
        text.contains("aws_lb_listener.a[\"9\"],\n             and 2 more\n"),
        "{text}"
    );
    assert!(
        text.lines()
            .filter(|line| line.contains("word"))
            .all(|line| line.chars().count() <= 60),
        "{text}"
    );
}

#[test]
fn text_lists_what_is_resolved_and_undecided() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut first = report("a.json", &sources, Vec::new());
    first.verdict.resolved = vec![Located {
        origin: Origin::Resolved,
        ..forwards(&sources)
    }];
    first.verdict.suppressed = suppressed(3);
    first.verdict.undecided = vec![Undecided {
        lint: TLS,
        address: "aws_lb_listener.x".into(),
        why: "the policy is unknown".into(),
    }];
    let run = run(
        &catalog,
        vec![first, report("b.json", &sources, vec![forwards(&sources)])],
    );
    let quiet = text(&run, &PLAIN);
    assert!(quiet.starts_with(
        "resolved by this plan: listener-http-forwards at aws_lb_listener.http\n\
         a.json: 0 errors, 0 warnings, 0 notes (23 fronting resources, 1 resolved, 3 suppressed, 1 undecided)\n"
    ));
    assert!(quiet.ends_with(
        "2 plans: 1 error, 0 warnings, 0 notes (46 fronting resources, 1 resolved, 3 suppressed, 1 undecided)\n"
    ));
    let open = "undecided: listener-without-tls13 at aws_lb_listener.x: the policy is unknown\n";
    assert!(!quiet.contains(open));
    assert!(
        text(
            &run,
            &Style {
                undecided: true,
                ..PLAIN
            }
        )
        .contains(open)
    );
}

#[test]
fn c4_a_clean_run_does_not_say_fail() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut clean = report("orders/plan.json", &sources, Vec::new());
    clean.verdict.undecided = vec![
        Undecided {
            lint: TLS,
            address: "a.b".into(),
            why: "unknown".into()
        };
        4
    ];
    let run = run(&catalog, vec![clean]);
    let said = text(&run, &PLAIN);
    assert_eq!(
        said,
        "orders/plan.json: 0 errors, 0 warnings, 0 notes (23 fronting resources, 4 undecided)\n"
    );
    assert!(
        !text(
            &run,
            &Style {
                undecided: true,
                ..PLAIN
            }
        )
        .to_lowercase()
        .contains("fail")
    );
}

#[test]
fn c9_an_empty_scan_says_so() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut empty = report("x/plan.json", &sources, Vec::new());
    empty.verdict.resources = 0;
    let said = text(&run(&catalog, vec![empty]), &PLAIN);
    assert!(
        said.starts_with("0 fronting resources in plan x/plan.json\n"),
        "{said}"
    );
}

#[test]
fn stderr_says_what_was_refused() {
    let mut input = Refused {
        input: "x\n.json".into(),
        code: "frontlint::plan::not_json".into(),
        message: "this is no JSON".into(),
        help: "make one".into(),
    };
    assert_eq!(
        refusal(&input),
        "error: x\\u{a}.json: this is no JSON\n  help: make one"
    );
    (input.input, input.code, input.help) = Default::default();
    assert_eq!(refusal(&input), "error: this is no JSON");
}
