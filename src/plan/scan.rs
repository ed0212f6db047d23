//! JSON text, walked once: told from what is not JSON, skipped where nobody asks for it.
//!
//! This is as strict as `serde_json`, and has no words for what is wrong: a text that is refused
//! here is read again by a parser that has.

use std::borrow::Cow;

/// The text is no JSON, or no plan. Where and why is found by reading it again.
#[derive(Debug)]
pub(super) struct Refused;

pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// How many objects and lists are open.
    depth: usize,
}

/// How deep objects and lists may be nested; also the bits of [`Open`].
const DEPTH_LIMIT: usize = 128;

/// How deep those may be that are not skipped.
const RECURSION_LIMIT: usize = DEPTH_LIMIT - 1;

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Takes that byte, if it is the next one.
    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Refused> {
        self.takes(byte).then_some(()).ok_or(Refused)
    }

    pub(super) fn literal(&mut self, word: &str) -> Result<(), Refused> {
        self.peek();
        let found = self.text[self.at..].starts_with(word);
        self.at += word.len();
        found.then_some(()).ok_or(Refused)
    }

    /// Opens an object or a list.
    pub(super) fn open(&mut self, byte: u8) -> Result<(), Refused> {
        self.expect(byte)?;
        self.depth += 1;
        (self.depth <= RECURSION_LIMIT).then_some(()).ok_or(Refused)
    }

    pub(super) fn close(&mut self, byte: u8) -> Result<(), Refused> {
        self.depth -= 1;
        self.expect(byte)
    }

    pub(super) fn end(&mut self) -> Result<(), Refused> {
        self.peek().is_none().then_some(()).ok_or(Refused)
    }

    /// A string, borrowed where it has no escapes.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Refused> {
        self.expect(b'"')?;
        let start = self.at;
        self.at = plain_end(self.text.as_bytes(), start);
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(&self.text[start..self.at - 1]));
        }
        self.skip_string()?;
        let quoted = &self.text[start - 1..self.at];
        serde_json::from_str(quoted)
            .map(Cow::Owned)
            .or(Err(Refused))
    }

    /// Skips what is left of a string.
    fn skip_string(&mut self) -> Result<(), Refused> {
        let text = self.text.as_bytes();
        loop {
            self.at = plain_end(text, self.at);
            match text.get(self.at..) {
                Some([b'"', ..]) => {
                    self.at += 1;
                    return Ok(());
                }
                Some([b'\\', b'u', digits @ ..]) => {
                    let digits = digits.first_chunk::<4>().ok_or(Refused)?;
                    if !digits.iter().all(u8::is_ascii_hexdigit) {
                        return Err(Refused);
                    }
                    self.at += 6;
                }
                Some(
                    [
                        b'\\',
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                        ..,
                    ],
                ) => {
                    self.at += 2;
                }
                _ => return Err(Refused),
            }
        }
    }

    /// Skips a value, and gives its text.
    pub(super) fn skip(&mut self) -> Result<&'a str, Refused> {
        self.peek();
        let start = self.at;
        let mut open = Open::default();
        'value: loop {
            match self.peek().ok_or(Refused)? {
                b'{' => {
                    self.at += 1;
                    open.push(true, self.depth)?;
                    if !self.takes(b'}') {
                        self.skip_key()?;
                        continue;
                    }
                    open.pop();
                }
                b'[' => {
                    self.at += 1;
                    open.push(false, self.depth)?;
                    if !self.takes(b']') {
                        continue;
                    }
                    open.pop();
                }
                b'"' => {
                    self.at += 1;
                    self.skip_string()?;
                }
                b't' => self.literal("true")?,
                b'f' => self.literal("false")?,
                b'n' => self.literal("null")?,
                _ => self.skip_number()?,
            }
            while let Some(in_object) = open.last() {
                match (self.peek(), in_object) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.skip_key()?;
                        continue 'value;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        continue 'value;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        open.pop();
                    }
                    _ => return Err(Refused),
                }
            }
            return Ok(&self.text[start..self.at]);
        }
    }

    fn skip_key(&mut self) -> Result<(), Refused> {
        self.expect(b'"')?;
        self.skip_string()?;
        self.expect(b':')
    }

    fn skip_number(&mut self) -> Result<(), Refused> {
        self.at += usize::from(self.byte() == Some(b'-'));
        match self.byte() {
            Some(b'0') => self.at += 1,
            _ => self.skip_digits()?,
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.skip_digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.skip_digits()?;
        }
        Ok(())
    }

    fn skip_digits(&mut self) -> Result<(), Refused> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(()).ok_or(Refused)
    }
}

/// Which of the open containers are objects, the innermost in the lowest bit.
#[derive(Default)]
struct Open {
    objects: u128,
    count: usize,
}

impl Open {
    fn push(&mut self, object: bool, outside: usize) -> Result<(), Refused> {
        self.objects = self.objects << 1 | u128::from(object);
        self.count += 1;
        (outside + self.count <= DEPTH_LIMIT)
            .then_some(())
            .ok_or(Refused)
    }

    fn pop(&mut self) {
        self.objects >>= 1;
        self.count -= 1;
    }

    /// Whether the innermost is an object; `None` when none is open.
    fn last(&self) -> Option<bool> {
        (self.count > 0).then_some(self.objects & 1 == 1)
    }
}

/// Eight bytes of one value.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Where the plain part of a string ends: at a quote, a backslash or what may not stand in one.
/// Looks at eight bytes at once; the lowest mark is the first such byte.
fn plain_end(text: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let is_zero = |word: u64| word.wrapping_sub(eight(1)) & !word;
        let quote = is_zero(word ^ eight(b'"'));
        let backslash = is_zero(word ^ eight(b'\\'));
        let control = word.wrapping_sub(eight(b' ')) & !word;
        let marks = (quote | backslash | control) & eight(0x80);
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = text.get(at..).unwrap_or_default();
    let stops = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..b' ');
    at + rest.iter().position(stops).unwrap_or(rest.len())
}
