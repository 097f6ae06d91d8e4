//! The operations as a page, read out of the OpenAPI document alone: what stands here is
//! what a program that reads the document is told.

use crate::document::document;
use serde_json::Value;
use std::fmt::Write as _;

/// Fields within fields are shown so deep.
const DEEPEST: usize = 5;
/// The methods of a path, in the order they are shown.
const METHODS: [&str; 3] = ["get", "post", "delete"];

/// One operation of the document.
struct Shown<'d> {
    method: &'static str,
    path: &'d str,
    item: &'d Value,
}

fn shown() -> Vec<Shown<'static>> {
    let paths = document().get("paths").and_then(Value::as_object);
    let mut all: Vec<Shown<'static>> = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        all.extend(METHODS.iter().filter_map(|method| Some(Shown { method, path, item: item.get(*method)? })));
    }
    all
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn group<'d>(one: &Shown<'d>) -> &'d str {
    one.item.pointer("/tags/0").and_then(Value::as_str).unwrap_or_default()
}

/// The groups in the order of the table of operations.
fn groups() -> Vec<&'static str> {
    let mut groups: Vec<&'static str> = Vec::new();
    for operation in crate::operations() {
        if !groups.contains(&operation.head.group) {
            groups.push(operation.head.group);
        }
    }
    groups
}

fn id_of(group: &str) -> String {
    format!("group-{}", group.replace(' ', "-"))
}

/// Links to the groups.
pub(crate) fn contents() -> String {
    let links =
        groups().into_iter().map(|group| format!("<li><a href=\"#{}\">{}</a></li>", id_of(group), capital(group)));
    format!("<nav aria-label=\"Groups of operations\"><ul>{}</ul></nav>", links.collect::<String>())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Every operation, a group a section.
pub(crate) fn operations() -> String {
    let all = shown();
    let mut html = String::new();
    for name in groups() {
        let id = id_of(name);
        let _ = write!(html, "<section class=\"card\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{}</h2>", capital(name));
        all.iter().filter(|one| group(one) == name).for_each(|one| html += &operation(one));
        html += "</section>";
    }
    html
}

fn operation(one: &Shown<'static>) -> String {
    let id = text(one.item, "operationId");
    let summary = text(one.item, "summary");
    let mut html = format!(
        "<details id=\"{id}\"><summary><code>{} {}</code> {}</summary><p>Its name is <code>{id}</code>. It needs the scope <code>{}</code>.</p>",
        one.method.to_uppercase(),
        escaped(one.path),
        escaped(summary),
        escaped(text(one.item, "x-scope"))
    );
    let parameters: Vec<[String; 4]> = one
        .item
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|field| {
            let schema = field.get("schema").unwrap_or(&Value::Null);
            let needed = field.get("required").and_then(Value::as_bool).unwrap_or_default();
            let place = text(field, "in");
            let says = [text(field, "description"), place_in_words(place)].join(" ");
            [text(field, "name").to_owned(), kind(schema), yes(needed), says.trim().to_owned()]
        })
        .collect();
    html += &table(&format!("{id}: parameters"), &parameters);
    if let Some(body) = one.item.pointer("/requestBody/content/application~1json/schema") {
        html += &table(&format!("{id}: what is sent"), &fields(body));
    }
    let well = one.item.get("responses").and_then(Value::as_object);
    let well = well.and_then(|all| all.iter().find(|(status, _)| status.starts_with('2')));
    let schema = |answer: &'static Value| answer.pointer("/content/application~1json/schema");
    if let Some((status, schema)) = well.and_then(|(status, answer)| Some((status, schema(answer)?))) {
        html += &table(&format!("{id}: what comes back with {status}"), &fields(schema));
    }
    html + "</details>"
}

fn place_in_words(place: &str) -> &'static str {
    match place {
        "path" => "In the address.",
        "header" => "A header.",
        _ => "After the address.",
    }
}

fn yes(needed: bool) -> String {
    if needed { "yes".to_owned() } else { "no".to_owned() }
}

