//! Patterns for a part of a request: when one takes all that another takes, and
//! when two take something in common.

/// A pattern. Hosts and values of headers are to be given in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Glob(Vec<Token>);

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Token {
    pub(super) class: Class,
    /// Whether it stands for any number of such characters, or none.
    pub(super) many: bool,
}

/// The characters that a step takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Only(char),
    /// All but the slash: within one segment of a path.
    Segment,
    Any,
}

impl Class {
    pub(super) fn takes(self, char: char) -> bool {
        match self {
            Self::Only(only) => only == char,
            Self::Segment => char != '/',
            Self::Any => true,
        }
    }

    /// Whether it takes every character that the other takes.
    fn contains(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Only(char)) => self.takes(char),
            (Self::Any, _) => true,
            (one, other) => one == other,
        }
    }

    /// Whether some character is taken by both.
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Only(char), class) | (class, Self::Only(char)) => class.takes(char),
            _ => true,
        }
    }
}

impl Glob {
    /// `*` stands for any text, `?` for one character.
    pub fn new(pattern: &str) -> Self {
        let token = |char| match char {
            '*' => Token::many(Class::Any),
            '?' => Token::one(Class::Any),
            char => Token::one(Class::Only(char)),
        };
        Self::from_tokens(pattern.chars().map(token))
    }

    /// The patterns for the paths that `pattern` takes: paths begin with a slash,
    /// so one that cannot begin like that takes none.
    pub fn of_paths(pattern: &str) -> Vec<Self> {
        let Self(tokens) = Self::new(pattern);
        let slash = Token::one(Class::Only('/'));
        let led = |rest: &[Token]| {
            let tokens = std::iter::once(slash).chain(rest.iter().copied());
            Self(tokens.collect())
        };
        match tokens.split_first() {
            Some((token, _)) if *token == slash => vec![Self(tokens)],
            Some((token, rest)) if token.many => {
                let anywhere = led(&tokens);
                // The text before may be empty.
                let at_once = (rest.first() == Some(&slash)).then(|| Self(rest.to_vec()));
                std::iter::once(anywhere).chain(at_once).collect()
            }
            Some((token, rest)) if token.class == Class::Any => vec![led(rest)],
            _ => Vec::new(),
        }
    }

