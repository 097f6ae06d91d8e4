//! A conversation: the script with what is true today, the first step answered, and the
//! consequences as they were explained and heard.

use crate::words::decide::sentence;
use crate::words::words_context;
use crate::{Desk, DeskError, RecordOutcome, Refusal, WordsRefusal, append_and_apply};
use makegood_book::Split;
use makegood_case::{CaseEvent, Channel, Recorded, TalkEvent, TeamStand, opening_checked};
use makegood_compliance::{Deed, Purpose};
use makegood_day_close::{CaseDay, ClockStand};
use makegood_journal::{Connection, Event};
use makegood_strategy::{Route, ScriptFacts, ScriptLine, TalkTerms, script};
use makegood_units::{Amount, BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{AskedAct, Bench, CaseView, case_events, case_view};
use serde::Serialize;

/// True of a lender that tells a credit bureau what is not paid.
const REPORTS_CREDIT: &str = "lender.reports_credit";

/// Contacts through one channel, and what the law says of one more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The channel.
    pub channel: Channel,
    /// With whom.
    pub person: PartyId,
    /// In the last 7 days.
    pub in_7_days: usize,
    /// In the last 30 days.
    pub in_30_days: usize,
    /// Since the arrears began.
    pub in_arrears: usize,
    /// Whether one more may be made now.
    pub is_open: bool,
    /// The rules that count, with their figures, and what stands against one more.
    pub cap: Vec<String>,
}

/// A script with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Script {
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Line by line.
    pub lines: Vec<ScriptLine>,
    /// Whether who is speaking was asked today, and it is them; none when nobody asked.
    pub opening: Option<bool>,
    /// Contacts so far, by channel.
    pub contacts: Vec<Counted>,
}

/// Write down who is speaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOpening {
    /// Whose case.
    pub party: PartyId,
    /// Who asked.
    pub by: StaffId,
    /// Through which channel.
    pub channel: Channel,
    /// By what they were known.
    pub identity: String,
    /// Whether it is the person.
    pub is_right_party: bool,
    /// Whether name, lender and purpose were said.
    pub purpose_said: bool,
}

/// Write down that consequences were explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellConsequences {
    /// Whose case.
    pub party: PartyId,
    /// Who explained.
    pub by: StaffId,
    /// Whether they said that they understood.
    pub acknowledged: bool,
    /// What they said to it, word for word; may be empty.
    pub said: String,
}

impl Desk {
    /// The script of a case for somebody who speaks with them now.
    ///
    /// # Errors
    /// [`Refusal::UnknownParty`], or a record that cannot be read.
    pub fn script(&self, party: &PartyId, by: &StaffId) -> Result<Script, DeskError> {
        script_of(&self.book, &self.clock, party, by)
    }

    /// Writes down the first step of the script. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn check_opening(&mut self, command: &CheckOpening) -> Result<i64, DeskError> {
        let identity = sentence(&command.identity, "by what they were known")?;
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(command.party.clone());
        case_view(&transaction, &command.party, self.clock.now())?.ok_or_else(unknown)?;
        let CheckOpening { party, by, channel, is_right_party, purpose_said, .. } = command.clone();
        let person = party.clone();
        // To somebody else nothing is said of what for.
        let purpose_said = purpose_said && is_right_party;
        let event =
            TalkEvent::OpeningChecked { by: by.clone(), person, channel, identity, is_right_party, purpose_said };
        let event = Event::Case { party, event: CaseEvent::OnTalk(event) };
        let seq = append_and_apply(&transaction, &self.clock, self.clock.today(), by.as_str(), event)?.seq;
        transaction.commit()?;
        Ok(seq)
    }

    /// Writes down the consequences as the script has them now, and what was said to them.
    /// Returns the number of the event.
    ///
    /// # Errors
    /// [`WordsRefusal::OpeningNotAsked`] before the first step; then nothing was written.
    pub fn tell_consequences(&mut self, command: &TellConsequences) -> Result<i64, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let script = script_of(&transaction, &self.clock, &command.party, &command.by)?;
        if script.opening != Some(true) {
            return Err(Refusal::from(WordsRefusal::OpeningNotAsked).into());
        }
        let told = script.lines.into_iter().filter(|line| line.is_consequence && line.says.is_some());
        let (mut lines, mut rests_on) = (Vec::new(), Vec::new());
        for line in told {
            lines.extend(line.says);
            rests_on.extend(line.rests_on);
        }
        let TellConsequences { party, by, acknowledged, said } = command.clone();
        let said = said.trim().to_owned();
        let event = TalkEvent::ConsequencesTold { by: by.clone(), lines, rests_on, acknowledged, said };
        let event = Event::Case { party, event: CaseEvent::OnTalk(event) };
        let seq = append_and_apply(&transaction, &self.clock, self.clock.today(), by.as_str(), event)?.seq;
        transaction.commit()?;
        Ok(seq)
    }
}

