//! Files that are no plan: cut off, empty, of another kind, or no text.

use super::refused::{bad, refuses};
use super::*;

/// A download or a pipe that broke off, wherever it did.
#[test]
fn cut_off_plans() {
    let plan = real("guide");
    let cuts = (1..=50).map(|part| {
        let mut end = plan.len() * part / 51;
        while !plan.is_char_boundary(end) {
            end -= 1;
        }
        let says = format!("the JSON ends in the middle, after {end} bytes\n");
        bad("cut off", &plan[..end], "plan::truncated", &says)
    });
    refuses(cuts.collect());
    let utf16 = utf16("\u{feff}{\"a\":\"canary-7f3a9c\"}", u16::to_le_bytes);
    let truncated = |name: &str, bytes: &[u8]| bad(name, bytes, "plan::truncated", "in the middle");
    refuses(vec![
        truncated("one byte", b"{"),
        truncated("in a key", br#"{"format_ver"#),
        truncated("in an escape", br#"{"canary-7f3a9c\"#),
        truncated("in a character", b"{\"a\":\"canary-7f3a9c\xe2\x82"),
        truncated("between units of UTF-16", &utf16[..utf16.len() - 4]),
        truncated("in a unit of UTF-16", &utf16[..utf16.len() - 1]),
        truncated(
            "before the last brace",
            &plan.trim_end().as_bytes()[..plan.trim_end().len() - 1],
        ),
    ]);
}

#[test]
fn nothing_at_all() {
    let empty = |name: &str, bytes: &[u8]| bad(name, bytes, "plan::empty", "the input is empty");
    refuses(vec![
        empty("empty", b""),
        empty("whitespace", b" \r\n\t\n"),
        empty("a mark alone", b"\xef\xbb\xbf"),
        empty("a mark and a line", b"\xef\xbb\xbf\n"),
        empty("a mark of UTF-16 LE alone", b"\xff\xfe"),
        empty("a mark of UTF-16 BE and a line", b"\xfe\xff\0\n"),
    ]);
}

/// What people pass instead of a plan.
#[test]
fn other_texts() {
    let not_json = |name: &str, text: &str| bad(name, text, "plan::not_json", "this is not JSON");
    let not_an_object = |text: &str| {
        bad(
            text,
            text,
            "plan::not_a_plan",
            "its top level is not an object",
        )
    };
    let no_version = |text: &str| bad(text, text, "plan::not_a_plan", "it has no `format_version`");
    refuses(vec![
        not_json(
            "HCL",
            "resource \"aws_lb\" \"a\" {\n  name = \"canary-7f3a9c\"\n}\n",
        ),
        not_json(
            "HCL with a word that JSON knows",
            "terraform {\n  # canary-7f3a9c\n}\n",
        ),
        not_json(
            "YAML",
            "---\nformat_version: \"1.2\"\nsecret: canary-7f3a9c\n",
        ),
        not_json("HTML", "<!DOCTYPE html>\n<title>canary-7f3a9c</title>\n"),
        not_json(
            "what `terraform plan` prints",
            "\nTerraform used the selected providers to generate the following execution plan.\n\
             \x20 + name = \"canary-7f3a9c\"\nPlan: 1 to add, 0 to change, 0 to destroy.\n",
        ),
        not_json(
            "the same in colour",
            "\u{1b}[0m\u{1b}[1mNo changes.\u{1b}[0m canary-7f3a9c",
        ),
        not_json(
            "an error of Terraform's",
            "╷\n│ Error: Failed to load plugin canary-7f3a9c\n╵\n",
        ),
        not_json("a comment", "// canary-7f3a9c\n{}"),
        not_json("single quotes", "{'format_version': 'canary-7f3a9c'}"),
        not_json(
            "a comma too many",
            r#"{"format_version": "1.2", "a": "canary-7f3a9c",}"#,
        ),
        not_json(
            "NaN",
            r#"{"format_version": "1.2", "a": NaN, "b": "canary-7f3a9c"}"#,
        ),
        not_json("a line break in a string", "{\"canary-7f3a9c\n\": 1}"),
        not_json(
            "half a surrogate pair",
            r#"{"format_version": "\ud800 canary-7f3a9c"}"#,
        ),
        not_an_object("42"),
        not_an_object("-1.5e3"),
        not_an_object("true"),
        not_an_object("null"),
        not_an_object("\"canary-7f3a9c\""),
        not_an_object("[]"),
        not_an_object(r#"[{"format_version":"1.2","a":"canary-7f3a9c"}]"#),
        no_version("{}"),
        no_version(r#"{"name":"canary-7f3a9c","dependencies":{}}"#),
        no_version(r#"{"resource_changes":[],"configuration":{}}"#),
    ]);
}

/// Other documents of Terraform's and OpenTofu's (plan-format.md section 1).
#[test]
fn other_kinds() {
    let state_file = json!({
        "version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "5c9c6d9b-canary-7f3a9c",
        "outputs": { "o": { "value": CANARY, "type": "string" } }, "resources": [], "check_results": null,
    });
    let state = json!({
        "format_version": "1.0", "terraform_version": "1.11.4",
        "values": { "root_module": { "resources": [{ "values": { "a": CANARY } }] } },
    });
    let configuration = json!({
        "format_version": "1.0", "provider_config": {},
        "root_module": { "variables": { "secret": { "default": CANARY } } },
    });
    let log = r#"{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","terraform":"1.11.4","type":"version","ui":"1.2"}"#;
    let change = r#"{"@level":"info","@message":"canary-7f3a9c","type":"planned_change","change":{"action":"create"}}"#;
    let encrypted = json!({
        "meta": { "key_provider.pbkdf2.main": "eyJzYWx0" }, "encrypted_data": CANARY, "encryption_version": "v0",
    });
    let encrypted_state = json!({
        "serial": 1, "lineage": "5c9c6d9b", "meta": {}, "encrypted_data": CANARY, "encryption_version": "v0",
    });
    refuses(vec![
        bad(
            "raw state",
            state_file.to_string(),
            "plan::state_file",
            "this is a state file",
        ),
        bad(
            "state in JSON",
            state.to_string(),
            "plan::state",
            "this is a state in JSON",
        ),
        bad(
            "empty state in JSON",
            r#"{"format_version":"1.0"}"#,
            "plan::state",
            "this is a state in JSON",
        ),
        bad(
            "configuration",
            configuration.to_string(),
            "plan::configuration",
            "this is a configuration",
        ),
        bad(
            "log",
            format!("{log}\n{change}\n"),
            "plan::log",
            "this is the log of a run",
        ),
        bad(
            "log of Windows",
            format!("{log}\r\n{change}\r\n"),
            "plan::log",
            "this is the log of a run",
        ),
        bad(
            "log of one line",
            change,
            "plan::log",
            "this is the log of a run",
        ),
        bad(
            "encrypted plan",
            encrypted.to_string(),
            "plan::encrypted",
            "this is an encrypted",
        ),
        bad(
            "encrypted state",
            encrypted_state.to_string(),
            "plan::encrypted",
            "this is an encrypted",
        ),
    ]);
}

#[test]
fn binary_data() {
    let text = plan().to_string();
    // An opaque ciphertext, the same in each run.
    let noise: Vec<u8> = (0u32..4096)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80)
        .collect();
    let binary =
        |name: &str, bytes: Vec<u8>| bad(name, bytes, "plan::not_text", "this is binary data");
    refuses(vec![
        bad(
            "binary plan",
            b"PK\x03\x04\x14\0\x08\0canary-7f3a9c",
            "plan::binary",
            "this is a binary plan",
        ),
        bad(
            "gzip",
            b"\x1f\x8b\x08\0\0\0\0\0canary-7f3a9c",
            "plan::compressed",
            "this is a compressed file",
        ),
        binary("noise", noise.clone()),
        binary("noise behind text", [b"tofu\0".to_vec(), noise].concat()),
        binary("NULs", vec![0; 64]),
        binary("NULs behind a plan", format!("{text}\0\0\0").into_bytes()),
        binary(
            "a NUL inside",
            text.replacen("canary", "\0", 1).into_bytes(),
        ),
        binary("UTF-16 LE without a mark", utf16(&text, u16::to_le_bytes)),
        binary("UTF-16 BE without a mark", utf16(&text, u16::to_be_bytes)),
        binary(
            "UTF-32",
            text.chars()
                .flat_map(|char| (char as u32).to_le_bytes())
                .collect(),
        ),
        binary(
            "half a pair in UTF-16",
            [
                b"\xff\xfe{\0\x00\xd8".to_vec(),
                utf16(&text, u16::to_le_bytes),
            ]
            .concat(),
        ),
        bad(
            "UTF-16 of no plan",
            utf16("\u{feff}resource \"canary-7f3a9c\" {}", u16::to_le_bytes),
            "plan::not_json",
            "this is not JSON",
        ),
        bad(
            "UTF-16 BE of a state",
            utf16(
                "\u{feff}{\"format_version\":\"1.0\",\"a\":\"canary-7f3a9c\"}",
                u16::to_be_bytes,
            ),
            "plan::state",
            "this is a state in JSON",
        ),
        bad(
            "Latin-1 inside",
            b"{\"canary-7f3a9c\":\"caf\xe9\"}",
            "plan::not_utf8",
            "not valid UTF-8 at byte 21",
        ),
        bad(
            "a surrogate in UTF-8",
            b"{\"a\":\"canary-7f3a9c\xed\xa0\x80\"}",
            "plan::not_utf8",
            "not valid UTF-8",
        ),
    ]);
}
