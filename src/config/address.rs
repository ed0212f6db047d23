//! Patterns of addresses, as people write them.

use globset::{GlobBuilder, GlobMatcher};

/// Longer than any address that people write.
const LONGEST_PATTERN: usize = 1_000;

/// A pattern of addresses: `*` and `?` as usual, brackets literal; `x.y` also
/// matches its instances `x.y[0]` and `x.y["k"]`.
#[derive(Clone, Debug)]
pub struct AddressGlob {
    text: String,
    itself: GlobMatcher,
    instances: GlobMatcher,
}

impl AddressGlob {
    /// `None` for a pattern that is too large to match by.
    pub(super) fn new(text: &str) -> Option<Self> {
        let literal: String = text
            .chars()
            .flat_map(|char| {
                let escape = matches!(char, '[' | ']' | '{' | '}' | '\\' | '!');
                escape.then_some('\\').into_iter().chain([char])
            })
            .collect();
        let build = |glob: &str| {
            let glob = GlobBuilder::new(glob).backslash_escape(true).build();
            glob.ok().map(|glob| glob.compile_matcher())
        };
        if text.len() > LONGEST_PATTERN {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            itself: build(&literal)?,
            instances: build(&format!("{literal}\\[*\\]"))?,
        })
    }

    pub fn matches(&self, address: &str) -> bool {
        self.itself.is_match(address) || self.instances.is_match(address)
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_addresses() {
        let glob = AddressGlob::new("module.m[\"a\"].*.x").expect("a pattern");
        assert!(glob.matches("module.m[\"a\"].aws_lb.x"));
        assert!(glob.matches("module.m[\"a\"].aws_lb.x[0]"));
        assert!(!glob.matches("module.m[\"b\"].aws_lb.x"));
        assert!(!glob.matches("module.m[\"a\"].aws_lb.xy"));
    }
}
