//! The command line: reads files, writes streams, chooses exit codes.
//!
//! The only part that touches the disk, the clock and the terminal. The report
//! goes to stdout, all else to stderr.

mod accepted;
mod advise;
mod args;
mod baseline;
mod binary;
mod check;
mod explain;
mod foreign;
mod graph;
mod init;
mod input;
mod judged;
mod lines;
mod lints;
mod listing;
mod load;
mod merge;
mod outputs;
mod paths;
mod plans;
mod progress;
mod project;
mod read;
mod shell;
mod stale;
mod streams;
mod terminal;
mod unmet;
mod write;

use crate::report::layout::told;
use args::{Arguments, Command, Report};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::panic::Location;
use std::process::ExitCode;

/// How a command ends: outputs.md C2.
pub(crate) mod exit {
    pub(crate) const CLEAN: u8 = 0;
    pub(crate) const FINDINGS: u8 = 1;
    pub(crate) const TROUBLE: u8 = 2;
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let command = Arguments::command().color(terminal::help_color(&arguments));
    let parsed = command.try_get_matches_from(arguments);
    let arguments = match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are asked for; they are no trouble.
            let code = if error.use_stderr() {
                exit::TROUBLE
            } else {
                exit::CLEAN
            };
            let _ = error.print();
            return code.into();
        }
    };
    match arguments.command {
        Command::Check(options) => check::check(&options, arguments.color),
        Command::Advise(options) => advise::advise(&options, arguments.color),
        Command::Explain(options) => explain::explain(&options, arguments.color),
        Command::Graph(options) => graph::graph(&options, arguments.color),
        Command::Lints(options) => lints::lints(&options),
        Command::Baseline(action) => baseline::baseline(&action, arguments.color),
        Command::Report(Report::Merge(options)) => merge::merge(&options),
        Command::Init(options) => init::init(&options),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(options) => shell::man(&options),
    }
    .into()
}

/// How a run ends that a mistake of our own has cut short (C2).
pub const TROUBLE: u8 = exit::TROUBLE;

/// Tells where a mistake of our own was made, and nothing else: it may have met a secret.
pub fn own_mistake(location: Option<&Location<'_>>) {
    tell(&mistake_at(location));
}

fn mistake_at(location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(String::new, |place| {
        format!(" (version {}, {place})", env!("CARGO_PKG_VERSION"))
    });
    let issues = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
    format!(
        "error: this is a mistake in frontlint, and what it was doing is not done{place}\nhelp: please tell us at {issues}"
    )
}

/// Writes to stdout; a reader that has gone away ends us quietly (C5).
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints all that a command has to say, and how it ends.
pub(crate) fn printed(text: &str) -> u8 {
    match print(text) {
        Ok(()) => exit::CLEAN,
        Err(error) => {
            let why = read::plain(&error);
            tell(&format!("error: stdout cannot be written: {why}"));
            exit::TROUBLE
        }
    }
}

/// Tells the user something that is not the report, in lines that fit the terminal.
pub(crate) fn tell(text: &str) {
    tell_drawn(&told(text, terminal::width_beside()));
}

/// Tells what has lines of its own.
pub(crate) fn tell_drawn(text: &str) {
    // Without stderr there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_our_own_says_where_it_was_made() {
        let text = mistake_at(Some(Location::caller()));
        assert!(
            text.starts_with("error: this is a mistake in frontlint"),
            "{text}"
        );
        assert!(
            text.contains("mod.rs:") && text.contains("/issues"),
            "{text}"
        );
    }
}
