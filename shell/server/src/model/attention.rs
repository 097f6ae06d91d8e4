//! The report and the review of one case, from how it stands with its leader.

use super::review::staff_name;
use super::words::named;
use crate::asked::LEADER;
use crate::layout::Frame;
use crate::links;
use crate::pages::attention::{CaseReview, HandedIn, MeasureLine, Report, ReportShown, ReviewForm};
use crate::pages::case::AttentionShort;
use crate::say::day_text;
use crate::trouble::{Trouble, sentence};
use makegood_case::{LeaderDecision, OfficerReport};
use makegood_day_close::{Measure, MeasureCost, Shortcoming};
use makegood_desk::{CaseAttention, Desk};
use makegood_strategy::working_days_after;
use makegood_units::{Amount, Currency, Money, PartyId, StaffId};
use makegood_views::{Policy, draft_of, policy_of};
use std::rc::Rc;

/// The page of the report, with what was typed and what is wrong with it.
///
/// # Errors
/// A case that is not known; views that cannot be read.
pub(crate) fn report(
    desk: &Desk,
    frame: Frame,
    party: &PartyId,
    typed: Option<(String, String)>,
    note: String,
    problem: Option<String>,
) -> Result<Report, Trouble> {
    let known = desk.attention(party)?;
    let terms = policy(desk)?.strategy.attention;
    let draft = known.draft.as_ref().map(|(_, draft)| {
        let mut shown = shown(&frame, draft);
        if let Some((account, proposes)) = &typed {
            (shown.account, shown.proposes) = (account.clone(), proposes.clone());
        }
        shown
    });
    let drafted = draft_of(desk.book(), party)?;
    let handed = known.report.as_ref().map(|(_, on, handed, word)| HandedIn {
        report: shown(&frame, &handed.report),
        by: staff_name(&frame, &handed.by),
        on: *on,
        as_drafted: handed.as_drafted,
        due_on: working_days_after(*on, terms.acknowledge_days),
        word: word
            .as_ref()
            .map(|word| (staff_name(&frame, &word.by), sentence(&word.decision.to_string()), word.note.clone())),
    });
    Ok(Report {
        party: party.clone(),
        name: named(&makegood_views::name_of(desk.book(), party)?, party),
        draft,
        goes_on: drafted.map(|(_, on)| working_days_after(on, terms.hand_in_days)),
        handed,
        is_leader: frame.acting.role == LEADER,
        decisions: decisions(),
        note,
        problem,
        frame,
    })
}

fn policy(desk: &Desk) -> Result<Rc<Policy>, Trouble> {
    policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)
}

fn decisions() -> Vec<(&'static str, String)> {
    LeaderDecision::ALL.into_iter().map(|one| (one.word(), one.to_string())).collect()
}

fn shown(frame: &Frame, report: &OfficerReport) -> ReportShown {
    let tried = report
        .tried
        .iter()
        .map(|one| (one.on, staff_name(frame, &StaffId::new(one.by.as_str())), one.what.clone(), one.said.clone()));
    ReportShown {
        because: sentence(&report.because),
        owed: report.owed.clone(),
        tried: tried.collect(),
        promises: report.promises.iter().map(|line| sentence(line)).collect(),
        finding: sentence(&report.finding),
        law: report.law.iter().map(|line| sentence(line)).collect(),
        account: report.account.clone(),
        proposes: report.proposes.clone(),
    }
}