/// Whether the outcome of a conversation may be written down: where the strategy wants the
/// first step of the script, it was taken that day, and it was them.
pub(crate) fn opening_stands(view: &CaseView, command: &RecordOutcome, terms: TalkTerms) -> Result<(), Refusal> {
    // Whoever calls us is asked as well; but what they began is never refused.
    let ours = command.channel != Channel::InboundCall && command.outcome.is_conversation();
    let spoken = matches!(command.channel, Channel::Call | Channel::Visit);
    if !terms.opening_required || !ours || !spoken {
        return Ok(());
    }
    let events: Vec<Recorded> = view.happened.iter().map(recorded).collect();
    match opening_checked(&events, command.on) {
        Some((_, true)) => Ok(()),
        _ => Err(WordsRefusal::OpeningNotAsked.into()),
    }
}

fn recorded(one: &makegood_views::Happened) -> Recorded {
    Recorded { seq: one.seq, effective_on: one.effective_on, event: one.event.clone() }
}

fn script_of(book: &Connection, clock: &crate::Clock, party: &PartyId, by: &StaffId) -> Result<Script, DeskError> {
    let unknown = || Refusal::UnknownParty(party.clone());
    let view = case_view(book, party, clock.now())?.ok_or_else(unknown)?;
    let bench = Bench::open(book, party, i64::MAX)?.ok_or_else(unknown)?;
    let staff = colleagues(book, i64::MAX)?;
    let name =
        |id: &StaffId| staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone());
    let events = case_events(book, party)?;
    let day = &view.day;
    let opening = opening_checked(&events, clock.today()).map(|(_, is_open)| is_open);
    let letter = last_letter(book)?;
    let (lender, reach) = letter.unwrap_or_default();
    let team = TeamStand::of(&events, view.as_of.max(clock.today()));
    let leader = staff.iter().find(|one| one.leads() && one.branch == day.owed.branch);
    let leader = leader.or_else(|| staff.iter().find(|one| one.leads())).map(|one| one.id.clone());
    let senior = team.map(|team| team.leads().clone()).or(leader);
    let reach = if reach.is_empty() { String::new() } else { format!(" or at {reach}") };
    let senior = senior.map(|id| (name(&id), format!("Ask for them at our office {}{reach}.", day.owed.branch)));
    let parts = day.owed.loans.iter().filter(|loan| loan.currency == day.owed.currency);
    let (mut fees, mut penalty) = (Amount::ZERO, Amount::ZERO);
    for loan in parts {
        let Split { cost, fee, penalty: late, .. } = loan.position.arrears.owed;
        fees = [fees, cost, fee].into_iter().sum();
        penalty = [penalty, late].into_iter().sum();
    }
    let next = day.owed.loans.iter().filter(|loan| loan.currency == day.owed.currency);
    let borrower = if view.name.is_empty() { party.to_string() } else { view.name.clone() };
    let officer = name(by);
    let facts = ScriptFacts {
        as_of: view.as_of,
        borrower: &borrower,
        officer: &officer,
        lender: &lender,
        currency: day.owed.currency,
        arrears: day.owed.arrears,
        since: day.owed.since,
        fees,
        penalty,
        next_due: next.filter_map(|loan| loan.position.next_due).min_by_key(|(on, _)| *on),
        next_step: next_step(day, clock),
        suit: suit(&bench, day, clock),
        credit: credit(&bench, day, clock),
        senior: senior.as_ref().map(|(name, reach)| (name.as_str(), reach.as_str())),
        question: day.finding.next_question.as_ref().map(|question| question.ask.as_str()),
        is_opened: opening == Some(true),
    };
    Ok(Script { as_of: view.as_of, lines: script(&facts), opening, contacts: counted(&bench, &view, clock) })
}

/// The lender's name and reach as the last letter had them.
fn last_letter(book: &Connection) -> Result<Option<(String, String)>, DeskError> {
    let entry = makegood_journal::last_of(book, "letter_made", i64::MAX)?;
    Ok(entry.and_then(|entry| match entry.event {
        Event::LetterMade(made) => Some((made.lender, made.reach)),
        _ => None,
    }))
}

/// The step the plan recommends, when it is one towards them, with the day from which it opens.
fn next_step<'a>(day: &'a CaseDay, clock: &crate::Clock) -> Option<(&'a str, BusinessDate)> {
    let closed = day.passed_over.iter().filter_map(|step| Some((step.opens_on?, step.action)));
    let (from, action) =
        closed.filter(|(from, _)| *from > day.as_of.max(clock.today())).min_by_key(|(from, _)| *from)?;
    Some((action.title(), from))
}

fn act(bench: &Bench, day: &CaseDay, deed: Deed) -> AskedAct {
    AskedAct {
        case: day.party.clone(),
        person: day.party.clone(),
        deed,
        purpose: Purpose::Collect,
        debts: bench.debts(),
        contact_point: None,
        place: None,
        carries: Vec::new(),
    }
}

