//! The search for a text that some patterns take and others do not.

use super::Found;
use super::glob::{Class, Glob, Token};
use std::collections::HashSet;

/// In how many ways one pattern out of each list is chosen at most.
const MOST_CHOICES: usize = 10_000;

/// What kind of text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Labels between dots; none is empty.
    Host,
    /// It begins with a slash.
    Path,
    Value,
}

/// How much work a search may do yet.
pub(in crate::graph) struct Budget(pub(in crate::graph) usize);

impl Budget {
    pub(in crate::graph) fn is_spent(&self) -> bool {
        self.0 == 0
    }

    pub(super) fn spend(&mut self, steps: usize) -> bool {
        self.0 = self.0.saturating_sub(steps);
        self.0 > 0
    }
}

/// Finds a text that some pattern of each of the wanted lists takes, and none of
/// the unwanted.
pub(super) fn find(
    kind: Kind,
    wanted: &[&[Glob]],
    unwanted: &[&Glob],
    budget: &mut Budget,
) -> Found<String> {
    let ways = wanted.iter().map(|list| list.len());
    if ways.fold(1, usize::saturating_mul) > MOST_CHOICES {
        return Found::Unknown;
    }
    let mut unknown = false;
    for choice in choices(wanted) {
        if !budget.spend(unwanted.len() + 1) {
            return Found::Unknown;
        }
        let covers = |glob: &&&Glob| choice.iter().any(|wanted| glob.contains(wanted));
        let apart = |(at, one): (usize, &&Glob)| choice[at + 1..].iter().any(|two| !one.meets(two));
        if unwanted.iter().any(|glob| covers(&glob)) || choice.iter().enumerate().any(apart) {
            continue;
        }
        match find_one(kind, &choice, unwanted, budget) {
            Found::Nothing => {}
            Found::Unknown => unknown = true,
            found @ Found::Example(_) => return found,
        }
    }
    match unknown {
        true => Found::Unknown,
        false => Found::Nothing,
    }
}

/// One pattern out of each list, in every way.
fn choices<'g>(lists: &[&'g [Glob]]) -> Vec<Vec<&'g Glob>> {
    let start = vec![Vec::new()];
    lists.iter().fold(start, |choices, list| {
        let extend = |choice: Vec<&'g Glob>| {
            let with = move |glob| choice.iter().copied().chain([glob]).collect();
            list.iter().map(with)
        };
        choices.into_iter().flat_map(extend).collect()
    })
}

fn find_one(
    kind: Kind,
    wanted: &[&Glob],
    unwanted: &[&Glob],
    budget: &mut Budget,
) -> Found<String> {
    let letters = Letters::of(wanted, unwanted);
    let fits = |text: &str| {
        kind.admits_all(text)
            && wanted.iter().all(|glob| glob.takes(text))
            && !unwanted.iter().any(|glob| glob.takes(text))
    };
    // Most are found by the first guess.
    let guesses = wanted
        .first()
        .into_iter()
        .flat_map(|glob| [false, true].map(|full| glob.instance(letters.fresh, full)));
    match guesses.into_iter().find(|text| fits(text)) {
        Some(text) => Found::Example(text),
        None => Search::new(kind, wanted, unwanted).run(&letters, budget),
    }
}

impl Kind {
    /// Whether a text of this kind may go on with a character.
    fn admits(self, before: Option<char>, next: char) -> bool {
        match self {
            Self::Host => next != '.' || before.is_some_and(|before| before != '.'),
            Self::Path => before.is_some() || next == '/',
            Self::Value => true,
        }
    }

    /// Whether a text of this kind may end.
    fn may_end(self, last: Option<char>) -> bool {
        match self {
            Self::Host => last.is_some_and(|last| last != '.'),
            Self::Path => last.is_some(),
            Self::Value => true,
        }
    }

    fn admits_all(self, text: &str) -> bool {
        let mut before = None;
        for next in text.chars() {
            if !self.admits(before, next) {
                return false;
            }
            before = Some(next);
        }
        self.may_end(before)
    }
}

/// The characters that have to be told apart.
struct Letters {
    all: Vec<char>,
    /// One that no pattern names: it stands for all such.
    fresh: char,
}

impl Letters {
    fn of(wanted: &[&Glob], unwanted: &[&Glob]) -> Self {
        let mut all = Vec::new();
        let mut seen = HashSet::new();
        let mut add = |char| {
            if seen.insert(char) {
                all.push(char);
            }
        };
        let named = |globs: &[&Glob], add: &mut dyn FnMut(char)| {
            for token in globs.iter().flat_map(|glob| glob.tokens()) {
                if let Class::Only(char) = token.class {
                    add(char);
                }
            }
        };
        named(wanted, &mut add);
        let first = all.len();
        let mut add = |char| {
            if seen.insert(char) {
                all.push(char);
            }
        };
        named(unwanted, &mut add);
        add('/');
        add('.');
        let readable = ['x', 'y', 'z']
            .into_iter()
            .chain('a'..='w')
            .chain('0'..='9');
        let fresh = readable
            .chain('\u{a1}'..='\u{ffff}')
            .find(|char| !seen.contains(char))
            .unwrap_or('x');
        // What reads well is tried first.
        all.insert(first, fresh);
        Self { all, fresh }
    }
}

