//! Verdicts → text, JSON, SARIF and what else CI takes: one file a format.
//!
//! A report is a function from a [`Run`] to bytes. It asks nothing of the
//! terminal, the clock or the disk, and takes levels as the engine set them.

pub mod advice;
mod checkstyle;
mod excerpt;
mod findings;
mod fingerprint;
pub mod frame;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
pub mod merge;
mod place;
mod rdjson;
mod results;
mod sarif;
mod text;
mod untrusted;
mod words;

pub use crate::layout;
pub use checkstyle::checkstyle;
pub use findings::{findings_jsonl, rows};
pub use github::github;
pub use gitlab::gitlab;
pub use json::json;
pub use junit::junit;
pub use markdown::{COMMENT, SUMMARY, markdown};
pub use rdjson::{rdjson, rdjsonl};
pub use results::{Outcome, result};
pub use sarif::{Sarif, left_out, sarif};
pub use text::{Style, text};

use crate::catalog::{Catalog, family_of};
use crate::engine::{By, Located, Verdict};
use crate::finding::{Gate, Level, Origin};
use crate::source::Sources;
use std::path::{Component, Path, PathBuf};

/// Everything one run found.
pub struct Run<'r> {
    pub catalog: &'r Catalog,
    pub plans: Vec<PlanReport<'r>>,
    /// Inputs that could not be read; each is told on stderr as well.
    pub refused: Vec<Refused>,
    /// 0, 1 or 2, as the process will end.
    pub exit_code: u8,
}

/// What was found in one plan.
#[derive(Clone)]
pub struct PlanReport<'r> {
    /// The plan's path relative to the repository, or what `--plan-id` says.
    pub id: String,
    /// The plan's file relative to the repository; `None` for stdin, or when it lies outside.
    pub file: Option<String>,
    pub verdict: Verdict,
    /// The files that lines refer to; empty when there are none.
    pub sources: &'r Sources,
    /// The root module's directory as the user would type it; empty for the current one.
    pub shown_root: String,
    /// The root module's directory relative to the repository, `/` between names;
    /// `None` when it lies outside.
    pub repository_root: Option<String>,
    /// What the plan touches, as Mermaid draws it, for formats that show pictures.
    pub picture: Option<String>,
    /// Which of its findings fail the run.
    pub gate: Gate,
}

/// An input that is no readable plan.
#[derive(Clone)]
pub struct Refused {
    pub input: String,
    pub code: String,
    pub message: String,
    pub help: String,
}

impl Run<'_> {
    /// How many findings the baseline keeps back.
    fn in_baseline(&self) -> usize {
        let plans = self.plans.iter();
        plans.map(|plan| plan.kept_back(By::Baseline)).sum()
    }

    /// What is there after the plan, plan by plan.
    fn findings(&self) -> impl Iterator<Item = (&PlanReport<'_>, &Located)> {
        self.plans.iter().flat_map(|plan| {
            let findings = plan.verdict.findings.iter();
            findings.map(move |located| (plan, located))
        })
    }
}

impl PlanReport<'_> {
    /// A file's path for people, who may click on it.
    pub fn shown(&self, file: &str) -> String {
        join(&self.shown_root, file).unwrap_or_else(|| file.to_owned())
    }

    /// A file's path from the top of the repository, for machines; `None` when it lies outside.
    pub fn in_repository(&self, file: &str) -> Option<String> {
        join(self.repository_root.as_deref()?, file).filter(|path| !path.starts_with(".."))
    }

    /// How many findings of that level are there, whether old or new.
    fn count(&self, level: Level) -> usize {
        self.verdict
            .findings
            .iter()
            .filter(|located| located.finding.level == level)
            .count()
    }

    /// Whether a finding fails the run.
    fn fails(&self, located: &Located) -> bool {
        self.gate.stops(located.finding.level, located.origin)
    }

    /// How many findings that keeps back.
    fn kept_back(&self, by: By) -> usize {
        let suppressed = self.verdict.suppressed.iter();
        suppressed.filter(|one| one.by == by).count()
    }

    /// How many findings comments and the configuration keep back.
    fn suppressed(&self) -> usize {
        self.kept_back(By::Comment) + self.kept_back(By::Configuration)
    }

    /// How many findings were there before and stay.
    fn existing(&self) -> usize {
        self.verdict
            .findings
            .iter()
            .filter(|located| located.origin == Origin::Existing)
            .count()
    }
}

/// What stderr says of an input that is no readable plan. Its code is for machines.
pub fn refusal(refused: &Refused) -> String {
    let (input, message) = (escaped(&refused.input), escaped(&refused.message));
    let input = if input.is_empty() {
        input
    } else {
        format!("{input}: ")
    };
    let help = match refused.help.as_str() {
        "" => String::new(),
        help => format!("\n  help: {}", escaped(help)),
    };
    format!("error: {input}{message}{help}")
}

/// Makes a text from outside one line that nothing in it can act on.
pub fn escaped(text: &str) -> String {
    untrusted::line(text)
}

/// Writes what acts on a terminal or a build log as escapes of JSON; the document
/// says the same.
pub fn quiet_json(document: &str) -> String {
    untrusted::json(document)
}

/// Where the page of a lint can be read; the list of all, for a name that is none of them.
pub fn help_uri(lint: &str) -> String {
    let page = match family_of(lint) {
        Some(family) => format!("{family}/{lint}"),
        None => "README".to_owned(),
    };
    format!("{}/blob/main/lints/{page}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// Joins and tidies two paths, with `/` between names. Leading `..` stay.
pub(crate) fn join(root: &str, file: &str) -> Option<String> {
    let mut tidy = PathBuf::new();
    for component in Path::new(root).join(file).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    let text = tidy.to_str()?.replace('\\', "/");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_paths() {
        for (root, file, expected) in [
            ("", "main.tf", "main.tf"),
            ("a/b", "../c/main.tf", "a/c/main.tf"),
            ("./a", "main.tf", "a/main.tf"),
            ("", "../main.tf", "../main.tf"),
            ("/x/y", "../main.tf", "/x/main.tf"),
        ] {
            assert_eq!(join(root, file).as_deref(), Some(expected));
        }
    }
}
