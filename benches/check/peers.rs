//! Other tools on the same plan, as far as they are installed.

use super::{FRONTLINT, median, plan};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn times(directory: &Path) -> String {
    let file = directory.join("peers.json");
    fs::write(&file, plan::of_size(1_000_000)).expect("room for a plan");
    let file = file.to_string_lossy();
    let peers: [(&str, &[&str]); 4] = [
        (FRONTLINT, &["check", "-f", "json", &file]),
        ("checkov", &["--compact", "--quiet", "-f", &file]),
        ("trivy", &["config", "--quiet", &file]),
        ("terrascan", &["scan", "-i", "tfplan", "-f", &file]),
    ];
    let mut out = String::from("\na plan of 1 MB from start to exit\n");
    for (program, arguments) in peers {
        let run = || {
            let mut command = Command::new(program);
            command.args(arguments);
            command.stdout(Stdio::null()).stderr(Stdio::null()).status()
        };
        let name = Path::new(program).file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        let _ = match run() {
            Ok(_) => writeln!(out, "{name:>10} {:>9.1?}", median(5, || drop(run()))),
            Err(_) => writeln!(out, "{name:>10} is not installed"),
        };
    }
    out
}
