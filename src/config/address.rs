//! Patterns of addresses, as people write them.

/// Longer than any address that people write.
const LONGEST_PATTERN: usize = 1_000;

/// A pattern of addresses: `*` and `?` as usual, brackets literal; `x.y` also
/// matches its instances `x.y[0]` and `x.y["k"]`.
///
/// A configuration may hold thousands of them, so that each is its text and no more.
#[derive(Clone, Debug)]
pub struct AddressGlob {
    text: String,
}

impl AddressGlob {
    /// `None` for a pattern that is too large to match by.
    pub(super) fn new(text: &str) -> Option<Self> {
        (text.len() <= LONGEST_PATTERN).then(|| Self {
            text: text.to_owned(),
        })
    }

    pub fn matches(&self, address: &str) -> bool {
        let (pattern, address) = (self.text.as_bytes(), address.as_bytes());
        fits(pattern, address, false) || (address.ends_with(b"]") && fits(pattern, address, true))
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Whether a pattern fits a text; with `instance`, whether it fits what stands before
/// some `[` of it. A `*` takes as little as it can, and one byte more each time that
/// what follows fails: earlier ones need no second try.
fn fits(pattern: &[u8], text: &[u8], instance: bool) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        let ended = at == pattern.len();
        if ended && (seen == text.len() || (instance && text[seen] == b'[')) {
            return true;
        }
        match (pattern.get(at), text.get(seen)) {
            (Some(b'*'), _) => {
                star = Some((at, seen));
                at += 1;
            }
            (Some(b'?'), Some(_)) => {
                at += 1;
                seen += 1;
                // One character, however many bytes it has.
                while text.get(seen).is_some_and(|byte| byte & 0xC0 == 0x80) {
                    seen += 1;
                }
            }
            (Some(one), Some(other)) if one == other => {
                at += 1;
                seen += 1;
            }
            _ => match star {
                Some((after, taken)) if taken < text.len() => {
                    star = Some((after, taken + 1));
                    (at, seen) = (after + 1, taken + 1);
                }
                _ => return false,
            },
        }
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

    #[test]
    fn matches_like_a_pattern_of_names() {
        #[track_caller]
        fn check(pattern: &str, address: &str, expected: bool) {
            let glob = AddressGlob::new(pattern).expect("a pattern");
            assert_eq!(glob.matches(address), expected, "{pattern} on {address}");
        }
        check("*", "aws_lb.a", true);
        check("", "aws_lb.a", false);
        check("aws_*.a", "aws_lb.a", true);
        check("aws_lb.?", "aws_lb.é", true);
        check("aws_lb.??", "aws_lb.é", false);
        check("*.*[*]", "aws_lb.a[0]", true);
        check("*.*[*]", "aws_lb.a", false);
        check("aws_lb.a", "aws_lb.a[\"x[0]\"]", true);
        check("aws_lb.*", "module.m.aws_lb.a", false);
        check("module.m*.a", "module.m[\"x.a\"].aws_lb.a[1]", true);
        check("aws_lb.a*b", "aws_lb.aXbYb", true);
        check("aws_lb.a*b", "aws_lb.aXbY", false);
        check("aws_lb.a[0]", "aws_lb.a[0]", true);
        check("aws_lb.a[0]", "aws_lb.a[01]", false);
        check(&"*a".repeat(400), &"a".repeat(500), true);
        check(&"*a".repeat(400), &"a".repeat(399), false);
    }
}
