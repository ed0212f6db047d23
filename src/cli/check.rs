//! `frontlint check`.

use super::args::{Check, Color, Format, Only, Output, SarifProfile};
use super::input::{Input, find};
use super::load::{Failure, Loaded, load, warn};
use super::project::{Project, editor_root, in_repository};
use super::{exit, print, tell, terminal};
use crate::catalog::Catalog;
use crate::config::{Config, FailOn, Ignore};
use crate::engine::{Links, Located, Verdict, judge};
use crate::finding::{Level, Origin};
use crate::report::{self, PlanReport, Refused, Run, Sarif};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;

/// What became of one input.
enum Outcome {
    Judged(Box<Judged>),
    Refused(Refused),
    /// Found by a search, and no plan after all.
    PassedOver,
}

/// One plan, judged.
struct Judged {
    id: String,
    /// The plan's file relative to the repository.
    file: Option<String>,
    verdict: Verdict,
    project: Project,
    fail_on: FailOn,
    introduced_only: bool,
    /// What the configuration names, and what of it met nothing here.
    entries: Vec<String>,
    unmet: BTreeSet<String>,
    /// How many findings `--only` keeps from the reports.
    passed_over: usize,
    /// A plan that Terraform itself could not finish.
    trouble: Option<Refused>,
}

/// Lints the plans and reports; the exit code comes back.
pub(super) fn check(options: &Check, color: Color) -> u8 {
    let catalog = Catalog::builtin();
    let (inputs, mut refused) = find(&options.inputs);
    if options.plan_id.is_some() && inputs.len() > 1 {
        tell("error: `--plan-id` names one plan, and there are several");
        return exit::TROUBLE;
    }
    if options.around.plan_file.is_some() && inputs.len() > 1 {
        tell("error: `--plan-file` belongs to one plan, and there are several");
        return exit::TROUBLE;
    }
    if let Some(source) = options
        .around
        .source
        .as_ref()
        .filter(|source| !source.is_dir())
    {
        tell(&format!(
            "error: `--source {}` is no directory",
            source.display()
        ));
        return exit::TROUBLE;
    }
    if options
        .format
        .iter()
        .filter(|output| output.file.is_none())
        .count()
        > 1
    {
        tell(
            "error: only one report can go to stdout: write the others to files, as in `-f sarif=FILE`",
        );
        return exit::TROUBLE;
    }
    let outcomes: Vec<Result<Outcome, miette::Report>> = inputs
        .par_iter()
        .map(|input| check_one(input, options, &catalog))
        .collect();

    let mut judged = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(Outcome::Judged(mut plan)) => {
                refused.extend(plan.trouble.take());
                judged.push(*plan);
            }
            Ok(Outcome::Refused(input)) => refused.push(input),
            Ok(Outcome::PassedOver) => {}
            Err(report) => {
                tell(&terminal::mistake(&report, color));
                return exit::TROUBLE;
            }
        }
    }
    if judged.is_empty() && refused.is_empty() {
        refused.push(Refused {
            input: options.inputs.join(" "),
            code: "frontlint::input::none".into(),
            message: "no plan in JSON was found".into(),
            help:
                "make one: `terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"
                    .into(),
        });
    }
    for input in &refused {
        tell(&report::refusal(input));
    }
    for plan in &judged {
        warn(&plan.project);
    }
    tell_of_configuration(&judged);
    let passed_over: usize = judged.iter().map(|plan| plan.passed_over).sum();
    if passed_over > 0 {
        tell(&format!(
            "note: `--only introduced` keeps back {passed_over} findings that are existing or resolved"
        ));
    }
    let code = exit_code(&judged, !refused.is_empty(), options.exit_zero);
    if options.statistics {
        tell(&statistics(&judged));
    }
    // A report that nobody got to read is no report.
    if judged.is_empty()
        && options
            .format
            .iter()
            .all(|output| output.format == Format::Text)
    {
        return code;
    }
    let run = Run {
        catalog: &catalog,
        plans: judged.iter_mut().map(Judged::report).collect(),
        refused,
        exit_code: code,
    };
    for plan in &run.plans {
        for notice in &plan.verdict.notices {
            let place = format!("{}:{}", plan.shown(&notice.file), notice.line);
            tell(&report::escaped(&format!(
                "warning: {place}: {}",
                notice.text
            )));
        }
    }
    for output in &options.format {
        if let Err(error) = write(output, &run, options, color) {
            let name = output
                .file
                .as_ref()
                .map_or("stdout".into(), |file| file.display().to_string());
            tell(&format!(
                "error: the report cannot be written to {name}: {error}"
            ));
            return exit::TROUBLE;
        }
    }
    code
}

