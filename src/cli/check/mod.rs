//! `frontlint check`.

mod deliver;
mod gate;

use super::args::{Check, Color, Format};
use super::baseline;
use super::input::{find, nothing};
use super::judged::{Judged, Judging, KeptBack, judge_all};
use super::load::warn;
use super::plans::Listed;
use super::{exit, tell, terminal, unmet};
use crate::catalog::Catalog;
use crate::engine::Links;
use crate::report::{self, Run};
use deliver::Alone;
use std::slice;

/// Lints the plans and reports; the exit code comes back.
pub(super) fn check(options: &Check, color: Color) -> u8 {
    match checked(options, color) {
        Ok(code) | Err(code) => code,
    }
}

fn checked(options: &Check, color: Color) -> Result<u8, u8> {
    let catalog = Catalog::builtin();
    let mistaken = |report| {
        tell(&terminal::mistake(&report, color));
        exit::TROUBLE
    };
    let listed = Listed::read(&options.around, &catalog).map_err(mistaken)?;
    let (mut inputs, mut refused) = find(&options.inputs, &listed);
    if let Some(mistake) = mistake(options, inputs.len()) {
        tell(&report::escaped(&format!("error: {mistake}")));
        return Err(exit::TROUBLE);
    }
    if let (Some(id), [input]) = (&options.plan_id, inputs.as_mut_slice()) {
        input.id = Some(id.clone());
    }
    let accepted = options.baseline.as_deref().map(baseline::read).transpose();
    let accepted = accepted.map_err(|why| {
        tell(&report::escaped(&format!("error: {why}")));
        exit::TROUBLE
    })?;
    let judging = Judging {
        around: &options.around,
        now: options.now,
        catalog: &catalog,
        picture: deliver::shows_pictures(options),
        sieve: &|verdict| gate::sieve(options, accepted.as_ref(), verdict),
    };
    let judged = judge_all(&inputs, &judging);
    let (mut judged, more) = judged.map_err(mistaken)?;
    refused.extend(more);
    if judged.is_empty() && refused.is_empty() {
        let named = options.inputs.join(" ");
        refused.push(nothing(&named, "no plan in JSON was found"));
    }
    for input in &refused {
        tell(&report::refusal(input));
    }
    tell_of_surroundings(&judged);
    tell_of_what_is_kept_back(options, &judged);
    let code = gate::exit_code(&judged, !refused.is_empty(), options);
    if options.statistics {
        tell(&statistics(&judged));
    }
    // A report that nobody got to read is no report.
    let mut formats = options.format.iter();
    if judged.is_empty() && formats.all(|output| output.format == Format::Text) {
        return Ok(code);
    }
    let alone: Vec<Alone> = judged
        .iter()
        .map(|plan| Alone {
            refused: plan.trouble.clone(),
            exit_code: gate::exit_code(slice::from_ref(plan), plan.trouble.is_some(), options),
        })
        .collect();
    let run = Run {
        catalog: &catalog,
        plans: judged.iter_mut().map(Judged::report).collect(),
        refused,
        exit_code: code,
    };
    deliver::all(&run, &alone, options, color).map_err(|(name, error)| {
        tell(&report::escaped(&format!(
            "error: the report cannot be written to {name}: {error}"
        )));
        exit::TROUBLE
    })?;
    Ok(code)
}

/// Options that do not go together.
fn mistake(options: &Check, inputs: usize) -> Option<String> {
    let source = options.around.source.as_ref();
    let on_stdout = options.format.iter().filter(|output| output.file.is_none());
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

/// Says what is odd about the plans' sources, comments and configurations.
fn tell_of_surroundings(judged: &[Judged]) {
    for plan in judged {
        warn(&plan.project);
    }
    unmet::tell_of_configuration(judged);
    for plan in judged {
        for notice in &plan.verdict.notices {
            let place = match notice.file.as_str() {
                "" => String::new(),
                file => format!("{}:{}: ", plan.project.shown(file), notice.line),
            };
            tell(&report::escaped(&format!(
                "warning: {place}{}",
                notice.text
            )));
        }
    }
}

/// Says how much the options keep from the reports.
fn tell_of_what_is_kept_back(options: &Check, judged: &[Judged]) {
    let sum = |part: fn(&KeptBack) -> usize| -> usize {
        judged.iter().map(|plan| part(&plan.kept_back)).sum()
    };
    if options.baseline.is_some() {
        let held = sum(|kept_back| kept_back.in_baseline);
        tell(&format!("note: the baseline holds back {held} findings"));
    }
    if options.changed_only {
        let still = sum(|kept_back| kept_back.unchanged);
        tell(&format!(
            "note: `--changed-only` keeps back {still} findings on what the plan leaves as it is"
        ));
    }
    let old = sum(|kept_back| kept_back.old);
    if old > 0 {
        tell(&format!(
            "note: `--only introduced` keeps back {old} findings that are existing or resolved"
        ));
    }
}

fn statistics(judged: &[Judged]) -> String {
    let mut all = Links::default();
    for plan in judged {
        let links = plan.verdict.links;
        all.exact += links.exact;
        all.same_key += links.same_key;
        all.inferred += links.inferred;
        all.ambiguous += links.ambiguous;
        all.unresolved += links.unresolved;
    }
    let resources: usize = judged.iter().map(|plan| plan.verdict.resources).sum();
    format!(
        "{} plans, {resources} fronting resources; links: {} exact, {} same-key, {} inferred, {} ambiguous, {} unresolved",
        judged.len(),
        all.exact,
        all.same_key,
        all.inferred,
        all.ambiguous,
        all.unresolved
    )
}
