//! Hands each report to whoever asked for it.

use super::super::args::{Check, Color, Format, Output, SarifProfile};
use super::super::project::editor_root;
use super::super::{print, tell, terminal};
use crate::report::{self, Run, Sarif};
use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};

/// Writes a report where it is wanted.
pub(super) fn deliver(
    output: &Output,
    run: &Run<'_>,
    options: &Check,
    color: Color,
) -> io::Result<()> {
    let text = match output.format {
        Format::Text => {
            let mut style = terminal::style(color, options.undecided);
            // A file is no terminal.
            style.color &= output.file.is_none();
            report::text(run, &style)
        }
        Format::Json => report::json(run),
        Format::Github => {
            add_job_summary(run);
            report::github(run)
        }
        Format::Markdown => report::markdown(run, report::COMMENT),
        Format::Gitlab => report::gitlab(run),
        Format::Junit => report::junit(run),
        Format::Checkstyle => report::checkstyle(run),
        Format::Rdjson => report::rdjson(run),
        Format::Rdjsonl => report::rdjsonl(run),
        Format::Sarif => {
            let for_editor = options.sarif_profile == SarifProfile::Editor;
            let sarif = Sarif {
                category: options.sarif_category.clone(),
                editor_root: for_editor.then(editor_root).flatten(),
                suppressed: options.sarif_suppressed,
            };
            let left_out = report::left_out(run, &sarif);
            if left_out > 0 {
                tell(&format!(
                    "warning: the SARIF report leaves out {left_out} findings: it would be too large"
                ));
            }
            report::sarif(run, &sarif)
        }
    };
    match &output.file {
        Some(file) => fs::write(file, text),
        None => print(&text),
    }
}

/// Adds the whole table to the summary of the job, when GitHub Actions runs us.
fn add_job_summary(run: &Run<'_>) {
    let Some(file) = env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else {
        return;
    };
    let text = report::markdown(run, report::SUMMARY);
    let added = OpenOptions::new()
        .append(true)
        .create(true)
        .open(file)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    if let Err(error) = added {
        tell(&format!("warning: no job summary: {error}"));
    }
}
