//! Plans with other output around them: what runs Terraform in CI adds lines of its own.

use super::error::ReadError;

/// How a plan begins, as Terraform and OpenTofu write it.
const PLAN: &str = "{\"format_version\"";

/// Tells who has written the lines before a plan, or after it.
pub(super) fn around(text: &str) -> Option<ReadError> {
    // A plan is one line.
    let (before, after) = match text.find(PLAN) {
        Some(at) => (&text[..at], text[at..].split_once('\n')),
        None => (text, None),
    };
    let after = after.map_or("", |(_, after)| after);
    let mut lines = before.lines().chain(after.lines());
    if lines.clone().any(is_of_actions) {
        return Some(ReadError::ActionsWrapper);
    }
    if lines.any(|line| is_of_terragrunt(&without_colours(line))) {
        return Some(ReadError::Terragrunt);
    }
    let is_there = before.len() < text.len();
    (is_there && !before.trim().is_empty()).then_some(ReadError::Surrounded)
}

/// The wrapper of `hashicorp/setup-terraform`: the command, and what the runner is told.
fn is_of_actions(line: &str) -> bool {
    let line = line.trim_start();
    let told = [
        "::debug::",
        "::set-output ",
        "::error::",
        "::warning::",
        "::add-mask::",
    ];
    line.starts_with("[command]") || told.iter().any(|word| line.starts_with(word))
}

/// Terragrunt's logs: `time=… level=…` of old, `10:09:19.809 STDOUT …` today.
fn is_of_terragrunt(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with("time=") {
        return line.contains(" level=") || line.contains(" msg=");
    }
    let mut words = line.split_whitespace();
    let (time, level) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let digits = time.chars().filter(char::is_ascii_digit).count();
    let is_time = digits >= 6
        && time.matches(':').count() == 2
        && time
            .chars()
            .all(|char| char.is_ascii_digit() || matches!(char, ':' | '.'));
    let levels = [
        "STDOUT", "STDERR", "ERROR", "WARN", "INFO", "DEBUG", "TRACE",
    ];
    is_time && levels.contains(&level)
}

/// A line without what colours it in a terminal.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<ReadError>) {
        assert_eq!(around(text), expected, "{text}");
    }

    #[test]
    fn names_what_stands_around_a_plan() {
        let plan = r#"{"format_version":"1.2"}"#;
        check(
            &format!("[command]/opt/x/terraform-bin show -json p\n{plan}\n\n::debug::exit 0"),
            Some(ReadError::ActionsWrapper),
        );
        check(
            &format!("{plan}\n::debug::Terraform exited with code 0."),
            Some(ReadError::ActionsWrapper),
        );
        for line in [
            "time=2024-01-09T10:00:00Z level=info msg=running prefix=[a] ",
            "10:09:19.809 STDOUT [live/a] tofu: ",
            "\u{1b}[37m10:09:19.809\u{1b}[0m \u{1b}[36mINFO\u{1b}[0m   ready\n",
        ] {
            check(&format!("{line}{plan}\n"), Some(ReadError::Terragrunt));
        }
        check(
            &format!("Acquiring state lock. This may take a few moments...\n{plan}\n"),
            Some(ReadError::Surrounded),
        );
        check(&format!("{plan}\n{plan}\n"), None);
        check("resource \"aws_lb\" \"a\" {}", None);
    }
}
