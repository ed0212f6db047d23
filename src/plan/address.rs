//! Addresses of resource instances.

use std::fmt;
use std::sync::Arc;

/// The key that `count` or `for_each` gives an instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Index(i64),
    Name(String),
}

/// One step down the module tree: a call and, if it is repeated, its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Call {
    pub name: String,
    pub key: Option<Key>,
}

/// The address of one resource instance, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Shared by the resources of one module, once they stand together.
    pub modules: Arc<[Call]>,
    /// Whether this is a data source.
    pub data: bool,
    pub type_name: String,
    pub name: String,
    pub key: Option<Key>,
}

/// The longest address that is read, in bytes. Keys of instances may be any text.
const LONGEST: usize = 64 << 10;

/// How deep modules may nest; a plan in JSON holds some forty at most.
const DEEPEST: usize = 128;

/// Why a text is not read as the address of a resource.
pub(super) fn problem(text: &str) -> &'static str {
    match text.len() > LONGEST {
        true => "this resource address is longer than 64 KiB",
        false => "this is no resource address",
    }
}

impl Address {
    /// Parses an address as a plan writes it, such as
    /// `module.a["x.y"].aws_lb.this[0]`; `None` when it is none, or longer or deeper
    /// than any that Terraform has made.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut parts = Parts(text);
        let mut modules = Vec::new();
        let mut head = parts.name()?;
        while head == "module" && modules.len() < DEEPEST {
            modules.push(Call {
                name: parts.name()?.to_owned(),
                key: parts.key()?,
            });
            head = parts.name()?;
        }
        let second = parts.name()?;
        let data = head == "data" && parts.is_at_name();
        let (type_name, name) = match data {
            true => (second, parts.name()?),
            false => (head, second),
        };
        let key = parts.key()?;
        parts.0.is_empty().then(|| Self {
            modules: modules.into(),
            data,
            type_name: type_name.to_owned(),
            name: name.to_owned(),
            key,
        })
    }

    /// Shares the calls with the resource before, where they are the same.
    pub(super) fn share(&mut self, before: &mut Arc<[Call]>) {
        match self.modules == *before {
            true => self.modules = Arc::clone(before),
            false => *before = Arc::clone(&self.modules),
        }
    }

    /// The names of the module calls, outermost first, without instance keys.
    pub fn call_names(&self) -> Vec<String> {
        self.modules.iter().map(|call| call.name.clone()).collect()
    }

    /// The address of the block in the configuration: the same without any key.
    pub fn block(&self) -> String {
        let modules: String = self
            .modules
            .iter()
            .map(|call| format!("module.{}.", call.name))
            .collect();
        let data = if self.data { "data." } else { "" };
        format!("{modules}{data}{}.{}", self.type_name, self.name)
    }

    /// The address of the block within its module.
    pub fn in_module(&self) -> String {
        let data = if self.data { "data." } else { "" };
        format!("{data}{}.{}", self.type_name, self.name)
    }

    /// The address without the instance's own key, which names all its siblings.
    pub fn siblings(&self) -> String {
        let mut text = module_prefix(&self.modules);
        let data = if self.data { "data." } else { "" };
        text.extend([data, &self.type_name, ".", &self.name]);
        text
    }
}

/// `module.a["x"].module.b.`, or nothing for the root module.
pub(super) fn module_prefix(modules: &[Call]) -> String {
    use fmt::Write;
    modules.iter().fold(String::new(), |mut prefix, call| {
        let _ = write!(prefix, "module.{}", call.name);
        if let Some(key) = &call.key {
            let _ = write!(prefix, "[{key}]");
        }
        prefix.push('.');
        prefix
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(f, "{index}"),
            Self::Name(name) => {
                write!(f, "\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
            }
        }
    }
}

/// What is left of an address.
struct Parts<'a>(&'a str);

impl<'a> Parts<'a> {
    fn is_at_name(&self) -> bool {
        !self.0.is_empty() && !self.0.starts_with('[')
    }

    fn name(&mut self) -> Option<&'a str> {
        let (name, rest) = name(self.0)?;
        self.0 = after_dot(rest)?;
        Some(name)
    }

    /// The key that stands here, if one does; `None` when it is broken.
    fn key(&mut self) -> Option<Option<Key>> {
        let Some(inside) = self.0.strip_prefix('[') else {
            return Some(None);
        };
        let (key, rest) = bracket(inside)?;
        self.0 = after_dot(rest)?;
        Some(Some(key))
    }
}

/// A name and what stands behind it.
fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(['.', '[']).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// What follows a step; `None` when it is a dot with nothing behind.
fn after_dot(rest: &str) -> Option<&str> {
    match rest.strip_prefix('.') {
        Some("") => None,
        Some(rest) => Some(rest),
        None => Some(rest),
    }
}

/// One step of a reference or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Name(String),
    Key(Key),
}

/// Splits `a.b["c"].d[0]` into its steps (plan-format.md section 7).
pub(super) fn steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        if let Some(inside) = rest.strip_prefix('[') {
            let (key, tail) = bracket(inside)?;
            steps.push(Step::Key(key));
            rest = tail;
        } else {
            let (name, tail) = name(rest)?;
            steps.push(Step::Name(name.to_owned()));
            rest = tail;
        }
        if rest.is_empty() {
            return Some(steps);
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
}

fn bracket(inside: &str) -> Option<(Key, &str)> {
    if let Some(quoted) = inside.strip_prefix('"') {
        let (name, tail) = unquote(quoted)?;
        return Some((Key::Name(name), tail.strip_prefix(']')?));
    }
    let (number, tail) = inside.split_once(']')?;
    Some((Key::Index(number.parse().ok()?), tail))
}

/// Undoes HCL's quoting up to the closing quote.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((name, &text[at + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => name.push('\n'),
                'r' => name.push('\r'),
                't' => name.push('\t'),
                escape @ ('u' | 'U') => {
                    let digits = if escape == 'u' { 4 } else { 8 };
                    let hex: String = chars
                        .by_ref()
                        .take(digits)
                        .map(|(_, digit)| digit)
                        .collect();
                    name.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?);
                }
                other => name.push(other),
            },
            // `$${` and `%%{` stand for a literal `${` and `%{`.
            '$' | '%' if text[at + 1..].starts_with(char) && text[at + 2..].starts_with('{') => {
                chars.next();
                name.push(char);
            }
            other => name.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let address = Address::parse(text).expect("an address");
        let key = address
            .key
            .as_ref()
            .map_or(String::new(), |key| format!("[{key}]"));
        assert_eq!(address.siblings() + &key, text);
        assert_eq!(address.block(), expected);
    }

    #[test]
    fn parses_addresses() {
        check("aws_lb.a", "aws_lb.a");
        check("data.aws_lb.a[0]", "data.aws_lb.a");
        check(
            r#"module.m["a.b[0]"].module.n[1].aws_lb.a["x"]"#,
            "module.m.module.n.aws_lb.a",
        );
        check(r#"aws_lb.a["q\"\\"]"#, "aws_lb.a");
        for text in [
            "",
            "aws_lb",
            "a..b",
            "aws_lb.a[",
            "aws_lb.a[\"x]",
            "module.m",
            "a.b.c",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn undoes_quoting() {
        let parsed = steps(r#"a["$${x}\t\u00e9%%{y}$"]"#).expect("steps");
        assert_eq!(parsed[1], Step::Key(Key::Name("${x}\té%{y}$".into())));
    }
}
