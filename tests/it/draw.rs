//! `frontlint graph`: each format, with real plans, hostile names and large ones.

mod large;
mod shown;

use crate::input::{Said, directory, frontlint, plan_with, write};
use crate::tidy::keep_fresh;
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const FORMATS: [&str; 5] = ["tree", "mermaid", "dot", "svg", "json"];
const CASES: [&str; 10] = [
    "change-on-existing",
    "cloudfront-two-fronts",
    "guide",
    "http-api",
    "nested-modules",
    "openapi-rest",
    "rest-api",
    "secrets",
    "unknown-arns",
    "ways",
];
const CANARY: &str = "canary-7f3a9c";

fn graph_in(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command
        .args(["graph", "--now", "2026-11-24"])
        .args(arguments);
    command.output().expect("the binary runs").into()
}

/// Draws a case of `testdata/`.
fn graph(case: &str, format: &str) -> String {
    graph_of(case, &["-f", format])
}

fn graph_of(case: &str, arguments: &[&str]) -> String {
    let plan = format!("testdata/{case}/plan.json");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = graph_in(root, &[arguments, &[&plan]].concat());
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{case}");
    said.stdout
}

fn is_hidden(char: char) -> bool {
    (char.is_control() && char != '\n') || "\u{202e}\u{2066}\u{200b}".contains(char)
}

#[test]
fn hostile_names_and_secrets_stay_quiet() {
    for format in FORMATS {
        let drawn = graph("secrets", format);
        assert!(!drawn.contains(CANARY), "{format}: {drawn}");
        assert!(!drawn.contains(is_hidden), "{format}: {drawn}");
        assert!(!drawn.contains("##vso["), "{format}: {drawn}");
        let is_command = |line: &str| line.trim_start().starts_with("::");
        assert!(!drawn.lines().any(is_command), "{format}: {drawn}");
    }
}

#[test]
fn c7_the_same_plan_gives_the_same_bytes() {
    for format in FORMATS {
        assert_eq!(graph("guide", format), graph("guide", format), "{format}");
    }
}

/// Whatever a name holds, it stands between the quotes of its label.
#[test]
fn mermaid_labels_hold_no_syntax() {
    for case in CASES {
        for line in graph(case, "mermaid").lines().skip(1) {
            let line = line.trim_start();
            let Some((before, rest)) = line.split_once('"') else {
                let is_syntax =
                    |char: char| char.is_ascii_alphanumeric() || " ->.,:#-".contains(char);
                assert!(line.chars().all(is_syntax), "{case}: {line}");
                continue;
            };
            let (label, after) = rest.rsplit_once('"').expect("a closing quote");
            assert!(before.starts_with(['n', 'l']), "{case}: {line}");
            assert!(["]", "]]", ")", "])"].contains(&after), "{case}: {line}");
            let bare = ["<br/>", "<b>", "</b>"]
                .iter()
                .fold(label.to_owned(), |label, tag| label.replace(tag, ""));
            assert!(
                !bare.contains(['"', '<', '>', '`', '[', '{', '%', '\\']),
                "{case}: {line}"
            );
        }
    }
}

#[test]
fn dot_strings_are_closed() {
    for case in CASES {
        let drawn = graph(case, "dot");
        assert!(drawn.starts_with("digraph frontlint {\n") && drawn.ends_with("}\n"));
        for line in drawn.lines() {
            let without_escapes = line.replace("\\\\", "").replace("\\\"", "");
            let quotes = without_escapes.matches('"').count();
            assert!(quotes.is_multiple_of(2), "{case}: {line}");
        }
    }
}

#[test]
fn json_keeps_its_promise() {
    let schema = serde_json::from_str(include_str!("schema/graph-v1.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for case in CASES {
        let graph: Value = serde_json::from_str(&graph(case, "json")).expect("JSON");
        let problems: Vec<String> = validator
            .iter_errors(&graph)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new(), "{case}");
        let nodes = graph["nodes"].as_array().expect("nodes");
        let ids: BTreeSet<&str> = nodes
            .iter()
            .filter_map(|node| node["id"].as_str())
            .collect();
        assert_eq!(ids.len(), nodes.len(), "{case}: ids are unique");
        for edge in graph["edges"].as_array().expect("edges") {
            for end in ["from", "to"] {
                let id = edge[end].as_str().expect("an id");
                assert!(ids.contains(id), "{case}: {edge}");
            }
        }
        for node in nodes {
            let (id, address) = (&node["id"], node["address"].as_str());
            assert!(
                address == id.as_str() || address == Some(""),
                "{case}: {node}"
            );
        }
    }
}

