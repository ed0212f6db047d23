//! A module uses those above it in `src/lib.rs` and none below.

use std::fs;

#[test]
fn modules_use_only_what_stands_above() {
    let map = fs::read_to_string("src/lib.rs").expect("the map");
    let order: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(order.len() > 5, "lib.rs lists the modules: {order:?}");
    let mut wrong = Vec::new();
    for (rank, module) in order.iter().enumerate() {
        for entry in walkdir::WalkDir::new("src") {
            let path = entry.expect("a readable entry").into_path();
            let inside = path.starts_with(format!("src/{module}"))
                || path.ends_with(format!("src/{module}.rs"));
            if !inside || path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a readable file");
            for used in text.split("crate::").skip(1) {
                let name = used
                    .split(|char: char| !char.is_alphanumeric() && char != '_')
                    .next()
                    .unwrap_or_default();
                if order
                    .iter()
                    .position(|other| *other == name)
                    .is_some_and(|other| other > rank)
                {
                    wrong.push(format!(
                        "{} uses `{name}`, which stands below `{module}`",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
