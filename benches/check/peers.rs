//! Other tools on the same plans, as far as they are installed.

use super::{FRONTLINT, median, plan};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// cfn-guard comes without rules; this one asks what one lint asks.
const GUARD_RULES: &str = r#"
let listeners = resource_changes[ type == "aws_lb_listener" ]

rule listeners_use_tls13 when %listeners !empty {
    %listeners.change.after.ssl_policy == /TLS13/
}
"#;

pub(crate) fn times(directory: &Path) -> String {
    let rules = directory.join("rules.guard");
    fs::write(&rules, GUARD_RULES).expect("room for a rule");
    let rules = rules.to_string_lossy();
    let mut out = String::new();
    for (name, bytes) in [("50 KB", 50_000), ("1 MB", 1_000_000)] {
        let file = directory.join("peers.json");
        fs::write(&file, plan::of_size(bytes)).expect("room for a plan");
        let file = file.to_string_lossy();
        let peers: [(&str, &[&str]); 5] = [
            (FRONTLINT, &["check", "-f", "json", &file]),
            (
                "checkov",
                &["--skip-download", "--compact", "--quiet", "-f", &file],
            ),
            ("cfn-guard", &["validate", "--rules", &rules, "-d", &file]),
            ("trivy", &["config", "--quiet", &file]),
            ("terrascan", &["scan", "-i", "tfplan", "-f", &file]),
        ];
        let _ = writeln!(out, "\na plan of {name} from start to exit");
        for (program, arguments) in peers {
            let run = || {
                let mut command = Command::new(program);
                command.args(arguments);
                command.stdout(Stdio::null()).stderr(Stdio::null()).status()
            };
            let name = Path::new(program).file_name().unwrap_or_default();
            let name = name.to_string_lossy();
            let _ = match run() {
                Ok(_) => writeln!(out, "{name:>10} {:>9.1?}", median(3, || drop(run()))),
                Err(_) => writeln!(out, "{name:>10} is not installed"),
            };
        }
    }
    out
}
