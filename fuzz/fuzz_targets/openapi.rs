#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| frontlint_fuzz::openapi(bytes));
