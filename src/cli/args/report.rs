//! `frontlint report`.

use super::with_file;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Make one report of many results.
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Turn lines of results into one report
    Merge(Merge),
}

/// Turn lines of results into one report.
///
/// Reads what `frontlint check -f jsonl` writes, and counts by lint, by owner and by plan. Ends
/// as one run over all these plans would have: with 2 when a plan could not be judged, else with 1
/// when findings reached its gate.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint check --input-format jsonl plans.jsonl | frontlint report merge -
  frontlint report merge -f html=fleet.html -f json=fleet.json results/*.jsonl")]
pub(crate) struct Merge {
    /// Files of result lines, or `-` for stdin [default: -]
    #[arg(value_name = "FILE|-")]
    pub(crate) inputs: Vec<String>,

    /// The report's format (text, json, markdown, html, sarif), and the file it goes to instead of
    /// stdout; may be repeated
    #[arg(short, long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = parse_merged)]
    pub(crate) format: Vec<Merged>,

    /// How many names of a plan's id, between slashes, are its owner where its line names none
    #[arg(long, value_name = "NAMES", default_value_t = 1)]
    pub(crate) owner_depth: usize,

    /// Exit with 0 whatever the results say
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// The longest line that is read, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=2048))]
    pub(crate) max_line: u32,
}

/// A format of the whole, and where it goes; stdout when no file is named.
#[derive(Clone, Debug)]
pub(crate) struct Merged {
    pub(crate) format: MergedFormat,
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MergedFormat {
    Text,
    Json,
    Markdown,
    Html,
    Sarif,
}

fn parse_merged(text: &str) -> Result<Merged, String> {
    let (name, file) = with_file(text)?;
    let format = MergedFormat::from_str(name, false)
        .map_err(|_| "the formats are text, json, markdown, html and sarif".to_owned())?;
    Ok(Merged { format, file })
}
