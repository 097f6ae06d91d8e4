//! One operation of the interface: its address, what it takes and gives, who may, and the
//! work itself. The router and the document are both made of these, so that neither can
//! say what the other does not.

use crate::asked::Asked;
use crate::pointer::read_query;
use crate::problem::Problem;
use crate::scope::Scope;
use axum::http::Method;
use makegood_access::Right;
use makegood_desk::Desk;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What came of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<A> {
    /// The body.
    pub body: A,
    /// The number of the last event of the case it shows.
    pub version: Option<i64>,
    /// Where what was made can be read.
    pub location: Option<String>,
    /// A long piece of work to be begun once this is written.
    pub job: Option<i64>,
}

impl<A> From<A> for Told<A> {
    fn from(body: A) -> Self {
        Self { body, version: None, location: None, job: None }
    }
}

/// What came of it, with the body as text.
pub type Reply = Told<String>;
/// What is done at the desk once the request has been read.
pub type Work = Box<dyn FnOnce(&mut Desk, &Asked) -> Result<Reply, Problem> + Send>;
/// The schema of a type.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;
type Reader = Arc<dyn Fn(&str, &[u8]) -> Result<Work, Problem> + Send + Sync>;

/// Where an operation stands and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Its stable name: `listCases`.
    pub id: &'static str,
    /// Its address below `/api/v1`.
    pub path: &'static str,
    /// The group it stands in.
    pub group: &'static str,
    /// What a token needs.
    pub scope: Scope,
    /// What it does, in a few words.
    pub says: &'static str,
}

/// One operation.
#[derive(Clone)]
pub struct Operation {
    /// Its name and place.
    pub head: Head,
    /// The method.
    pub method: Method,
    /// The status when it went well.
    pub status: u16,
    /// What may follow the address.
    pub query: Option<SchemaOf>,
    /// What is sent.
    pub body: Option<SchemaOf>,
    /// What comes back.
    pub answer: SchemaOf,
    /// The right a user needs for it beside that of the scope, where it is another.
    pub right: Option<Right>,
    /// The field of the body each refusal is about, by the refusal's code.
    pub fields: &'static [(&'static str, &'static str)],
    read: Reader,
}

/// Nothing follows the address.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

impl Operation {
    /// Reads something.
    pub fn get<Q, A>(head: Head, work: fn(&mut Desk, &Asked, Q) -> Result<Told<A>, Problem>) -> Self
    where
        Q: DeserializeOwned + JsonSchema + Send + 'static,
        A: Serialize + JsonSchema + 'static,
    {
        let read: Reader = Arc::new(move |query, _| {
            let query: Q = read_query(query)?;
            Ok(Box::new(move |desk, asked| in_text(work(desk, asked, query)?)))
        });
        let query: SchemaOf = |schemas| schemas.root_schema_for::<Q>();
        Self {
            head,
            method: Method::GET,
            status: 200,
            query: Some(query),
            body: None,
            answer: schema_of::<A>,
            right: None,
            fields: &[],
            read,
        }
    }

    /// Writes something.
    pub fn post<B, A>(head: Head, status: u16, work: fn(&mut Desk, &Asked, B) -> Result<Told<A>, Problem>) -> Self
    where
        B: DeserializeOwned + JsonSchema + Send + 'static,
        A: Serialize + JsonSchema + 'static,
    {
        let read: Reader = Arc::new(move |query, body| {
            let Nothing {} = read_query(query)?;
            let body: B = crate::pointer::read_body(body)?;
            Ok(Box::new(move |desk, asked| in_text(work(desk, asked, body)?)))
        });
        let body: SchemaOf = schema_of::<B>;
        Self {
            head,
            method: Method::POST,
            status,
            query: None,
            body: Some(body),
            answer: schema_of::<A>,
            right: None,
            fields: &[],
            read,
        }
    }

    /// Ends something.
    pub fn delete<A>(head: Head, work: fn(&mut Desk, &Asked) -> Result<Told<A>, Problem>) -> Self
    where
        A: Serialize + JsonSchema + 'static,
    {
        let read: Reader = Arc::new(move |query, _| {
            let Nothing {} = read_query(query)?;
            Ok(Box::new(move |desk, asked| in_text(work(desk, asked)?)))
        });
        Self {
            head,
            method: Method::DELETE,
            status: 200,
            query: None,
            body: None,
            answer: schema_of::<A>,
            right: None,
            fields: &[],
            read,
        }
    }

    /// The same, for users who have this right as well: the one its page asks for.
    #[must_use]
    pub fn by(self, right: Right) -> Self {
        Self { right: Some(right), ..self }
    }

    /// The same, with the fields its refusals are about: code and JSON pointer.
    #[must_use]
    pub fn fields(self, fields: &'static [(&'static str, &'static str)]) -> Self {
        Self { fields, ..self }
    }

    /// Whether it writes, and so wants a key.
    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }

    /// Whether it writes on one case, and so may be bound to the state the caller saw.
    pub fn on_case(&self) -> bool {
        self.writes() && self.head.path.starts_with("/cases/{case}")
    }

    /// The names in its address.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.head.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Reads what was sent.
    ///
    /// # Errors
    /// What of it cannot be read.
    pub fn read(&self, query: &str, body: &[u8]) -> Result<Work, Problem> {
        (self.read)(query, body)
    }
}

fn schema_of<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    schemas.subschema_for::<T>()
}

fn in_text<A: Serialize>(told: Told<A>) -> Result<Reply, Problem> {
    let Told { body, version, location, job } = told;
    let body = serde_json::to_string(&body).map_err(|error| Problem::failed(&error))?;
    Ok(Told { body, version, location, job })
}