/// A table of fields: name, kind, whether it is needed, what it says.
fn table(caption: &str, rows: &[[String; 4]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head = "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Name</th><th scope=\"col\" role=\"columnheader\">Kind</th><th scope=\"col\" role=\"columnheader\">Needed</th><th scope=\"col\" role=\"columnheader\">What it says</th></tr></thead>";
    let mut html = format!(
        "<table class=\"cards\" role=\"table\"><caption>{}</caption>{head}<tbody role=\"rowgroup\">",
        escaped(caption)
    );
    for [name, kind, needed, says] in rows {
        let _ = write!(
            html,
            "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><code>{}</code></th><td role=\"cell\" data-th=\"Kind\">{}</td><td role=\"cell\" data-th=\"Needed\">{needed}</td><td role=\"cell\" data-th=\"What it says\">{}</td></tr>",
            escaped(name),
            escaped(kind),
            worded(says)
        );
    }
    html + "</tbody></table>"
}

/// The fields of a schema, those within fields by their path: `parts[].due_on`.
fn fields(schema: &Value) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    gather(schema, "", 0, &mut rows);
    rows
}

fn gather(schema: &Value, before: &str, depth: usize, rows: &mut Vec<[String; 4]>) {
    let schema = real(schema);
    if depth > DEEPEST {
        return;
    }
    if let Some(items) = schema.get("items") {
        return gather(items, &format!("{before}[]"), depth, rows);
    }
    let one_of = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
    for way in one_of.into_iter().flatten() {
        gather(way, before, depth, rows);
    }
    let needed = |name: &str| {
        let required = schema.get("required").and_then(Value::as_array);
        required.is_some_and(|all| all.iter().any(|one| one == name))
    };
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        let row = [path.clone(), kind(field), yes(needed(name)), text(field, "description").to_owned()];
        if !rows.contains(&row) {
            rows.push(row);
        }
        gather(field, &path, depth.saturating_add(1), rows);
    }
}

/// The schema a reference stands for.
fn real(schema: &Value) -> &Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let there = reference.and_then(|place| document().pointer(place.strip_prefix('#')?));
    there.unwrap_or(schema)
}

/// What kind of value it is, in words.
fn kind(schema: &Value) -> String {
    if let Some(ways) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
        let mut kinds: Vec<String> = Vec::new();
        for way in ways {
            let kind = way.get("const").and_then(Value::as_str).map_or_else(|| kind(way), str::to_owned);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        return listed(kinds);
    }
    let schema = real(schema);
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return words.join(", ");
    }
    let kinds = match schema.get("type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ if schema.get("oneOf").is_some() => return kind_of_ways(schema),
        _ => vec!["anything"],
    };
    let in_words = kinds.into_iter().map(|kind| match (kind, text(schema, "format")) {
        ("string", "date") => "a day".to_owned(),
        ("string", "date-time") => "a moment".to_owned(),
        ("string", _) => "a text".to_owned(),
        ("integer", _) => "a whole number".to_owned(),
        ("boolean", _) => "true or false".to_owned(),
        ("array", _) => "a list".to_owned(),
        ("object", _) => "an object".to_owned(),
        (other, _) => other.to_owned(),
    });
    listed(in_words.collect())
}

/// Kinds with commas between; null last, since it says that there may be nothing.
fn listed(mut kinds: Vec<String>) -> String {
    let before = kinds.len();
    kinds.retain(|kind| kind != "null");
    let text = kinds.join(", ");
    if kinds.is_empty() {
        "null".to_owned()
    } else if kinds.len() < before {
        format!("{text}, or null")
    } else {
        text
    }
}

/// A description, with what stands between two backticks as a word of the interface.
fn worded(says: &str) -> String {
    let parts = escaped(says);
    let parts = parts.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{part}</code>") } else { part.to_owned() }).collect()
}

/// The words of a closed list whose entries are described one by one.
fn kind_of_ways(schema: &Value) -> String {
    let ways = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let words: Vec<&str> = ways.filter_map(|way| way.get("const").and_then(Value::as_str)).collect();
    if words.is_empty() { "an object".to_owned() } else { words.join(", ") }
}

/// Text as it may stand in a page.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{contents, operations};

    #[test]
    fn every_operation_and_its_fields_stand_on_the_page() {
        let page = operations();
        for operation in crate::operations() {
            assert!(page.contains(&format!("<details id=\"{}\">", operation.head.id)), "{}", operation.head.id);
        }
        for field in ["promise.parts[].due_on", "entries[].arrears.currency", "about.words.quote", "If-Match"] {
            assert!(page.contains(&format!("<code>{field}</code>")), "{field} is not on the page");
        }
        assert!(contents().contains("href=\"#group-on-a-case\""));
        assert_eq!(page.matches("<script").count(), 0);
    }
}
