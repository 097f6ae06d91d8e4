//! Reading what was sent, so that what is wrong names its field: as a JSON pointer in the
//! body (RFC 6901), as a parameter in the address.

use crate::problem::Problem;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

/// Reads a body.
///
/// # Errors
/// `unreadable`, with the pointer to the field.
pub(crate) fn read_body<B: DeserializeOwned>(body: &[u8]) -> Result<B, Problem> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (pointer, says) = (pointer(error.path()), error.inner().to_string());
        // What is not there has no place of its own: it is pointed at where it should be.
        let missing = missing_field(&says).map(|name| format!("/{}", escaped(name))).unwrap_or_default();
        Problem::unreadable(&says).at(&format!("{pointer}{missing}"))
    })?;
    json.end().map_err(Problem::unreadable)?;
    Ok(read)
}

/// Reads what follows an address.
///
/// # Errors
/// `unreadable`, with the name of the parameter.
pub(crate) fn read_query<Q: DeserializeOwned>(query: &str) -> Result<Q, Problem> {
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let problem = Problem::unreadable(error.inner());
        match error.path().iter().next() {
            Some(Segment::Map { key }) => problem.of_parameter(key),
            _ => problem,
        }
    })
}

fn pointer(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text += &format!("/{index}"),
            Segment::Map { key } => text += &format!("/{}", escaped(key)),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    text
}

/// A name as it stands in a pointer (RFC 6901, section 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name of a field that is not there, out of serde's sentence.
fn missing_field(says: &str) -> Option<&str> {
    says.strip_prefix("missing field `")?.split('`').next()
}

#[cfg(test)]
mod tests {
    use super::{read_body, read_query};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        #[allow(dead_code)]
        amount: u8,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sent {
        #[allow(dead_code)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Asked {
        #[allow(dead_code)]
        limit: u8,
        #[allow(dead_code)]
        branch: Option<String>,
    }

    #[test]
    fn what_is_wrong_in_a_body_is_pointed_at() {
        let pointer = |body: &str| {
            let problem = read_body::<Sent>(body.as_bytes()).expect_err("wrong");
            problem.errors.first().and_then(|field| field.pointer.clone()).unwrap_or_default()
        };
        assert_eq!(pointer(r#"{"parts": [{"amount": 1}, {"amount": "x"}]}"#), "#/parts/1/amount");
        assert_eq!(pointer(r#"{"parts": [{}]}"#), "#/parts/0/amount");
        assert_eq!(pointer("{}"), "#/parts");
        assert_eq!(pointer(r#"{"parts": [], "a/b": 1}"#), "#/a~1b");
        assert_eq!(pointer(r#"{"parts": []} {}"#), "", "what follows has no place");
    }

    #[test]
    fn what_is_wrong_in_an_address_is_named() {
        let name = |query: &str| {
            let problem = read_query::<Asked>(query).expect_err("wrong");
            problem.errors.first().and_then(|field| field.parameter.clone()).unwrap_or_default()
        };
        assert_eq!(name("branch=a%26b&limit=many"), "limit");
        assert_eq!(name("colour=red&branch=x"), "colour");
        assert!(read_query::<Asked>("").is_ok());
    }
}
