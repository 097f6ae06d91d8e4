//! A kept judgement, and the same question under the packs of today.

use super::acts::{answer, plain};
use super::{rule_href, verdict};
use crate::layout::Frame;
use crate::model::case::Open;
use crate::model::words::named;
use crate::pages::law::{Kept, RuleChange, Today};
use crate::say;
use crate::trouble::Trouble;
use makegood_desk::{Desk, OnRecord, Rejudged};
use makegood_views::Judgement;

/// The page.
///
/// # Errors
/// No judgement under that number, or a record that cannot be read.
pub(crate) fn kept(desk: &Desk, frame: Frame, event: i64) -> Result<Kept, Trouble> {
    let OnRecord { on, recorded_at, by, occasion, judgement, .. } = desk.on_record(event)?;
    let open = Open::case(desk, &judgement.act.case)?;
    let officer = frame.staff.iter().find(|one| one.id.as_str() == by).map_or(by, |one| one.name.clone());
    let strategy = ("the lender's strategy".to_owned(), judgement.strategy.clone());
    Ok(Kept {
        event,
        party: judgement.act.case.clone(),
        name: named(&open.view.name, &judgement.act.case),
        record: format!(
            "{} {officer} on {} (written down {}).",
            on_the_occasion(&occasion),
            say::day_text(&on),
            recorded_at.strftime("%Y-%m-%d %H:%M UTC")
        ),
        verdict: verdict(desk, &open, &judgement)?,
        reason: judgement.reason.clone(),
        today: today(&open, &desk.judge_again(event)?),
        under: judgement.packs.iter().cloned().chain([strategy]).collect(),
        known_to: (judgement.known_to, judgement.head.clone()),
        frame,
    })
}

fn on_the_occasion(word: &str) -> String {
    match word {
        "asked" => "Put on record by".to_owned(),
        "sending" => "Kept when a text was about to go out, by".to_owned(),
        "contact" => "Kept with a contact made by".to_owned(),
        other => format!("Kept ({}) by", plain(other)),
    }
}

fn in_words(open: &Open, of: &Judgement) -> String {
    let opens = of.opens_at.filter(|_| !of.is_cleared()).map(|at| format!(", until {}", open.local.full(at)));
    format!("{} ({}{})", answer(&of.verdict).0, plain(&of.verdict), opens.unwrap_or_default())
}

fn today(open: &Open, rejudged: &Rejudged) -> Today {
    let Rejudged { then, again, today } = rejudged;
    let mut packs: Vec<String> = Vec::new();
    for (pack, hash) in &today.packs {
        match then.packs.iter().find(|(name, _)| name == pack) {
            Some((_, old)) if old == hash => {}
            Some(_) => packs.push(format!("{pack} was changed since.")),
            None => packs.push(format!("{pack} came into use since.")),
        }
    }
    let gone = then.packs.iter().filter(|(name, _)| !today.packs.iter().any(|(other, _)| other == name));
    packs.extend(gone.map(|(pack, _)| format!("{pack} is no longer in use.")));
    Today {
        answers: (in_words(open, then), in_words(open, today)),
        record_holds: then == again,
        packs,
        changes: changes(open, then, today),
    }
}

fn changes(open: &Open, then: &Judgement, today: &Judgement) -> Vec<RuleChange> {
    let change = |rule: &str, was: Option<&str>, is: Option<&str>| RuleChange {
        rule: rule.to_owned(),
        href: rule_href(&open.policy.packs, rule),
        was: was.map(str::to_owned),
        is: is.map(str::to_owned),
    };
    let mut changes = Vec::new();
    for rule in &then.rules {
        match today.rules.iter().find(|other| other.rule == rule.rule) {
            None => changes.push(change(&rule.rule, Some(&rule.says), None)),
            Some(other) if (other.bites, &other.says) != (rule.bites, &rule.says) => {
                changes.push(change(&rule.rule, Some(&rule.says), Some(&other.says)));
            }
            Some(_) => {}
        }
    }
    let new = today.rules.iter().filter(|rule| !then.rules.iter().any(|other| other.rule == rule.rule));
    changes.extend(new.map(|rule| change(&rule.rule, None, Some(&rule.says))));
    changes
}
