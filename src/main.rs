//! The exit code; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    frontlint::cli::run(std::env::args_os())
}
