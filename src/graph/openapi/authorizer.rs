//! The authorizers of a document → blocks with the attributes of the resources
//! that say the same.

use super::Gateway;
use super::operation::{Operation, Reader, Source, invoked, text};
use super::security::of as security_of;
use super::text::follow;
use crate::plan::Kind;
use serde_json::Value as Json;

impl Source<'_> {
    /// The authorizers that some operation asks for, once each.
    pub(super) fn authorizers(self) -> Vec<Operation> {
        let mut asked: Vec<&Json> = Vec::new();
        let paths = self.document["paths"].as_object().into_iter().flatten();
        let operations = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        for (_, operation) in operations.filter(|(_, operation)| operation.is_object()) {
            let security = security_of(self.document, follow(self.document, operation));
            let Some(authorizer) = security.authorizer else {
                continue;
            };
            // A document has few, and as many as an API may have at most.
            if asked.len() < MOST && !asked.iter().any(|known| std::ptr::eq(*known, authorizer)) {
                asked.push(authorizer);
            }
        }
        asked
            .into_iter()
            .map(|authorizer| self.authorizer(authorizer))
            .collect()
    }

    fn authorizer(self, authorizer: &Json) -> Operation {
        let (kind, role) = match self.gateway {
            Gateway::Rest => ("type", "authorizer_credentials"),
            Gateway::Http => ("authorizer_type", "authorizer_credentials_arn"),
        };
        let upper = |text: &str| Kind::String(text.to_ascii_uppercase().into());
        let mut reader = Reader::of(self, authorizer);
        reader.copy(authorizer, "type", kind, upper);
        reader.copy(authorizer, "authorizerUri", "authorizer_uri", invoked);
        reader.copy(authorizer, "authorizerCredentials", role, text);
        reader.list(authorizer, "providerARNs", "provider_arns");
        if let Some(tokens) = authorizer.get("jwtConfiguration") {
            let mut inner = Reader::of(self, tokens);
            inner.copy(tokens, "issuer", "issuer", text);
            inner.list(tokens, "audience", "audience");
            reader.block("jwt_configuration", inner.finish());
        }
        reader.finish()
    }
}

/// An API has at most ten; quotas may be raised.
const MOST: usize = 100;