/// The trees of whole architectures, kept beside the cases.
#[test]
fn trees_are_those_kept() {
    for case in [
        "choices",
        "cloudfront-two-fronts",
        "front-before-balancer",
        "guide",
        "http-api",
        "nested-modules",
        "openapi-http",
        "openapi-rest",
        "remote-module",
        "taken-away",
        "waf-through-modules",
        "ways",
    ] {
        let drawn = graph_of(case, &["--no-findings", "-f", "tree"]);
        keep_fresh(&format!("testdata/{case}/tree.txt"), &drawn);
    }
}

/// What a plan leaves unknown leads where the values lead once they are known.
#[test]
fn links_before_and_after_apply_agree() {
    let links = |case: &str| -> BTreeSet<String> {
        let graph: Value = serde_json::from_str(&graph(case, "json")).expect("JSON");
        let edges = graph["edges"].as_array().expect("edges").iter();
        let edges = edges.map(|edge| {
            let part = |name: &str| edge[name].as_str().expect("a text").to_owned();
            // Which of several instances it is has to be told before as well.
            assert_ne!(part("confidence"), "ambiguous", "{case}: {edge}");
            format!("{} {} {}", part("from"), part("kind"), part("to"))
        });
        // What the service fills in.
        let filled_in = |edge: &String| edge.contains(" subnet_mapping.");
        edges
            .filter(|edge| !filled_in(edge) && !edge.contains(" elsewhere/"))
            .collect()
    };
    for (before, after) in [("choices", "choices-applied"), ("guide", "guide-applied")] {
        assert_eq!(links(before), links(after), "{before}");
    }
}

#[test]
fn json_holds_every_link() {
    let graph: Value = serde_json::from_str(&graph("guide", "json")).expect("JSON");
    let edges = graph["edges"].as_array().expect("edges");
    for edge in [
        json!({
            "from": "aws_lb_target_group_attachment.orders_attach",
            "to": "aws_lambda_function.orders",
            "kind": "target_id",
            "confidence": "exact",
        }),
        json!({
            "from": "aws_cloudfront_distribution.edge",
            "to": "aws_lb.app",
            "kind": "origin.domain_name",
            "confidence": "exact",
        }),
    ] {
        assert!(edges.contains(&edge), "{edge}: {edges:#?}");
    }
    let nodes = graph["nodes"].as_array().expect("nodes");
    let balancer = nodes.iter().find(|node| node["id"] == "aws_lb.app");
    assert_eq!(
        balancer,
        Some(&json!({
            "id": "aws_lb.app", "kind": "load-balancer", "address": "aws_lb.app", "elsewhere": false,
        }))
    );
}

/// A label with the room it takes, or a box.
#[derive(Debug)]
struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    what: String,
}

impl Rect {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

fn coordinate(node: Node<'_, '_>, name: &str) -> f64 {
    let text = node.attribute(name).unwrap_or("0");
    text.parse().expect("a number")
}

/// All labels, with letters as wide as those of common fonts.
fn labels(drawing: &Document<'_>) -> Vec<Rect> {
    let texts = drawing
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    let labels = texts.map(|node| {
        let class = node.attribute("class").unwrap_or_default();
        let text = node.text().unwrap_or_default();
        let size = match class {
            "heading" => 15.0,
            "mono name" => 13.0,
            class if class.contains("sign") => 12.0,
            _ => 11.0,
        };
        let em = if class.contains("mono") { 0.602 } else { 0.56 };
        let (x, y) = (coordinate(node, "x"), coordinate(node, "y"));
        Rect {
            left: x,
            top: y - size * 0.8,
            right: x + em * size * text.chars().count() as f64,
            bottom: y + size * 0.2,
            what: text.to_owned(),
        }
    });
    labels.collect()
}

fn boxes(drawing: &Document<'_>) -> Vec<Rect> {
    let all = drawing.descendants();
    let boxes = all.filter(|node| node.attribute("class") == Some("box"));
    let boxes = boxes.map(|node| {
        let (left, top) = (coordinate(node, "x"), coordinate(node, "y"));
        Rect {
            left,
            top,
            right: left + coordinate(node, "width"),
            bottom: top + coordinate(node, "height"),
            what: "a box".into(),
        }
    });
    boxes.collect()
}

/// Holds a drawing against what every drawing promises.
#[track_caller]
fn sound(svg: &str) {
    let drawing = Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let root = drawing.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    for (at, name) in ["title", "desc"].into_iter().enumerate() {
        let child = root.children().filter(Node::is_element).nth(at);
        let child = child.expect("a description");
        assert!(child.has_tag_name(name) && child.text().is_some_and(|text| !text.is_empty()));
    }
    for node in drawing.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let known = ["svg", "title", "desc", "style", "rect", "text", "g", "path"];
        assert!(known.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && !name.contains("href"), "{name}");
            assert!(!value.contains("url(") && !value.contains("NaN"), "{value}");
        }
    }
    assert!(!svg.contains("@import") && !svg.contains("url("));
    let (labels, boxes) = (labels(&drawing), boxes(&drawing));
    for all in [&labels, &boxes] {
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                assert!(
                    !one.meets(other),
                    "{} lies over {}: {other:?}",
                    one.what,
                    other.what
                );
            }
        }
    }
    // What begins in a box ends in it.
    for label in &labels {
        let home = boxes.iter().find(|area| {
            (area.left..area.right).contains(&label.left)
                && (area.top..area.bottom).contains(&label.bottom)
        });
        if let Some(home) = home {
            assert!(label.right <= home.right, "{label:?} leaves {home:?}");
        }
    }
    let width = coordinate(root, "width");
    let height = coordinate(root, "height");
    for area in labels.iter().chain(&boxes) {
        assert!(
            area.left >= 0.0 && area.right <= width,
            "{area:?} of {width}"
        );
        assert!(
            area.top >= 0.0 && area.bottom <= height,
            "{area:?} of {height}"
        );
    }
}