/// The page of the review, with what was typed and what is wrong with it.
///
/// # Errors
/// A case that is not known; views that cannot be read.
pub(crate) fn case_review(
    desk: &Desk,
    frame: Frame,
    party: &PartyId,
    form: ReviewForm,
    problem: Option<String>,
) -> Result<CaseReview, Trouble> {
    let known = desk.attention(party)?;
    let currency = known.day.owed.currency;
    let review = known.review_of(&frame.acting.id);
    let line = |one: &Measure| -> Result<MeasureLine, Trouble> {
        Ok(MeasureLine {
            words: words_of(desk, party, one.seq)?,
            seq: one.seq,
            on: one.on,
            by: one.by.as_deref().map(|id| staff_name(&frame, &StaffId::new(id))).unwrap_or_default(),
            what: one.what.clone(),
            outcome: sentence(&one.outcome).trim_end_matches('.').to_owned(),
            note: one.note.clone(),
            cost: one.cost.map(|cost| cost_words(cost, currency)).unwrap_or_default(),
            read: review.is_some_and(|review| review.read.contains(&one.seq)),
        })
    };
    let measures: Vec<MeasureLine> = known.measures.iter().map(line).collect::<Result<_, _>>()?;
    let costs = || known.measures.iter().filter_map(|one| one.cost);
    let fact = |one: &Shortcoming| (one.kind.title().to_owned(), sentence(&one.why.says));
    let reviewed = known.reviewed.as_ref().map(|(on, closed)| {
        let who = staff_name(&frame, &closed.by);
        let (on, again) = (day_text(on), day_text(&closed.next_on));
        format!("Last reviewed on {on} by {who}: {}; to be read again on {again}.", closed.decision)
    });
    Ok(CaseReview {
        party: party.clone(),
        name: named(&makegood_views::name_of(desk.book(), party)?, party),
        arrears: Money::new(known.day.owed.arrears, currency),
        is_leader: frame.acting.role == LEADER,
        open_since: review.map(|review| review.on),
        measures,
        minutes: costs().filter_map(|cost| cost.minutes).fold(0, u32::saturating_add),
        cost: whole_cost(&known).map(|sum| Money::new(sum, currency)),
        shortcomings: known.day.shortcomings.iter().map(fact).collect(),
        reviewed,
        decisions: decisions(),
        form,
        problem,
        frame,
    })
}

/// Where the words of a measure can be critiqued; where it has none, what was done or left out.
fn words_of(desk: &Desk, party: &PartyId, measure: i64) -> Result<String, Trouble> {
    Ok(match makegood_views::text_of(desk.book(), measure)? {
        Some(_) => links::words::text(party, measure),
        None => format!("{}#method", links::words::words(party)),
    })
}

/// The sum of what the measures cost; none where one of them is not known, or the sum does
/// not fit.
fn whole_cost(known: &CaseAttention) -> Option<Amount> {
    let costs: Vec<MeasureCost> = known.measures.iter().filter_map(|one| one.cost).collect();
    let all: Option<Vec<Amount>> = costs.iter().map(|cost| cost.whole).collect();
    all.filter(|all| !all.is_empty()).and_then(Amount::checked_sum)
}

fn cost_words(cost: MeasureCost, currency: Currency) -> String {
    let Some(minutes) = cost.minutes else { return "Cost not known: the ladder has no such step.".to_owned() };
    let money = |amount| Money::new(amount, currency);
    let beside = cost.beside.filter(|beside| !beside.is_zero()).map(|beside| format!(" and {}", money(beside)));
    let whole = cost.whole.map(|whole| format!("; {} in all", money(whole))).unwrap_or_default();
    format!("About {minutes} min{}{whole}.", beside.unwrap_or_default())
}

/// What the case page says of report and review.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn in_short(desk: &Desk, frame: &Frame, party: &PartyId) -> Result<AttentionShort, Trouble> {
    let known = desk.attention(party)?;
    let is_leader = frame.acting.role == LEADER;
    let waits = known.report.as_ref().filter(|(_, _, _, word)| word.is_none());
    let open = known.open.first();
    let says = match (&known.draft, waits, open, &known.reviewed) {
        (_, Some((_, on, ..)), ..) => format!("A report of {} waits for a leader's word.", day_text(on)),
        (Some((due, _)), ..) => {
            format!("A report to the leader is due since {}. {}", day_text(&due.since), sentence(&due.why.says))
        }
        (.., Some(review), _) => format!("A review is open since {}.", day_text(&review.on)),
        (.., Some((on, closed))) => {
            let (on, again) = (day_text(on), day_text(&closed.next_on));
            format!("Last reviewed on {on}: {}; to be read again on {again}.", closed.decision)
        }
        _ => "No report is due, and no leader has reviewed the case yet.".to_owned(),
    };
    let presses = if is_leader { waits.is_some() } else { known.draft.is_some() };
    Ok(AttentionShort { says, report: known.draft.is_some() || known.report.is_some(), presses, is_leader })
}
