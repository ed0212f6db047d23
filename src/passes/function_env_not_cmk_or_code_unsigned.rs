//! `function-env-not-cmk-or-code-unsigned`: a function's variables or code lack a key of your own.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions with variables and no key, and with code that nobody signs.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let node = &function.node;
        let has_variables = !node.blocks("environment").nodes.is_empty();
        if has_variables && node.text("kms_key_arn").is_unset() {
            findings
                .at(node.place("kms_key_arn"))
                .label("its variables are encrypted with a key of AWS, not one of your own")
                .help("set `kms_key_arn` to a key whose policy says who may read the variables");
        }
        let image = node.text("package_type").known() == Some("Image");
        if !image && node.text("code_signing_config_arn").is_unset() {
            findings
                .at(node.place("code_signing_config_arn"))
                .label("anybody who may update this function may put any code into it: no signature is asked for")
                .help("set `code_signing_config_arn` to a configuration that names who signs");
        }
    }
}
