//! ECS task definitions: their containers and the ports those map.

use crate::plan::Node;
use serde_json::Value;

/// A task definition.
#[derive(Clone)]
pub struct TaskDefinition<'g> {
    pub node: Node<'g>,
}

/// A container of a task definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    pub name: String,
    pub ports: Vec<PortMapping>,
}

/// Ports of a container that are mapped.
#[derive(Clone, Debug, PartialEq)]
pub struct PortMapping {
    /// The first and the last port that the container listens on.
    pub container: (f64, f64),
    /// The port of the host; `None` where it is chosen anew for each task.
    pub host: Option<f64>,
}

impl<'g> TaskDefinition<'g> {
    /// `awsvpc`, `bridge`, `host` or `none`.
    pub fn network_mode(&self) -> Option<&'g str> {
        self.node.text("network_mode").or_default("bridge")
    }

    /// Its containers; `None` as soon as some part of them is unknown, for then
    /// the whole document is.
    pub fn containers(&self) -> Option<Vec<Container>> {
        let text = self.node.text("container_definitions").known()?;
        containers(text)
    }
}

impl Container {
    /// Whether it maps the port it listens on.
    pub fn maps(&self, port: f64) -> bool {
        let mut ports = self.ports.iter();
        ports.any(|mapping| (mapping.container.0..=mapping.container.1).contains(&port))
    }
}

/// Reads the JSON of `container_definitions`; `None` when it is no such thing.
fn containers(text: &str) -> Option<Vec<Container>> {
    let document: Value = serde_json::from_str(text).ok()?;
    let list = document.as_array().filter(|list| !list.is_empty())?;
    list.iter().map(container).collect()
}

fn container(value: &Value) -> Option<Container> {
    let mappings = value.get("portMappings").and_then(Value::as_array);
    let ports = mappings.into_iter().flatten().map(mapping);
    Some(Container {
        name: value.get("name")?.as_str()?.to_owned(),
        ports: ports.collect::<Option<_>>()?,
    })
}

fn mapping(value: &Value) -> Option<PortMapping> {
    let number = |name: &str| {
        let value = value.get(name)?;
        value.as_f64().or_else(|| value.as_str()?.parse().ok())
    };
    let range = value.get("containerPortRange").and_then(Value::as_str);
    let container = match range {
        Some(range) => {
            let (first, last) = range.split_once('-')?;
            (first.parse().ok()?, last.parse().ok()?)
        }
        None => {
            let port = number("containerPort")?;
            (port, port)
        }
    };
    Some(PortMapping {
        container,
        host: number("hostPort").filter(|port| *port > 0.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, port: f64, expected: Option<bool>) {
        let containers = containers(text);
        let maps = containers.map(|all| all.iter().any(|container| container.maps(port)));
        assert_eq!(maps, expected, "{text}");
    }

    #[test]
    fn reads_port_mappings() {
        let one = r#"[{"name": "web", "portMappings": [{"containerPort": 8080, "hostPort": 0}]}]"#;
        check(one, 8080.0, Some(true));
        check(one, 80.0, Some(false));
        let range = r#"[{"name": "web", "portMappings": [{"containerPortRange": "8000-8010"}]}]"#;
        check(range, 8005.0, Some(true));
        check(r#"[{"name": "web"}]"#, 80.0, Some(false));
        check("[]", 80.0, None);
        check("{}", 80.0, None);
        check(r#"[{"name": "web", "portMappings": [{}]}]"#, 80.0, None);
    }
}
