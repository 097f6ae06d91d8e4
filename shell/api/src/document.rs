//! The OpenAPI 3.1 document, made from the operations.

use crate::operation::Operation;
use crate::problem::Problem;
use crate::scope::Scope;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// Where schemas stand in the document.
const SCHEMAS: &str = "/components/schemas";

static DOCUMENT: LazyLock<Value> = LazyLock::new(build);

/// The document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

fn build() -> Value {
    let settings = || {
        SchemaSettings::draft2020_12().with(|settings| {
            settings.definitions_path = SCHEMAS.into();
            settings.meta_schema = None;
        })
    };
    let mut given = SchemaGenerator::new(settings().for_deserialize());
    let mut told = SchemaGenerator::new(settings().for_serialize());
    let problem = Value::from(told.subschema_for::<Problem>());
    let mut paths: Map<String, Value> = Map::new();
    for operation in crate::operations() {
        let item = described(&operation, &mut given, &mut told);
        let path = paths.entry(operation.head.path.to_owned()).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(operation.method.as_str().to_lowercase(), item);
        }
    }
    let mut schemas = given.take_definitions(true);
    schemas.extend(told.take_definitions(true));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Makegood",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The interface for programs of a loan collection system.",
            "description": "Reads are views of the journal; writes are the desk's commands and are refused by the same names. Amounts are decimals in texts with their currency, days are ISO 8601, moments RFC 3339. A list goes on where next_cursor says. Every write carries an Idempotency-Key: the same key and request give the same answer and no second effect for at least 7 days. A write on a case may carry If-Match with the ETag of the case.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" }
        },
        "servers": [{ "url": "/api/v1" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": { "Problem": {
                "description": "It was not carried out; nothing was written.",
                "content": { "application/problem+json": { "schema": problem } }
            } },
            "securitySchemes": { "token": {
                "type": "http", "scheme": "bearer",
                "description": format!("A token of makegood token add. Scopes: {}", scopes())
            } }
        }
    })
}

fn scopes() -> String {
    Scope::ALL.map(|(_, word, says)| format!("{word}: {says}")).join("; ")
}

fn described(operation: &Operation, given: &mut SchemaGenerator, told: &mut SchemaGenerator) -> Value {
    let head = operation.head;
    let mut responses = Map::new();
    responses.insert(operation.status.to_string(), well(operation, told));
    for status in problems(operation) {
        responses.insert(status.to_string(), json!({ "$ref": "#/components/responses/Problem" }));
    }
    let mut item = json!({
        "operationId": head.id,
        "tags": [head.group],
        "summary": head.says,
        "description": format!("Needs the scope {}.", head.scope.word()),
        "x-scope": head.scope.word(),
        "parameters": parameters(operation, given),
        "responses": responses,
    });
    if let (Some(body), Some(item)) = (operation.body, item.as_object_mut()) {
        let schema = body(given);
        let content = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        item.insert("requestBody".to_owned(), content);
    }
    item
}

/// The answer when it went well, and where it leads.
fn well(operation: &Operation, told: &mut SchemaGenerator) -> Value {
    let schema = (operation.answer)(told);
    let mut headers = json!({});
    if let Some(headers) = headers.as_object_mut().filter(|_| operation.writes()) {
        let says = "Present when the key came before: this is the answer of then.";
        let schema = json!({ "type": "string", "enum": ["true"] });
        headers.insert("Idempotent-Replayed".to_owned(), json!({ "description": says, "schema": schema }));
    }
    json!({
        "description": "Done.",
        "headers": headers,
        "content": { "application/json": { "schema": schema } },
        "links": links(operation)
    })
}

/// Where an answer leads: the operations that take a number it gives.
fn links(operation: &Operation) -> Value {
    let given = match operation.head.id {
        "listCases" => Some(("case", "$response.body#/entries/0/case")),
        "listLoans" => Some(("loan", "$response.body#/entries/0/loan")),
        "listDays" => Some(("day", "$response.body#/entries/0/day")),
        "listCritiques" => Some(("critique", "$response.body#/entries/0/critique")),
        "askLaw" => Some(("judgement", "$response.body#/event")),
        "closeDay" => Some(("job", "$response.body#/job")),
        "addWebhook" => Some(("webhook", "$response.body#/webhook")),
        _ => None,
    };
    let mut links = Map::new();
    let Some((name, place)) = given else { return Value::Object(links) };
    for other in crate::operations().iter().filter(|other| other.names().eq([name])) {
        let link = json!({ "operationId": other.head.id, "parameters": { name: place } });
        links.insert(other.head.id.to_owned(), link);
    }
    Value::Object(links)
}

/// The statuses an operation may be answered with when it does not go well.
fn problems(operation: &Operation) -> Vec<u16> {
    let mut statuses = vec![400, 401, 403, 404, 409, 429, 500, 503];
    if operation.on_case() {
        statuses.push(412);
    }
    if operation.body.is_some() {
        statuses.extend([413, 415]);
    }
    statuses.sort_unstable();
    statuses
}

fn parameters(operation: &Operation, given: &mut SchemaGenerator) -> Vec<Value> {
    let mut all: Vec<Value> = operation.names().map(in_path).collect();
    if let Some(query) = operation.query {
        all.extend(in_query(&Value::from(query(given))));
    }
    if operation.writes() {
        let schema = json!({ "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" });
        let says = "Names this request: the same key with the same request is carried out once.";
        all.push(json!({ "name": "Idempotency-Key", "in": "header", "required": true, "description": says, "schema": schema }));
    }
    if operation.on_case() {
        let schema = json!({ "type": "string", "examples": ["\"37\""] });
        let says = "The ETag of the case as it was read: refused with 412 when somebody acted on it since.";
        all.push(
            json!({ "name": "If-Match", "in": "header", "required": false, "description": says, "schema": schema }),
        );
    }
    all
}

fn in_path(name: &str) -> Value {
    let is_number = matches!(name, "job" | "webhook" | "letter" | "judgement" | "critique" | "note");
    let schema = if is_number {
        json!({ "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64 })
    } else if name == "day" {
        json!({ "type": "string", "format": "date" })
    } else {
        json!({ "type": "string", "minLength": 1, "maxLength": 200 })
    };
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

/// The fields of a type as what may follow an address. None of them is ever null there.
fn in_query(schema: &Value) -> Vec<Value> {
    let Some(fields) = schema.get("properties").and_then(Value::as_object) else { return Vec::new() };
    let parameter = |(name, field): (&String, &Value)| {
        let mut field = field.clone();
        let says = field.as_object_mut().and_then(|field| field.remove("description"));
        never_null(&mut field);
        json!({ "name": name, "in": "query", "required": false, "description": says.unwrap_or_default(), "schema": field })
    };
    fields.iter().map(parameter).collect()
}

fn never_null(field: &mut Value) {
    let Some(field) = field.as_object_mut() else { return };
    if field.get("default").is_some_and(Value::is_null) {
        field.remove("default");
    }
    if let Some(Value::Array(kinds)) = field.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [one] = kinds.as_slice() {
            let one = one.clone();
            field.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(words)) = field.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if let Some(Value::Array(ways)) = field.get_mut("anyOf") {
        ways.retain(|way| way.get("type").is_none_or(|kind| kind != "null"));
        if let [Value::Object(one)] = ways.as_slice() {
            let one = one.clone();
            field.remove("anyOf");
            field.extend(one);
        }
    }
}
