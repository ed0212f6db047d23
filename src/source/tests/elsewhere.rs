//! Modules that are not in the repository: references, and no places.

use super::super::{Broken, Calls, Elsewhere, File, Sources, elsewhere};
use super::{CALLS, describe, path};

fn calls() -> Calls {
    Calls::from(CALLS.map(|(call, source)| (path(call), source.to_owned())))
}

fn manifest(entries: &[(&str, &str)]) -> String {
    let entry =
        |(key, dir): &(&str, &str)| format!(r#"{{"Key":"{key}","Source":"s","Dir":"{dir}"}}"#);
    let entries: Vec<String> = entries.iter().map(entry).collect();
    format!(r#"{{"Modules":[{}]}}"#, entries.join(","))
}

#[track_caller]
fn check(manifest: &str, expected: &[(&str, &str)]) {
    let expected: Elsewhere = expected
        .iter()
        .map(|(key, directory)| (path(key), (*directory).to_owned()))
        .collect();
    assert_eq!(elsewhere(&calls(), manifest), expected, "{manifest}");
}

#[test]
fn manifests() {
    let entries = [
        ("", "."),
        ("app", "modules/app"),
        ("app.far", ".terraform/modules/app.far"),
        ("far", "./.terraform/modules/far/modules/x"),
        ("far.near", ".terraform/modules/far/modules/near"),
        ("stranger", ".terraform/modules/stranger"),
    ];
    check(
        &manifest(&entries),
        &[
            ("app.far", ".terraform/modules/app.far"),
            ("far", ".terraform/modules/far/modules/x"),
            ("far.near", ".terraform/modules/far/modules/near"),
        ],
    );
    for outside in [
        "/etc",
        "..",
        "../x",
        "a/../../x",
        "C:/x",
        "\\\\\\\\host",
        "",
        ".",
    ] {
        check(&manifest(&[("far", outside)]), &[]);
    }
    for text in [
        "",
        "{",
        "[]",
        r#"{"Modules":{}}"#,
        r#"{"Modules":[{"Key":1}]}"#,
    ] {
        check(text, &[]);
    }
}

#[test]
fn give_references_and_no_places() {
    let file = |(path, text): (&str, &str)| File {
        path: path.into(),
        text: text.into(),
    };
    let files = [
        ("main.tf", "module \"far\" {\n  source = \"x\"\n}\n"),
        (
            "m/far/main.tf",
            "locals {\n  x = aws_lb.a.arn\n}\nresource \"aws_lb\" \"a\" {}\n",
        ),
        ("m/near/main.tf", "locals {\n  y = aws_lb.b.arn\n}\n"),
        ("m/near/broken.tf", "locals {"),
    ];
    let known = Elsewhere::from([
        (path("far"), "m/far".to_owned()),
        (path("far.near"), "m/near".to_owned()),
    ]);
    let sources = Sources::with_elsewhere(files.map(file).to_vec(), &calls(), known);
    let local = |module, name| {
        let found = sources.local_references(&path(module), name);
        found.map(|chains| chains.join(" "))
    };
    assert_eq!(local("far", "x").as_deref(), Some("aws_lb.a.arn aws_lb.a"));
    assert_eq!(
        local("far.near", "y").as_deref(),
        Some("aws_lb.b.arn aws_lb.b")
    );
    assert_eq!(local("app.far", "x"), None);
    let place = sources.locate(&super::super::Sought {
        module: &path("far"),
        data: false,
        type_name: "aws_lb",
        name: "a",
        path: &[],
    });
    assert_eq!(describe(&sources, place), "main.tf:1:1 Call module \"far\"");
    assert_eq!(sources.broken(), &[] as &[Broken], "nobody can mend it");
}
