//! Objects of more members than can be read in time.
//!
//! The parser compares each key of an object with all before it, so that an object of 100,000 members
//! would take minutes. What is counted here is no syntax: it is close enough to tell a table of some
//! thousand entries, which people write, from a file that was made to be slow.

/// How many comparisons of keys a file may cost: some 4,000 members in one object, or more of them in
/// several.
const MOST_COMPARISONS: usize = 10_000_000;

/// Where an object begins that makes the file take too long, if one does.
pub(super) fn crowded(text: &str) -> Option<usize> {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        last: b'\n',
        open: Vec::new(),
        comparisons: 0,
    };
    scan.run()
}

/// What is open at some point of the text.
enum Open<'t> {
    /// A block, or brackets that hold no members.
    Braces,
    Object {
        start: usize,
        members: usize,
    },
    Quotes,
    Heredoc(&'t [u8]),
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The last byte of code that is no white space: it tells an object from a block.
    last: u8,
    open: Vec<Open<'t>>,
    comparisons: usize,
}

impl<'t> Scan<'t> {
    fn run(&mut self) -> Option<usize> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let is_text = match self.open.last() {
                Some(Open::Quotes) => self.quoted(byte),
                Some(Open::Heredoc(mark)) => self.heredoc(mark),
                _ => self.code(byte),
            };
            if let Some(start) = is_text {
                return Some(start);
            }
        }
        None
    }

    fn quoted(&mut self, byte: u8) -> Option<usize> {
        match byte {
            b'\\' => self.at += 2,
            b'"' => {
                self.open.pop();
                self.at += 1;
            }
            _ => self.template(byte),
        }
        None
    }

    /// A line of a heredoc, or the rest of one behind a template.
    fn heredoc(&mut self, mark: &'t [u8]) -> Option<usize> {
        let starts_line = self.at == 0 || self.bytes[self.at - 1] == b'\n';
        let line = match starts_line {
            true => self.rest().split(|byte| *byte == b'\n').next(),
            false => None,
        };
        match line.filter(|line| line.trim_ascii() == mark) {
            Some(line) => {
                self.open.pop();
                self.at += line.len();
            }
            None => self.template(self.bytes[self.at]),
        }
        None
    }

    /// A byte of a text, which may open a template.
    fn template(&mut self, byte: u8) {
        let opens = matches!(byte, b'$' | b'%');
        if opens && self.rest().get(1..3) == Some(&[byte, b'{']) {
            self.at += 3;
        } else if opens && self.rest().get(1) == Some(&b'{') {
            self.open.push(Open::Braces);
            self.last = b'{';
            self.at += 2;
        } else {
            self.at += 1;
        }
    }

    fn code(&mut self, byte: u8) -> Option<usize> {
        let rest = self.rest();
        let line = || rest.iter().position(|byte| *byte == b'\n');
        match byte {
            b'#' => self.at += line().unwrap_or(rest.len()),
            b'/' if rest.starts_with(b"//") => self.at += line().unwrap_or(rest.len()),
            b'/' if rest.starts_with(b"/*") => {
                let end = rest.windows(2).position(|two| two == b"*/");
                self.at += end.map_or(rest.len(), |end| end + 2);
            }
            b'<' if rest.starts_with(b"<<") => {
                let end = line().unwrap_or(rest.len());
                let mark = rest[2..end].trim_ascii();
                let mark = mark.strip_prefix(b"-").unwrap_or(mark);
                self.at += end + 1;
                self.open.push(Open::Heredoc(mark));
                self.last = b'"';
            }
            b'"' => {
                self.open.push(Open::Quotes);
                self.last = byte;
                self.at += 1;
            }
            b'{' => {
                self.open.push(match self.last {
                    b'"' | b'_' | b'-' => Open::Braces,
                    last if last.is_ascii_alphanumeric() => Open::Braces,
                    _ => Open::Object {
                        start: self.at,
                        members: 0,
                    },
                });
                self.step(byte);
            }
            b'}' => {
                self.open.pop();
                self.step(byte);
            }
            b'=' | b':' => {
                self.step(byte);
                return self.member();
            }
            _ if byte.is_ascii_whitespace() => self.at += 1,
            _ => self.step(byte),
        }
        None
    }

    fn step(&mut self, byte: u8) {
        self.last = byte;
        self.at += 1;
    }

    /// One more member of the object that is open, if it is one.
    fn member(&mut self) -> Option<usize> {
        let Some(Open::Object { start, members }) = self.open.last_mut() else {
            return None;
        };
        self.comparisons += *members;
        *members += 1;
        (self.comparisons > MOST_COMPARISONS).then_some(*start)
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, start: Option<&str>) {
        let found = crowded(text).map(|at| &text[..at]);
        assert_eq!(found, start);
    }

    #[test]
    fn objects_are_counted_and_blocks_are_not() {
        let members = |count: usize| "k = 1\n".repeat(count);
        let large = 5_000;
        check(&format!("locals {{\n{}}}\n", members(large)), None);
        check(&format!("a = {{\n{}}}\n", members(1_000)), None);
        check(&format!("a = {{\n{}}}\n", members(large)), Some("a = "));
        check(
            &format!("a = \"${{f({{{}}})}}\"", "k:1,".repeat(large)),
            Some("a = \"${f("),
        );
        // Several objects that are each small enough.
        let one = format!("{{\n{}}},\n", members(2_000));
        check(&format!("a = [{}]", one.repeat(2)), None);
        assert!(crowded(&format!("a = [{}]", one.repeat(20))).is_some());
    }

    #[test]
    fn texts_hold_no_members() {
        let many = "k = 1: ".repeat(5_000);
        check(&format!("a = {{ b = \"{many}\\\"{many}\" }}"), None);
        check(&format!("a = {{ # {many}\n /* {many} */ }}"), None);
        check(&format!("a = {{\n b = <<-EOT\n {many}$${{\n EOT\n}}"), None);
        // What never ends is the parser's to refuse.
        check("a = \"${", None);
        check("a = <<EOT", None);
        check("}}}\\", None);
    }
}