/// What the gate says of a deed: what it rests on, or why not.
fn gate(bench: &Bench, day: &CaseDay, deed: Deed, clock: &crate::Clock) -> Result<Vec<String>, String> {
    let Some(judged) = bench.judge(&act(bench, day, deed), clock.now(), None) else {
        return Err("They have no place in this case.".to_owned());
    };
    // Whoever authorised the suit is the second person a rule may ask for.
    let is_authorised = deed == Deed::Sue && judged.verdict == "needs_approval";
    if !judged.is_cleared() && !is_authorised {
        let against: Vec<String> = judged.against().map(|rule| format!("{} ({})", rule.says, rule.rule)).collect();
        let missing = judged.missing.join(", ");
        return Err(if against.is_empty() { format!("Not known: {missing}.") } else { against.join(" ") });
    }
    Ok(judged.rules.iter().map(|rule| format!("{} ({}): {}", rule.rule, rule.citation, rule.says)).collect())
}

/// The court is spoken of when the way is open, somebody authorised it, and it is in time.
fn suit(bench: &Bench, day: &CaseDay, clock: &crate::Clock) -> Route {
    let closed = |why: &str| Route::Closed { why: why.to_owned() };
    let Some(context) = bench.facts(&day.party).map(|facts| words_context(&facts, &bench.debts())) else {
        return closed("They have no place in this case.");
    };
    let barring = || day.clocks.iter().filter(|clock| clock.bars && clock.party == day.party);
    if context.time_barred == Some(true) || barring().any(|clock| clock.state == ClockStand::Expired) {
        return closed("The claim, or a part of it, is past the time in which it can be enforced.");
    }
    let running: Vec<String> = barring()
        .filter(|clock| clock.state == ClockStand::Running)
        .filter_map(|clock| Some(format!("{} until {}", clock.rule, clock.counted_end?)))
        .collect();
    if context.time_barred.is_none() && running.is_empty() {
        return closed("Nobody can tell from the file whether the claim is in time.");
    }
    if context.suit_approved != Some(true) {
        return closed("Nobody has authorised a suit for every loan of the case (debt.is_suit_approved).");
    }
    let asked = [Deed::Sue, Deed::ThreatenSuit].map(|deed| gate(bench, day, deed, clock));
    let mut rests_on = vec!["debt.is_suit_approved = true".to_owned()];
    rests_on.extend(running);
    for answer in asked {
        match answer {
            Ok(rules) => rests_on.extend(rules),
            Err(why) => return Route::Closed { why },
        }
    }
    Route::Open { rests_on }
}

/// A credit bureau is spoken of when the lender does report, and the law lets it now.
fn credit(bench: &Bench, day: &CaseDay, clock: &crate::Clock) -> Route {
    use makegood_compliance::FactValue::Truth;
    let facts = bench.facts(&day.party);
    let reports = |facts: makegood_compliance::Facts| {
        bench.debts().iter().all(|debt| facts.value_for(REPORTS_CREDIT, debt) == Some(&Truth(true)))
    };
    if !facts.is_some_and(reports) {
        let why = format!("It is not on file that we report to a credit bureau ({REPORTS_CREDIT}).");
        return Route::Closed { why };
    }
    match gate(bench, day, Deed::ReportCredit, clock) {
        Ok(rules) if rules.is_empty() => {
            Route::Closed { why: "No pack in force says when a debt may be reported.".to_owned() }
        }
        Ok(mut rests_on) => {
            rests_on.insert(0, format!("{REPORTS_CREDIT} = true"));
            Route::Open { rests_on }
        }
        Err(why) => Route::Closed { why },
    }
}

const CHANNELS: [(Channel, Deed); 5] = [
    (Channel::Call, Deed::Call),
    (Channel::Message, Deed::Message),
    (Channel::Email, Deed::Email),
    (Channel::Letter, Deed::Letter),
    (Channel::Visit, Deed::Visit),
];

/// Contacts with the borrower by channel, and what the law counts.
fn counted(bench: &Bench, view: &CaseView, clock: &crate::Clock) -> Vec<Counted> {
    let today = clock.today();
    let since = view.day.owed.since.unwrap_or(view.as_of);
    let days = |channel: Channel| -> Vec<BusinessDate> {
        let of = |one: &makegood_views::Happened| match &one.event {
            CaseEvent::ContactRecorded(contact) if contact.channel == channel => Some(one.effective_on),
            _ => None,
        };
        view.happened.iter().filter_map(of).collect()
    };
    let within = |days: &[BusinessDate], back: i32| days.iter().filter(|day| today.days_since(**day) < back).count();
    let count = |(channel, deed): (Channel, Deed)| {
        let made = days(channel);
        let verdict = view.channels.iter().find(|verdict| verdict.action().channel == channel);
        let judged = bench.judge(&act(bench, &view.day, deed), clock.now(), None);
        let rules = judged.iter().flat_map(|judged| &judged.rules);
        let cap = rules
            .filter(|rule| rule.bites || rule.says.contains(" of "))
            .map(|rule| format!("{} ({})", rule.says, rule.rule));
        Counted {
            channel,
            person: view.day.party.clone(),
            in_7_days: within(&made, 7),
            in_30_days: within(&made, 30),
            in_arrears: made.iter().filter(|day| **day >= since).count(),
            is_open: verdict.is_some_and(|verdict| verdict.is_cleared()),
            cap: cap.collect(),
        }
    };
    CHANNELS.into_iter().map(count).collect()
}
