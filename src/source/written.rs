//! What attributes are set to, in the words of the source.

use super::tree::{self, Block};
use super::{Sought, Sources};
use crate::plan::Written;

impl Sources {
    /// The text of an attribute's value.
    pub(super) fn written_value(&self, place: &Sought<'_>) -> Written<'_> {
        let Some(block) = self.block(place) else {
            return Written::NotAtHand;
        };
        let Some(attribute) = tree::attribute_at(block, place.path) else {
            return Written::Nowhere;
        };
        let span = attribute.written;
        let file = self.files.get(span.file);
        let text = file.and_then(|file| {
            let text = file.whole.get(span.start..span.end)?;
            Some(match file.is_json() {
                true => expression(text),
                false => text,
            })
        });
        text.map_or(Written::NotAtHand, Written::As)
    }

    fn block(&self, place: &Sought<'_>) -> Option<&Block> {
        let address = tree::address(place.data, place.type_name, place.name);
        self.known(place.module)?.resources.get(&address)
    }
}

/// A value of the JSON syntax as Terraform's own would have it: `"${…}"` is the expression in it.
/// Where quotes or backslashes stand in that, it is left as it is.
fn expression(text: &str) -> &str {
    let inner = text.strip_prefix("\"${");
    let inner = inner.and_then(|inner| inner.strip_suffix("}\""));
    inner
        .filter(|inner| !inner.contains(['\\', '{', '}']))
        .map_or(text, str::trim)
}
