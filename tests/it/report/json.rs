//! What scripts build on.

use super::*;
use frontlint::engine::Links;

/// Parses our JSON and holds it against our schema, in which nothing may be missing.
#[track_caller]
pub(super) fn valid_json(text: &str) -> Value {
    let mut schema = serde_json::from_str(include_str!("../schema/check-v1.json")).expect("JSON");
    let document = serde_json::from_str(text).expect("JSON");
    valid(&schema, &document);
    close(&mut schema["properties"]);
    close(&mut schema["$defs"]);
    schema["additionalProperties"] = false.into();
    valid(&schema, &document);
    document
}

/// Refuses fields that a schema does not describe.
fn close(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    if members.get("type").is_some_and(|kind| kind == "object") {
        members.insert("additionalProperties".into(), false.into());
    }
    members
        .iter_mut()
        .filter(|(name, _)| *name != "dependentSchemas")
        .for_each(|(_, inner)| close(inner));
}

#[test]
fn f7_json_keeps_its_contract() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut plan = report("orders/plan.json", &sources, vec![forwards(&sources)]);
    plan.verdict.resolved = vec![Located {
        origin: Origin::Resolved,
        at: None,
        attribute: String::new(),
        ..forwards(&sources)
    }];
    plan.verdict.suppressed = suppressed(6);
    plan.verdict.undecided = vec![Undecided {
        lint: TLS,
        address: "a.b".into(),
        why: "unknown".into(),
    }];
    plan.verdict.links = Links {
        exact: 5,
        same_key: 4,
        inferred: 3,
        ambiguous: 2,
        unresolved: 1,
    };
    let mut run = run(&catalog, vec![plan]);
    run.refused.push(Refused {
        input: "x.json".into(),
        code: "frontlint::plan::not_json".into(),
        message: "no JSON".into(),
        help: String::new(),
    });
    let text = json(&run);
    assert!(text.ends_with("}\n"));
    let document = valid_json(&text);
    assert_eq!(document["errors"][0]["code"], "frontlint::plan::not_json");
    let plan = &document["plans"][0];
    assert_eq!(plan["plan"], "orders/plan.json");
    assert_eq!(plan["counts"]["error"], 1);
    assert_eq!(plan["counts"]["resolved"], 1);
    assert_eq!(plan["counts"]["suppressed"], 6);
    assert_eq!(plan["counts"]["links"]["same-key"], 4);
    let found = &plan["findings"][0];
    assert_eq!(
        (
            &found["file"],
            &found["line"],
            &found["column"],
            &found["end_column"]
        ),
        (&"orders/main.tf".into(), &4.into(), &5.into(), &21.into(),)
    );
    assert_eq!(found["attribute"], "default_action[0].type");
    assert_eq!(found["origin"], "introduced");
    assert_eq!(found["related"][1]["file"], "lb/main.tf");
    assert_eq!(found["related"][2]["file"], Value::Null);
    let resolved = &plan["findings"][1];
    assert_eq!(resolved["origin"], "resolved");
    assert_eq!(
        (&resolved["file"], &resolved["line"], &resolved["attribute"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
}
