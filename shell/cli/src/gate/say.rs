//! A verdict as a lawyer reads it.

use makegood_compliance::RuleHit;
use makegood_desk::Rejudged;
use makegood_views::Judgement;

pub fn judgement(seq: Option<i64>, judgement: &Judgement) {
    let Judgement { act, at, as_of, .. } = judgement;
    let plain = |word: &str| word.replace('_', " ");
    println!("May we {}{}?", act.deed, details(judgement));
    println!("  the case of {}, towards {}, at {at}; facts as of {as_of}", act.case, act.person);
    println!("\n  {}{}", plain(&judgement.verdict).to_uppercase(), opens(judgement));
    judgement.missing.iter().for_each(|missing| println!("  missing: {missing}"));
    judgement.reason.iter().for_each(|reason| println!("  reason on record: {reason}"));
    println!("\nAgainst it");
    rules(judgement.against());
    println!("\nAsked, with nothing against it");
    rules(judgement.rules.iter().filter(|rule| !rule.bites));
    println!("\nUnder");
    for (pack, hash) in &judgement.packs {
        println!("  {pack} {hash}");
    }
    println!("  strategy {}", judgement.strategy);
    println!("  what was known up to event {}", judgement.known_to);
    if let Some(seq) = seq {
        println!("On record as event {seq}.");
    }
}

fn details(judgement: &Judgement) -> String {
    let act = &judgement.act;
    let mut said = String::new();
    act.contact_point.iter().for_each(|point| said.push_str(&format!(" on {point}")));
    act.place.iter().for_each(|place| said.push_str(&format!(" at {place}")));
    if !act.debts.is_empty() {
        let debts: Vec<&str> = act.debts.iter().map(|debt| debt.as_str()).collect();
        said.push_str(&format!(" about {}", debts.join(" ")));
    }
    if !act.carries.is_empty() {
        said.push_str(&format!(" with {}", act.carries.join(" ")));
    }
    said.push_str(&format!(" to {}", act.purpose));
    said
}

fn opens(judgement: &Judgement) -> String {
    match judgement.opens_at {
        Some(at) if !judgement.is_cleared() => format!(" until {at}"),
        _ => String::new(),
    }
}

fn rules<'r>(rules: impl Iterator<Item = &'r RuleHit>) {
    let mut none = true;
    for rule in rules {
        none = false;
        println!("  {}  {}", rule.rule, rule.says);
        println!("    {}; {}, {}; reviewed by {}", rule.citation, rule.force, rule.status, rule.reviewed_by);
        if !rule.facts.is_empty() {
            let facts: Vec<&str> = rule.facts.iter().map(|fact| fact.as_str()).collect();
            println!("    facts: {}", facts.join(" "));
        }
    }
    if none {
        println!("  nothing");
    }
}

/// What changed between a kept judgement and today's law.
pub fn rejudged(event: i64, rejudged: &Rejudged) {
    let Rejudged { then, again, today } = rejudged;
    println!("Event {event}: may we {}{}?", then.act.deed, details(then));
    println!("  then   {}{}", then.verdict, opens(then));
    println!("  today  {}{}", today.verdict, opens(today));
    if then != again {
        println!("THE RECORD DOES NOT HOLD: the packs of then say {}{} now", again.verdict, opens(again));
    }
    for (pack, hash) in &today.packs {
        match then.packs.iter().find(|(name, _)| name == pack) {
            Some((_, old)) if old == hash => {}
            Some(_) => println!("  pack {pack} has changed"),
            None => println!("  pack {pack} is new"),
        }
    }
    let gone = then.packs.iter().filter(|(name, _)| !today.packs.iter().any(|(other, _)| other == name));
    gone.for_each(|(pack, _)| println!("  pack {pack} is no longer in force"));
    for rule in &then.rules {
        match today.rules.iter().find(|other| other.rule == rule.rule) {
            None => println!("  {} is no longer asked; it said: {}", rule.rule, rule.says),
            Some(other) if (other.bites, &other.says) != (rule.bites, &rule.says) => {
                println!("  {} said: {}", rule.rule, rule.says);
                println!("  {} says: {}{}", rule.rule, other.says, if other.bites { ", against it" } else { "" });
            }
            Some(_) => {}
        }
    }
    for rule in today.rules.iter().filter(|rule| !then.rules.iter().any(|other| other.rule == rule.rule)) {
        println!("  {} is asked now: {}{}", rule.rule, rule.says, if rule.bites { ", against it" } else { "" });
    }
    if then.rules == today.rules && then.verdict == today.verdict {
        println!("  nothing changed");
    }
}
