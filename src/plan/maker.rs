//! Which program made a plan: Terraform and OpenTofu do not read the same files.

/// A program that makes plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    Terraform,
    OpenTofu,
}

/// What a plan tells of the program that made it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// Whether some provider comes from the registry that is Terraform's default.
    terraform_registry: bool,
    /// Whether some provider comes from the registry that is OpenTofu's default.
    opentofu_registry: bool,
}

impl Signs {
    /// Takes the source address of a provider.
    pub(super) fn provider(&mut self, source: &str) {
        match source.split('/').next() {
            Some("registry.terraform.io") => self.terraform_registry = true,
            Some("registry.opentofu.org") => self.opentofu_registry = true,
            _ => {}
        }
    }

    /// Tells who made the plan, where that can be told. `says_applyable` is whether the plan
    /// says so of itself: Terraform's do since 1.8, OpenTofu's do not.
    pub(super) fn maker(self, version: Option<&str>, says_applyable: bool) -> Option<Maker> {
        // A source that is written with its host may name the other's registry; one without a
        // host never does.
        match (self.terraform_registry, self.opentofu_registry) {
            (true, false) => return Some(Maker::Terraform),
            (false, true) => return Some(Maker::OpenTofu),
            _ if says_applyable => return Some(Maker::Terraform),
            _ => {}
        }
        match version.and_then(numbers)? {
            (0, _) | (1, ..=5) => Some(Maker::Terraform),
            (1, 8..) => Some(Maker::OpenTofu),
            _ => None,
        }
    }
}

/// The first two numbers of a version.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    let mut number = || parts.next()?.parse().ok();
    Some((number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(providers: &[&str], version: &str, says_applyable: bool, expected: Option<Maker>) {
        let mut signs = Signs::default();
        providers.iter().for_each(|source| signs.provider(source));
        assert_eq!(signs.maker(Some(version), says_applyable), expected);
    }

    #[test]
    fn the_registry_tells_who_made_a_plan() {
        let (terraform, opentofu) = (Some(Maker::Terraform), Some(Maker::OpenTofu));
        let (theirs, ours) = ("registry.terraform.io/a/b", "registry.opentofu.org/a/b");
        let (built_in, own) = ("terraform.io/builtin/terraform", "registry.acme.dev/a/b");
        check(&[theirs], "1.11.4", true, terraform);
        // The member was taken out, or is not there yet.
        check(&[theirs, built_in, own], "1.11.4", false, terraform);
        check(&[ours, built_in], "1.10.2", false, opentofu);
        // One of them is written with its host.
        check(&[theirs, ours], "1.9.0", true, terraform);
        check(&[theirs, ours], "1.9.0", false, opentofu);
    }

    #[test]
    fn without_a_registry_the_version_tells() {
        let own = ["registry.acme.dev/a/b", "terraform.io/builtin/terraform"];
        check(&own, "1.12.0", true, Some(Maker::Terraform));
        check(&own, "1.12.0-beta1", false, Some(Maker::OpenTofu));
        check(&own, "1.5.7", false, Some(Maker::Terraform));
        check(&["aws"], "0.12.31", false, Some(Maker::Terraform));
        check(&own, "1.7.0", false, None);
        check(&own, "odd", false, None);
    }
}
