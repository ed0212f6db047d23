//! Hands each report to whoever asked for it.

use super::super::args::{Check, Color, Format, Output, SarifProfile};
use super::super::paths::editor_root;
use super::super::read::plain;
use super::super::{exit, print, tell, terminal, write};
use crate::finding::plural;
use crate::report::{self, Outcome, Refused, Run, Sarif};
use std::collections::{BTreeSet, HashSet};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::slice;

/// What in a file's name stands for the plan's.
const PLAN: &str = "{plan}";

/// How the run over one plan would have ended.
pub(super) struct Alone {
    pub(super) input: String,
    pub(super) refused: Option<Refused>,
    pub(super) exit_code: u8,
    /// The same, whatever `--exit-zero` says.
    pub(super) verdict: u8,
    pub(super) warnings: Vec<String>,
}

/// Whether some report shows what the plans touch.
pub(super) fn shows_pictures(options: &Check) -> bool {
    options.outputs().iter().any(|output| match output.format {
        Format::Markdown => true,
        Format::Github => job_summary().is_some(),
        _ => false,
    })
}

/// The file for the summary of the job, when GitHub Actions runs us.
fn job_summary() -> Option<OsString> {
    env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty())
}

/// The reports that are asked for, also those for a directory.
fn outputs(options: &Check) -> impl Iterator<Item = Output> {
    let directory = options.sarif_dir.iter().map(|directory| Output {
        format: Format::Sarif,
        file: Some(directory.join(format!("{PLAN}.sarif"))),
    });
    options.outputs().into_iter().chain(directory)
}

/// All files that the reports over plans of these names go to.
pub(super) fn files(options: &Check, plans: &[String]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for output in outputs(options) {
        let summary = job_summary().filter(|_| output.format == Format::Github);
        files.extend(summary.map(PathBuf::from));
        let Some(file) = output.file else { continue };
        let pattern = file.to_string_lossy();
        if pattern.contains(PLAN) {
            let mut taken = BTreeSet::new();
            let own = plans.iter().map(|plan| file_of(plan, &pattern, &mut taken));
            files.extend(own);
        } else {
            files.push(file);
        }
    }
    files
}

/// Writes all reports.
///
/// # Errors
/// The first that cannot be written, with its name.
pub(super) fn all(
    run: &Run<'_>,
    alone: &[Alone],
    options: &Check,
    color: Color,
) -> Result<(), (String, io::Error)> {
    for output in outputs(options) {
        let named = output.file.as_ref().map(|file| file.to_string_lossy());
        match named.filter(|file| file.contains(PLAN)) {
            None => whole(&output, run, alone, options, color)?,
            Some(pattern) => each(&output, &pattern, run, alone, options, color)?,
        }
    }
    Ok(())
}

fn whole(
    output: &Output,
    run: &Run<'_>,
    alone: &[Alone],
    options: &Check,
    color: Color,
) -> Result<(), (String, io::Error)> {
    let category = options.sarif_category.clone();
    let text = written(output, run, alone, options, category, color);
    let delivered = match &output.file {
        Some(file) => write::whole(file, &text),
        None => print(&text),
    };
    delivered.map_err(|error| {
        let file = output.file.as_ref();
        let name = file.map_or("stdout".into(), |file| file.display().to_string());
        (name, error)
    })
}

/// Writes a file for each plan, with a category of its own, so that an upload of
/// some closes no alerts of the others (S11).
fn each(
    output: &Output,
    pattern: &str,
    run: &Run<'_>,
    alone: &[Alone],
    options: &Check,
    color: Color,
) -> Result<(), (String, io::Error)> {
    let mut taken = BTreeSet::new();
    for (plan, own) in run.plans.iter().zip(alone) {
        let file = file_of(&plan.id, pattern, &mut taken);
        let category = [options.sarif_category.as_deref(), Some(&plan.id)];
        let category: Vec<&str> = category.into_iter().flatten().collect();
        let run = Run {
            catalog: run.catalog,
            plans: vec![plan.clone()],
            refused: own.refused.iter().cloned().collect(),
            exit_code: own.exit_code,
        };
        let alone = slice::from_ref(own);
        let text = written(
            output,
            &run,
            alone,
            options,
            Some(category.join("/")),
            color,
        );
        let directory = file.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(directory)
            .and_then(|()| write::whole(&file, &text))
            .map_err(|error| (file.display().to_string(), error))?;
    }
    Ok(())
}

