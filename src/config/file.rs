//! The keys of `frontlint.toml`, as they stand there. `schema.json` lists the same for editors.

use crate::facts::Prices;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) gate: Gate,
    #[serde(default)]
    pub(super) lints: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "override")]
    pub(super) overrides: Vec<OverrideTable>,
    #[serde(default)]
    pub(super) service: Vec<ServiceTable>,
    #[serde(default)]
    pub(super) assume: Assume,
    #[serde(default)]
    pub(super) ignore: Vec<IgnoreTable>,
    #[serde(default)]
    pub(super) suppressions: TermsTable,
    #[serde(default)]
    pub(super) plans: Vec<PlansTable>,
    pub(super) prices: Option<Spanned<Prices>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OverrideTable {
    pub(super) lint: Option<Spanned<String>>,
    pub(super) tag: Option<Spanned<String>>,
    pub(super) address: Option<Spanned<String>>,
    pub(super) plan: Option<Spanned<String>>,
    pub(super) level: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlansTable {
    pub(super) path: Spanned<String>,
    pub(super) root: Option<Spanned<String>>,
    pub(super) id: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TermsTable {
    #[serde(default)]
    pub(super) require_reason: bool,
    #[serde(default)]
    pub(super) require_until: bool,
    pub(super) max_days: Option<i32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Gate {
    pub(super) fail_on: Option<Spanned<String>>,
    pub(super) origin: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IgnoreTable {
    pub(super) lint: Spanned<String>,
    pub(super) address: Spanned<String>,
    pub(super) plan: Option<Spanned<String>>,
    pub(super) until: Option<Spanned<toml::Value>>,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ServiceTable {
    pub(super) name: String,
    pub(super) backend: Spanned<String>,
    pub(super) needs: Vec<Spanned<NeedEntry>>,
    pub(super) requests_per_month: Option<Spanned<f64>>,
    pub(super) kilobytes_per_request: Option<Spanned<f64>>,
    pub(super) connections_per_month: Option<Spanned<f64>>,
    pub(super) connection_minutes_per_month: Option<Spanned<f64>>,
}

/// A need by name, or with a value: `{ long-request = "60s" }`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum NeedEntry {
    Name(String),
    Valued(BTreeMap<String, toml::Value>),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assume {
    #[serde(default)]
    pub(super) waf: Vec<Spanned<String>>,
}