fn check_one(input: &Input, options: &Check, catalog: &Catalog) -> Result<Outcome, miette::Report> {
    let judged = load(input, &options.around, catalog, options.now, |loaded| {
        let Loaded {
            reading,
            project,
            config,
        } = loaded;
        let verdict = judge(&reading, catalog, &config, &project.sources);
        (verdict, reading.planned.errored(), config)
    });
    let ((mut verdict, errored, config), project) = match judged {
        Ok(judged) => judged,
        Err(Failure::Refused(refused)) => return Ok(Outcome::Refused(refused)),
        Err(Failure::AnotherKind) => return Ok(Outcome::PassedOver),
        Err(Failure::Mistake(report)) => return Err(report),
    };
    let unmet = unmet(&config, &verdict);
    let passed_over = keep_only(options.only, &mut verdict);
    let trouble = errored.then(|| input.errored());
    Ok(Outcome::Judged(Box::new(Judged {
        id: options.plan_id.clone().unwrap_or_else(|| input.id()),
        file: input.path.as_deref().and_then(in_repository),
        verdict,
        project,
        fail_on: options
            .fail_on
            .or(config.fail_on)
            .unwrap_or(FailOn::Level(Level::Error)),
        entries: entries(&config),
        unmet,
        introduced_only: config.introduced_only || options.only.is_some(),
        passed_over,
        trouble,
    })))
}

/// Takes out what was there before, and what is no more; the number comes back.
fn keep_only(only: Option<Only>, verdict: &mut Verdict) -> usize {
    let Some(Only::Introduced) = only else {
        return 0;
    };
    let all = verdict.findings.len() + verdict.resolved.len();
    verdict
        .findings
        .retain(|located| located.origin == Origin::Introduced);
    verdict.resolved.clear();
    all - verdict.findings.len()
}

impl Judged {
    fn report(&mut self) -> PlanReport<'_> {
        PlanReport {
            id: self.id.clone(),
            file: self.file.clone(),
            verdict: std::mem::take(&mut self.verdict),
            sources: &self.project.sources,
            shown_root: self.project.shown_root.clone(),
            repository_root: self.project.repository_root.clone(),
        }
    }

    /// Whether some finding reaches the gate.
    fn is_stopped(&self) -> bool {
        let FailOn::Level(level) = self.fail_on else {
            return false;
        };
        let counts = |located: &Located| {
            located.finding.level >= level
                && (!self.introduced_only || located.origin == Origin::Introduced)
        };
        self.verdict.findings.iter().any(counts)
    }
}

/// Says what of the configurations met nothing in any plan that they are for.
fn tell_of_configuration(judged: &[Judged]) {
    let mut unmet: BTreeMap<&[String], BTreeSet<&String>> = BTreeMap::new();
    for plan in judged {
        let own = plan.unmet.iter().collect();
        let common = unmet.entry(&plan.entries).or_insert(own);
        common.retain(|entry| plan.unmet.contains(*entry));
    }
    for entry in unmet.into_values().flatten() {
        tell(&report::escaped(&format!(
            "warning: {entry} meets nothing in the plan"
        )));
    }
}

/// What of a configuration may meet something: its services and `[[ignore]]` entries.
fn entries(config: &Config) -> Vec<String> {
    let services = config.services.iter();
    let services = services.map(|service| format!("[[service]] `{}`", service.name));
    services
        .chain(config.ignores.iter().map(Ignore::describe))
        .collect()
}

/// Those that met nothing in a plan.
fn unmet(config: &Config, verdict: &Verdict) -> BTreeSet<String> {
    let services = verdict.services_without_backend.iter();
    let services = services.map(|name| format!("[[service]] `{name}`"));
    let ignores = config.ignores.iter().enumerate();
    let unused = ignores.filter(|(at, _)| !verdict.used_ignores.contains(at));
    services
        .chain(unused.map(|(_, ignore)| ignore.describe()))
        .collect()
}

/// C2: trouble wins over findings.
fn exit_code(judged: &[Judged], trouble: bool, exit_zero: bool) -> u8 {
    match judged.iter().any(Judged::is_stopped) {
        _ if trouble => exit::TROUBLE,
        true if !exit_zero => exit::FINDINGS,
        _ => exit::CLEAN,
    }
}

fn write(output: &Output, run: &Run<'_>, options: &Check, color: Color) -> std::io::Result<()> {
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
            let left_out = report::left_out(run);
            if left_out > 0 {
                tell(&format!(
                    "warning: the SARIF report leaves out {left_out} findings: it would be too large"
                ));
            }
            let for_editor = options.sarif_profile == SarifProfile::Editor;
            report::sarif(
                run,
                &Sarif {
                    category: options.sarif_category.clone(),
                    editor_root: for_editor.then(editor_root).flatten(),
                },
            )
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
