//! Where a repository keeps its plans, and which root module each belongs to.

/// A pattern of plan files. A `*` stands for any part of a name, `**` for
/// directories; in `root` and `id` a `*` stands for what one in `path` stood for.
#[derive(Debug)]
pub struct Plans {
    path: String,
    root: Option<String>,
    id: Option<String>,
}

/// What is said of one plan file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The root module's directory, seen from the configuration.
    pub root: Option<String>,
    pub id: Option<String>,
}

impl Plans {
    pub(super) fn new(path: String, root: Option<String>, id: Option<String>) -> Self {
        let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
        Self { path, root, id }
    }

    /// The pattern, as it stands in the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is the name of one file.
    pub fn is_one_file(&self) -> bool {
        !self.path.contains('*')
    }

    /// The directory below which all matches lie.
    pub fn base(&self) -> &str {
        let fixed = self.path.split('*').next().unwrap_or_default();
        fixed
            .rsplit_once('/')
            .map_or("", |(directory, _)| directory)
    }

    /// What is said of a file, by its path as seen from the configuration; `None`
    /// when the pattern is not for it.
    pub fn name(&self, path: &str) -> Option<Named> {
        let pattern: Vec<&str> = self.path.split('/').collect();
        let names: Vec<&str> = path.split('/').collect();
        let mut stars = Vec::new();
        if !directories(&pattern, &names, &mut stars) {
            return None;
        }
        let filled = |text: &String| fill(text, &stars);
        Some(Named {
            root: self.root.as_ref().map(filled),
            id: self.id.as_ref().map(filled),
        })
    }
}

/// Matches name by name, and collects what the stars stand for.
fn directories(pattern: &[&str], names: &[&str], stars: &mut Vec<String>) -> bool {
    let Some((first, rest)) = pattern.split_first() else {
        return names.is_empty();
    };
    let before = stars.len();
    if *first == "**" {
        return (0..=names.len()).any(|taken| {
            stars.truncate(before);
            stars.push(names[..taken].join("/"));
            directories(rest, &names[taken..], stars)
        });
    }
    let Some((name, others)) = names.split_first() else {
        return false;
    };
    within(first, name, stars) && directories(rest, others, stars)
}

/// Matches one name; a star takes as little as it can.
fn within(pattern: &str, name: &str, stars: &mut Vec<String>) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        stars.push(rest[..at].to_owned());
        rest = &rest[at + part.len()..];
    }
    let Some(star) = rest.strip_suffix(last) else {
        return false;
    };
    stars.push(star.to_owned());
    true
}

/// Puts in what the stars stand for; empty ones leave no slash behind.
fn fill(text: &str, stars: &[String]) -> String {
    let text = text.replace("**", "*");
    let mut parts = text.split('*');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (part, star) in parts.zip(stars) {
        filled += star;
        filled += part;
    }
    let names: Vec<&str> = filled.split('/').filter(|name| !name.is_empty()).collect();
    match filled.starts_with('/') {
        true => format!("/{}", names.join("/")),
        false => names.join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, root: &str, path: &str, expected: Option<&str>) {
        let plans = Plans::new(pattern.into(), Some(root.into()), None);
        let named = plans.name(path);
        assert_eq!(named.and_then(|named| named.root).as_deref(), expected);
    }

    /// G3: a root for each plan of a pattern.
    #[test]
    fn g3_stars_are_carried_over() {
        check("a/plan.json", "b", "a/plan.json", Some("b"));
        check("a/plan.json", "b", "a/b/plan.json", None);
        check(
            "plans/*.json",
            "stacks/*",
            "plans/x.y.json",
            Some("stacks/x.y"),
        );
        check("plans/*.json", "stacks/*", "plans/x/y.json", None);
        check("*-*.json", "s/*/e/*", "eu-dev-1.json", Some("s/eu/e/dev-1"));
        check(
            "**/tfplan.json",
            "live/**",
            "a/b/tfplan.json",
            Some("live/a/b"),
        );
        check("**/tfplan.json", "live/**", "tfplan.json", Some("live"));
        check("p/**/*.json", "r/*/*", "p/a/b/c.json", Some("r/a/b/c"));
        check("./p/*", "r", "p/x", Some("r"));
        check("p/*", "r", "q/x", None);
    }

    #[test]
    fn the_base_has_no_star() {
        for (path, base) in [
            ("a/b/*.json", "a/b"),
            ("a*/b", ""),
            ("./a/b", "a"),
            ("b", ""),
        ] {
            assert_eq!(Plans::new(path.into(), None, None).base(), base);
        }
    }
}
