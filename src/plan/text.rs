//! Bytes → text: byte order marks, UTF-16, and what is no text at all.

use super::error::ReadError;

/// Decodes the bytes of a document (plan-format.md section 1).
///
/// UTF-8 is taken as it is, without a copy; a byte order mark is stripped, and
/// UTF-16 is decoded when a mark announces it (Windows PowerShell 5.1 writes it).
///
/// # Errors
/// Empty input, known binary formats, and bytes that are not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let text = match bytes.as_slice() {
        [b'P', b'K', 3, 4, ..] => return Err(ReadError::BinaryPlan),
        [0x1f, 0x8b, ..] => return Err(ReadError::Compressed),
        [0xff, 0xfe, units @ ..] => utf16(units, u16::from_le_bytes)?,
        [0xfe, 0xff, units @ ..] => utf16(units, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    // What is no text shows it soon.
    let head = &text.as_bytes()[..text.len().min(4096)];
    if head.contains(&0) {
        return Err(ReadError::NotText);
    }
    match text.trim_ascii().is_empty() {
        true => Err(ReadError::Empty),
        false => Ok(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        let offset = bytes.len() + 2;
        return Err(ReadError::Truncated { offset });
    }
    let units = units.iter().copied().map(unit);
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map_err(|_| ReadError::NotText)
}

fn utf8(bytes: Vec<u8>) -> Result<String, ReadError> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let cut_off = error.utf8_error().error_len().is_none();
        match error.as_bytes()[..offset].contains(&0) {
            true => ReadError::NotText,
            false if offset == 0 => ReadError::NotText,
            false if cut_off => ReadError::Truncated { offset },
            false => ReadError::NotUtf8 { offset },
        }
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, ReadError>) {
        assert_eq!(decode(bytes.to_vec()), expected.map(str::to_owned));
    }

    #[test]
    fn reads_utf8_and_utf16_with_and_without_marks() {
        check(b"{}", Ok("{}"));
        check(b"\xef\xbb\xbf{}", Ok("{}"));
        check(b"\xff\xfe{\0}\0", Ok("{}"));
        check(b"\xfe\xff\0{\0}", Ok("{}"));
    }

    #[test]
    fn refuses_what_is_no_text() {
        check(b"", Err(ReadError::Empty));
        check(b" \n\t", Err(ReadError::Empty));
        check(b"\xef\xbb\xbf", Err(ReadError::Empty));
        check(b"PK\x03\x04rest", Err(ReadError::BinaryPlan));
        check(b"\x1f\x8b\x08", Err(ReadError::Compressed));
        check(b"{\0}\0", Err(ReadError::NotText));
        check(b"\x80\x81", Err(ReadError::NotText));
        check(b"{\"a\":\"\xff\"}", Err(ReadError::NotUtf8 { offset: 6 }));
    }

    #[test]
    fn tells_what_was_cut_inside_a_character() {
        check(b"{\"a\":\"\xc3", Err(ReadError::Truncated { offset: 6 }));
        check(b"\xff\xfe{\0\"", Err(ReadError::Truncated { offset: 5 }));
    }
}