#[test]
fn svg_is_well_formed_and_nothing_overlaps() {
    for case in CASES {
        sound(&graph(case, "svg"));
    }
}

#[test]
fn findings_and_changes_are_told_by_more_than_colour() {
    let drawn = graph("change-on-existing", "svg");
    for class in [
        "sign created",
        "sign changed",
        "sign destroyed",
        "has-error",
    ] {
        assert!(drawn.contains(class), "{class}: {drawn}");
    }
    assert!(drawn.contains(">api-v2-route-open</text>"), "{drawn}");
    let tree = graph("change-on-existing", "tree");
    for (line, lint) in [
        (
            "+ route aws_apigatewayv2_route.export",
            "error[api-v2-route-open]",
        ),
        (
            "~ load-balancer aws_lb.web (web-acl regional",
            "note[lb-access-logs-off]",
        ),
        ("- load-balancer aws_lb.legacy", ""),
    ] {
        let mut lines = tree.lines();
        assert!(
            lines.any(|drawn| drawn.contains(line) && drawn.contains(lint)),
            "{line}: {tree}"
        );
    }
}

#[test]
fn findings_can_be_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in ["tree", "mermaid", "dot", "svg"] {
        let plan = "testdata/guide/plan.json";
        let said = graph_in(root, &["--no-findings", "-f", format, plan]);
        assert!(
            !said.stdout.contains("waf-at-edge-origin-open"),
            "{}",
            said.stdout
        );
    }
}

#[test]
fn c8_colour_and_letters_are_those_of_the_terminal() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plan = "testdata/guide/plan.json";
    let colored = graph_in(root, &["--color", "always", plan]).stdout;
    assert!(colored.contains("\u{1b}[1;31merror[waf-at-edge-origin-open]\u{1b}[0m"));
    let mut command = frontlint(root);
    command.args(["graph", plan]).env("LANG", "C");
    let plain = Said::from(command.output().expect("the binary runs")).stdout;
    assert!(plain.is_ascii() && plain.contains("|- "), "{plain}");
}

#[test]
fn c2_what_cannot_be_drawn_is_trouble() {
    let directory = directory();
    let path = directory.path();
    write(path, "torn.json", "{\"format_version\":");
    let errored = plan_with("/errored", json!(true)).to_string();
    write(path, "errored.json", errored);
    for (arguments, drawn) in [
        (&["torn.json"][..], false),
        (&["missing.json"], false),
        (&["--source", "missing", "errored.json"], false),
        (&["-f", "svg=missing/a.svg", "errored.json"], false),
        (&["errored.json"], true),
        (&["."], false),
    ] {
        let said = graph_in(path, arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {said:?}");
        assert!(!said.stderr.is_empty(), "{arguments:?}");
        assert_eq!(!said.stdout.is_empty(), drawn, "{arguments:?}: {said:?}");
    }
}

#[test]
fn an_empty_plan_is_said_to_be_empty() {
    let directory = directory();
    let empty = plan_with("/resource_changes", json!([])).to_string();
    write(directory.path(), "empty.json", empty);
    let said = graph_in(directory.path(), &["empty.json"]);
    assert_eq!(said.code, Some(0));
    assert!(
        said.stdout
            .starts_with("empty.json: 0 fronting resources\n")
    );
    sound(&graph_in(directory.path(), &["-f", "svg", "empty.json"]).stdout);
}
