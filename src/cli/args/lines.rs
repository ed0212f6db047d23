//! What is told of lines of JSON.

use clap::{Args, ValueEnum};

/// How lines of JSON are read.
#[derive(Debug, Args)]
pub(crate) struct Lines {
    /// What the inputs are: a plan each, or lines of JSON. A line is a plan, `{"id":…, "plan":…}`
    /// or `{"id":…, "path":…}`, and gives a line of results
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) input_format: InputFormat,

    /// Let lines that cannot be judged not make the run exit with 2: their results tell
    #[arg(long)]
    pub(crate) allow_bad_lines: bool,

    /// The longest line that is judged, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=2048))]
    pub(crate) max_line: u32,
}

impl Lines {
    /// The longest line in bytes.
    pub(crate) fn limit(&self) -> usize {
        self.max_line as usize * 1_000_000
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    #[default]
    Plan,
    Jsonl,
}
