//! Which versions of a provider a configuration admits.

use super::Plan;

/// A version: major, minor, patch.
type Version = [u64; 3];

/// The versions that constraints admit: from the first on, and before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    from: Version,
    before: Option<Version>,
}

impl Plan<'_> {
    /// Whether the provider of that name is surely older than a version, or surely not;
    /// `None` where the constraints of the configuration admit both.
    pub fn provider_is_older(&self, name: &str, than: Version) -> Option<bool> {
        let mut admitted = Range {
            from: [0; 3],
            before: None,
        };
        let named = self
            .providers
            .values()
            .filter(|provider| provider.name.as_deref() == Some(name));
        for constraint in named.filter_map(|provider| provider.version.as_deref()) {
            constraint.split(',').for_each(|one| admitted.narrow(one));
        }
        admitted.is_older(than)
    }
}

impl Range {
    /// Whether all of it is older than a version, or none.
    fn is_older(&self, than: Version) -> Option<bool> {
        match self.before {
            Some(before) if before <= than => Some(true),
            _ => (self.from >= than).then_some(false),
        }
    }

    /// Leaves what one constraint admits as well; one that cannot be read admits all.
    fn narrow(&mut self, constraint: &str) {
        let constraint = constraint.trim();
        let digits = constraint.find(|char: char| char.is_ascii_digit());
        let (operator, version) = constraint.split_at(digits.unwrap_or(constraint.len()));
        let Some((version, parts)) = parse(version) else {
            return;
        };
        let after = |mut version: Version, part: usize| {
            version[part] = version[part].saturating_add(1);
            version[part + 1..].fill(0);
            version
        };
        match operator.trim() {
            "" | "=" => {
                self.from = self.from.max(version);
                self.end(after(version, 2));
            }
            ">" | ">=" => self.from = self.from.max(version),
            "<" => self.end(version),
            "<=" => self.end(after(version, 2)),
            "~>" => {
                self.from = self.from.max(version);
                if parts > 1 {
                    self.end(after(version, parts - 2));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, before: Version) {
        self.before = Some(self.before.map_or(before, |old| old.min(before)));
    }
}

/// A version, and of how many parts it is written. What follows a `-` counts for nothing.
fn parse(text: &str) -> Option<(Version, usize)> {
    let numbers = text.trim().split(['-', '+']).next()?;
    let mut version = [0; 3];
    let mut parts = 0;
    for number in numbers.split('.') {
        *version.get_mut(parts)? = number.parse().ok()?;
        parts += 1;
    }
    Some((version, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(constraint: &str, older: Option<bool>) {
        let mut admitted = Range {
            from: [0; 3],
            before: None,
        };
        constraint.split(',').for_each(|one| admitted.narrow(one));
        assert_eq!(admitted.is_older([6, 28, 0]), older, "{constraint}");
    }

    #[test]
    fn constraints_bound_the_version() {
        check("~> 6.20.0", Some(true));
        check("~> 6.27.0", Some(true));
        check("= 6.27.9", Some(true));
        check("6.20.0", Some(true));
        check(">= 5.0, < 6.28", Some(true));
        check("~> 5.0", Some(true));
        check("<= 6.27.0", Some(true));
        check("~> 6.0", None);
        check("~> 6", None);
        check(">= 5.0", None);
        check("<= 6.28.0", None);
        check("!= 6.20.0", None);
        check("", None);
        check("latest", None);
        check("~> 6.28", Some(false));
        check(">= 6.30.1", Some(false));
        check("= 6.28.0-beta1", Some(false));
    }
}