/// The plan's own file. Its name leads nowhere else, and to no file twice.
fn file_of(plan: &str, pattern: &str, taken: &mut BTreeSet<String>) -> PathBuf {
    let names = plan.split(['/', '\\']);
    let names = names.filter(|name| !matches!(*name, "" | "." | ".."));
    let safe = |char: char| match char {
        ':' => '_',
        char if char.is_control() => '_',
        char => char,
    };
    let names: Vec<String> = names.map(|name| name.chars().map(safe).collect()).collect();
    let id = match names.join("/") {
        id if id.is_empty() => "plan".to_owned(),
        id => id,
    };
    let free = (1..)
        .map(|count| match count {
            1 => id.clone(),
            count => format!("{id}-{count}"),
        })
        .find(|id| !taken.contains(id))
        .unwrap_or(id);
    let file = pattern.replace(PLAN, &free);
    taken.insert(free);
    PathBuf::from(file)
}

fn written(
    output: &Output,
    run: &Run<'_>,
    alone: &[Alone],
    options: &Check,
    category: Option<String>,
    color: Color,
) -> String {
    match output.format {
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
        Format::Jsonl => results(run, alone),
        Format::FindingsJsonl => report::findings_jsonl(run),
        Format::Sarif => sarif(run, options, category),
    }
}

/// A line for each plan, then for each input that is none.
fn results(run: &Run<'_>, alone: &[Alone]) -> String {
    let plans = run.plans.iter().zip(alone).map(|(plan, own)| Outcome {
        plan: &plan.id,
        id: None,
        owner: None,
        input: &own.input,
        line: None,
        exit_code: own.verdict,
        report: Some(plan),
        error: own.refused.as_ref(),
        warnings: &own.warnings,
    });
    let told: HashSet<&str> = alone.iter().map(|own| own.input.as_str()).collect();
    let refused = run.refused.iter();
    let refused = refused.filter(|refused| !told.contains(refused.input.as_str()));
    let refused = refused.map(|refused| Outcome {
        plan: &refused.input,
        id: None,
        owner: None,
        input: &refused.input,
        line: None,
        exit_code: exit::TROUBLE,
        report: None,
        error: Some(refused),
        warnings: &[],
    });
    plans
        .chain(refused)
        .map(|one| report::result(&one))
        .collect()
}

fn sarif(run: &Run<'_>, options: &Check, category: Option<String>) -> String {
    let for_editor = options.sarif_profile == SarifProfile::Editor;
    // What lies in the root module's repository is named from its top.
    let source = options.around.source.as_deref();
    let inputs = options.inputs.iter().map(Path::new);
    let paths = source.into_iter().chain(inputs).chain([Path::new(".")]);
    let sarif = Sarif {
        category,
        editor_root: for_editor.then(|| editor_root(paths)).flatten(),
        suppressed: options.sarif_suppressed,
    };
    let left_out = report::left_out(run, &sarif);
    if left_out > 0 {
        tell(&format!(
            "warning: the SARIF report leaves out {}: it would be too large",
            plural(left_out, "finding")
        ));
    }
    report::sarif(run, &sarif)
}

/// Adds the whole table to the summary of the job.
fn add_job_summary(run: &Run<'_>) {
    let Some(file) = job_summary() else {
        return;
    };
    let text = report::markdown(run, report::SUMMARY);
    if let Err(error) = write::append(Path::new(&file), &text) {
        let why = plain(&error);
        tell(&format!("warning: no job summary: {why}"));
    }
}
