//! What is found and not named has to be a plain file; what is named may be a pipe. A run that opened
//! one of these pipes would never end.
#![cfg(unix)]

use crate::input::{Said, directory, frontlint, real, write};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

fn project() -> tempfile::TempDir {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("tls"));
    let source = fs::read_to_string("testdata/tls/main.tf").expect("the case");
    write(path, "main.tf", source);
    directory
}

fn pipe(path: &Path, name: &str) {
    let made = Command::new("mkfifo").arg(path.join(name)).status();
    assert!(made.expect("mkfifo").success());
}

fn said(path: &Path, arguments: &str) -> Said {
    let mut command = frontlint(path);
    command.args(arguments.split_whitespace());
    command.output().expect("the binary runs").into()
}

#[test]
fn sources_that_are_no_plain_files_are_left_aside() {
    let directory = project();
    let path = directory.path();
    let before = said(path, "check -f json --exit-zero plan.json");
    pipe(path, "a.tf");
    symlink("/dev/zero", path.join("b.tf.json")).expect("a link");
    symlink("nowhere", path.join("c.tf")).expect("a link");
    write(path, "d.tf", " ".repeat((16 << 20) + 1));
    write(path, "e.tf", [0xff]);
    fs::create_dir_all(path.join(".terraform/modules")).expect("a directory");
    pipe(path, ".terraform/modules/modules.json");
    let after = said(path, "check -f json --exit-zero plan.json");
    assert_eq!(
        after.stdout, before.stdout,
        "the other files give the lines"
    );
    assert_eq!(
        after.stderr,
        "warning: .terraform/modules/modules.json is left aside: it is no plain file\n\
         warning: a.tf is left aside: it is no plain file\n\
         warning: b.tf.json is left aside: it is no plain file\n\
         warning: d.tf is left aside: it has more than 16 MiB\n\
         warning: e.tf is left aside: it is not UTF-8\n"
    );
}

#[test]
fn a_source_alone_that_is_left_aside_is_told() {
    let directory = project();
    let path = directory.path();
    fs::remove_file(path.join("main.tf")).expect("it goes");
    pipe(path, "main.tf");
    for command in ["check --exit-zero", "graph", "advise"] {
        let said = said(path, &format!("{command} plan.json"));
        let told = "warning: main.tf is left aside: it is no plain file\n";
        assert!(said.stderr.contains(told), "{command}: {}", said.stderr);
    }
}

#[test]
fn what_lists_and_lines_name_is_a_plain_file() {
    let directory = project();
    let path = directory.path();
    pipe(path, "frontlint.toml");
    let refused = said(path, "check plan.json");
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    let why = "`frontlint.toml` cannot be read: it is no plain file";
    assert!(refused.stderr.contains(why), "{}", refused.stderr);
    assert_ne!(said(path, "check --no-config plan.json").code, Some(2));
    fs::remove_file(path.join("frontlint.toml")).expect("it goes");

    pipe(path, "pipe.json");
    write(path, "frontlint.toml", "[[plans]]\npath = \"pipe.json\"\n");
    write(
        path,
        "lines",
        "{\"path\":\"pipe.json\"}\n{\"path\":\"/dev/zero\"}\n",
    );
    for arguments in ["check", "graph", "check --input-format jsonl lines"] {
        let refused = said(path, arguments);
        assert_eq!(refused.code, Some(2), "{arguments}: {refused:?}");
        let why = "the file cannot be read: it is no plain file";
        assert!(
            refused.stderr.contains(why),
            "{arguments}: {}",
            refused.stderr
        );
    }
}

#[test]
fn what_is_named_may_be_a_pipe() {
    let directory = project();
    let path = directory.path();
    write(path, "more.json", real("rules"));
    let program = env!("CARGO_BIN_EXE_frontlint");
    // A configuration is for each plan, and a pipe gives it but once.
    let script = format!(
        "mkfifo config plan; echo 'gate = {{ fail-on = \"never\" }}' >config & \
         cat plan.json >plan & {program} check --config config plan more.json"
    );
    let mut command = Command::new("sh");
    command.current_dir(path).args(["-c", &script]);
    command
        .env_remove("FRONTLINT_CONFIG")
        .env("LANG", "C.UTF-8");
    let piped = Said::from(command.output().expect("a shell"));
    assert_eq!(piped.code, Some(0), "{piped:?}");
    assert!(piped.stdout.contains("2 plans: "), "{}", piped.stdout);
    assert_eq!(
        said(path, "check --exit-zero --config /dev/null plan.json").code,
        Some(0)
    );
    let endless = said(path, "check --baseline /dev/zero plan.json");
    assert_eq!(endless.code, Some(2));
    assert!(
        endless.stderr.contains("more than 256 MiB"),
        "{}",
        endless.stderr
    );
}
