//! Checkstyle.

use super::*;
use roxmltree::{Document, Node};

#[test]
fn f4_files_with_their_errors() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let level = |level: Level| Located {
        finding: Finding {
            level,
            ..forwards(&sources).finding
        },
        at: None,
        ..forwards(&sources)
    };
    let findings = vec![
        level(Level::Warning),
        forwards(&sources),
        level(Level::Note),
    ];
    let mut run = run(
        &catalog,
        vec![report("orders/plan.json", &sources, findings)],
    );
    run.refused.push(Refused {
        input: "torn.json".into(),
        code: "frontlint::plan::truncated".into(),
        message: "the JSON ends in the middle".into(),
        help: "write it again".into(),
    });
    let words = "this listener forwards without TLS. Resource: aws_lb_listener.http. \
                 Help: redirect to HTTPS.";
    assert_eq!(
        checkstyle(&run),
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="infra/orders/main.tf">
    <error line="4" column="5" severity="error" message="{words}" source="frontlint.{HTTP}"/>
  </file>
  <file name="orders/plan.json">
    <error line="1" column="1" severity="warning" message="{words}" source="frontlint.{HTTP}"/>
    <error line="1" column="1" severity="info" message="{words}" source="frontlint.{HTTP}"/>
  </file>
  <file name="torn.json">
    <error line="1" column="1" severity="error" message="the JSON ends in the middle. write it again." source="frontlint::plan::truncated"/>
  </file>
</checkstyle>
"#
        )
    );
}

#[test]
fn f4_c10_hostile_names() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let text = checkstyle(&hostile_run(&catalog, &sources));
    quiet(&text);
    assert!(!text.contains("<script") && !text.contains("]]>"), "{text}");
    let document = Document::parse(&text).expect("XML");
    let elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    let known = ["checkstyle", "file", "error"];
    assert!(
        elements
            .iter()
            .all(|node| known.contains(&node.tag_name().name()))
    );
    let errors = elements.iter().filter(|node| node.has_tag_name("error"));
    assert_eq!(errors.count(), 3);
}

#[test]
fn f4_no_findings_are_an_empty_document() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = run(&catalog, vec![report("p.json", &sources, Vec::new())]);
    assert_eq!(
        checkstyle(&run),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n"
    );
}
