//! JSON with positions: just enough of a reader to know where each key and value stands.

/// How deep values may nest, as in `serde_json`.
const DEPTH: usize = 128;

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug)]
pub(super) enum Kind {
    Object(Vec<Member>),
    Array(Vec<Node>),
    String(String),
    Other,
}

#[derive(Debug)]
pub(super) struct Member {
    pub(super) key: String,
    /// Where the key's quotes open and close.
    pub(super) start: usize,
    pub(super) key_end: usize,
    pub(super) value: Node,
}

/// Reads a document. On failure, says what was expected and at which offset.
pub(super) fn read(text: &str) -> Result<Node, (usize, String)> {
    let mut scanner = Scanner { text, at: 0 };
    let node = scanner.value(0)?;
    match scanner.peek() {
        None => Ok(node),
        Some(_) => scanner.expected("the end of the file"),
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

type Scan<T> = Result<T, (usize, String)>;

impl Scanner<'_> {
    fn expected<T>(&self, what: &str) -> Scan<T> {
        Err((self.at, format!("expected {what}")))
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Scan<Node> {
        let first = self.peek();
        let start = self.at;
        let kind = match first {
            _ if depth == DEPTH => return self.expected("less nesting"),
            Some(b'{') => Kind::Object(self.list(b'}', |scanner| scanner.member(depth))?),
            Some(b'[') => Kind::Array(self.list(b']', |scanner| scanner.value(depth + 1))?),
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let rest = &self.text[self.at..];
                let end =
                    rest.find(|char: char| !char.is_ascii_alphanumeric() && !"+-.".contains(char));
                self.at += end.unwrap_or(rest.len());
                Kind::Other
            }
            _ => return self.expected("a value"),
        };
        Ok(Node {
            kind,
            start,
            end: self.at,
        })
    }

    /// What stands between brackets, the first of which comes next.
    fn list<T>(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Scan<T>) -> Scan<Vec<T>> {
        self.at += 1;
        let mut items = Vec::new();
        if self.take(close) {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if self.take(close) {
                return Ok(items);
            }
            if !self.take(b',') {
                return self.expected(&format!("`,` or `{}`", char::from(close)));
            }
        }
    }

    fn member(&mut self, depth: usize) -> Scan<Member> {
        if self.peek() != Some(b'"') {
            return self.expected("a key in quotes");
        }
        let start = self.at;
        let key = self.string()?;
        let key_end = self.at;
        if !self.take(b':') {
            return self.expected("`:`");
        }
        Ok(Member {
            key,
            start,
            key_end,
            value: self.value(depth + 1)?,
        })
    }

    fn string(&mut self) -> Scan<String> {
        let mut escaped = false;
        let closing = self.text.as_bytes()[self.at + 1..]
            .iter()
            .position(|&byte| {
                let closes = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                closes
            });
        let Some(length) = closing else {
            return self.expected("the string to end");
        };
        let end = self.at + length + 2;
        let quoted = &self.text[self.at..end];
        match serde_json::from_str(quoted) {
            Ok(string) => {
                self.at = end;
                Ok(string)
            }
            Err(_) => self.expected("a valid string"),
        }
    }
}
