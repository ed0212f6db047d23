//! Comments on pull requests.

use super::*;

fn comment(sources: &Sources, findings: Vec<Located>) -> String {
    let catalog = Catalog::builtin();
    markdown(
        &run(
            &catalog,
            vec![report("orders/plan.json", sources, findings)],
        ),
        COMMENT,
    )
}

#[test]
fn markdown_is_a_table_with_explanations() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut existing = forwards(&sources);
    existing.origin = Origin::Existing;
    let mut plan = report(
        "orders/plan.json",
        &sources,
        vec![existing, forwards(&sources)],
    );
    plan.verdict.resolved = vec![Located {
        origin: Origin::Resolved,
        ..forwards(&sources)
    }];
    let title = catalog.get(HTTP).map_or("", |lint| lint.title);
    let link =
        format!("[{HTTP}](https://github.com/frontlint/frontlint/blob/main/lints/tls/{HTTP}.md)");
    let row = format!("{link} | `infra/orders/main.tf`:4 | this listener forwards without TLS |\n");
    let details = format!(
        "<details><summary>{title} at <code>aws_lb_listener.http</code></summary>\n\n\
         this listener forwards without TLS\n\n\
         Attribute: `default_action[0].type`\n\n\
         Way: `aws_lb.a` → `aws_lb_listener.http`\n\n\
         Help: redirect to HTTPS\n\n</details>\n\n"
    );
    assert_eq!(
        markdown(&run(&catalog, vec![plan]), COMMENT),
        format!(
            "<!-- frontlint -->\n### frontlint: 2 errors, 0 warnings, 0 notes\n\n\
             | level | lint | where | what |\n|---|---|---|---|\n\
             | error | {row}| error (existing) | {row}\n{details}{details}\
             Thank you: this plan resolves {HTTP} at `aws_lb_listener.http`.\n\n"
        )
    );
}

#[test]
fn c4_c9_clean_and_empty_plans() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let clean = "<!-- frontlint -->\n### frontlint: 0 errors, 0 warnings, 0 notes\n\n";
    assert_eq!(comment(&sources, Vec::new()), clean);
    let mut empty = report("p.json", &sources, Vec::new());
    empty.verdict.resources = 0;
    let said = markdown(&run(&catalog, vec![empty]), COMMENT);
    assert_eq!(
        said,
        format!("{clean}0 fronting resources in plan `p.json`.\n\n")
    );
}

#[test]
fn markdown_keeps_to_its_limit() {
    let sources = sources();
    let mut findings = vec![forwards(&sources); 3_000];
    findings[2_999].finding.level = Level::Note;
    let text = comment(&sources, findings);
    assert!(text.len() < 65_000, "{}", text.len());
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| error |"))
        .count();
    let explained = text.matches("<details>").count();
    assert_eq!(explained, text.matches("</details>").count());
    assert!(
        rows > 50 && explained > 50,
        "{rows} rows, {explained} explanations"
    );
    let left = format!(
        "Left out for want of room: {} findings, and the explanations of {} more. ",
        3_000 - rows,
        rows - explained
    );
    assert!(text.contains(&left), "{left}: {text}");

    let mut long = forwards(&sources);
    for text in [
        &mut long.finding.message,
        &mut long.finding.help,
        &mut long.addresses[0],
    ] {
        *text = "<|`@".repeat(100_000);
    }
    long.finding.way = vec!["|".repeat(100_000); 100];
    let text = comment(&sources, vec![long; 12]);
    assert!(
        text.len() < 65_000 && text.contains("| error |"),
        "{}",
        text.len()
    );
}

#[test]
fn c10_no_name_makes_markup() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = hostile_run(&catalog, &sources);
    for limit in [COMMENT, SUMMARY] {
        let text = markdown(&run, limit);
        quiet(&text);
        let table = text.lines().filter(|line| line.starts_with('|'));
        for line in table {
            let borders = line.replace("\\|", "").matches('|').count();
            assert_eq!(borders, 5, "{line}");
        }
        // What remains of elements are ours.
        let mut rest = text.replace("\\<", "").replace("&lt;", "");
        for element in ["details", "summary", "code"] {
            rest = rest.replace(&format!("<{element}>"), "");
            rest = rest.replace(&format!("</{element}>"), "");
        }
        let rest = rest
            .replace("<!-- frontlint -->", "")
            .replace("<!-- -->", "");
        assert!(!rest.contains('<'), "{rest}");
        // In a summary, which is raw HTML, neither links nor mentions are looked for.
        let prose = text.lines().filter(|line| !line.starts_with("<details>"));
        for line in prose {
            assert!(
                !line.contains("](http://") && !line.contains("@all"),
                "{line}"
            );
        }
    }
}
