//! What the terminal can show (outputs.md C8).

use super::args::Color;
use super::{exit, tell_drawn};
use crate::finding::Level;
use crate::layout::{LEAST, USUAL, told};
use crate::report::frame::{FAR, Line, frame};
use crate::report::{Style, escaped};
use clap::{ColorChoice, ValueEnum};
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io::{IsTerminal, stderr, stdout};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
use terminal_size::{Height, Width, terminal_size_of};

/// How text on stdout should look.
pub(crate) fn style(color: Color, undecided: bool) -> Style {
    let terminal = stdout().is_terminal();
    Style {
        color: is_colored(color, terminal),
        unicode: is_utf8(&|name| env::var(name).ok()),
        width: width(),
        undecided,
    }
}

/// Tells of a mistake in a file of the user's, and how the run ends.
pub(crate) fn tell_mistake(report: &miette::Report, color: Color) -> u8 {
    tell_drawn(&mistake(report, color));
    exit::TROUBLE
}

/// A mistake in a file of the user's, with its place, for stderr.
fn mistake(report: &miette::Report, color: Color) -> String {
    let style = Style {
        color: is_colored(color, stderr().is_terminal()),
        unicode: is_utf8(&|name| env::var(name).ok()),
        width: width_beside(),
        undecided: false,
    };
    let head = match style.color {
        true => "\u{1b}[1;31merror:\u{1b}[0m",
        false => "error:",
    };
    let problem = told(&format!("{head} {}", safe(report)), style.width);
    let place = line(report).map(|line| match line.column > FAR {
        true => format!(
            "  at: {}:{}:{}\n",
            safe(&line.path),
            line.number,
            line.column
        ),
        false => frame(&[line], Level::Error, &style),
    });
    let help = report.help().map(|help| format!("  help: {}", safe(&help)));
    let help = help.map(|help| told(&help, style.width));
    let parts = [Some(problem + "\n"), place, help];
    let text: String = parts.into_iter().flatten().collect();
    text.trim_end().to_owned()
}

fn safe(text: &impl fmt::Display) -> String {
    let text = text.to_string();
    let lines: Vec<String> = text.lines().map(escaped).collect();
    lines.join("\n")
}

/// The line that a mistake is in.
fn line(report: &miette::Report) -> Option<Line> {
    let label = report.labels()?.next()?;
    let span = label.inner();
    let shown = report.source_code()?.read_span(span, 0, 0).ok()?;
    let start = span.offset().checked_sub(shown.span().offset())?;
    Some(Line {
        path: shown.name().unwrap_or_default().to_owned(),
        number: shown.line() + 1,
        column: shown.column() + 1,
        text: str::from_utf8(shown.data()).ok()?.to_owned(),
        marked: start..start + span.len(),
        label: label.label().unwrap_or_default().to_owned(),
    })
}

/// The colour of help and of what is wrong with the arguments, which are not parsed then.
pub(crate) fn help_color(arguments: &[OsString]) -> ColorChoice {
    let texts: Vec<_> = arguments
        .iter()
        .map(|text| text.to_string_lossy())
        .collect();
    let texts = texts.iter().take_while(|text| *text != "--");
    let texts: Vec<&str> = texts.map(AsRef::as_ref).collect();
    let behind = texts.windows(2).filter(|pair| pair[0] == "--color");
    let behind = behind.map(|pair| pair[1]);
    let joined = texts
        .iter()
        .filter_map(|text| text.strip_prefix("--color="));
    let when = behind.chain(joined).last();
    match when.and_then(|when| Color::from_str(when, false).ok()) {
        Some(Color::Always) => ColorChoice::Always,
        Some(Color::Never) => ColorChoice::Never,
        Some(Color::Auto) | None => ColorChoice::Auto,
    }
}

fn is_colored(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => wants_color(terminal, &|name| env::var(name).ok()),
    }
}

fn wants_color(terminal: bool, variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    let off = variable("CLICOLOR").is_some_and(|value| value == "0");
    terminal && !dumb && !off
}

/// The locale's encoding; the first variable that is set decides.
fn is_utf8(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(set)
        .is_some_and(|locale| locale.to_lowercase().replace('-', "").contains("utf8"))
}

/// The columns of stdout.
pub(crate) fn width() -> usize {
    columns(stdout(), &|name| env::var(name).ok())
}

/// The columns of stderr.
pub(crate) fn width_beside() -> usize {
    columns(stderr(), &|name| env::var(name).ok())
}

/// What the user says, else what the terminal has, else the usual.
#[cfg(unix)]
fn columns(stream: impl AsFd, variable: &dyn Fn(&str) -> Option<String>) -> usize {
    settled(variable, terminal_size_of(stream))
}

#[cfg(windows)]
fn columns(stream: impl AsHandle, variable: &dyn Fn(&str) -> Option<String>) -> usize {
    settled(variable, terminal_size_of(stream))
}

fn settled(variable: &dyn Fn(&str) -> Option<String>, terminal: Option<(Width, Height)>) -> usize {
    let named = variable("COLUMNS").and_then(|columns| columns.trim().parse().ok());
    let own = || terminal.map(|(Width(columns), _)| usize::from(columns));
    let columns = named.filter(|columns| *columns > 0).or_else(own);
    columns
        .filter(|columns| *columns > 0)
        .map_or(USUAL, |columns| columns.max(LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C8: what switches colour on and off without a flag.
    #[test]
    fn heeds_the_variables() {
        let with = |terminal, name: &'static str, value: &'static str| {
            wants_color(terminal, &|asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with(true, "", ""));
        assert!(!with(false, "", ""));
        assert!(!with(true, "NO_COLOR", "1"));
        assert!(with(true, "NO_COLOR", ""));
        assert!(with(false, "CLICOLOR_FORCE", "1"));
        assert!(!with(false, "CLICOLOR_FORCE", "0"));
        assert!(!with(true, "CLICOLOR", "0"));
        assert!(!with(true, "TERM", "dumb"));
    }

    #[test]
    fn reads_the_locale() {
        let with = |name: &'static str, value: &'static str| {
            is_utf8(&|asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("LANG", "en_GB.UTF-8"));
        assert!(with("LC_ALL", "C.utf8"));
        assert!(!with("LANG", "C"));
        assert!(!is_utf8(&|_| None));
    }

    #[test]
    fn knows_how_wide_a_line_is() {
        let with = |columns: &str, terminal: Option<u16>| {
            let columns = Some(columns.to_owned()).filter(|columns| !columns.is_empty());
            let terminal = terminal.map(|columns| (Width(columns), Height(24)));
            settled(
                &|name| (name == "COLUMNS").then(|| columns.clone())?,
                terminal,
            )
        };
        assert_eq!(with("", None), 100);
        assert_eq!(with("200", None), 200);
        assert_eq!(with("60", Some(132)), 60);
        assert_eq!(with("", Some(132)), 132);
        assert_eq!(with("0", Some(80)), 80);
        assert_eq!(with("wide", None), 100);
        assert_eq!(with("", Some(0)), 100);
        assert_eq!(with("7", None), 40);
    }
}
