//! Redirects of listeners and rules, and whether they lead back to themselves.

use super::listener::{Action, Listener, Rule};
use crate::answer::Answer;
use crate::graph::request::{Condition, Conditions, Glob, Part};
use crate::plan::Node;

/// The target of a redirect, with the service's defaults filled in; `None`
/// where it is known only after apply, or marked sensitive.
pub struct Redirect<'g> {
    pub node: Node<'g>,
    pub protocol: Option<&'g str>,
    pub port: Option<&'g str>,
    pub host: Option<&'g str>,
    pub path: Option<&'g str>,
    pub query: Option<&'g str>,
}

impl<'g> Action<'g> {
    /// Where it redirects to.
    pub fn redirect(&self) -> Option<Redirect<'g>> {
        let block = self.node.blocks("redirect").nodes.into_iter().next()?;
        Some(Redirect::read(block))
    }
}

impl<'g> Redirect<'g> {
    fn read(node: Node<'g>) -> Self {
        let part = |name, default| node.plain_text(name).or_default(default);
        Self {
            protocol: part("protocol", "#{protocol}"),
            port: part("port", "#{port}"),
            host: part("host", "#{host}"),
            path: part("path", "/#{path}"),
            query: part("query", "#{query}"),
            node,
        }
    }

    /// Whether the target is the listener itself: its protocol, its port.
    fn stays_on(&self, listener: &Listener<'_>) -> Answer {
        let own_port = listener.port().map(|port| port.to_string());
        let protocol = keeps(self.protocol, "#{protocol}", listener.protocol());
        let port = keeps(self.port, "#{port}", own_port.as_deref());
        match (protocol, port) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            _ => Answer::Unknown,
        }
    }

    /// Whether protocol and port stay as they are.
    pub fn keeps_endpoint(&self) -> bool {
        self.protocol == Some("#{protocol}") && self.port == Some("#{port}")
    }

    /// Whether it would lead to another host by HTTPS if the protocol alone were changed: on the
    /// same host it may come back to itself.
    pub fn would_stay_secure(&self) -> bool {
        let other = |host: &str| !host.contains("#{host}");
        self.host.is_some_and(other) && self.port == Some("443")
    }

    /// Whether host, path and query all stay as the client sent them.
    fn changes_nothing(&self) -> bool {
        self.host == Some("#{host}")
            && self.path == Some("/#{path}")
            && self.query == Some("#{query}")
    }

    /// Whether some part of the target is known only after apply.
    fn is_unknown(&self) -> bool {
        [self.protocol, self.port, self.host, self.path, self.query].contains(&None)
    }

    /// Whether a listener's default action sends clients back to itself.
    pub fn returns_to_default_of(&self, listener: &Listener<'_>) -> Answer {
        match self.stays_on(listener) {
            Answer::Yes if self.changes_nothing() => Answer::Yes,
            Answer::Yes if self.is_unknown() => Answer::Unknown,
            // Another host may be another service.
            Answer::Yes if self.host != Some("#{host}") => Answer::No,
            Answer::Yes => listener.rules().map_or(Answer::Unknown, |rules| {
                self.escapes_to(&Conditions::anything(), rules.iter().map(Rule::conditions))
            }),
            other => other,
        }
    }

    /// Whether a rule's action sends clients back to the rule.
    pub fn returns_to_rule(&self, rule: &Rule<'_>) -> Answer {
        if self.keeps_everything() {
            return Answer::Yes;
        }
        let Some(listener) = rule.listener() else {
            return Answer::Unknown;
        };
        match self.stays_on(&listener) {
            Answer::Yes if self.changes_nothing() => return Answer::Yes,
            Answer::Yes => {}
            other => return other,
        }
        let conditions = rule.conditions();
        if self.is_unknown() || !conditions.known() {
            return Answer::Unknown;
        }
        match self.is_taken_by(&conditions) {
            Answer::Yes => {}
            other => return other,
        }
        let (Some(priority), Some(rules)) = (rule.priority(), listener.rules()) else {
            return Answer::Unknown;
        };
        let earlier = rules.iter().filter(|other| {
            other.id() != rule.id() && other.priority().is_none_or(|other| other < priority)
        });
        self.escapes_to(&conditions, earlier.map(Rule::conditions))
    }

    /// Whether the target comes back because no other rule takes it: no when one
    /// surely does, unknown when one may. `own` are the conditions that the
    /// request satisfied; the others have missed it.
    fn escapes_to(&self, own: &Conditions, rules: impl Iterator<Item = Conditions>) -> Answer {
        let host = self.host.filter(|host| *host != "#{host}").map(host_of);
        let path = self.path.filter(|path| *path != "/#{path}").map(path_of);
        let mut changed = vec![Part::Method];
        changed.extend(host.is_some().then_some(Part::Host));
        changed.extend(path.is_some().then_some(Part::Path));
        changed.extend((self.query != Some("#{query}")).then_some(Part::Query));
        // What stays is as the own conditions have it.
        let hosts = host.as_ref().map(std::slice::from_ref).or(own.hosts());
        let paths = path.as_ref().map(std::slice::from_ref).or(own.paths());
        let answers = rules.map(|conditions| {
            if conditions.surely_take(host.as_ref(), path.as_ref()) {
                return Answer::No;
            }
            let misses = !conditions.look_at(&changed) || conditions.miss(hosts, paths);
            Answer::of(misses.then_some(true))
        });
        answers.fold(Answer::Yes, |all, one| match (all, one) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
        })
    }

    /// Whether the target is the request itself, whatever the listener.
    fn keeps_everything(&self) -> bool {
        self.keeps_endpoint() && self.changes_nothing()
    }

    /// Whether a rule with these conditions that took the request takes the
    /// target as well, whatever the request was.
    fn is_taken_by(&self, conditions: &Conditions) -> Answer {
        let path = match self.path {
            Some("/#{path}") => true,
            Some(path) => conditions.take(None, Some(&path_of(path))),
            None => false,
        };
        // Clients follow with GET; a changed query may miss a query condition.
        let others = conditions.all.iter().all(|condition| match condition {
            Condition::Method(methods) => methods.iter().any(|method| method == "GET"),
            Condition::Query(_) => self.query == Some("#{query}"),
            _ => true,
        });
        if !path || !others {
            return Answer::No;
        }
        match self.host {
            Some("#{host}") => Answer::Yes,
            Some(host) => match (host_of(host), conditions.hosts()) {
                (host, Some(hosts)) if host.is_literal() && hosts.contains(&host) => Answer::Yes,
                // By a wildcard: the host may as well be another service's.
                (host, Some(_)) if conditions.take(Some(&host), None) => Answer::Unknown,
                _ => Answer::No,
            },
            None => Answer::No,
        }
    }
}

/// Whether a part of the target is the listener's own.
fn keeps(target: Option<&str>, placeholder: &str, own: Option<&str>) -> Answer {
    match (target, own) {
        (Some(target), _) if target == placeholder => Answer::Yes,
        (Some(target), Some(own)) => Answer::of(Some(target == own)),
        _ => Answer::Unknown,
    }
}

fn host_of(host: &str) -> Glob {
    Glob::new(&pattern_of(&host.to_lowercase()))
}

fn path_of(path: &str) -> Glob {
    Glob::new(&pattern_of(path))
}

/// A redirect's host or path as a pattern: placeholders may become anything.
fn pattern_of(path: &str) -> String {
    let mut pattern = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once("#{") {
        pattern.push_str(before);
        pattern.push('*');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    pattern + rest
}
