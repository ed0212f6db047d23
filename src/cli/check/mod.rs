//! `frontlint check`.

mod deliver;
mod fleet;
mod gate;
mod missing;
mod tally;

use super::accepted::Accepted;
use super::args::{Check, Color, Format, InputFormat};
use super::baseline;
use super::input::{Input, nothing};
use super::judged::{Judging, judge_all};
use super::load::warn;
use super::outputs::Outputs;
use super::plans::Listed;
use super::plans::find;
use super::read::plain;
use super::{exit, tell, terminal};
use crate::catalog::Catalog;
use crate::report::{self, Run};
use deliver::Alone;
use std::path::PathBuf;
use std::slice;
use tally::{Tally, notices, warnings};

/// Lints the plans and reports; the exit code comes back.
pub(super) fn check(options: &Check, color: Color) -> u8 {
    match checked(options, color) {
        Ok(code) | Err(code) => code,
    }
}

fn checked(options: &Check, color: Color) -> Result<u8, u8> {
    if options.lines.input_format == InputFormat::Jsonl {
        return fleet::check(options, color);
    }
    let catalog = Catalog::builtin();
    let mistaken = |report| terminal::tell_mistake(&report, color);
    let listed = Listed::read(&options.around, &catalog).map_err(mistaken)?;
    let (mut inputs, mut refused) = find(&options.inputs, &listed);
    if let Some(mistake) = mistake(options, inputs.len()) {
        return Err(refuse(&mistake));
    }
    let spared = missing::spare(options, &mut inputs, &mut refused);
    if let (Some(id), [input]) = (&options.plan_id, inputs.as_mut_slice()) {
        input.id = Some(id.clone());
    }
    let plans: Vec<String> = inputs.iter().map(Input::id).collect();
    let outputs = apart(options, deliver::files(options, &plans), &inputs);
    let outputs = outputs.map_err(|why| refuse(&why))?;
    let accepted = accepted(options, &inputs)?;
    let judging = Judging {
        around: &options.around,
        now: options.now,
        catalog: &catalog,
        picture: deliver::shows_pictures(options),
        accepted: accepted.as_ref(),
        sieve: &|verdict| gate::sieve(options, verdict),
    };
    let judged = judge_all(&inputs, &judging);
    let (mut judged, more) = judged.map_err(mistaken)?;
    refused.extend(more);
    if judged.is_empty() && refused.is_empty() && !spared {
        let named = options.inputs.join(" ");
        refused.push(nothing(&named, "no plan in JSON was found"));
    }
    // Links to a module's files are known only now.
    let sources = judged.iter().flat_map(|plan| plan.project.files());
    outputs.apart_from(sources).map_err(|why| refuse(&why))?;
    for input in &refused {
        tell(&report::refusal(input));
    }
    let mut tally = Tally::default();
    for plan in &judged {
        tally.add(plan);
        warn(&plan.project);
    }
    tally.tell_of_configuration();
    for text in judged.iter().flat_map(notices) {
        tell(&report::escaped(&format!("warning: {text}")));
    }
    tally.tell_of_what_is_kept_back(options);
    let code = gate::exit_code(&judged, !refused.is_empty(), options);
    if options.statistics {
        tell(&tally.statistics());
    }
    // A report that nobody got to read is no report.
    let formats = options.outputs();
    if judged.is_empty() && formats.iter().all(|output| output.format == Format::Text) {
        return Ok(code);
    }
    let alone: Vec<Alone> = judged
        .iter()
        .map(|plan| {
            let (one, trouble) = (slice::from_ref(plan), plan.trouble.is_some());
            Alone {
                input: plan.input.clone(),
                refused: plan.trouble.clone(),
                exit_code: gate::exit_code(one, trouble, options),
                verdict: gate::verdict(one, trouble, options),
                warnings: warnings(plan),
            }
        })
        .collect();
    let run = Run {
        catalog: &catalog,
        plans: judged
            .iter_mut()
            .map(|plan| {
                let gate = gate::of(plan, options);
                plan.report(gate)
            })
            .collect(),
        refused,
        exit_code: code,
    };
    deliver::all(&run, &alone, options, color).map_err(|(name, error)| {
        refuse(&format!(
            "the report cannot be written to {name}: {}",
            plain(&error)
        ))
    })?;
    Ok(code)
}

/// The findings that the user accepts, among those of these inputs.
fn accepted(options: &Check, inputs: &[Input]) -> Result<Option<Accepted>, u8> {
    let accepted = options
        .baseline
        .as_deref()
        .map(baseline::accepted)
        .transpose();
    let accepted = accepted.map_err(|why| refuse(&why))?;
    Ok(accepted.map(|baseline| Accepted::new(baseline, options.baseline_strict, inputs)))
}

/// The reports' files, when they are none that the run reads.
fn apart(options: &Check, files: Vec<PathBuf>, inputs: &[Input]) -> Result<Outputs, String> {
    let outputs = Outputs::of(files)?;
    outputs.spare(inputs, &options.around)?;
    outputs.apart_from(options.baseline.clone())?;
    Ok(outputs)
}

/// Says what the user did wrong.
fn refuse(why: &str) -> u8 {
    tell(&report::escaped(&format!("error: {why}")));
    exit::TROUBLE
}

/// Options that do not go together.
fn mistake(options: &Check, inputs: usize) -> Option<String> {
    let source = options.around.source.as_ref();
    let outputs = options.outputs();
    let on_stdout = outputs.iter().filter(|output| output.file.is_none());
    if options.plan_id.is_some() && inputs > 1 {
        Some("`--plan-id` names one plan, and there are several".to_owned())
    } else if options.around.plan_file.is_some() && inputs > 1 {
        Some("`--plan-file` belongs to one plan, and there are several".to_owned())
    } else if let Some(source) = source.filter(|source| !source.is_dir()) {
        Some(format!("`--source {}` is no directory", source.display()))
    } else if on_stdout.count() > 1 {
        let text =
            "only one report can go to stdout: write the others to files, as in `-f sarif=FILE`";
        Some(text.to_owned())
    } else {
        None
    }
}
