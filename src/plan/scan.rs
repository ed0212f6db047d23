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
        let plain = plain_end(self.text.as_bytes(), start);
        self.at = string_end(self.text.as_bytes(), start)?;
        if self.at == plain + 1 {
            return Ok(Cow::Borrowed(&self.text[start..plain]));
        }
        let quoted = &self.text[start - 1..self.at];
        serde_json::from_str(quoted)
            .map(Cow::Owned)
            .or(Err(Refused))
    }

    /// Skips a value, and gives its text.
    pub(super) fn skip(&mut self) -> Result<&'a str, Refused> {
        self.peek();
        let start = self.at;
        self.at = value_end(self.text.as_bytes(), start, self.depth)?;
        Ok(&self.text[start..self.at])
    }
}

/// Where a value ends; so many objects and lists are open around it.
fn value_end(text: &[u8], mut at: usize, outside: usize) -> Result<usize, Refused> {
    let mut open = Open::default();
    'value: loop {
        let byte;
        (at, byte) = next(text, at)?;
        at = match byte {
            b'"' => string_end(text, at + 1)?,
            b'{' | b'[' => {
                let (object, inner) = (byte == b'{', next(text, at + 1)?);
                open.push(object, outside)?;
                match inner {
                    (at, b'}') if object => end_of(&mut open, at),
                    (at, b']') if !object => end_of(&mut open, at),
                    (inner, _) => {
                        at = if object { key_end(text, inner)? } else { inner };
                        continue;
                    }
                }
            }
            b't' => literal_end(text, at, "true")?,
            b'f' => literal_end(text, at, "false")?,
            b'n' => literal_end(text, at, "null")?,
            _ => number_end(text, at)?,
        };
        while let Some(in_object) = open.last() {
            let byte;
            (at, byte) = next(text, at)?;
            match (byte, in_object) {
                (b',', true) => {
                    at = key_end(text, next(text, at + 1)?.0)?;
                    continue 'value;
                }
                (b',', false) => {
                    at += 1;
                    continue 'value;
                }
                (b'}', true) | (b']', false) => at = end_of(&mut open, at),
                _ => return Err(Refused),
            }
        }
        return Ok(at);
    }
}

fn end_of(open: &mut Open, at: usize) -> usize {
    open.pop();
    at + 1
}

/// The next byte that is no white space, and where it is.
#[inline(always)]
fn next(text: &[u8], mut at: usize) -> Result<(usize, u8), Refused> {
    loop {
        match text.get(at) {
            Some(b' ' | b'\n' | b'\t' | b'\r') => at += 1,
            Some(byte) => return Ok((at, *byte)),
            None => return Err(Refused),
        }
    }
}

/// Where a value begins whose key begins here.
#[inline(always)]
fn key_end(text: &[u8], at: usize) -> Result<usize, Refused> {
    if text.get(at) != Some(&b'"') {
        return Err(Refused);
    }
    match next(text, string_end(text, at + 1)?)? {
        (at, b':') => Ok(at + 1),
        _ => Err(Refused),
    }
}

/// Where a string ends of which the opening quote is read.
#[inline(always)]
fn string_end(text: &[u8], at: usize) -> Result<usize, Refused> {
    let end = plain_end(text, at);
    match text.get(end) {
        Some(b'"') => Ok(end + 1),
        _ => escaped_end(text, end),
    }
}

/// Where a string ends, from a backslash in it on.
fn escaped_end(text: &[u8], mut at: usize) -> Result<usize, Refused> {
    loop {
        match text.get(at..) {
            Some([b'"', ..]) => return Ok(at + 1),
            Some([b'\\', b'u', digits @ ..]) => {
                let digits = digits.first_chunk::<4>().ok_or(Refused)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return Err(Refused);
                }
                at += 6;
            }
            Some(
                [
                    b'\\',
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                    ..,
                ],
            ) => {
                at += 2;
            }
            _ => return Err(Refused),
        }
        at = plain_end(text, at);
    }
}

fn literal_end(text: &[u8], at: usize, word: &str) -> Result<usize, Refused> {
    let found = text[at..].starts_with(word.as_bytes());
    found.then_some(at + word.len()).ok_or(Refused)
}

fn number_end(text: &[u8], mut at: usize) -> Result<usize, Refused> {
    at += usize::from(text.get(at) == Some(&b'-'));
    at = match text.get(at) {
        Some(b'0') => at + 1,
        _ => digits_end(text, at)?,
    };
    if text.get(at) == Some(&b'.') {
        at = digits_end(text, at + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(text.get(at), Some(b'+' | b'-')));
        at = digits_end(text, at)?;
    }
    Ok(at)
}

fn digits_end(text: &[u8], start: usize) -> Result<usize, Refused> {
    let digits = text.get(start..).unwrap_or_default().iter();
    match digits.take_while(|byte| byte.is_ascii_digit()).count() {
        0 => Err(Refused),
        count => Ok(start + count),
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
#[inline(always)]
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
