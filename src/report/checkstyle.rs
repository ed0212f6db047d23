//! Checkstyle 4.3, which Jenkins and many others read.
//!
//! An input that could not be read is an error of its file.

use super::{Run, place, untrusted, words};
use crate::finding::Level;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes the report, file by file.
pub fn checkstyle(run: &Run<'_>) -> String {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (plan, located) in run.findings() {
        let spot = place::of(plan, located);
        let _ = writeln!(
            files.entry(spot.path).or_default(),
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" \
             source=\"frontlint.{}\"/>",
            spot.line,
            spot.column,
            severity(located.finding.level),
            words::plain(located, " ", untrusted::xml),
            located.finding.lint,
        );
    }
    for refused in &run.refused {
        let message = words::sentences(
            &[
                &untrusted::xml(&refused.message),
                &untrusted::xml(&refused.help),
            ],
            " ",
        );
        let name = words::named(&refused.input, "input");
        let _ = writeln!(
            files.entry(name.to_owned()).or_default(),
            "    <error line=\"1\" column=\"1\" severity=\"error\" message=\"{message}\" \
             source=\"{}\"/>",
            untrusted::xml(words::named(&refused.code, "frontlint::input")),
        );
    }
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (path, errors) in files {
        let _ = writeln!(
            out,
            "  <file name=\"{}\">\n{errors}  </file>",
            untrusted::xml(&path)
        );
    }
    out + "</checkstyle>\n"
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    }
}
