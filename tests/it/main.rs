//! One test binary: each extra one links the whole crate again.

mod advice;
mod bodies;
mod bounds;
mod cases;
mod citations;
mod commands;
mod config_schema;
mod corpus;
mod draw;
mod dynamic;
mod edits;
mod evidence;
mod fleet;
mod fuzzed;
mod gate;
mod graph;
mod input;
mod integrations;
mod json_syntax;
mod layers;
mod lower;
mod origin;
mod outputs;
mod pages;
mod partial;
mod plain;
mod report;
mod secrets;
mod spelling;
mod suppressions;
mod tidy;
mod unknowns;

// For the part of `source` that reads the references of examples.
use frontlint::plan;
