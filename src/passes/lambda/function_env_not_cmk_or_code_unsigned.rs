//! `function-env-not-cmk-or-code-unsigned`: a function's variables or code lack a key of your own.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions with variables and no key, and with code that nobody signs.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let node = &function.node;
        let environment = node.blocks("environment");
        let keyed = node.is_given("kms_key_arn");
        if keyed == Some(false) {
            findings.hidden_blocks(node, "environment");
        }
        if keyed.is_none() && !environment.nodes.is_empty() {
            let why = "`kms_key_arn` is known only after apply";
            findings.undecided(function.address(), why);
        }
        if !environment.nodes.is_empty() && keyed == Some(false) {
            findings
                .at(node.place("kms_key_arn"))
                .label("its variables are encrypted with a key of AWS, not one of your own")
                .help("set `kms_key_arn` to a key whose policy says who may read the variables");
        }
        let image = node.text("package_type").known() == Some("Image");
        let signed = node.is_given("code_signing_config_arn");
        if !image && signed.is_none() {
            let why = "`code_signing_config_arn` is known only after apply";
            findings.undecided(function.address(), why);
        }
        if !image && signed == Some(false) {
            findings
                .at(node.place("code_signing_config_arn"))
                .label("anybody who may update this function may put any code into it: no signature is asked for")
                .help("set `code_signing_config_arn` to a configuration that names who signs");
        }
    }
}
