//! The arguments, as users type them.

mod lines;
mod report;

pub(crate) use lines::{InputFormat, Lines};
pub(crate) use report::{Merge, Merged, MergedFormat, Report};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// A linter for Terraform plans: what is wrong on the way from the client to
/// the code behind CloudFront, API Gateway and load balancers.
#[derive(Debug, Parser)]
#[command(name = "frontlint", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint plans
    Check(Check),
    /// Draw the architecture of a plan
    Graph(Graph),
    /// Tell which front fits each service, what is missing, what to change, what it costs
    Advise(Advise),
    /// Show a lint's page, or what a resource refers to
    Explain(Explain),
    /// List the lints
    Lints(Lints),
    /// Accept findings one by one
    #[command(subcommand)]
    Baseline(Baseline),
    /// Make one report of many results
    #[command(subcommand)]
    Report(Report),
    /// Write a frontlint.toml to start from
    Init(Init),
    /// Print what a shell needs to complete arguments
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Lint plans.
///
/// Reads the output of `terraform show -json PLANFILE` (or `tofu show -json`).
/// Exits with 0 when nothing reaches the level of `--fail-on`, with 1 when
/// something does, and with 2 when the job could not be done.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  terraform plan -out=tfplan && terraform show -json tfplan | frontlint check -
  frontlint check plan.json
  frontlint check -f text -f sarif=frontlint.sarif stacks/
  frontlint check --input-format jsonl plans.jsonl > results.jsonl")]
pub(crate) struct Check {
    /// Plan files, directories to search for plan files, globs, or `-` for stdin [default: .]
    #[arg(value_name = "PLAN|DIR|GLOB|-")]
    pub(crate) inputs: Vec<String>,

    /// The report's format, and the file it goes to instead of stdout; may be repeated. With
    /// `{plan}` in its name there is a file for each plan. The formats are text, json, sarif, github (annotations), markdown (a comment), gitlab (Code
    /// Quality), junit, checkstyle, rdjson and rdjsonl (Reviewdog), jsonl (a line for each plan)
    /// and findings-jsonl (a flat line for each finding) [default: text; jsonl for lines of JSON]
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = parse_output)]
    format: Vec<Output>,

    #[command(flatten)]
    pub(crate) lines: Lines,

    /// From which level on findings make the run exit with 1 [default: error]
    #[arg(long, value_name = "error|warning|note|never", value_parser = parse_fail_on)]
    pub(crate) fail_on: Option<crate::config::FailOn>,

    /// Report only findings that the plan brings in, and let only them count for the exit code
    #[arg(long, value_enum, value_name = "ORIGIN")]
    pub(crate) only: Option<Only>,

    /// Report only findings in which a resource takes part that the plan changes
    #[arg(long)]
    pub(crate) changed_only: bool,

    /// Hold back the findings that this file accepts; `frontlint baseline` writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Hold back none of them where the plan changes a resource that takes part
    #[arg(long, requires = "baseline")]
    pub(crate) baseline_strict: bool,

    /// Exit with 0 whatever is found
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// What a plan is that is not there: trouble, or only told, as in a clone that has made none
    #[arg(
        long,
        value_enum,
        default_value_t,
        overrides_with = "missing",
        value_name = "HOW"
    )]
    pub(crate) missing: Missing,

    #[command(flatten)]
    pub(crate) around: Around,

    /// What to call the plan in reports, when there is one
    #[arg(long, value_name = "ID")]
    pub(crate) plan_id: Option<String>,

    /// List what could not be decided, and why
    #[arg(long)]
    pub(crate) undecided: bool,

    /// Print on stderr how many links were found between resources, and how surely
    #[arg(long)]
    pub(crate) statistics: bool,

    /// Tells this SARIF upload from others of the same commit
    #[arg(long, value_name = "NAME")]
    pub(crate) sarif_category: Option<String>,

    /// Write a SARIF file for each plan into this directory, each with a category of its own
    #[arg(long, value_name = "DIR")]
    pub(crate) sarif_dir: Option<PathBuf>,

    /// Who reads the SARIF: code scanning, or an editor that needs absolute paths
    #[arg(long, value_enum, default_value_t, value_name = "PROFILE")]
    pub(crate) sarif_profile: SarifProfile,

    /// Write to the SARIF also what comments, configuration and baseline hold back, marked so
    #[arg(long)]
    pub(crate) sarif_suppressed: bool,

    /// The day by which dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    Introduced,
}

