//! Patterns of `*` and `?`: when one takes all that another takes, and when two
//! take something in common.

/// Whether the pattern `wide` takes every text that `narrow` takes. `*` stands
/// for any text, `?` for one character. Sound, and complete but for patterns
/// that say one thing in two ways (`?*` and `*?`).
pub(super) fn contains(wide: &str, narrow: &str) -> bool {
    let wide: Vec<char> = wide.chars().collect();
    let narrow: Vec<char> = narrow.chars().collect();
    // reachable[i]: wide[..i] takes narrow[..j], for the j of the round.
    let mut reachable = vec![false; wide.len() + 1];
    reachable[0] = true;
    spread(&wide, &mut reachable);
    for next in narrow {
        let mut following = vec![false; wide.len() + 1];
        for (at, char) in wide.iter().enumerate() {
            let steps_over = match char {
                '*' => reachable[at] || reachable[at + 1],
                '?' => reachable[at] && next != '*',
                char => reachable[at] && *char == next,
            };
            following[at + 1] = steps_over;
        }
        spread(&wide, &mut following);
        reachable = following;
    }
    reachable[wide.len()]
}

/// Whether some text is taken by both patterns.
pub(super) fn meet(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    // reachable[i]: some text is taken by one[..i] and by the part of the other so far.
    let mut reachable = vec![false; one.len() + 1];
    reachable[0] = true;
    spread(&one, &mut reachable);
    for next in other.chars() {
        let mut following = vec![false; one.len() + 1];
        if next == '*' {
            // It takes whatever comes next, or nothing.
            let mut before = false;
            for at in 0..=one.len() {
                before |= reachable[at];
                following[at] = before;
            }
        } else {
            for (at, char) in one.iter().enumerate() {
                following[at + 1] |=
                    reachable[at] && (*char == next || *char == '?' || next == '?' || *char == '*');
                if *char == '*' {
                    following[at + 1] |= reachable[at + 1];
                    following[at] |= reachable[at];
                }
            }
            spread(&one, &mut following);
        }
        reachable = following;
    }
    reachable[one.len()]
}

/// A `*` may stand for nothing.
fn spread(wide: &[char], reachable: &mut [bool]) {
    for (at, char) in wide.iter().enumerate() {
        if *char == '*' && reachable[at] {
            reachable[at + 1] = true;
        }
    }
}

/// What a pattern begins with before its first wildcard.
pub(super) fn literal(pattern: &str) -> &str {
    &pattern[..pattern.find(['*', '?']).unwrap_or(pattern.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(wide: &str, narrow: &str, expected: bool) {
        assert_eq!(contains(wide, narrow), expected, "{wide} contains {narrow}");
    }

    #[test]
    fn compares_patterns() {
        check("/*", "/orders", true);
        check("/*", "*", false);
        check("*", "/*", true);
        check("/orders*", "/orders", true);
        check("/orders*", "/orders/*", true);
        check("/orders/*", "/orders", false);
        check("/orders", "/orders*", false);
        check("/a?c", "/abc", true);
        check("/a?c", "/a*c", false);
        check("*.example.com", "a.b.example.com", true);
        check("*.example.com", "example.com", false);
        check("/*/b/*", "/a/b/c/b", true);
        check("", "", true);
        check("", "a", false);
    }

    /// The slow truth for one text.
    fn takes(pattern: &[u8], text: &[u8]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((b'*', rest)) => (0..=text.len()).any(|skip| takes(rest, &text[skip..])),
            Some((b'?', rest)) => !text.is_empty() && takes(rest, &text[1..]),
            Some((byte, rest)) => text.first() == Some(byte) && takes(rest, &text[1..]),
        }
    }

    proptest! {
        #[test]
        fn containment_is_sound(wide in "[ab*?]{0,6}", narrow in "[ab*?]{0,6}", text in "[abc]{0,7}") {
            if contains(&wide, &narrow) && takes(narrow.as_bytes(), text.as_bytes()) {
                prop_assert!(takes(wide.as_bytes(), text.as_bytes()), "{wide} / {narrow} / {text}");
            }
        }

        #[test]
        fn patterns_that_take_one_text_meet(one in "[ab*?]{0,6}", other in "[ab*?]{0,6}", text in "[abc]{0,7}") {
            if takes(one.as_bytes(), text.as_bytes()) && takes(other.as_bytes(), text.as_bytes()) {
                prop_assert!(meet(&one, &other), "{one} / {other} / {text}");
            }
        }

        #[test]
        fn a_pattern_meets_what_it_takes_and_no_other_text(pattern in "[ab*?]{0,6}", text in "[ab]{0,6}") {
            prop_assert_eq!(meet(&pattern, &text), takes(pattern.as_bytes(), text.as_bytes()));
        }

        #[test]
        fn a_literal_is_matched_exactly(wide in "[ab*?]{0,6}", text in "[ab]{0,6}") {
            prop_assert_eq!(contains(&wide, &text), takes(wide.as_bytes(), text.as_bytes()));
        }
    }
}
