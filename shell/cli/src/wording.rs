//! `makegood wording`

use crate::End;
use crate::args::WordingArgs;
use anyhow::{Context as _, Result, anyhow};
use makegood_wording::{Context, Hit, Language, Lexicon, Text};
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, BufWriter, Read, Write, stdin, stdout};
use std::path::Path;

pub fn run(args: &WordingArgs) -> Result<End> {
    let lexicon = Lexicon::shipped()?;
    let mut lines = BufReader::new(open(&args.file)?);
    let mut out = BufWriter::new(stdout().lock());
    let (mut number, mut refused) = (0_usize, 0_usize);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).with_context(|| format!("{}", args.file.display()))? > 0 {
        number += 1;
        let read = read_line(&lexicon, &line, number);
        line.clear();
        let answer = match read {
            Ok(None) => continue,
            Ok(Some(answer)) => answer,
            Err(error) => {
                refused += 1;
                json!({ "line": number, "refused": "not_a_line_of_text", "says": format!("{error:#}") })
            }
        };
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    if refused == 0 {
        return Ok(End::Done);
    }
    eprintln!("makegood: {refused} of {number} lines were refused; each says why in its place");
    Ok(End::Partly)
}

/// The file, or what is piped in.
fn open(file: &Path) -> Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(stdin()));
    }
    let opened = std::fs::File::open(file).with_context(|| format!("{}", file.display()))?;
    Ok(Box::new(opened))
}

/// The answer to one line; none to an empty one.
fn read_line(lexicon: &Lexicon, line: &[u8], number: usize) -> Result<Option<Value>> {
    let line = std::str::from_utf8(line).map_err(|_| anyhow!("line {number} is not UTF-8"))?;
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Ok(None);
    }
    let value: Value = serde_json::from_str(line).map_err(|error| anyhow!("line {number} is not JSON: {error}"))?;
    let given = value.as_object().ok_or_else(|| anyhow!("line {number} is not a JSON object"))?;
    let words = given.get("text").and_then(Value::as_str);
    let words = words.ok_or_else(|| anyhow!("line {number} has no field `text` that holds a string"))?;
    let language = given.get("lang").and_then(Value::as_str).and_then(Language::named);
    let context = context(given);
    let reading = lexicon.read(&Text { words, language, context: &context });
    let hits: Vec<Value> = reading.hits.iter().map(hit).collect();
    let mut answer = json!({
        "id": given.get("id").cloned().unwrap_or_else(|| json!(number)),
        "flagged": reading.is_flagged(),
        "decision": reading.decision,
        "hits": hits,
    });
    if !context.not_understood.is_empty() {
        answer["context_not_understood"] = json!(context.not_understood);
    }
    Ok(Some(answer))
}

fn hit(hit: &Hit) -> Value {
    json!({
        "category": hit.category,
        "title": hit.title,
        "severity": hit.severity.letter(),
        "decision": hit.decision,
        "span": [hit.span.0, hit.span.1],
        "text": hit.words,
        "citation": hit.citation,
        "says": hit.says,
        "rewrite": hit.rewrite,
    })
}

/// The context from `ctx`, `occasion`, and from where the line says that the words stand:
/// a remark such as `public comment under a post:`. What a remark says in brackets is a
/// reader's judgement, and is not read.
fn context(given: &Map<String, Value>) -> Context {
    let mut tags: Vec<String> = match given.get("ctx").or_else(|| given.get("context")) {
        Some(Value::Array(tags)) => tags.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(tag)) => vec![tag.clone()],
        Some(Value::Object(named)) => named.iter().map(|(name, value)| tag_of(name, value)).collect(),
        _ => Vec::new(),
    };
    tags.extend(given.get("to").map(|to| tag_of("to", to)));
    let mut context = Context::from_tags(tags.iter().map(String::as_str));
    if let Some(occasion) = given.get("occasion").and_then(Value::as_str) {
        context.occasion = Some(occasion.trim().to_lowercase().replace([' ', '-'], "_"));
    }
    let remark = given.get("remark").and_then(Value::as_str).unwrap_or_default();
    let place = remark.split_once(':').map(|(place, _)| place).filter(|place| !place.contains('('));
    let place = Context::from_tags(place);
    context.is_public |= place.is_public;
    context.is_quoted |= place.is_quoted;
    context.is_voicemail |= place.is_voicemail;
    context
}

/// `{"to": "employer"}` and `{"time_barred": true}` as tags.
fn tag_of(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) => format!("{name}:{text}"),
        other => format!("{name}:{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::read_line;
    use makegood_wording::Lexicon;

    fn answer(line: &str) -> String {
        let lexicon = Lexicon::shipped().expect("the shipped lexicon");
        match read_line(&lexicon, line.as_bytes(), 7) {
            Ok(Some(answer)) => {
                let names = |hits: &[serde_json::Value]| {
                    hits.iter().map(|hit| format!(" {}@{}", hit["category"], hit["span"])).collect::<String>()
                };
                let hits = answer["hits"].as_array().map(|hits| names(hits)).unwrap_or_default();
                format!("{} {}{hits}", answer["id"], answer["decision"]).replace('"', "")
            }
            Ok(None) => "nothing".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_line_is_answered_or_refused_by_name() {
        for (line, expected) in [
            (r#"{"id":"A","text":"Thank you."}"#, "A pass"),
            (r#"{"text":"You will be arrested."}"#, "7 deny L02@[0,20]"),
            (r#"{"id":1,"text":"Ann owes us money.","ctx":["to:employer"]}"#, "1 deny L07@[4,8] L07@[12,17]"),
            (r#"{"id":1,"text":"Ann owes us money.","ctx":{"to":"employer"}}"#, "1 deny L07@[4,8] L07@[12,17]"),
            (r#"{"id":1,"text":"Ann owes us money.","to":"debtor"}"#, "1 pass"),
            ("", "nothing"),
            ("{", "line 7 is not JSON: EOF while parsing an object at line 1 column 1"),
            ("[]", "line 7 is not a JSON object"),
            (r#"{"id":"A"}"#, "line 7 has no field `text` that holds a string"),
        ] {
            assert_eq!(answer(line), expected, "{line}");
        }
    }
}