/// Tell which front fits each service.
///
/// For each service: the front in use, what it lacks, the smallest change that meets
/// every need, and the front that one would choose afresh. Needs and traffic come from
/// `[[service]]` in frontlint.toml, or from the tag `frontlint:needs`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint advise plan.json
  frontlint advise -f markdown plan.json > fronts.md")]
pub(crate) struct Advise {
    /// A plan file, a directory to search for plans, or `-` for stdin [default: .]
    #[arg(value_name = "PLAN|DIR|-")]
    pub(crate) input: Option<String>,

    /// How to write it
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AdviceFormat,

    #[command(flatten)]
    pub(crate) around: Around,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum AdviceFormat {
    #[default]
    Text,
    Markdown,
    Json,
    HtmlFragment,
}

/// What surrounds a plan.
#[derive(Debug, Args)]
pub(crate) struct Around {
    /// The directory of the root module [default: the plan's, else the current one]
    #[arg(long, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,

    /// The plan as `terraform plan -out` wrote it, for the sources in it [default: the one beside]
    #[arg(long, value_name = "FILE")]
    pub(crate) plan_file: Option<PathBuf>,

    /// The configuration to use instead of the frontlint.toml above each plan
    #[arg(
        long,
        value_name = "FILE",
        env = "FRONTLINT_CONFIG",
        conflicts_with = "no_config"
    )]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Missing {
    #[default]
    Fail,
    Warn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SarifProfile {
    #[default]
    CodeScanning,
    Editor,
}

/// A format, and where the report goes; stdout when no file is named.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Sarif,
    Github,
    Markdown,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
    Rdjsonl,
    Jsonl,
    FindingsJsonl,
}

impl Check {
    /// The reports that are asked for.
    pub(crate) fn outputs(&self) -> Vec<Output> {
        if !self.format.is_empty() {
            return self.format.clone();
        }
        let format = match self.lines.input_format {
            InputFormat::Plan => Format::Text,
            InputFormat::Jsonl => Format::Jsonl,
        };
        vec![Output { format, file: None }]
    }
}

/// Names of stdout, which is no file to be replaced.
const STDOUT: [&str; 3] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// `FORMAT` or `FORMAT=FILE`.
fn with_file(text: &str) -> Result<(&str, Option<PathBuf>), String> {
    match text.split_once('=') {
        Some((_, "")) => Err("the file's name is missing behind `=`".into()),
        Some((name, file)) if STDOUT.contains(&file) => Ok((name, None)),
        Some((name, file)) => Ok((name, Some(PathBuf::from(file)))),
        None => Ok((text, None)),
    }
}

fn parse_output(text: &str) -> Result<Output, String> {
    let (name, file) = with_file(text)?;
    let format = Format::from_str(name, false).map_err(|_| {
        let names: Vec<_> = Format::value_variants()
            .iter()
            .filter_map(Format::to_possible_value)
            .map(|value| value.get_name().to_owned())
            .collect();
        format!("the formats are {}", names.join(", "))
    })?;
    Ok(Output { format, file })
}

fn parse_fail_on(text: &str) -> Result<crate::config::FailOn, String> {
    crate::config::FailOn::parse(text).ok_or_else(|| "it is error, warning, note or never".into())
}

/// Draw the architecture of a plan: the ways from clients to services.
///
/// Findings are marked where they are. JSON holds every resource that is read and
/// every link between them; pictures leave out what is no architecture.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint graph plan.json
  terraform show -json tfplan | frontlint graph -f svg=architecture.svg -")]
pub(crate) struct Graph {
    /// A plan file, or `-` for stdin [default: the plan below the current directory]
    #[arg(value_name = "PLAN|-")]
    pub(crate) input: Option<String>,

    /// The picture's format (tree, mermaid, dot, svg, json), and the file it goes to instead
    /// of stdout
    #[arg(short, long, value_name = "FORMAT[=FILE]", default_value = "tree", value_parser = parse_drawing)]
    pub(crate) format: Drawing,

