//! Tells of tags that declare needs which nobody knows.

use super::{Notice, line_of};
use crate::config::did_you_mean;
use crate::facts::{Need, Needed};
use crate::graph::{Graph, StrayNeed};
use crate::source::Sources;

/// A notice for each, at the tag. The word itself is a value of the plan, so it is not told.
pub(super) fn notices(graph: &Graph<'_>, sources: &Sources) -> Vec<Notice> {
    let strays = graph.stray_needs().into_iter();
    let mut notices: Vec<Notice> = strays.map(|stray| notice(&stray, sources)).collect();
    // Instances of one block share the line.
    notices.sort();
    notices.dedup();
    notices
}

fn notice(stray: &StrayNeed, sources: &Sources) -> Notice {
    let text = match stray.need {
        Some(need) => {
            let takes = Needed::form(need).unwrap_or("no value");
            let name = need.name();
            format!("the tag `frontlint:needs` gives `{name}` a value, and it takes {takes}")
        }
        None => {
            let names = Need::all().map(Need::name);
            let help = did_you_mean(&stray.word, names);
            let help = help.map_or(String::new(), |help| format!(": {help}"));
            format!("the tag `frontlint:needs` holds a word that is no need{help}")
        }
    };
    match line_of(&stray.place, sources) {
        Some(at) => Notice {
            file: at.file,
            line: at.line,
            text,
        },
        None => Notice {
            file: String::new(),
            line: 0,
            text: format!("{}: {text}", stray.address),
        },
    }
}
