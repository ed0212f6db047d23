//! The prose of the pages. Few runs ask for it and all carry it, so it is kept packed.

use super::Page;
use flate2::read::DeflateDecoder;
use std::io::Read;
use std::sync::LazyLock;

static ALL: LazyLock<String> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prose.deflate"));
    let mut prose = String::new();
    let unpacked = DeflateDecoder::new(packed).read_to_string(&mut prose);
    unpacked.expect("the build has packed it");
    prose
});

pub(super) fn of(page: &Page) -> &'static str {
    &ALL[page.prose.clone()]
}
