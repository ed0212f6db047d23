//! Expressions of the source in a form that can be worked out.

/// An expression of the source. What cannot be worked out without the provider
/// or a function's whole meaning is left open.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    Tuple(Vec<Term>),
    Object(Vec<(Term, Term)>),
    Template(Vec<Term>),
    /// A name with nothing before it: `var`, `aws_lb`, what a `for` binds.
    Name(String),
    /// `x.name`
    Member(Box<Term>, String),
    /// `x[index]`
    Element(Box<Term>, Box<Term>),
    /// `x[*].a.b`
    Splat(Box<Term>, Vec<String>),
    Choice(Box<[Term; 3]>),
    Not(Box<Term>),
    Binary(Operator, Box<[Term; 2]>),
    /// A function with its arguments; whether the last is a list of further ones.
    Call(String, Vec<Term>, bool),
    For(Box<Loop>),
    Open,
}

/// An operator between two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    And,
    Or,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
}

/// A `for` expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// The name for keys, where there is one, and the name for values.
    pub names: (Option<String>, String),
    pub collection: Term,
    /// Of an object.
    pub key: Option<Term>,
    pub value: Term,
    pub condition: Option<Term>,
}

/// Blocks that stand in the source under one path: one that is written out, or the
/// content of `dynamic` blocks.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The iterators of the `dynamic` blocks around it, outermost first.
    pub repeated: Vec<(String, Term)>,
    pub attributes: Vec<(String, Term)>,
}

impl Term {
    /// Whether it picks one of several: by a condition, an index, a function.
    pub fn chooses(&self) -> bool {
        match self {
            Self::Choice(_) => true,
            Self::Element(of, index) => {
                !matches!(**index, Self::Text(_) | Self::Number(_)) || of.chooses()
            }
            Self::Call(name, arguments, _) => {
                const PICKING: [&str; 5] = ["coalesce", "element", "lookup", "one", "try"];
                PICKING.contains(&name.as_str()) || arguments.iter().any(Self::chooses)
            }
            Self::Tuple(items) | Self::Template(items) => items.iter().any(Self::chooses),
            Self::Object(members) => members.iter().any(|(_, value)| value.chooses()),
            Self::Member(of, _) | Self::Splat(of, _) => of.chooses(),
            Self::For(each) => {
                each.condition.is_some() || each.collection.chooses() || each.value.chooses()
            }
            _ => false,
        }
    }
}
