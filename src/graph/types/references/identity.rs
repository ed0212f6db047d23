//! Cognito.

use super::targets::*;
use super::{Form, Reference, formed, plain};

pub(super) const REFERENCES: &[Reference] = &[
    plain(
        &[
            "aws_cognito_user_pool_client",
            "aws_cognito_managed_user_pool_client",
            "aws_cognito_user_pool_domain",
            "aws_cognito_identity_provider",
            "aws_cognito_resource_server",
            "aws_cognito_risk_configuration",
            "aws_cognito_managed_login_branding",
        ],
        "user_pool_id",
        &[USER_POOL],
    ),
    plain(
        &["aws_cognito_user_pool_domain"],
        "certificate_arn",
        &[CERTIFICATE],
    ),
    plain(
        &["aws_cognito_identity_pool"],
        "cognito_identity_providers.client_id",
        &[USER_POOL_CLIENT],
    ),
    formed(
        &["aws_cognito_identity_pool"],
        "cognito_identity_providers.provider_name",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
];
