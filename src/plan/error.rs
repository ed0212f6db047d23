//! Why an input is refused, and what to do about it.

use miette::Diagnostic;
use thiserror::Error;

/// An input that is not a readable Terraform plan in JSON.
///
/// No variant carries a value of the document: plans hold secrets.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum ReadError {
    #[error("the input is empty")]
    #[diagnostic(
        code(frontlint::plan::empty),
        help(
            "write the plan first: `terraform plan -out=tfplan`, then `terraform show -json tfplan > plan.json`"
        )
    )]
    Empty,

    #[error("the input is larger than {gibibytes} GiB")]
    #[diagnostic(
        code(frontlint::plan::too_large),
        help(
            "no real plan is that large: check what writes it, or plan parts of the configuration with states of their own"
        )
    )]
    TooLarge { gibibytes: usize },

    #[error("this is a binary plan, which only Terraform can decode")]
    #[diagnostic(
        code(frontlint::plan::binary),
        help(
            "make the JSON from it: `terraform show -json PLANFILE > plan.json` (or `tofu show -json`)"
        )
    )]
    BinaryPlan,

    #[error("this is a compressed file")]
    #[diagnostic(
        code(frontlint::plan::compressed),
        help("unpack it first, for example `gunzip -c plan.json.gz | frontlint check -`")
    )]
    Compressed,

    #[error("this is an encrypted OpenTofu plan or state")]
    #[diagnostic(
        code(frontlint::plan::encrypted),
        help(
            "let `tofu show -json PLANFILE` decrypt it, with the encryption configured as for the plan"
        )
    )]
    Encrypted,

    #[error("this is binary data, neither JSON nor a plan file")]
    #[diagnostic(
        code(frontlint::plan::not_text),
        help("pass the output of `terraform show -json PLANFILE`")
    )]
    NotText,

    #[error("the text is not valid UTF-8 at byte {offset}")]
    #[diagnostic(
        code(frontlint::plan::not_utf8),
        help(
            "write the plan again without a change of encoding; UTF-8 and UTF-16 with a byte order mark are read"
        )
    )]
    NotUtf8 { offset: usize },

    #[error("this is not JSON: {problem} at byte {offset}")]
    #[diagnostic(
        code(frontlint::plan::not_json),
        help(
            "pass the output of `terraform show -json PLANFILE`, not that of `terraform plan` or a .tf file"
        )
    )]
    NotJson { problem: String, offset: usize },

    #[error("the JSON ends in the middle, after {offset} bytes")]
    #[diagnostic(
        code(frontlint::plan::truncated),
        help("the file was cut off while it was written or copied: write it again")
    )]
    Truncated { offset: usize },

    #[error("values are nested deeper than {limit} levels, at byte {offset}")]
    #[diagnostic(
        code(frontlint::plan::too_deep),
        help("no real plan nests that deep: check what wrote this file")
    )]
    TooDeep { limit: usize, offset: usize },

    #[error("this is a state in JSON, not a plan")]
    #[diagnostic(
        code(frontlint::plan::state),
        help(
            "a state has neither unknown values nor the configuration: run `terraform plan -out=tfplan` and pass `terraform show -json tfplan`"
        )
    )]
    State,

    #[error("this is a state file, not a plan")]
    #[diagnostic(
        code(frontlint::plan::state_file),
        help("run `terraform plan -out=tfplan` and pass `terraform show -json tfplan`")
    )]
    StateFile,

    #[error("this is the log of a run, not a plan")]
    #[diagnostic(
        code(frontlint::plan::log),
        help(
            "`terraform plan -json` prints a log without values: use `terraform plan -out=tfplan` and `terraform show -json tfplan`"
        )
    )]
    Log,

    #[error("this is a redacted plan of HCP Terraform, without the configuration and most values")]
    #[diagnostic(
        code(frontlint::plan::redacted),
        help(
            "get the whole one with a token that may read it: `/plans/:id/json-output` instead of `/plans/:id/json-output-redacted`"
        )
    )]
    Redacted,

    #[error(
        "the wrapper of `hashicorp/setup-terraform` has written lines of its own around the plan"
    )]
    #[diagnostic(
        code(frontlint::plan::actions_wrapper),
        help(
            "set `terraform_wrapper: false` where the workflow uses `hashicorp/setup-terraform`, or call `terraform-bin show -json PLANFILE > plan.json`"
        )
    )]
    ActionsWrapper,

    #[error("Terragrunt has written lines of its log around the plan")]
    #[diagnostic(
        code(frontlint::plan::terragrunt_log),
        help(
            "let it pass the output on as it is: `terragrunt --log-disable show -json PLANFILE > plan.json` (older ones: `--terragrunt-log-disable`), or let it write the plans: `--json-out-dir DIR`"
        )
    )]
    Terragrunt,

    #[error("other output stands before the plan")]
    #[diagnostic(
        code(frontlint::plan::surrounded),
        help(
            "write nothing but the output of `terraform show -json PLANFILE` to the file: run what prints the rest on its own"
        )
    )]
    Surrounded,

    #[error("this is a configuration in JSON, not a plan")]
    #[diagnostic(
        code(frontlint::plan::configuration),
        help("pass the output of `show -json PLANFILE`, without `-config` and `-module`")
    )]
    Configuration,

    #[error("more data follows the first document, at byte {offset}")]
    #[diagnostic(
        code(frontlint::plan::trailing),
        help(
            "put each plan into a file of its own and pass them all: `frontlint check a.json b.json`"
        )
    )]
    Trailing { offset: usize },

    #[error("this JSON is not a Terraform plan: {why}")]
    #[diagnostic(
        code(frontlint::plan::not_a_plan),
        help("pass the output of `terraform show -json PLANFILE`")
    )]
    NotAPlan { why: &'static str },

    #[error("plans of format version {found} are not supported")]
    #[diagnostic(
        code(frontlint::plan::version),
        help(
            "frontlint reads 0.1, 0.2 and every 1.x: use Terraform 0.12 or newer, any OpenTofu, or a newer frontlint"
        )
    )]
    Version { found: String },

    #[error("the plan is malformed at `{path}`: {problem}")]
    #[diagnostic(
        code(frontlint::plan::malformed),
        help(
            "the document is not what `terraform show -json` writes there: write it again, and report it if Terraform wrote it"
        )
    )]
    Malformed { path: String, problem: String },
}

/// The error's words, without its line and column (a plan is one long line) and
/// without any value of the document.
pub(super) fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // The last of them is serde's own, whatever a value says.
    let text = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(words, _)| words);
    match text.split_once(": ") {
        // "invalid type: string \"hunter2\", expected a map": what was found may be a secret.
        Some((kind @ ("invalid type" | "invalid value"), rest)) => {
            let found = rest.split([' ', ',']).next().unwrap_or_default();
            let expected = rest
                .rsplit_once("expected ")
                .map_or("", |(_, expected)| expected);
            format!("{kind}: found {found}, expected {expected}")
        }
        _ => text.to_owned(),
    }
}
