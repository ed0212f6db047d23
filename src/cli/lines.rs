//! Files and stdin, line by line, none longer than a limit.
//!
//! What is longer is skipped without being held, blank lines are passed over, and what cannot be
//! read is told in its place.

use super::input::Input;
use crate::report::Refused;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// One line, and where it stood.
pub(crate) struct Line {
    /// The input's name.
    pub(crate) input: String,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) text: Text,
}

/// The bytes of a line without its end.
pub(crate) enum Text {
    Whole(Vec<u8>),
    TooLong,
}

impl Text {
    /// How many bytes are held.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::TooLong => 0,
        }
    }
}

/// What comes of reading.
pub(crate) enum Came {
    Line(Line),
    /// An input, or what is left of it, cannot be read.
    Unreadable(Refused),
}

/// The inputs that the arguments name: stdin where they name none.
pub(crate) fn inputs(arguments: &[String]) -> Vec<String> {
    match arguments {
        [] => vec!["-".to_owned()],
        arguments => arguments.to_vec(),
    }
}

/// Reads the inputs in their order until they end, or until nobody wants more.
pub(crate) fn read(inputs: &[String], limit: usize, mut take: impl FnMut(Came) -> ControlFlow<()>) {
    for argument in self::inputs(inputs) {
        let input = Input::named(&argument);
        let name = input.name();
        let done = match &input.path {
            None => read_one(&name, io::stdin().lock(), limit, &mut take),
            Some(path) => File::open(path)
                .map(|file| BufReader::with_capacity(1 << 16, file))
                .and_then(|file| read_one(&name, file, limit, &mut take)),
        };
        let told = match done {
            Ok(flow) => flow,
            Err(error) => take(Came::Unreadable(input.unreadable(&error))),
        };
        if told.is_break() {
            return;
        }
    }
}

fn read_one(
    name: &str,
    mut from: impl BufRead,
    limit: usize,
    take: &mut impl FnMut(Came) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    for number in 1.. {
        let Some(text) = line(&mut from, limit)? else {
            break;
        };
        if matches!(&text, Text::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace)) {
            continue;
        }
        let line = Line {
            input: name.to_owned(),
            number,
            text,
        };
        if take(Came::Line(line)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The next line; nothing at the end.
fn line(from: &mut impl BufRead, limit: usize) -> io::Result<Option<Text>> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    if from.by_ref().take(most).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.pop_if(|byte| *byte == b'\n').is_some() || bytes.len() <= limit {
        return Ok(Some(Text::Whole(bytes)));
    }
    drop(bytes);
    from.skip_until(b'\n')?;
    Ok(Some(Text::TooLong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], expected: &[(usize, Option<&[u8]>)]) {
        let mut lines = Vec::new();
        let read = read_one("x", text, 4, &mut |came| {
            if let Came::Line(line) = came {
                lines.push(match line.text {
                    Text::Whole(bytes) => (line.number, Some(bytes)),
                    Text::TooLong => (line.number, None),
                });
            }
            ControlFlow::Continue(())
        });
        assert!(read.is_ok());
        let lines: Vec<_> = lines
            .iter()
            .map(|(number, bytes)| (*number, bytes.as_deref()))
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_are_numbered_as_they_stand() {
        check(b"", &[]);
        check(b"a\n\n \r\nb", &[(1, Some(b"a")), (4, Some(b"b"))]);
        check(
            b"a\r\n\0\n\xff",
            &[(1, Some(b"a\r")), (2, Some(b"\0")), (3, Some(b"\xff"))],
        );
    }

    #[test]
    fn long_lines_are_skipped() {
        check(
            b"abcd\nabcde\nabcdefghi\nx",
            &[(1, Some(b"abcd")), (2, None), (3, None), (4, Some(b"x"))],
        );
        check(b"abcdefghi", &[(1, None)]);
        check(b"abcd", &[(1, Some(b"abcd"))]);
    }
}
