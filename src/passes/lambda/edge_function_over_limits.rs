//! `edge-function-over-limits`: a function for the edge uses what the edge does not offer.

use crate::finding::Findings;
use crate::graph::{EdgeFunction, Graph};
use crate::passes::hidden;
use crate::plan::{Attr, Place};

/// The most that Lambda@Edge allows (facts.md section 3.3).
const SECONDS: f64 = 30.0;
const VIEWER_MEGABYTES: f64 = 128.0;
const STORAGE_MEGABYTES: f64 = 512.0;

/// Reports settings of functions that distributions run and that Lambda@Edge refuses.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::edge_functions(graph, findings);
    for edge in graph.edge_functions() {
        for name in ["timeout", "memory_size"] {
            if edge.function.node.attr(name).is_unknown() {
                let why = format!("its `{name}` is known only after apply");
                findings.undecided(edge.function.address(), why);
            }
        }
        for block in ["environment", "vpc_config", "dead_letter_config"] {
            findings.hidden_blocks(&edge.function.node, block);
        }
        for (place, problem, help) in problems(&edge) {
            let finding = findings.at(place);
            finding
                .label(format!("Lambda@Edge does not take a function with {problem}: the distribution is refused"))
                .help(help);
            if let Some(association) = edge.associations.first() {
                finding.related(association.node.place("lambda_arn"), "runs it at the edge");
            }
        }
    }
}

fn problems(edge: &EdgeFunction<'_>) -> Vec<(Place, String, String)> {
    let node = &edge.function.node;
    let mut problems = Vec::new();
    let mut add = |place: Place, problem: String, help: &str| {
        problems.push((place, problem, help.to_owned()));
    };
    if let Attr::Known(timeout) = node.number("timeout")
        && timeout > SECONDS
    {
        add(
            node.place("timeout"),
            format!("a timeout of {timeout} s"),
            "set `timeout` to at most 30",
        );
    }
    if let Attr::Known(memory) = node.number("memory_size")
        && memory > VIEWER_MEGABYTES
        && edge.is_on_viewer_side()
    {
        let problem = format!("{memory} MB of memory at a viewer event");
        add(
            node.place("memory_size"),
            problem,
            "set `memory_size = 128`, or run it at an origin event",
        );
    }
    for (block, holds, what) in [
        ("environment", "variables", "environment variables"),
        ("vpc_config", "subnet_ids", "a VPC"),
        ("dead_letter_config", "target_arn", "a dead-letter queue"),
    ] {
        let used = node
            .blocks(block)
            .nodes
            .into_iter()
            .find(|it| it.is_set(holds));
        if let Some(used) = used {
            add(
                used.header(),
                what.to_owned(),
                "remove the block: write what the function needs into its code",
            );
        }
    }
    if !matches!(node.texts("layers"), Attr::Unset) {
        add(
            node.place("layers"),
            "layers".to_owned(),
            "put what the layers hold into the function's own package",
        );
    }
    if node
        .texts("architectures")
        .known()
        .is_some_and(|names| names.contains(&"arm64"))
    {
        add(
            node.place("architectures"),
            "the architecture arm64".to_owned(),
            "set `architectures = [\"x86_64\"]`",
        );
    }
    if node.text("package_type").known() == Some("Image") {
        add(
            node.place("package_type"),
            "a container image".to_owned(),
            "deploy the function as a ZIP file",
        );
    }
    for storage in node.blocks("ephemeral_storage").nodes {
        if let Attr::Known(size) = storage.number("size")
            && size > STORAGE_MEGABYTES
        {
            add(
                storage.place("size"),
                format!("{size} MB of storage"),
                "set `size = 512`, or remove the block",
            );
        }
    }
    problems
}