    /// The path of an API's resource or route: `{id}` stands for one segment,
    /// `{proxy+}` for all that is left.
    pub fn of_template(path: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = path;
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            tokens.extend(before.chars().map(|char| Token::one(Class::Only(char))));
            let class = match name.ends_with('+') {
                true => Class::Any,
                false => Class::Segment,
            };
            tokens.extend([Token::one(class), Token::many(class)]);
            rest = after;
        }
        tokens.extend(rest.chars().map(|char| Token::one(Class::Only(char))));
        Self::from_tokens(tokens)
    }

    /// What comes before a last `/*`, unless that is nothing.
    pub(super) fn bare_path(&self) -> Option<Self> {
        match self.0.as_slice() {
            [rest @ .., slash, any]
                if !rest.is_empty()
                    && *slash == Token::one(Class::Only('/'))
                    && *any == Token::many(Class::Any) =>
            {
                Some(Self(rest.to_vec()))
            }
            _ => None,
        }
    }

    /// Puts what says the same into one form: `*?` is `?*`, `**` is `*`.
    fn from_tokens(tokens: impl IntoIterator<Item = Token>) -> Self {
        let mut all: Vec<Token> = Vec::new();
        for token in tokens {
            match all.last() {
                Some(last) if last.many && last.class == token.class && token.many => {}
                Some(last) if last.many && last.class == token.class => {
                    all.insert(all.len() - 1, token);
                }
                _ => all.push(token),
            }
        }
        Self(all)
    }

    pub(super) fn tokens(&self) -> &[Token] {
        &self.0
    }

    /// Whether it takes the text.
    pub fn takes(&self, text: &str) -> bool {
        self.simulate(text.chars().map(|char| Token::one(Class::Only(char))))
    }

    /// Whether it surely takes every text that the other takes. It misses only
    /// what the whole of both patterns would show, which the search finds.
    pub fn contains(&self, other: &Self) -> bool {
        self.simulate(other.0.iter().copied())
    }

    fn simulate(&self, narrow: impl IntoIterator<Item = Token>) -> bool {
        let wide = &self.0;
        // reachable[i]: wide[..i] takes what was read so far.
        let mut reachable = vec![false; wide.len() + 1];
        reachable[0] = true;
        spread(wide, &mut reachable);
        for next in narrow {
            let mut following = vec![false; wide.len() + 1];
            for (at, token) in wide.iter().enumerate() {
                if !reachable[at] || !token.class.contains(next.class) {
                    continue;
                }
                match (token.many, next.many) {
                    (true, _) => following[at] = true,
                    (false, false) => following[at + 1] = true,
                    (false, true) => {}
                }
            }
            spread(wide, &mut following);
            reachable = following;
        }
        reachable[wide.len()]
    }

    /// Whether some text is taken by both patterns.
    pub fn meets(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        // reachable[i]: some text is taken by one[..i] and by the other so far.
        let mut reachable = vec![false; one.len() + 1];
        reachable[0] = true;
        spread(one, &mut reachable);
        for next in other {
            let mut following = match next.many {
                true => reachable.clone(),
                false => vec![false; one.len() + 1],
            };
            for (at, token) in one.iter().enumerate() {
                // What may be repeated takes further steps from where it came to.
                let here = if next.many {
                    following[at]
                } else {
                    reachable[at]
                };
                if here && token.class.meets(next.class) {
                    following[at + usize::from(!token.many)] = true;
                }
                following[at + 1] |= following[at] && token.many;
            }
            reachable = following;
        }
        reachable[one.len()]
    }

    /// Whether it takes one text only.
    pub fn is_literal(&self) -> bool {
        self.0.iter().all(|token| token.literal().is_some())
    }

    /// What every text it takes begins with.
    pub(in crate::graph) fn prefix(&self) -> String {
        self.0.iter().map_while(Token::literal).collect()
    }

    /// What every text it takes ends with.
    pub(in crate::graph) fn suffix(&self) -> String {
        let ending = self.0.iter().rev().map_while(Token::literal);
        ending.collect::<Vec<_>>().into_iter().rev().collect()
    }

    /// A text that it takes, with `fill` for each wildcard; where a wildcard may
    /// stand for nothing, it does unless `full`.
    pub(super) fn instance(&self, fill: char, full: bool) -> String {
        let tokens = self.0.iter().filter(|token| full || !token.many);
        tokens
            .map(|token| token.literal().unwrap_or(fill))
            .collect()
    }
}

impl Token {
    fn one(class: Class) -> Self {
        Self { class, many: false }
    }

    fn many(class: Class) -> Self {
        Self { class, many: true }
    }

    fn literal(&self) -> Option<char> {
        match self.class {
            Class::Only(char) if !self.many => Some(char),
            _ => None,
        }
    }
}

/// What may stand for any number of characters may stand for none.
fn spread(wide: &[Token], reachable: &mut [bool]) {
    for (at, token) in wide.iter().enumerate() {
        if token.many && reachable[at] {
            reachable[at + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wide: &str, narrow: &str, expected: bool) {
        let contains = Glob::new(wide).contains(&Glob::new(narrow));
        assert_eq!(contains, expected, "{wide} contains {narrow}");
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
        check("/a*?", "/a?*", true);
        check("*.example.com", "a.b.example.com", true);
        check("*.example.com", "example.com", false);
        check("/*/b/*", "/a/b/c/b", true);
        check("", "", true);
        check("", "a", false);
    }

    #[test]
    fn a_template_takes_segments() {
        let one = Glob::of_template("/orders/{id}");
        let all = Glob::of_template("/orders/{proxy+}");
        assert!(one.takes("/orders/7") && !one.takes("/orders/") && !one.takes("/orders/7/lines"));
        assert!(all.takes("/orders/7/lines") && !all.takes("/orders"));
        assert!(all.contains(&one) && !one.contains(&all));
    }

    #[test]
    fn paths_begin_with_a_slash() {
        let paths = |pattern| Glob::of_paths(pattern);
        assert_eq!(paths("*"), paths("/*"));
        assert_eq!(paths("?"), paths("/"));
        assert_eq!(paths("*.jpg"), paths("/*.jpg"));
        assert_eq!(paths("orders/*"), []);
        let anywhere = paths("*/x");
        assert!(anywhere.iter().any(|glob| glob.takes("/x")));
        assert!(anywhere.iter().any(|glob| glob.takes("/a/x")));
    }
}
