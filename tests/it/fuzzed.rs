//! What the fuzzer looks at (`fuzz/`), with inputs that proptest makes up.

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a crate of its own for the fuzzer")]
pub(crate) mod targets;

/// Pieces in any order: what looks like the language, and breaks anywhere.
fn made_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const CHAINS: &[&str] = &[
    "module",
    "m",
    "n",
    ".",
    ".",
    ".",
    "out",
    "in",
    "var.in",
    "var.v",
    "each.value",
    "each.key",
    "count.index",
    "[0]",
    "[\"a\"]",
    "[",
    "]",
    "\"",
    "\\",
    "\n",
    "\n",
    "\n\n",
    "aws_lb.b.arn",
    "aws_lb.b",
    "aws_lb_target_group.g",
    "module.m[\"a\"].out",
    "module.m.out",
    "module.n",
    "local.x",
    "data.",
    "aws_lb_listener.l[\"a\"].load_balancer_arn",
    "aws_lb_listener_rule.r.listener_arn",
    "terraform.workspace",
    "path.module",
    "self.arn",
    "[*]",
    "[each.key]",
];

const SOURCES: &[&str] = &[
    "resource",
    " \"aws_lb_listener\"",
    " \"a\"",
    " {\n",
    "}\n",
    "port",
    " = ",
    "80\n",
    "default_action",
    "type",
    "\"forward\"\n",
    "dynamic \"default_action\"",
    "for_each = ",
    "content",
    "locals",
    "a = ",
    "var.x",
    "[",
    "]",
    "(",
    ")",
    "${",
    "}",
    "%{ if ",
    "<<EOT\n",
    "EOT\n",
    "# frontlint:ignore rule-shadowed\n",
    "/* ",
    " */",
    "//",
    "\"",
    "\n",
    "module \"m\"",
    "{\"resource\":",
    "{\"aws_lb_listener\":",
    "{\"a\":",
    "{\"port\":80}",
    "}",
    ",",
    "\u{feff}",
    "\r\n",
    "data \"aws_lb\"",
    "? 1 : 2",
    "*",
    "\\u12",
];

const CONFIG: &[&str] = &[
    "[lints]\n",
    "rule-shadowed",
    " = ",
    "\"error\"\n",
    "\"off\"\n",
    "[[service]]\n",
    "name",
    "\"a\"\n",
    "needs",
    "[\"jwt\", ",
    "\"rate-limit\"]\n",
    "backend",
    "\"aws_lambda_function.*\"\n",
    "[[ignore]]\n",
    "lint",
    "address",
    "until = 2026-01-01\n",
    "reason = \"x\"\n",
    "fail-on",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\n",
    "#",
    "1",
    "true",
    "[suppressions]\n",
    "[[plans]]\n",
    "path",
    "root",
    "assume",
    "\\u",
    "é",
];

const BODY: &[&str] = &[
    "openapi: 3.0.1\n",
    "swagger: \"2.0\"\n",
    "paths:\n",
    "  /{id+}:\n",
    "    get:\n",
    "    x-amazon-apigateway-any-method:\n",
    "      security: [{a: []}]\n",
    "      x-amazon-apigateway-integration:\n",
    "        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations\n",
    "        type: aws_proxy\n",
    "        timeoutInMillis: ",
    "components: {securitySchemes: {a: {type: apiKey, ",
    "x-amazon-apigateway-authorizer: {type: token, authorizerUri: ",
    "x-amazon-apigateway-policy: ",
    "$ref: \"#/paths/~1a\"\n",
    "{\"openapi\": \"3\", \"paths\": {\"/a\": {\"get\": ",
    "&x ",
    "*x",
    "<<: ",
    "!!str ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ": ",
    "- ",
    ", ",
    "|\n",
    "\n",
    "  ",
    "1e999",
    "~",
    "null",
    "---\n",
    "#",
    "%",
    "\t",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_with_bytes_changed(changes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..6), cut in any::<Index>()) {
        let mut bytes = std::fs::read("testdata/rules/plan.json").expect("a plan");
        for (at, byte) in changes {
            *at.get_mut(&mut bytes) = byte;
        }
        targets::plan(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        targets::plan(&bytes);
    }

    #[test]
    fn references(text in made_of(CHAINS)) {
        targets::references(text.as_bytes());
    }

    #[test]
    fn sources(text in made_of(SOURCES)) {
        targets::sources(text.as_bytes());
    }

    #[test]
    fn configurations(text in made_of(CONFIG)) {
        targets::config(text.as_bytes());
    }

    #[test]
    fn openapi(text in made_of(BODY)) {
        targets::openapi(format!("openapi: 3.0.1\npaths:\n  /a:\n    {text}").as_bytes());
        targets::openapi(text.as_bytes());
    }

    #[test]
    fn requests(
        rules in prop::collection::vec(r"(-|/[ab*?]{0,4}|[*?a]{1,3}) (-|[Aab*?.]{1,4}) (-|GET|POST)( [ab*?]{1,3}){0,2}", 1..6),
        requests in prop::collection::vec(r"/[abc]{0,4} [ab]{1,3} (GET|POST|PUT)( [abc]{0,3}){0,2}", 1..8),
    ) {
        targets::requests(format!("{}\n\n{}", rules.join("\n"), requests.join("\n")).as_bytes());
    }
}

/// Two calls of a module that pass each other's outputs on, by keys that pile up.
#[test]
fn circles_that_grow_come_to_an_end() {
    let text = "var.in\neach.value\n\nmodule.n.out\nmodule.m[\"alue\n\nmodule.n.out\nmodule.m[\"a\"].out\n\navar.in\neach.value\n\nmodule.n.out\nmod\n\nmoduls_lb_target_g\n\nmodule.m[\"b\"].out\ncount.index\n";
    targets::references(text.as_bytes());
}
