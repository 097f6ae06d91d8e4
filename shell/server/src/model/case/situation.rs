//! The diagnosis as its page shows it.

use super::Open;
use crate::model::words;
use crate::pages::case::{Axis, EvidenceLine, Question, Situation, Strength};
use crate::say;
use crate::trouble::sentence;
use makegood_case::Confidence;
use makegood_day_close::CaseDay;
use makegood_diagnosis::{Axes, Dossier, Finding, Need, Weighed, diagnose};

const NAMES: [&str; 3] = ["Able this month", "Durably able", "Willing"];

pub(super) fn situation(open: &Open) -> Situation {
    let finding = &open.view.day.finding;
    let nothing_known = diagnose(&Dossier::default(), finding.as_of, &open.policy.method).axes;
    let (mut lifts, mut lowers): (Vec<_>, Vec<_>) = weighed(finding).partition(|one| mostly(one).1 > 0);
    for side in [&mut lifts, &mut lowers] {
        side.sort_by_key(|one| std::cmp::Reverse(mostly(one).1.unsigned_abs()));
    }
    Situation {
        mark: words::situation(finding.situation),
        says: sentence(&finding.why.says),
        also: also(&open.view.day),
        axes: axes(finding, nothing_known),
        lifts: lifts.into_iter().map(line).collect(),
        lowers: lowers.into_iter().map(line).collect(),
        gaps: finding.missing.iter().map(|why| sentence(&why.says)).collect(),
        question: finding.next_question.as_ref().map(|next| Question {
            ask: next.ask.clone(),
            because: format!(
                "These answers would tell something: {}.",
                next.answers.iter().map(|answer| answer.says.as_str()).collect::<Vec<_>>().join("; ")
            ),
        }),
        protection: None,
    }
}

/// Who stands by the finding, and what it says at maturity.
fn also(day: &CaseDay) -> Vec<String> {
    let accepted = day.standing.accepted.as_ref().map(|one| {
        let word = if one.need == Need::LeaderSignOff { "Signed" } else { "Agreed to" };
        format!("{word} by {} on {}.", one.by, say::day_text(&one.on))
    });
    let matured = day.at_maturity.as_ref();
    let matured = matured.map(|one| format!("At maturity: {}. {}", one.word.words(), sentence(&one.why.says)));
    accepted.into_iter().chain(matured).collect()
}

fn weighed(finding: &Finding) -> impl Iterator<Item = &Weighed> {
    finding.evidence_for.iter().chain(&finding.evidence_against)
}

/// The belief a fact moves most, by its place, and by how much.
fn mostly(one: &Weighed) -> (usize, i32) {
    let moves = [one.able_now_cdb, one.able_durably_cdb, one.willing_cdb];
    let most = moves.into_iter().enumerate().max_by_key(|(at, cdb)| (cdb.unsigned_abs(), std::cmp::Reverse(*at)));
    most.unwrap_or((0, 0))
}

fn axes(finding: &Finding, before: Axes) -> [Axis; 3] {
    let of = |axes: Axes| [axes.able_now_bp, axes.able_durably_bp, axes.willing_bp];
    let percent = |basis_points: i32| u8::try_from((basis_points + 50) / 100).unwrap_or(0);
    let moved = |at: usize| {
        weighed(finding).any(|one| [one.able_now_cdb, one.able_durably_cdb, one.willing_cdb].get(at) != Some(&0))
    };
    let axis = |at: usize| Axis {
        name: NAMES.get(at).copied().unwrap_or_default().to_owned(),
        percent: of(finding.axes).get(at).copied().map_or(0, percent),
        prior_percent: of(before).get(at).copied().map_or(0, percent),
        known: moved(at),
    };
    [axis(0), axis(1), axis(2)]
}

fn line(one: &Weighed) -> EvidenceLine {
    let (axis, cdb) = mostly(one);
    let decibans = cdb / 100;
    let sign = if cdb < 0 { "−" } else { "+" };
    let sure = match one.item.confidence {
        Confidence::Stated => "said",
        Confidence::Verified => "seen",
    };
    EvidenceLine {
        id: one.item.evidence.clone(),
        says: sentence(&one.item.says),
        strength: Strength::of_decibans(decibans),
        moves: format!(
            "{} {sign}{}.{} dB",
            NAMES.get(axis).copied().unwrap_or_default().to_lowercase(),
            cdb.unsigned_abs() / 100,
            cdb.unsigned_abs() % 100 / 10
        ),
        source: format!("{sure} {}", say::day_text(&one.item.observed_on)),
    }
}
