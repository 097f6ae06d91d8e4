//! `makegood packs show`

use super::{Page, installed, together};
use crate::End;
use anyhow::{Context, Result, bail};
use makegood_compliance::{Condition, Pack, Rule};
use serde_json::{Value, json};

pub fn run(texts: &[Page], which: &[String], as_json: bool) -> Result<End> {
    let packs = installed(texts)?;
    let mut found: Vec<(Pack, Option<String>)> = Vec::new();
    for name in which {
        found.push(named(&packs, name)?);
    }
    if which.is_empty() {
        found.extend(packs.into_iter().map(|pack| (pack, None)));
    }
    if as_json {
        let all: Vec<Value> = found.iter().map(|(pack, rule)| pack_json(pack, rule.as_deref())).collect();
        println!("{:#}", Value::Array(all));
        return Ok(End::Done);
    }
    for (pack, rule) in &found {
        say(pack, rule.as_deref());
    }
    Ok(End::Done)
}

/// A file, the id of an installed pack, or the name of a rule.
fn named(packs: &[Pack], name: &str) -> Result<(Pack, Option<String>)> {
    if let Some(pack) = packs.iter().find(|pack| pack.id == name) {
        return Ok((pack.clone(), None));
    }
    let together = together(packs.to_vec())?;
    if let Some((pack, rule)) = together.rule(name) {
        return Ok((pack.clone(), Some(rule.id.clone())));
    }
    if !name.ends_with(".md") {
        let ids: Vec<&str> = packs.iter().map(|pack| pack.id.as_str()).collect();
        bail!("{name} is no file, no rule and no installed pack; installed are {}", ids.join(", "));
    }
    let text = std::fs::read_to_string(name).with_context(|| name.to_owned())?;
    let pack = Pack::parse(name, &text).or_else(|errors| bail!("{}", super::lines(&errors)))?;
    Ok((pack, None))
}

fn conditions(list: &[Condition], join: &str) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(join)
}

fn binds(pack: &Pack) -> String {
    let scope = &pack.applies_to;
    let any = if scope.any_of.is_empty() { "always".to_owned() } else { conditions(&scope.any_of, " or ") };
    if scope.only_if.is_empty() { any } else { format!("{any}; and only if {}", conditions(&scope.only_if, " and ")) }
}

fn say(pack: &Pack, only: Option<&str>) {
    println!("{} ({})", pack.title, pack.id);
    println!("  source       {}", pack.source);
    println!("  compared     {}; reviewed by {}", pack.read_on, pack.reviewed_by);
    println!("  binds        {}", binds(pack));
    for rule in pack.rules.iter().filter(|rule| only.is_none_or(|only| rule.id == only)) {
        say_rule(pack, rule);
    }
    println!();
}

fn say_rule(pack: &Pack, rule: &Rule) {
    let also = if rule.also.is_empty() { String::new() } else { format!(", also {}", rule.also.join(", ")) };
    println!("\n  {}{also}", rule.id);
    println!("    {}; {}, {}", rule.citation, rule.force, rule.status);
    if !rule.words.is_empty() {
        println!("    {}", rule.words.replace('\n', "\n    "));
    }
    for line in block(pack, rule) {
        println!("      {line}");
    }
    for (from, until, truth) in rule.in_force.spans() {
        let until = until.map_or("on".to_owned(), |until| format!("through {until}"));
        println!("    {} from {from} {until}", if *truth { "in force" } else { "not in force" });
    }
}

/// The keys of a rule as its page writes them.
fn block<'p>(pack: &'p Pack, rule: &Rule) -> impl Iterator<Item = &'p str> {
    let said = ["force", "status", "also", "citation"];
    let lines = pack.text.lines().skip(rule.line).take_while(|line| line.trim() != "```");
    lines.filter(move |line| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        !line.trim().is_empty() && key.is_none_or(|key| !said.contains(&key))
    })
}

fn pack_json(pack: &Pack, only: Option<&str>) -> Value {
    let rules = pack.rules.iter().filter(|rule| only.is_none_or(|only| rule.id == only)).map(|rule| {
        json!({
            "id": rule.id,
            "also": rule.also,
            "kind": rule.kind.word(),
            "citation": rule.citation,
            "force": rule.force,
            "status": rule.status,
            "words": rule.words,
            "line": rule.line,
            "block": block(pack, rule).collect::<Vec<_>>(),
        })
    });
    json!({
        "id": pack.id,
        "title": pack.title,
        "source": pack.source,
        "read_on": pack.read_on,
        "reviewed_by": pack.reviewed_by,
        "binds": binds(pack),
        "examples": pack.examples.len(),
        "rules": rules.collect::<Vec<_>>(),
    })
}
