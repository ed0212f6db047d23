//! What is written takes its place when it is whole, and nothing is written over what is read.

use crate::input::{Said, directory, frontlint, real, write};
use std::fs;
use std::path::Path;

/// A directory with a plan, its source, a baseline, a configuration and a line of results.
fn project() -> tempfile::TempDir {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("rules"));
    let source = fs::read_to_string("testdata/rules/main.tf").expect("the case");
    write(path, "main.tf", source);
    write(path, "frontlint.toml", "[gate]\nfail-on = \"never\"\n");
    write(path, "accepted.txt", "");
    let plan: serde_json::Value = serde_json::from_str(&real("rules")).expect("a plan");
    write(
        path,
        "plans.jsonl",
        format!("{plan}\n{{\"path\":\"plan.json\"}}\n"),
    );
    let result = said(path, "check --input-format jsonl plans.jsonl").stdout;
    write(path, "results.jsonl", result);
    directory
}

fn said(path: &Path, arguments: &str) -> Said {
    let mut command = frontlint(path);
    command.env_remove("GITHUB_STEP_SUMMARY");
    command.args(arguments.split_whitespace());
    command.output().expect("the binary runs").into()
}

/// All files with their texts.
fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(path).expect("a directory");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

/// Refuses, says why in those words, and leaves everything as it is.
#[track_caller]
fn refuses(path: &Path, arguments: &str, why: &str) {
    let before = files(path);
    let said = said(path, arguments);
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (Some(2), ""),
        "{arguments}: {said:?}"
    );
    assert!(said.stderr.contains(why), "{arguments}: {}", said.stderr);
    assert!(files(path) == before, "{arguments}: nothing is changed");
}

#[test]
fn what_is_read_is_not_written_over() {
    let directory = project();
    let path = directory.path();
    fs::hard_link(path.join("plan.json"), path.join("copy.json")).expect("a link");
    fs::hard_link(path.join("main.tf"), path.join("copy.txt")).expect("a link");
    for arguments in [
        "check -f json=plan.json plan.json",
        "check -f json=./plan.json .",
        "check -f json={plan} plan.json",
        "check -f json=frontlint.toml plan.json",
        "check -f json=accepted.txt --baseline accepted.txt plan.json",
        "check --input-format jsonl -f jsonl=plans.jsonl plans.jsonl",
        "check --input-format jsonl -f jsonl=plan.json plans.jsonl",
        "graph -f svg=plan.json plan.json",
        "baseline write --baseline plan.json plan.json",
        "baseline write --baseline frontlint.toml plan.json",
        "report merge -f html=results.jsonl results.jsonl",
        "report merge -f sarif=results.jsonl plans.jsonl results.jsonl",
    ] {
        refuses(path, arguments, ", which this run reads");
    }
    for arguments in [
        "check -f json=main.tf plan.json",
        "check -f json=new.tf.json plan.json",
        "graph -f dot=terraform.tfstate plan.json",
        "baseline write --baseline main.tf plan.json",
    ] {
        refuses(path, arguments, ", which Terraform reads");
    }
    #[cfg(unix)]
    for arguments in [
        "check -f json=copy.json plan.json",
        "graph -f svg=copy.json plan.json",
        "check -f json=copy.txt plan.json",
    ] {
        refuses(path, arguments, ", which this run reads as ");
    }
}

#[test]
fn two_reports_do_not_go_to_one_file() {
    let directory = project();
    let path = directory.path();
    for arguments in [
        "check -f json=a -f text=a plan.json",
        "check -f json=a -f text=./a plan.json",
        "check -f json={plan}.x -f text=plan.json.x plan.json",
        "check -f sarif=./plan.json.sarif --sarif-dir . plan.json",
        "check --input-format jsonl -f jsonl=a -f findings-jsonl=a plans.jsonl",
        "report merge -f html=a -f sarif=a results.jsonl",
    ] {
        refuses(path, arguments, "two reports go to ");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    /// Files can have so many blocks of 512 bytes that no report finds room, and the old ones stay.
    #[test]
    fn a_disk_that_is_full_leaves_what_was_there() {
        let directory = project();
        let path = directory.path();
        let accepted = format!("lb-access-logs-off aws_lb.{}\n", "x".repeat(4000));
        for (arguments, file) in [
            ("check -f json=old plan.json", "old"),
            ("check --input-format jsonl -f jsonl=old plans.jsonl", "old"),
            ("graph -f svg=old plan.json", "old"),
            ("report merge -f html=old results.jsonl", "old"),
            ("baseline prune --baseline old plan.json", "old"),
        ] {
            write(path, file, &accepted);
            let before = files(path);
            let program = env!("CARGO_BIN_EXE_frontlint");
            let script = format!("trap '' XFSZ; ulimit -f 0; exec {program} {arguments}");
            let mut command = Command::new("sh");
            command.current_dir(path).args(["-c", &script]);
            let said = Said::from(command.output().expect("a shell"));
            assert_eq!(said.code, Some(2), "{arguments}: {said:?}");
            assert!(
                said.stderr.contains("file too large"),
                "{arguments}: {}",
                said.stderr
            );
            assert!(files(path) == before, "{arguments}: nothing is changed");
        }
        let said = said(path, "check -f json=/dev/full plan.json");
        assert_eq!(said.code, Some(2));
        let why = "the report cannot be written to /dev/full: no space left on device";
        assert!(
            !cfg!(target_os = "linux") || said.stderr.contains(why),
            "{}",
            said.stderr
        );
    }

    #[test]
    fn links_and_permissions_stay() {
        let directory = project();
        let path = directory.path();
        write(path, "kept", "old");
        let private = fs::Permissions::from_mode(0o600);
        fs::set_permissions(path.join("kept"), private).expect("it is ours");
        symlink("kept", path.join("link")).expect("a link");
        symlink("later", path.join("dangling")).expect("a link");
        let said = said(path, "check -f json=link -f text=dangling plan.json");
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        for link in ["link", "dangling"] {
            let kind = fs::symlink_metadata(path.join(link)).expect("it is there");
            assert!(kind.is_symlink(), "{link}");
        }
        let kept = fs::metadata(path.join("kept")).expect("it is there");
        assert_eq!(kept.permissions().mode() & 0o777, 0o600);
        for (file, begins) in [("kept", "{"), ("later", "\n")] {
            let text = fs::read_to_string(path.join(file)).expect("a report");
            assert!(
                text.starts_with(begins) || text.contains("error"),
                "{file}: {text}"
            );
        }
        let left = files(path)
            .into_iter()
            .filter(|(name, _)| name.ends_with(".tmp"));
        assert_eq!(left.count(), 0);
    }

    #[test]
    fn pipes_and_devices_are_written_to_as_they_are() {
        let directory = project();
        let path = directory.path();
        let whole = said(path, "check -f json plan.json").stdout;
        let named = said(path, "check -f json=/dev/stdout plan.json").stdout;
        assert_eq!(named, whole);
        let both = said(path, "check -f json=/dev/null -f text=/dev/null plan.json");
        assert_eq!((both.code, both.stdout.as_str()), (Some(0), ""));
        let made = Command::new("mkfifo").arg(path.join("pipe")).status();
        assert!(made.expect("mkfifo").success());
        let pipe = path.join("pipe");
        let reader = std::thread::spawn(move || fs::read_to_string(pipe).expect("a report"));
        let said = said(path, "check -f json=pipe plan.json");
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        assert_eq!(reader.join().expect("it ends"), whole);
    }
}
