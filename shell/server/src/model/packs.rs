//! The packs in force and their rules.

use super::law::is_weak;
use crate::layout::Frame;
use crate::pages::packs::{OnePack, PackLine, Packs, RuleText};
use crate::say;
use crate::trouble::Trouble;
use makegood_compliance::{Condition, Pack, Rule};
use makegood_desk::Desk;
use makegood_views::Policy;

/// Every pack: those that bind first.
///
/// # Errors
/// [`Trouble::NeverClosed`] before a policy was adopted; views that cannot be read.
pub(crate) fn packs(desk: &Desk, frame: Frame) -> Result<Packs, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let mut packs: Vec<PackLine> = policy.packs.iter().map(|pack| line(pack, &policy)).collect();
    packs.sort_by_key(|pack| pack.here.1 != BINDS);
    let rules = packs.iter().map(|pack| pack.rules.len()).sum();
    let weak = packs.iter().map(PackLine::weak).sum();
    Ok(Packs { frame, packs, counts: (rules, weak) })
}

/// One of them.
///
/// # Errors
/// [`Trouble::Unknown`] when no such pack is in force.
pub(crate) fn pack(desk: &Desk, frame: Frame, id: &str) -> Result<OnePack, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let found = policy.packs.iter().find(|pack| pack.id == id);
    let found = found.ok_or_else(|| Trouble::Unknown(format!("no pack {id} is in force")))?;
    Ok(OnePack { frame, pack: line(found, &policy) })
}

const BINDS: &str = "chip good";

fn line(pack: &Pack, policy: &Policy) -> PackLine {
    PackLine {
        id: pack.id.clone(),
        title: pack.title.clone(),
        source: pack.source.clone(),
        read_on: pack.read_on,
        reviewed_by: pack.reviewed_by.clone(),
        binds: binds(pack),
        here: here(pack, policy),
        examples: pack.examples.len(),
        rules: pack.rules.iter().map(|rule| text(pack, rule)).collect(),
    }
}

fn binds(pack: &Pack) -> String {
    let listed = |list: &[Condition], join: &str| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(join);
    let scope = &pack.applies_to;
    let any = if scope.any_of.is_empty() { "always".to_owned() } else { listed(&scope.any_of, " or ") };
    if scope.only_if.is_empty() { any } else { format!("{any}; and only if {}", listed(&scope.only_if, " and ")) }
}

/// Whether a pack binds this lender, as far as the facts of its strategy say. What a
/// pack asks of a loan or a person stands in its conditions.
fn here(pack: &Pack, policy: &Policy) -> (String, &'static str) {
    let (scope, facts) = (&pack.applies_to, &policy.strategy.facts);
    let is_said = |asked: &Condition| facts.iter().any(|fact| *fact == asked.to_string());
    let of_the_lender = |asked: &Condition| policy.packs.lender_facts().contains(&asked.to_string().as_str());
    let binds = scope.any_of.is_empty() || scope.any_of.iter().any(is_said);
    match (binds, scope.only_if.is_empty()) {
        (true, true) => ("binds this lender".to_owned(), BINDS),
        (true, false) => ("binds this lender where its conditions hold".to_owned(), BINDS),
        _ if scope.any_of.iter().all(of_the_lender) => ("does not bind this lender".to_owned(), "chip"),
        _ => ("binds where its conditions hold".to_owned(), BINDS),
    }
}

fn text(pack: &Pack, rule: &Rule) -> RuleText {
    let spans = rule.in_force.spans().map(|(from, until, holds)| {
        let until = until.map_or("on".to_owned(), |until| format!("through {}", say::day_text(&until)));
        format!("{} from {} {until}", if *holds { "in force" } else { "not in force" }, say::day_text(&from))
    });
    RuleText {
        id: rule.id.clone(),
        kind: rule.kind.word().replace('_', " "),
        citation: rule.citation.clone(),
        status: rule.status.to_string(),
        is_weak: is_weak(rule.status),
        force: rule.force.to_string(),
        words: rule.words.clone(),
        keys: keys(pack, rule),
        spans: spans.collect(),
    }
}

/// The keys of a rule as its page writes them, but for those shown in words.
fn keys(pack: &Pack, rule: &Rule) -> String {
    let said = ["kind", "force", "status", "also", "citation"];
    let lines = pack.text.lines().skip(rule.line).take_while(|line| line.trim() != "```");
    let kept = lines.filter(|line| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        !line.trim().is_empty() && key.is_none_or(|key| !said.contains(&key))
    });
    kept.collect::<Vec<_>>().join("\n")
}
