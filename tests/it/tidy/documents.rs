//! What the documents say of commands is true: transcripts are what is printed, pictures what is
//! drawn, and each command runs.

use super::keep_fresh;
use crate::input::{directory, frontlint, write};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The documents for users, with their texts.
pub(crate) fn documents() -> Vec<(String, String)> {
    let below = fs::read_dir("docs").expect("the documents");
    let below = below.map(|entry| entry.expect("a readable entry").path());
    let mut paths: Vec<_> = below.map(|path| path.display().to_string()).collect();
    paths.retain(|path| path.ends_with(".md"));
    paths.push("README.md".to_owned());
    paths.push("CONTRIBUTING.md".to_owned());
    paths.sort();
    let read = |path: String| {
        let text = fs::read_to_string(&path).expect("a document");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// The blocks of code in a language.
pub(crate) fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let opening = format!("\n```{language}\n");
    let blocks = text.split(opening.as_str()).skip(1);
    let ended = blocks.map(|rest| rest.split_once("```\n").expect("a block ends").0);
    ended.collect()
}

/// What a command prints where the documents show it: in the repository, at a terminal of a
/// hundred columns, on the day of the cases.
fn printed(arguments: &str) -> String {
    let mut command = frontlint(Path::new("."));
    command.args(arguments.split(' ')).env("COLUMNS", "100");
    if arguments.starts_with("check") {
        command.args(["--exit-zero", "--now", "2026-11-24"]);
    }
    let output = command.output().expect("the binary runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A part of a transcript as it is printed now: so many lines from its first one on.
fn fresh_part(part: &str, printed: &str) -> String {
    let count = part.lines().count();
    let first = part.lines().find(|line| !line.is_empty());
    let first = first.expect("a part says something");
    let lead = part.lines().take_while(|line| line.is_empty()).count();
    let from = printed.lines().position(|line| line == first);
    let from = from.unwrap_or_else(|| panic!("this is not printed: {first}\n{printed}"));
    let lines = printed.lines().skip(from).take(count - lead);
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    "\n".repeat(lead) + &lines
}

#[test]
fn transcripts_are_what_is_printed() {
    let mut count = 0;
    for (path, text) in documents() {
        let mut fresh = text.clone();
        for block in blocks(&text, "console") {
            let (command, said) = block.split_once('\n').expect("a command and more");
            let arguments = command.strip_prefix("$ frontlint ").expect("our command");
            let printed = printed(arguments);
            let parts = said.split("…\n").map(|part| match part {
                "" => String::new(),
                part => fresh_part(part, &printed),
            });
            let parts: Vec<_> = parts.collect();
            fresh = fresh.replace(said, &parts.join("…\n"));
            count += 1;
        }
        if fresh != text {
            keep_fresh(&path, &fresh);
        }
    }
    assert!(count > 1, "{count} transcripts");
}

/// The picture that `graph` draws of the guide.
fn picture(format: &str) -> String {
    printed(&format!(
        "graph -f {format} --now 2026-11-24 testdata/guide/plan.json"
    ))
}

#[test]
fn the_documents_show_the_guide() {
    let path = "docs/pictures.md";
    let text = fs::read_to_string(path).expect("the page about pictures");
    let opening = "<!-- graph -->\n```mermaid\n";
    let (before, rest) = text.split_once(opening).expect("a place for it");
    let (_, after) = rest.split_once("```\n").expect("it ends");
    let picture = picture("mermaid");
    keep_fresh(path, &format!("{before}{opening}{picture}```\n{after}"));
}

/// The same picture for light and for dark pages, which a browser cannot tell from inside an image.
#[test]
fn the_readme_shows_the_guide_light_and_dark() {
    let both = picture("svg");
    let opening = "@media (prefers-color-scheme: dark) {\n";
    let (before, rest) = both.split_once(opening).expect("colours for the dark");
    let (dark, after) = rest.split_once("\n}\n").expect("they end");
    keep_fresh("docs/guide-light.svg", &format!("{before}{after}"));
    keep_fresh("docs/guide-dark.svg", &format!("{before}{dark}\n{after}"));
}

#[test]
fn the_readme_is_read_in_one_sitting() {
    let readme = fs::read_to_string("README.md").expect("the readme");
    let lines = readme.lines().count();
    assert!(lines <= 200, "{lines} lines");
}

/// A directory as the documents assume it: plans with their sources, and lines of JSON.
fn project() -> tempfile::TempDir {
    let directory = directory();
    let path = directory.path();
    let read = |name: &str| fs::read_to_string(format!("testdata/guide/{name}")).expect("the case");
    let plan = read("plan.json");
    for place in ["plan.json", "plans/a/tfplan.json", "plans/search.json"] {
        write(path, place, &plan);
    }
    write(path, "main.tf", read("main.tf"));
    let lines = format!(
        "{}\n{{\"id\":\"a/b\",\"path\":\"plan.json\"}}\n",
        plan.trim()
    );
    write(path, "plans.jsonl", lines);
    directory
}

/// The commands of ours that a document tells its reader to run: at the beginning of a line, or
/// behind a key of YAML.
fn commands(text: &str) -> Vec<String> {
    let blocks = ["sh", "yaml"].map(|language| blocks(text, language));
    let lines = blocks.iter().flatten().flat_map(|block| block.lines());
    let ours = lines.filter_map(|line| {
        let (before, arguments) = line.split_once("frontlint ")?;
        let key = before.is_empty() || before.ends_with(": ") || before.trim() == "-";
        key.then(|| arguments.split(" #").next().unwrap_or_default())
    });
    ours.map(|arguments| arguments.replace("$SHOWFILE", "plan.json"))
        .collect()
}

/// Runs a command without what it is piped into, and writes the file that it is led to.
fn run(path: &Path, line: &str) {
    let (line, _) = line.split_once(" | ").unwrap_or((line, ""));
    let (arguments, file) = line.split_once(" > ").unwrap_or((line, ""));
    let mut command: Command = frontlint(path);
    let output = command.args(arguments.split_whitespace()).output();
    let output = output.expect("the binary runs");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{line}: {output:?}"
    );
    if !file.is_empty() {
        write(path, file.trim(), output.stdout);
    }
}

#[test]
fn commands_of_the_documents_run() {
    let mut count = 0;
    for (_, text) in documents() {
        let directory = project();
        for command in commands(&text) {
            run(directory.path(), &command);
            count += 1;
        }
    }
    assert!(count > 40, "{count} commands");
}
