//! Services, what they need from their fronts, and how much they are asked.

use super::file::{NeedEntry, ServiceTable};
use super::read::{Reader, Result};
use super::{AddressGlob, ConfigError, did_you_mean};
use crate::facts::{Need, Needed, Prices, contradiction};
use std::ops::Range;
use toml::Spanned;

/// A service, what it needs from its front, and its traffic.
#[derive(Debug)]
pub struct Service {
    pub name: String,
    pub backend: AddressGlob,
    pub needs: Vec<Needed>,
    pub requests_per_month: Option<f64>,
    /// Both ways together; 5 unless stated.
    pub kilobytes_per_request: f64,
    /// New connections; as many as requests unless stated.
    pub connections_per_month: Option<f64>,
    /// Minutes that WebSocket connections stay open, all together.
    pub connection_minutes_per_month: f64,
    absent: Box<ConfigError>,
}

impl Service {
    /// The mistake that it is, where no plan holds its backend.
    pub fn absent(&self) -> Box<ConfigError> {
        self.absent.clone()
    }
}

/// What a request and its answer weigh where it is not stated.
const KILOBYTES: f64 = 5.0;

impl NeedEntry {
    /// Names, and values as text: `{ jwt = { audience = "orders" } }` is for `orders`.
    fn pairs(self) -> Vec<(String, Option<String>)> {
        let text = |value: toml::Value| match value {
            toml::Value::String(text) => text,
            toml::Value::Table(table) => match table.get("audience") {
                Some(toml::Value::String(audience)) if table.len() == 1 => audience.clone(),
                _ => String::new(),
            },
            other => other.to_string(),
        };
        match self {
            Self::Name(name) => vec![(name, None)],
            Self::Valued(pairs) => {
                let pairs = pairs.into_iter();
                let pairs = pairs.map(|(name, value)| (name, Some(text(value))));
                pairs.collect()
            }
        }
    }
}

impl Reader<'_> {
    pub(super) fn service(&self, service: ServiceTable) -> Result<Service> {
        let absent = self.text.error(
            format!("no plan holds the backend of service `{}`", service.name),
            Some("`backend` is an address such as `module.api.aws_lambda_function.orders`".into()),
            service.backend.span(),
        );
        Ok(Service {
            absent,
            name: service.name,
            backend: self.address(&service.backend)?,
            needs: self.needs(service.needs)?,
            requests_per_month: self.amount(service.requests_per_month)?,
            kilobytes_per_request: self
                .amount(service.kilobytes_per_request)?
                .unwrap_or(KILOBYTES),
            connections_per_month: self.amount(service.connections_per_month)?,
            connection_minutes_per_month: self
                .amount(service.connection_minutes_per_month)?
                .unwrap_or_default(),
        })
    }

    fn needs(&self, entries: Vec<Spanned<NeedEntry>>) -> Result<Vec<Needed>> {
        let mut needs: Vec<Needed> = Vec::new();
        for entry in entries {
            let span = entry.span();
            for (name, value) in entry.into_inner().pairs() {
                let needed = self.needed(&name, value, span.clone())?;
                if needs.iter().any(|known| known.need == needed.need) {
                    let problem = format!("`{name}` is named twice");
                    return Err(self.text.error(problem, Some("name it once".into()), span));
                }
                needs.push(needed);
                let names: Vec<Need> = needs.iter().map(|needed| needed.need).collect();
                if let Some((one, other, why)) = contradiction(&names) {
                    let (one, other) = (one.name(), other.name());
                    let problem = format!("`{one}` and `{other}` contradict each other");
                    return Err(self.text.error(problem, Some(why.to_owned()), span));
                }
            }
        }
        Ok(needs)
    }

    /// A need by its name, perhaps with a value.
    fn needed(&self, name: &str, value: Option<String>, span: Range<usize>) -> Result<Needed> {
        let need: Need = name.parse().map_err(|()| {
            let help = did_you_mean(name, Need::all().map(Need::name));
            let problem = format!("there is no need `{name}`");
            self.text.error(problem, help, span.clone())
        })?;
        let needed = match value {
            None => Some(need.into()),
            Some(value) => Needed::with(need, &value),
        };
        needed.ok_or_else(|| {
            let help = match Needed::form(need) {
                Some(form) => format!("`{name}` takes {form}"),
                None => format!("write \"{name}\" alone"),
            };
            let problem = format!("`{name}` does not take this value");
            self.text.error(problem, Some(help), span)
        })
    }

    pub(super) fn prices(&self, prices: Option<Spanned<Prices>>) -> Result<Prices> {
        let Some(prices) = prices else {
            return Ok(Prices::default());
        };
        if prices.get_ref().are_sound() {
            return Ok(prices.into_inner());
        }
        let help = Some("write numbers from 0 on, in USD".to_owned());
        let problem = "there is a price here that is none";
        Err(self.text.error(problem, help, prices.span()))
    }

    fn amount(&self, amount: Option<Spanned<f64>>) -> Result<Option<f64>> {
        let Some(amount) = amount else {
            return Ok(None);
        };
        let number = *amount.get_ref();
        if number.is_finite() && number >= 0.0 {
            return Ok(Some(number));
        }
        let help = Some("write a number from 0 on".to_owned());
        Err(self.text.error("this is no amount", help, amount.span()))
    }
}
