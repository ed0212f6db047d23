//! `frontlint baseline`, and the baseline of `check`.

use super::accepted::Directories;
use super::args::{Baseline as Action, BaselineOf, Color};
use super::input::nothing;
use super::judged::{Judged, Judging, KeptBack, judge_all};
use super::outputs::Outputs;
use super::plans::Listed;
use super::plans::find;
use super::read::plain;
use super::{exit, read, tell, terminal, write};
use crate::baseline::Baseline;
use crate::catalog::Catalog;
use crate::report::{escaped, refusal};
use std::path::Path;

/// Writes a baseline, or takes out what is gone.
pub(super) fn baseline(action: &Action, color: Color) -> u8 {
    let done = match action {
        Action::Write(options) => accept(options, color),
        Action::Prune(options) => prune(options, color),
    };
    match done {
        Ok(()) => exit::CLEAN,
        Err(()) => exit::TROUBLE,
    }
}

/// Reads the baseline that the user names.
///
/// # Errors
/// What the system says, or the line that is no entry; for the user.
pub(super) fn accepted(file: &Path) -> Result<Baseline, String> {
    let text = read::named(file).map_err(|why| why.to_string());
    let baseline = text.and_then(|text| Baseline::read(&text).map_err(|error| error.to_string()));
    baseline.map_err(|why| format!("the baseline `{}` cannot be used: {why}", file.display()))
}

fn accept(options: &BaselineOf, color: Color) -> Result<(), ()> {
    let plans = plans(options, color)?;
    let mut baseline = Baseline::default();
    for plan in &plans {
        baseline.accept(&plan.id, &plan.verdict.findings);
    }
    store(options, &baseline)?;
    let entries = baseline.len();
    say(
        options,
        &format!("accepts all that is found: {entries} entries"),
    );
    Ok(())
}

fn prune(options: &BaselineOf, color: Color) -> Result<(), ()> {
    let mut baseline = accepted(&options.baseline).map_err(|why| refuse(&why))?;
    let plans = plans(options, color)?;
    let directories = Directories::of(plans.iter().map(|plan| plan.id.clone()));
    let found = plans.iter().map(|plan| {
        let id = plan.id.as_str();
        (id, directories.has_one(id), &plan.verdict.findings)
    });
    let gone = baseline.prune(found);
    store(options, &baseline)?;
    let left = baseline.len();
    say(options, &format!("lost {gone} entries and keeps {left}"));
    Ok(())
}

/// Judges the plans. A plan that cannot be judged would look like a clean one.
fn plans(options: &BaselineOf, color: Color) -> Result<Vec<Judged>, ()> {
    let catalog = Catalog::builtin();
    let mistake = |report| {
        terminal::tell_mistake(&report, color);
    };
    let listed = Listed::read(&options.around, &catalog).map_err(mistake)?;
    let (mut inputs, mut refused) = find(&options.inputs, &listed);
    match (&options.plan_id, inputs.as_mut_slice()) {
        (None, _) => {}
        (Some(id), [input]) => input.id = Some(id.clone()),
        (Some(_), _) => {
            refuse("`--plan-id` names one plan, and there are several");
            return Err(());
        }
    }
    let outputs = Outputs::of([options.baseline.clone()]).map_err(|why| refuse(&why))?;
    let apart = outputs.spare(&inputs, &options.around);
    apart.map_err(|why| refuse(&why))?;
    let judging = Judging {
        around: &options.around,
        now: options.now,
        catalog: &catalog,
        picture: false,
        accepted: None,
        sieve: &|_| KeptBack::default(),
    };
    let judged = judge_all(&inputs, &judging);
    let (judged, more) = judged.map_err(mistake)?;
    refused.extend(more);
    if judged.is_empty() && refused.is_empty() {
        let named = options.inputs.join(" ");
        refused.push(nothing(&named, "no plan in JSON was found"));
    }
    for input in &refused {
        tell(&refusal(input));
    }
    let sources = judged.iter().flat_map(|plan| plan.project.files());
    outputs.apart_from(sources).map_err(|why| refuse(&why))?;
    if refused.is_empty() {
        Ok(judged)
    } else {
        Err(())
    }
}

fn store(options: &BaselineOf, baseline: &Baseline) -> Result<(), ()> {
    write::whole(&options.baseline, &baseline.write()).map_err(|error| {
        let file = options.baseline.display();
        refuse(&format!("`{file}` cannot be written: {}", plain(&error)));
    })
}

fn say(options: &BaselineOf, what: &str) {
    tell(&escaped(&format!("{} {what}", options.baseline.display())));
}

fn refuse(why: &str) {
    tell(&escaped(&format!("error: {why}")));
}