/// A search over what each pattern has taken so far, shortest text first.
struct Search<'g> {
    kind: Kind,
    wanted: Vec<&'g [Token]>,
    unwanted: Vec<&'g [Token]>,
    reached: Vec<(State, Option<(usize, char)>)>,
    seen: HashSet<State>,
}

/// How far each pattern has come. A wanted one has one place at a time, for any
/// will do; an unwanted one has all places it may be in.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    wanted: Vec<usize>,
    unwanted: Vec<(usize, usize)>,
    last: Option<char>,
}

impl<'g> Search<'g> {
    fn new(kind: Kind, wanted: &[&'g Glob], unwanted: &[&'g Glob]) -> Self {
        Self {
            kind,
            wanted: wanted.iter().map(|glob| glob.tokens()).collect(),
            unwanted: unwanted.iter().map(|glob| glob.tokens()).collect(),
            reached: Vec::new(),
            seen: HashSet::new(),
        }
    }

    fn run(mut self, letters: &Letters, budget: &mut Budget) -> Found<String> {
        let start = State {
            wanted: vec![0; self.wanted.len()],
            unwanted: (0..self.unwanted.len()).map(|glob| (glob, 0)).collect(),
            last: None,
        };
        self.reach(start, None);
        let mut at = 0;
        while at < self.reached.len() {
            let state = self.reached[at].0.clone();
            if self.accepts(&state) {
                return Found::Example(self.text(at));
            }
            let places = state.unwanted.len() + state.wanted.len();
            if !budget.spend(letters.all.len() * (places + 1)) {
                return Found::Unknown;
            }
            for letter in &letters.all {
                if self.kind.admits(state.last, *letter) {
                    self.step(&state, *letter, at);
                }
            }
            at += 1;
        }
        Found::Nothing
    }

    fn reach(&mut self, state: State, from: Option<(usize, char)>) {
        // Once a pattern takes all that may follow, there is no way out.
        let trapped = state.unwanted.iter().any(|(glob, place)| {
            let tokens = self.unwanted[*glob];
            closure(tokens, *place).any(|place| {
                place + 1 == tokens.len() && tokens[place].many && tokens[place].class == Class::Any
            })
        });
        if !trapped && self.seen.insert(state.clone()) {
            self.reached.push((state, from));
        }
    }

    fn accepts(&self, state: &State) -> bool {
        let ends = |tokens: &[Token], place| closure(tokens, place).any(|at| at == tokens.len());
        let mut wanted = self.wanted.iter().zip(&state.wanted);
        let mut unwanted = state.unwanted.iter();
        self.kind.may_end(state.last)
            && wanted.all(|(tokens, place)| ends(tokens, *place))
            && !unwanted.any(|(glob, place)| ends(self.unwanted[*glob], *place))
    }

    fn step(&mut self, state: &State, letter: char, at: usize) {
        let mut unwanted: Vec<_> = state
            .unwanted
            .iter()
            .flat_map(|(glob, place)| {
                steps(self.unwanted[*glob], *place, letter).map(|next| (*glob, next))
            })
            .collect();
        unwanted.sort_unstable();
        unwanted.dedup();
        let mut ways = vec![Vec::new()];
        for (tokens, place) in self.wanted.iter().zip(&state.wanted) {
            let next: Vec<_> = steps(tokens, *place, letter).collect();
            ways = ways
                .into_iter()
                .flat_map(|way: Vec<usize>| {
                    next.iter()
                        .map(move |next| [way.as_slice(), &[*next]].concat())
                })
                .collect();
        }
        for wanted in ways {
            let next = State {
                wanted,
                unwanted: unwanted.clone(),
                last: self.kind.remembers(letter),
            };
            self.reach(next, Some((at, letter)));
        }
    }

    fn text(&self, mut at: usize) -> String {
        let mut letters = Vec::new();
        while let Some((before, letter)) = self.reached[at].1 {
            letters.push(letter);
            at = before;
        }
        letters.into_iter().rev().collect()
    }
}

impl Kind {
    /// What matters of the last character: keeps the states few.
    fn remembers(self, letter: char) -> Option<char> {
        match (self, letter) {
            (Self::Host, '.') => Some('.'),
            (Self::Host | Self::Path, _) => Some('/'),
            (Self::Value, _) => None,
        }
    }
}

/// The places that are reached from one without reading anything.
fn closure(tokens: &[Token], place: usize) -> impl Iterator<Item = usize> {
    let skips = tokens[place..]
        .iter()
        .take_while(|token| token.many)
        .count();
    place..=place + skips
}

/// The places that are reached by reading a letter.
fn steps(tokens: &[Token], place: usize, letter: char) -> impl Iterator<Item = usize> {
    closure(tokens, place).filter_map(move |at| {
        let token = tokens.get(at)?;
        let next = at + usize::from(!token.many);
        token.class.takes(letter).then_some(next)
    })
}
