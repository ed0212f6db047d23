//! Plans that are not there: nothing to stop anyone for, where each clone makes its own.

use crate::cli::args::{Check, Missing};
use crate::cli::input::{Input, NOTHING, nothing};
use crate::cli::tell;
use crate::report::{Refused, escaped};

/// Tells of the plans that are missing, where that is no error, and takes them from the inputs.
/// Whether there were any comes back.
pub(super) fn spare(options: &Check, inputs: &mut Vec<Input>, refused: &mut Vec<Refused>) -> bool {
    if options.missing == Missing::Fail {
        return false;
    }
    let is_nothing = |one: &Refused| one.code == NOTHING;
    let (mut missing, others): (Vec<Refused>, Vec<Refused>) =
        refused.drain(..).partition(is_nothing);
    *refused = others;
    inputs.retain(|input| {
        let path = input.path.as_deref().filter(|path| !path.exists());
        missing.extend(path.map(|path| nothing(&path.display().to_string(), "there is no plan")));
        path.is_none()
    });
    for one in &missing {
        tell(&escaped(&format!(
            "warning: {}: {}",
            one.input, one.message
        )));
    }
    // Once is enough.
    if let Some(one) = missing.first() {
        tell(&format!("  help: {}", one.help));
    }
    !missing.is_empty()
}
