//! G2: the JSON Schema of `frontlint.toml`, held against the parser.

use crate::input::{Said, directory, frontlint};
use crate::tidy::documents::{blocks, documents};
use frontlint::catalog::{Catalog, formerly};
use frontlint::config::{self, Config, Known};
use frontlint::facts::Need;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// The schema as `frontlint init --schema` prints it.
fn printed() -> Value {
    let directory = directory();
    let mut command = frontlint(directory.path());
    command.args(["init", "--schema"]);
    let said = Said::from(command.output().expect("the binary runs"));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    said.json()
}

/// A configuration as editors see it: dates are texts.
fn document(text: &str) -> Value {
    fn value(from: toml::Value) -> Value {
        match from {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => {
                let entries = table.into_iter();
                Value::Object(entries.map(|(key, item)| (key, value(item))).collect())
            }
            plain => serde_json::to_value(plain).expect("a plain value"),
        }
    }
    value(toml::Value::Table(text.parse().expect("TOML")))
}

/// All configurations in the tree, and those of pages and of the documents.
fn configurations() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for directory in ["testdata", "tests/cmd"] {
        for entry in walkdir::WalkDir::new(directory) {
            let path = entry.expect("a readable entry").into_path();
            if path
                .file_name()
                .is_some_and(|name| name == "frontlint.toml")
            {
                let text = fs::read_to_string(&path).expect("a configuration");
                all.push((path.display().to_string(), text));
            }
        }
    }
    for lint in Catalog::builtin().lints() {
        for example in lint.examples() {
            all.push((lint.name.to_owned(), example.config));
        }
    }
    // Those of CONTRIBUTING.md are headers of pages.
    let documents = documents().into_iter();
    for (path, text) in documents.filter(|(path, _)| path != "CONTRIBUTING.md") {
        let blocks = blocks(&text, "toml").into_iter();
        all.extend(blocks.map(|block| (path.clone(), block.to_owned())));
    }
    all
}

#[test]
fn g2_the_schema_takes_what_the_parser_takes() {
    let catalog = Catalog::builtin();
    let known = Known {
        lints: &catalog.names(),
        formerly: formerly(),
        tags: &catalog.tags(),
    };
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&printed())
        .expect("a schema");
    let all = configurations();
    assert!(all.iter().any(|(_, text)| text.contains("[[plans]]")));
    for (place, text) in all {
        if let Err(error) = Config::read("frontlint.toml", &text, &known) {
            panic!("{place}: {error}\n{text}");
        }
        let problems: Vec<_> = validator
            .iter_errors(&document(&text))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{place}: {problems:?}");
    }
    for wrong in [
        "[gaet]",
        "[gate]\nfail-on = \"loud\"",
        "[gate]\norigin = \"old\"",
        "[lints]\nredirect-lop = \"error\"",
        "[lints]\nredirect-loop = \"loud\"",
        "[[ignore]]\nlint = \"redirect-loop\"",
        "[[ignore]]\nlint = \"redirect-loop\"\naddress = \"*\"\nuntil = \"soon\"",
        "[[service]]\nname = \"a\"\nbackend = \"b\"\nneeds = [\"jwts\"]",
        "[[override]]\ntag = \"rooting\"\nlevel = \"off\"",
        "[[override]]\naddress = \"*\"",
        "[[plans]]\nroot = \"a\"",
        "[suppressions]\nmax-days = \"ten\"",
    ] {
        assert!(
            Config::read("frontlint.toml", wrong, &known).is_err(),
            "{wrong}"
        );
        assert!(!validator.is_valid(&document(wrong)), "{wrong}");
    }
}

/// The keys of a table, as the parser lists them when one is unknown.
fn parsed_keys(text: &str) -> BTreeSet<String> {
    let known = Known {
        lints: &[],
        formerly: &[],
        tags: &[],
    };
    let error = Config::read("frontlint.toml", text, &known).expect_err("an unknown key");
    let problem = error.to_string();
    let (_, expected) = problem.split_once("expected ").expect("what is expected");
    let names = expected.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

fn keys(table: &Value) -> BTreeSet<String> {
    let properties = table["properties"].as_object().expect("properties");
    properties.keys().cloned().collect()
}

#[test]
fn g2_the_schema_has_the_keys_of_the_parser() {
    let schema = config::schema();
    assert_eq!(keys(&schema), parsed_keys("zzz = 1"));
    let tables = schema["properties"].as_object().expect("properties");
    let mut checked = 0;
    for (name, table) in tables {
        if table["type"] == "array" {
            let text = format!("[[{name}]]\nzzz = 1");
            assert_eq!(keys(&table["items"]), parsed_keys(&text), "{name}");
        } else if table.get("properties").is_some() {
            assert_eq!(
                keys(table),
                parsed_keys(&format!("[{name}]\nzzz = 1")),
                "{name}"
            );
        } else {
            continue;
        }
        checked += 1;
    }
    assert_eq!(checked, tables.len() - 1, "all but `[lints]`");
}

#[test]
fn g2_the_schema_has_the_names_there_are() {
    let schema = printed();
    let names = |name: &str| -> Vec<Value> {
        let list = &schema["definitions"][name]["enum"];
        list.as_array().expect("names").clone()
    };
    let needs: Vec<&str> = Need::all().map(Need::name).collect();
    assert_eq!(names("need"), needs);
    let catalog = Catalog::builtin();
    assert_eq!(names("lint"), catalog.names());
    assert_eq!(names("tag"), catalog.tags());
}
