//! Workflow commands of GitHub Actions.

use super::*;

/// A command as the runner reads it: name, properties, message.
type Read = (String, Vec<(String, String)>, String);

/// Reads a line as the runner does; `None` when it is no command.
fn read(line: &str) -> Option<Read> {
    let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let message = message
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%");
    let properties = properties.split(',').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = value.replace("%3A", ":").replace("%2C", ",");
        Some((name.to_owned(), value.replace("%25", "%")))
    });
    Some((name.to_owned(), properties.collect(), message))
}

fn commands(text: &str) -> Vec<Read> {
    text.lines().filter_map(read).collect()
}

#[test]
fn f1_a_finding_is_a_command() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut existing = forwards(&sources);
    existing.origin = Origin::Existing;
    existing.finding.level = Level::Note;
    existing.at = None;
    let run = run(
        &catalog,
        vec![report(
            "orders/plan.json",
            &sources,
            vec![existing, forwards(&sources)],
        )],
    );
    let title = catalog.get(HTTP).map_or("", |lint| lint.title);
    assert_eq!(
        github(&run),
        format!(
            "::error file=infra/orders/main.tf,line=4,endLine=4,col=5,endColumn=21,\
             title={HTTP}%3A {title}::this listener forwards without TLS.%0A\
             Resource: aws_lb_listener.http.%0AHelp: redirect to HTTPS.\n\
             ::notice file=orders/plan.json,line=1,endLine=1,col=1,endColumn=2,\
             title={HTTP}%3A {title}::this listener forwards without TLS.%0A\
             Resource: aws_lb_listener.http.%0AExisting, this plan leaves it.%0A\
             Help: redirect to HTTPS.\n\
             frontlint: 1 error, 0 warnings, 1 note\n"
        )
    );
}

#[test]
fn f1_ten_of_a_level_and_a_line_for_the_rest() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let of = |level: Level| Located {
        finding: Finding {
            level,
            ..forwards(&sources).finding
        },
        ..forwards(&sources)
    };
    let mut findings = vec![of(Level::Note); 11];
    findings.extend(vec![of(Level::Warning); 12]);
    findings.extend(vec![of(Level::Error); 3]);
    let text = github(&run(&catalog, vec![report("p.json", &sources, findings)]));
    let names: Vec<String> = commands(&text).into_iter().map(|(name, ..)| name).collect();
    let expected = [vec!["error"; 3], vec!["warning"; 10], vec!["notice"; 10]].concat();
    assert_eq!(names, expected);
    assert!(
        text.ends_with(
            "\nfrontlint: 3 errors, 12 warnings, 11 notes; 3 of them not annotated, because \
             GitHub shows 10 of a level for each step\n"
        ),
        "{text}"
    );
}

#[test]
fn f1_c10_no_name_makes_a_command() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let text = github(&hostile_run(&catalog, &sources));
    quiet(&text);
    let names: Vec<String> = commands(&text).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["error", "error", "notice"], "{text}");
    assert_eq!(text.lines().count(), 4, "{text}");
    for (_, properties, message) in commands(&text) {
        let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
        let place = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(names == place || names == ["title"], "{names:?}");
        assert!(
            message.lines().all(|line| read(line).is_none()),
            "{message}"
        );
    }
}
