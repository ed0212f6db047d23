//! The snippets of Terraform that advice is made of.

use hcl_edit::structure::Body;
use std::fs;

/// Each snippet by its name.
fn snippets() -> Vec<(String, String)> {
    let entries = fs::read_dir("src/advice/snippets").expect("the snippets");
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    let mut snippets: Vec<(String, String)> = paths
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable snippet");
            (path.display().to_string(), text)
        })
        .collect();
    snippets.sort();
    assert!(snippets.len() > 10, "{}", snippets.len());
    snippets
}

#[test]
fn snippets_are_terraform() {
    for (name, text) in snippets() {
        let parsed = text.parse::<Body>();
        assert!(parsed.is_ok(), "{name}: {parsed:?}");
    }
}

/// What `terraform fmt` leaves as it is: two blanks a level, and the signs of attributes on
/// lines that follow each other in one column.
#[test]
fn snippets_are_formatted() {
    for (name, text) in snippets() {
        assert!(
            text.ends_with("}\n") || text.ends_with("\"\n") || text.ends_with(".id\n"),
            "{name}"
        );
        let mut depth: usize = 0;
        let mut column = None;
        for line in text.lines() {
            let code = line.trim_start();
            if code.starts_with(['}', ']', ')']) {
                depth -= 1;
            }
            let indent = match code {
                "" => 0,
                _ => 2 * depth,
            };
            assert_eq!(line.len() - code.len(), indent, "{name}: {line}");
            assert_eq!(line.trim_end(), line, "{name}");
            let sign = line.find(" = ").map(|at| at + 1);
            let opens = code.ends_with(['{', '[', '(']);
            let attribute = sign.filter(|_| !opens && !code.starts_with('#'));
            if let (Some(before), Some(sign)) = (column, attribute) {
                assert_eq!(sign, before, "{name}: {line}");
            }
            column = attribute;
            depth += usize::from(opens);
        }
        assert_eq!(depth, 0, "{name}");
    }
}
