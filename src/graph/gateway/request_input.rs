//! What a method of a REST API says that requests must hold.

use super::api::RestMethod;
use super::resource_tree::Integrations;
use crate::answer::Answer;
use crate::plan::{Attr, Kind, Value};

/// The model that takes any body.
const ANY_BODY: &str = "Empty";

impl RestMethod<'_> {
    /// Whether it declares models for bodies, or parameters as required, other
    /// than those of the path, which are always there.
    pub fn declares_input(&self) -> Answer {
        let model = |_: &str, value: &Value<'_>| value.as_str() != Some(ANY_BODY);
        let parameter = |name: &str, value: &Value<'_>| {
            let required = value.kind == Kind::Bool(true) || value.as_str() == Some("true");
            required && !name.starts_with("method.request.path.")
        };
        // Of an operation that name is taken by its integration.
        let parameters = match self.is_in_body() {
            true => "required_parameters",
            false => "request_parameters",
        };
        Answer::any([
            self.holds("request_models", model),
            self.holds(parameters, parameter),
        ])
    }

    fn holds(&self, attribute: &str, asks: impl Fn(&str, &Value<'_>) -> bool) -> Answer {
        match self.node.attr(attribute) {
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
            Attr::Known(value) => match &value.kind {
                Kind::Map(members) => {
                    let mut members = members.iter();
                    Answer::of(Some(members.any(|(name, value)| asks(name, value))))
                }
                _ => Answer::Unknown,
            },
        }
    }

    /// Whether anything compares requests with that.
    pub fn is_validated(&self) -> Answer {
        self.node.is_given("request_validator_id")
    }
}

impl<'g> Integrations<'g> {
    /// Whether a method hands over requests as they are, so that the code behind
    /// it can look at them.
    pub fn hand_over(&self, method: &RestMethod<'g>) -> Answer {
        let Some(found) = self.of(method) else {
            return Answer::Unknown;
        };
        let kinds = found.iter().map(|integration| {
            let kind = integration.node.text("type").known();
            Answer::of(kind.map(|kind| kind.ends_with("_PROXY")))
        });
        Answer::any(kinds.chain([match self.has(method) {
            Answer::Unknown => Answer::Unknown,
            Answer::Yes | Answer::No => Answer::No,
        }]))
    }
}
