//! What is read and what is refused, through the binary: outputs.md C2 and C10,
//! plan-format.md sections 1 to 6.

mod documents;
mod files;
mod mutated;
mod read;
mod refused;
mod structure;
mod wrapped;

use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Stands for a secret: in each document, and never in what is printed.
const CANARY: &str = "canary-7f3a9c";

/// The binary, in a directory, untouched by the settings of whoever runs the tests.
pub(crate) fn frontlint(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontlint"));
    command.current_dir(directory).stdin(Stdio::null());
    let settings = [
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "FORCE_COLOR",
        "FRONTLINT_CONFIG",
        "GITHUB_STEP_SUMMARY",
        "LC_ALL",
        "LC_CTYPE",
        "NO_COLOR",
        "TERM",
    ];
    for name in settings {
        command.env_remove(name);
    }
    // What is told stays on one line, so that tests can look for it.
    command.env("COLUMNS", "100000");
    command.env("LANG", "C.UTF-8");
    // The age of files in a checkout says nothing.
    command.env("CI", "true");
    command
}

/// What one run said.
#[derive(Debug, PartialEq)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("reports are UTF-8");
        let said = Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        for mistake in ["panicked", "a mistake in frontlint"] {
            assert!(!said.stderr.contains(mistake), "{}", said.stderr);
        }
        said
    }
}

/// Runs `check` in a directory, without any configuration.
pub(crate) fn check(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.args(["check", "--no-config"]).args(arguments);
    command.output().expect("the binary runs").into()
}

/// The same with something on stdin.
pub(crate) fn check_stdin(directory: &Path, arguments: &[&str], input: &[u8]) -> Said {
    let mut command = frontlint(directory);
    command.args(["check", "--no-config"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    // It may end before it has read everything.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the binary ends").into()
}

/// An empty directory; no configuration and no repository around it matter.
pub(crate) fn directory() -> TempDir {
    let directory = TempDir::with_prefix("plans-").expect("a directory");
    fs::create_dir(directory.path().join(".git")).expect("a directory");
    directory
}

pub(crate) fn write(directory: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    fs::write(path, bytes).expect("a file");
}

/// A real plan of this repository.
pub(crate) fn real(case: &str) -> String {
    fs::read_to_string(format!("testdata/{case}/plan.json")).expect("a case")
}

/// A small plan with every part that is read, one warning in it, and the canary
/// wherever a plan may hold a secret.
pub(crate) fn plan() -> Value {
    let values = json!({
        "load_balancer_arn": null, "port": 443, "protocol": "HTTPS",
        "ssl_policy": "ELBSecurityPolicy-FS-1-2-Res-2020-10", "certificate_arn": CANARY,
        "default_action": [{ "type": "fixed-response", "fixed_response": [{ "message_body": CANARY }] }],
        "tags": { "Secret": CANARY },
    });
    let called = json!({
        "resources": [{
            "address": "aws_lb_listener.inner", "mode": "managed", "type": "aws_lb_listener", "name": "inner",
            "expressions": { "port": { "constant_value": 443 } }, "count_expression": { "constant_value": 0 },
        }],
        "variables": { "secret": { "default": CANARY } },
    });
    json!({
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "variables": { "secret": { "value": CANARY } },
        "planned_values": { "outputs": { "o": { "value": CANARY } }, "root_module": {} },
        "resource_changes": [{
            "address": "aws_lb_listener.a", "mode": "managed", "type": "aws_lb_listener", "name": "a",
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "change": {
                "actions": ["create"], "before": null, "after": values,
                "after_unknown": { "arn": true }, "before_sensitive": false,
                "after_sensitive": { "tags": {} },
            },
        }],
        "output_changes": { "o": { "actions": ["create"], "after": CANARY } },
        "deferred_changes": [],
        "prior_state": { "format_version": "1.0", "values": { "root_module": {
            "resources": [{
                "address": "data.aws_lb.d", "mode": "data", "type": "aws_lb", "name": "d",
                "values": { "arn": CANARY, "name": CANARY }, "sensitive_values": {},
            }],
            "child_modules": [],
        } } },
        "configuration": {
            "provider_config": { "aws": { "expressions": { "secret_key": { "constant_value": CANARY } } } },
            "root_module": {
                "outputs": { "o": { "expression": { "references": ["var.secret"] } } },
                "resources": [{
                    "address": "aws_lb_listener.a", "mode": "managed", "type": "aws_lb_listener", "name": "a",
                    "expressions": {
                        "ssl_policy": { "constant_value": "ELBSecurityPolicy-FS-1-2-Res-2020-10" },
                        "certificate_arn": { "constant_value": CANARY },
                    },
                }],
                "module_calls": { "m": {
                    "source": "./m", "expressions": { "secret": { "constant_value": CANARY } }, "module": called,
                } },
                "variables": { "secret": { "default": CANARY } },
            },
        },
        "errored": false,
        "complete": true,
    })
}

/// The small plan with one part put in, or in the place of what is there.
pub(crate) fn plan_with(pointer: &str, value: Value) -> Value {
    let mut plan = plan();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match plan.pointer_mut(parent).expect("a part of the plan") {
        Value::Array(items) => items[name.parse::<usize>().expect("a position")] = value,
        parent => parent[name] = value,
    }
    plan
}

/// The small plan with one part taken out.
pub(crate) fn plan_without(pointer: &str) -> Value {
    let mut plan = plan();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = plan.pointer_mut(parent).expect("a part of the plan");
    let removed = parent.as_object_mut().expect("an object").remove(name);
    assert!(removed.is_some(), "{pointer} is in the plan");
    plan
}

pub(crate) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
