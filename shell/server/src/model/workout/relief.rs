//! A relief loan as the page of ways out shows it.

use crate::pages::workout::{Move, Relief};
use crate::say;
use crate::trouble::sentence;
use makegood_units::Money;
use makegood_views::{DecisionView, ReliefView};
use makegood_workout::relief::{Allowed, CheckState, Hides, ReliefStanding, TrancheState};

pub(super) fn relief(one: &DecisionView, view: &ReliefView) -> Relief {
    let currency = one.stand.decided.currency;
    let sign = |sign: &Hides| {
        let (Hides::PaysOldInstalments(why)
        | Hides::MayPayOldInstalments(why)
        | Hides::BurdenRises(why)
        | Hides::Repeated(why)) = sign;
        sentence(&why.says)
    };
    let read =
        one.stand.signs_read.iter().map(|read| {
            format!("Signs looked at by {}, {} stood: {}", read.by, read.signs.len(), sentence(&read.note))
        });
    let mut shown = Relief {
        signs: view.signs.found.iter().map(sign).collect(),
        missing: view.signs.missing.clone(),
        read: read.collect(),
        ..Relief::default()
    };
    match &view.standing {
        Ok(standing) => fill(&mut shown, one, standing, |amount| Money::new(amount, currency)),
        Err(refused) => shown.blocked.push(sentence(&refused.to_string())),
    }
    shown
}

fn fill(
    shown: &mut Relief,
    one: &DecisionView,
    standing: &ReliefStanding,
    money: impl Fn(makegood_units::Amount) -> Money,
) {
    shown.drawn = money(standing.drawn).to_string();
    let agreed = one.stand.decided.relief.as_ref();
    for (no, state) in &standing.tranches {
        let tranche = agreed.and_then(|loan| loan.tranches.iter().find(|tranche| tranche.no == *no));
        let what = tranche.map_or_else(String::new, |one| format!(": {} for {}", money(one.amount), one.purpose));
        let how = match state {
            TrancheState::Planned => "planned".to_owned(),
            TrancheState::Declined(on) => format!("not approved on {}", say::day_text(on)),
            TrancheState::Approved(on) => format!("approved on {}", say::day_text(on)),
            TrancheState::Drawn(on) => format!("drawn on {}; something has still to be shown", say::day_text(on)),
            TrancheState::Proven(on) => format!("drawn on {}, everything was shown", say::day_text(on)),
        };
        shown.tranches.push((format!("Tranche {no}{what}"), how));
    }
    for check in &standing.checks {
        let how = match &check.state {
            CheckState::Due => "not seen yet".to_owned(),
            CheckState::Missed { found: None } => "overdue: nothing was shown".to_owned(),
            CheckState::Missed { found: Some(found) } => format!("missed: {found}"),
            CheckState::Shown { on, evidence } => format!("shown on {} ({evidence})", say::day_text(on)),
        };
        let what = format!("{}, by {}", check.shows, say::day_text(&check.due_on));
        shown.checks.push((what, how));
    }
    let against =
        standing.blocked.iter().map(|it| format!("To {} tranche {}: {}", it.act, it.no, sentence(&it.why.says)));
    shown.blocked = against.collect();
    shown.stopped = standing.stopped.as_ref().map(|why| sentence(&why.says));
    if one.stand.is_in_effect() {
        shown.moves = moves(standing, money);
    }
}

fn moves(standing: &ReliefStanding, money: impl Fn(makegood_units::Amount) -> Money) -> Vec<Move> {
    let mut moves = Vec::new();
    for allowed in &standing.allowed {
        match allowed {
            Allowed::Approve(no) => {
                let one = |what, title, asks| Move { what, which: no.to_string(), title, asks, draw: None };
                moves.push(one("approve", format!("Approve tranche {no}"), ""));
                moves.push(one("decline", format!("Do not approve tranche {no}"), "Why not"));
            }
            Allowed::Draw { no, at_most, purpose } => moves.push(Move {
                what: "draw",
                which: no.to_string(),
                title: format!("Draw tranche {no}"),
                asks: "",
                draw: Some((money(*at_most).number(""), purpose.clone())),
            }),
            Allowed::See(check) => {
                let shows = standing.checks.iter().find(|one| one.id == *check).map_or(check, |one| &one.shows);
                let one = |what, title: String, asks| Move { what, which: check.clone(), title, asks, draw: None };
                moves.push(one("show", format!("Seen: {shows}"), "Where the evidence is kept"));
                moves.push(one("miss", format!("Not there: {shows}"), "What was found instead"));
            }
        }
    }
    let whole =
        |what, title: &str, asks| Move { what, which: String::new(), title: title.to_owned(), asks, draw: None };
    moves.push(whole("signs", "Look whether it only hides arrears", "What the signs say"));
    if standing.stopped.is_none() {
        moves.push(whole("stop", "Stop: nothing more is drawn", "Why"));
    }
    moves
}
