//! Certificates and their validation.

use super::targets::*;
use super::{Form, Reference, formed, plain};

const VALIDATION: &[&str] = &["aws_acm_certificate_validation"];

pub(super) const REFERENCES: &[Reference] = &[
    plain(VALIDATION, "certificate_arn", &[CERTIFICATE]),
    formed(
        VALIDATION,
        "validation_record_fqdns",
        &[
            ("aws_route53_record", &["fqdn", "name"]),
            (
                "aws_acm_certificate",
                &["domain_validation_options.resource_record_name"],
            ),
        ],
        Form::Host,
    ),
];
