//! Terraform for web ACLs, at the edge or before a load balancer or stage.

use super::names::Names;
use super::template::fill;

fn acl(names: &Names, name: &str, scope: &str, region: &str) -> String {
    let rate = match names.limiting {
        true => include_str!("snippets/web_acl_rate.tf"),
        false => "",
    };
    let values = [
        ("NAME", name),
        ("SCOPE", scope),
        ("REGION", region),
        ("RATE", rate),
    ];
    fill(include_str!("snippets/web_acl.tf"), &values)
}

pub(super) fn edge_acl(names: &Names) -> String {
    let name = format!("{}_edge", names.label);
    let region = include_str!("snippets/web_acl_region.tf");
    acl(names, &name, "CLOUDFRONT", region)
}

pub(super) fn web_acl(names: &Names, resource: &str) -> String {
    let values = [("NAME", names.label.as_str()), ("GUARDED", resource)];
    let association = fill(include_str!("snippets/web_acl_association.tf"), &values);
    let acl = acl(names, &names.label, "REGIONAL", "");
    format!("{acl}\n{association}")
}
