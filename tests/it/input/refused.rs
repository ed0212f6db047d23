//! What holds for every bad input: exit code 2, and one message that says what it
//! is and what to do, in each format.

use super::*;

/// One bad input, the code of its error, and a part of the message.
pub(super) struct Bad {
    name: String,
    bytes: Vec<u8>,
    code: &'static str,
    says: String,
}

pub(super) fn bad(name: &str, bytes: impl AsRef<[u8]>, code: &'static str, says: &str) -> Bad {
    Bad {
        name: name.to_owned(),
        bytes: bytes.as_ref().to_vec(),
        code,
        says: says.to_owned(),
    }
}

/// Writes each to a file and checks what is said of it, in each format.
pub(super) fn refuses(all: Vec<Bad>) {
    let directory = directory();
    let files: Vec<String> = (0..all.len()).map(|at| format!("{at}.json")).collect();
    for (file, bad) in files.iter().zip(&all) {
        write(directory.path(), file, &bad.bytes);
    }
    let names: Vec<&str> = all.iter().map(|bad| bad.name.as_str()).collect();
    let inputs: Vec<&str> = files.iter().map(String::as_str).collect();
    let refusals = refusals(directory.path(), &inputs, &names);
    for ((file, bad), (code, message)) in files.iter().zip(&all).zip(refusals) {
        assert_eq!(code, format!("frontlint::{}", bad.code), "{}", bad.name);
        let opening = format!("error: {file}: ");
        assert!(message.starts_with(&opening), "{}: {message}", bad.name);
        assert!(message.contains(&bad.says), "{}: {message}", bad.name);
    }
}

/// Checks what holds for every refusal; the message comes back.
#[track_caller]
pub(super) fn refuses_one(directory: &Path, input: &str) -> String {
    refuses_each(directory, &[input], &[input]).remove(0)
}

/// The same for several inputs, none of them a plan.
#[track_caller]
pub(super) fn refuses_each(directory: &Path, inputs: &[&str], names: &[&str]) -> Vec<String> {
    let refusals = refusals(directory, inputs, names).into_iter();
    refusals.map(|(_, message)| message).collect()
}

/// The same with the code that machines are told.
#[track_caller]
fn refusals(directory: &Path, inputs: &[&str], names: &[&str]) -> Vec<(String, String)> {
    let said = check(directory, inputs);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(said.stdout, "", "C1, C2");
    let lines: Vec<&str> = said.stderr.lines().collect();
    let messages: Vec<String> = lines
        .chunks(2)
        .map(|lines| lines.join("\n") + "\n")
        .collect();
    assert_eq!(messages.len(), inputs.len(), "one each: {}", said.stderr);
    for (message, name) in messages.iter().zip(names) {
        assert_is_refusal(message, name);
    }

    let arguments = [&["-f", "json", "-f", "sarif=out.sarif"], inputs].concat();
    let in_files = check(directory, &arguments);
    assert_eq!((in_files.code, &in_files.stderr), (Some(2), &said.stderr));
    let report = in_files.json();
    assert_eq!(report["plans"], json!([]));
    let errors = report["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), inputs.len(), "{report}");

    let sarif = fs::read_to_string(directory.join("out.sarif")).expect("SARIF");
    fs::remove_file(directory.join("out.sarif")).expect("the file goes");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!(run["results"], json!([]), "S16");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false, "S14");
    assert_eq!(invocation["exitCode"], 2, "S14");
    let notes = invocation["toolExecutionNotifications"]
        .as_array()
        .expect("S14");
    assert_eq!(notes.len(), inputs.len(), "S14: {sarif}");

    let mut codes = Vec::new();
    for (at, (message, name)) in messages.iter().zip(names).enumerate() {
        let part = |key: &str| errors[at][key].as_str().expect("a text");
        let (code, what, help) = (part("code"), part("message"), part("help"));
        assert_eq!(part("input"), inputs[at], "{name}");
        let told = format!("error: {}: {what}\n  help: {help}\n", inputs[at]);
        assert_eq!(*message, told, "{name}: every format says the same");
        let note = notes[at].to_string();
        assert!(
            note.contains(code) && !note.contains(CANARY),
            "{name}: {note}"
        );
        codes.push(code.to_owned());
    }
    codes.into_iter().zip(messages).collect()
}

#[track_caller]
pub(super) fn assert_is_refusal(message: &str, name: &str) {
    assert!(message.starts_with("error: "), "{name}: {message}");
    assert_eq!(message.matches("error: ").count(), 1, "{name}: {message}");
    assert!(
        !message.contains("frontlint::"),
        "codes are for machines: {message}"
    );
    assert_eq!(message.lines().count(), 2, "{name}: {message}");
    let help = message.split("\n  help: ").nth(1);
    assert!(
        help.is_some_and(|help| help.len() > 20),
        "{name}: {message}"
    );
    assert!(message.len() < 2000, "{name}: {message}");
    assert!(!message.contains(CANARY), "{name}: C10: {message}");
}

/// Names in the way to what is wrong are told.
#[test]
fn malformed_members_are_named() {
    let directory = directory();
    let mut document = plan();
    document["configuration"]["root_module"]["module_calls"]["x"] = json!({ "module": 3 });
    write(directory.path(), "plan.json", document.to_string());
    let said = check(directory.path(), &["plan.json"]);
    let path = "`configuration.root_module.module_calls.x.module`";
    assert!(said.stderr.contains(path), "{}", said.stderr);
}