    /// Do not mark findings
    #[arg(long)]
    pub(crate) no_findings: bool,

    #[command(flatten)]
    pub(crate) around: Around,

    /// The day by which dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<Date>,
}

/// A picture's format, and where it goes; stdout when no file is named.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    pub(crate) format: DrawingFormat,
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DrawingFormat {
    Tree,
    Mermaid,
    Dot,
    Svg,
    Json,
}

fn parse_drawing(text: &str) -> Result<Drawing, String> {
    let (name, file) = with_file(text)?;
    let format = DrawingFormat::from_str(name, false)
        .map_err(|_| "the formats are tree, mermaid, dot, svg and json".to_owned())?;
    Ok(Drawing { format, file })
}

/// Show a lint's page, or what a resource refers to and how that was found.
///
/// A lint's page says what is wrong, why, and how to fix it. Of a resource, each attribute that
/// refers to another is shown with where it leads and how surely, what was lost on the way and
/// why, and what refers to the resource. `capability` and a need tell what each front offers
/// for it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint explain listener-without-tls13
  frontlint explain capability jwt
  frontlint explain aws_lb_listener.https plan.json")]
pub(crate) struct Explain {
    /// The lint's name, a resource's address, or `capability`
    #[arg(value_name = "LINT|ADDRESS|capability")]
    pub(crate) name: String,

    /// The plan that holds the resource, or `-` for stdin; the need of a capability
    #[arg(value_name = "PLAN|NEED")]
    pub(crate) plan: Option<String>,

    /// How to tell of a resource or a capability
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,

    #[command(flatten)]
    pub(crate) around: Around,
}

/// List the lints.
#[derive(Debug, Args)]
pub(crate) struct Lints {
    /// How to list them
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ListFormat {
    #[default]
    Text,
    Json,
}

/// Accept findings one by one.
///
/// A baseline lists a lint, an address without instance keys and an attribute on each line,
/// and no lines of source, so that it outlives edits. What has moved keeps its entry.
#[derive(Debug, Subcommand)]
pub(crate) enum Baseline {
    /// Write a baseline that accepts all that is found now
    Write(BaselineOf),
    /// Take out of a baseline what is found no more, and let moved resources keep theirs
    Prune(BaselineOf),
}

#[derive(Debug, Args)]
pub(crate) struct BaselineOf {
    /// The plans that the baseline is for, as `check` takes them [default: .]
    #[arg(value_name = "PLAN|DIR|GLOB|-")]
    pub(crate) inputs: Vec<String>,

    /// The baseline's file
    #[arg(long, value_name = "FILE", default_value = "frontlint-baseline.txt")]
    pub(crate) baseline: PathBuf,

    #[command(flatten)]
    pub(crate) around: Around,

    /// What to call the plan, when there is one: as `check` is told
    #[arg(long, value_name = "ID")]
    pub(crate) plan_id: Option<String>,

    /// The day by which dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<Date>,
}

/// Write a frontlint.toml to start from into the current directory.
///
/// All its settings are comments, so nothing changes until one is taken out.
/// A configuration that is there already stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint init plan.json
  frontlint init --schema > frontlint.schema.json")]
pub(crate) struct Init {
    /// A plan in JSON, or `-`, whose services are listed
    #[arg(value_name = "PLAN|-")]
    pub(crate) plan: Option<String>,

    /// Print instead a JSON Schema of frontlint.toml, for editors
    #[arg(long, conflicts_with = "plan")]
    pub(crate) schema: bool,
}

/// Print what a shell needs to complete arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint completions bash > ~/.local/share/bash-completion/completions/frontlint
  frontlint completions zsh > ~/.zfunc/_frontlint
  frontlint completions fish > ~/.config/fish/completions/frontlint.fish")]
pub(crate) struct Completions {
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page, in the language of man(7).
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frontlint man > frontlint.1
  frontlint man check > frontlint-check.1")]
pub(crate) struct Man {
    /// The subcommand [default: the page of the whole]
    pub(crate) command: Option<String>,
}
