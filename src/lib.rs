//! frontlint: a linter for Terraform plans of fronting architectures.
//!
//! Each module uses those above it and none below; a blank line between them
//! keeps the formatter from sorting the map.

// Text → lines and columns: wrapping, cutting, widths.
pub mod layout;

// Yes, no, or left open.
pub mod answer;

// Plan JSON → resources, addresses, places, values.
pub mod plan;

// `.tf` text → the same resources with their lines.
pub mod source;

// What AWS offers and limits, as dated data.
pub mod facts;

// Findings and levels.
pub mod finding;

// `frontlint.toml`.
pub mod config;

// Resources → fronts, listeners, targets, services, and the ways between them.
pub mod graph;

// Pages → lints.
pub mod catalog;

// The lints that need Rust.
pub mod passes;

// Chooses lints, runs them, finds lines, sorts.
pub mod engine;

// For each service: needs, offers, cost, and what to change.
pub mod advice;

// Findings accepted one by one.
pub mod baseline;

// Verdicts → text, JSON, SARIF, and what CI takes.
pub mod report;

// The architecture → tree, Mermaid, DOT, SVG, JSON.
pub mod draw;

// The command line.
pub mod cli;
