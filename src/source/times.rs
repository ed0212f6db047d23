//! How often `count` and `for_each` repeat a block.

use super::Sources;
use super::tree::Body;
use crate::plan::Term;

impl Sources {
    /// Whether a block is repeated by what may be nothing: all but literals that hold something.
    pub(super) fn may_be_none(&self, body: &Body) -> bool {
        let times = ["count", "for_each"].into_iter();
        let mut times = times.filter_map(|name| body.attribute(name));
        times.any(|times| {
            self.term(times.written)
                .is_none_or(|term| !holds_something(&term))
        })
    }
}

fn holds_something(times: &Term) -> bool {
    match times {
        Term::Number(count) => *count > 0.0,
        Term::Tuple(items) => !items.is_empty(),
        Term::Object(members) => !members.is_empty(),
        Term::Call(name, arguments, false) if ["tolist", "tomap", "toset"].contains(&&**name) => {
            arguments.iter().any(holds_something)
        }
        _ => false,
    }
}
