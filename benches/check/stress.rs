//! Plans that are made to be slow: what they cost from start to exit.

use super::{FRONTLINT, median, slow};
use serde_json::json;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn times(directory: &Path) -> String {
    let cases = [
        ("10 000 rules on one listener", slow::rules(10_000, 0)),
        (
            "4 000 rules, two in five with a login",
            slow::rules(4_000, 2),
        ),
        ("100 000 edges on one node", slow::edges(100_000)),
        ("a text of 50 MB", text(50_000_000)),
        (
            "1 000 references to modules in a circle",
            slow::circles(1_000),
        ),
    ];
    let mut out = String::from("\nplans made to be slow, from start to exit\n");
    for (what, plan) in cases {
        let file = directory.join("stress.json");
        fs::write(&file, plan).expect("room for a plan");
        let time = median(3, || {
            let mut command = Command::new(FRONTLINT);
            command.args(["check", "-f", "json"]).arg(&file);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            drop(command.status());
        });
        let _ = writeln!(out, "{what:>40} {time:>9.1?}");
    }
    out
}

/// One text of so many bytes, full of what patterns are made of.
fn text(length: usize) -> String {
    let huge = "a/*?.$[{".repeat(length / 8);
    let balancer = slow::created("aws_lb.a", json!({"arn": "arn:lb", "name": huge}));
    slow::plan(&[balancer], json!({}))
}
