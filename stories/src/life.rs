//! One borrower's life with their loans, played through the product.

use crate::answer::Answer;
use crate::attention;
use crate::clocks;
use crate::contact::ContactMade;
use crate::findings;
use crate::law::{self, Question};
use crate::loan_life;
use crate::opening::Opening;
use crate::reading;
use crate::recourse::{self, RecourseVerb};
use crate::say;
use crate::script::{Row, StoryError};
use crate::verb::Verb;
use crate::ways;
use jiff::tz::TimeZone;
use makegood_book::{LoanFacts, Payment, history};
use makegood_case::{
    Assigned, CaseEvent, CaseReviewed, CaseState, Channel, ContactPoint, ContactPointKind, EvidenceNoted, Hold,
    HoldLifted, LadderSkipped, PlanMade, Recorded, StepApproved, StepDeclined, StepDone, read_parts,
};
use makegood_compliance::{PlannedContact, PlannedDeed, Purpose, Verdict, clear};
use makegood_day_close::{
    CaseDay, CaseInput, CaseWork, OtherParty, RecourseInput, case_day, facts_about, facts_about_person, promise_offer,
    purpose_first,
};
use makegood_desk::decide::{CaseKnown, record_outcome};
use makegood_desk::promise::{PromiseKnown, UnpaidOn};
use makegood_desk::{PromiseGiven, RecordOutcome, SnoozeCase, TakenHow, snooze_decided};
use makegood_units::{Amount, BusinessDate, ContactPointId, Currency, Instant, LoanId, Money, PartyId, PaymentId};
use makegood_views::Policy;

/// Where a life stands.
pub(crate) struct Life<'a> {
    policy: &'a Policy,
    zone: TimeZone,
    case: CaseInput,
    /// Those with a role before any row gave somebody one.
    others: Vec<OtherParty>,
}

impl<'a> Life<'a> {
    /// Before the first day.
    pub(crate) fn begin(opening: &Opening, policy: &'a Policy) -> Result<Self, StoryError> {
        if opening.loans.iter().all(|loan| loan.instalments.is_empty()) {
            let problem = "a story names a loan and its instalments before the first day".to_owned();
            return Err(StoryError { line: 1, problem });
        }
        let case = CaseInput {
            party: opening.party.id.clone(),
            known: Some(opening.party.clone()),
            loans: opening.loans.clone(),
            contact_points: opening.contact_points.clone(),
            others: opening.others.clone(),
            events: Vec::new(),
            recourse: RecourseInput { rows: Vec::new(), beside: opening.beside.clone() },
        };
        let others = opening.others.clone();
        let mut life = Self { policy, zone: opening.zone.clone(), case, others };
        life.state(&opening.law.facts).map_err(|problem| StoryError { line: 1, problem })?;
        Ok(life)
    }

    /// Facts of the head, as stated when the first loan was paid out.
    fn state(&mut self, facts: &[String]) -> Result<(), String> {
        let Some(on) = self.case.loans.first().and_then(|input| input.loan.disbursed_on) else { return Ok(()) };
        for fact in facts {
            let event = law::noted(fact, Instant::UNIX_EPOCH, self.policy)??;
            self.record(on, event);
        }
        Ok(())
    }

    /// Plays one line.
    pub(crate) fn play(&mut self, row: &Row) -> Result<Answer, String> {
        let on = row.on;
        let mut before = String::new();
        match &row.verb {
            Verb::Close => {}
            Verb::Pay { amount, loan, valued_on } => before = self.pay(amount, loan.as_deref(), on, *valued_on)?,
            Verb::Loan(verb) => {
                let input = self.case.loans.first_mut().ok_or("no loan in this story")?;
                loan_life::happen(input, verb, on)?;
            }
            Verb::Penalty { convention, rates } => {
                let (facts, rules) = (self.first_loan()?, &self.policy.strategy.book);
                return reading::penalty(facts, convention, *rates, rules, on).map(Answer::Says);
            }
            Verb::Classes { scheme } => {
                let (facts, rules) = (self.first_loan()?, &self.policy.strategy.book);
                return reading::classes(facts, scheme, rules, on).map(Answer::Says);
            }
            Verb::KnownOn { day } => {
                let mut then = self.case.clone();
                for facts in &mut then.loans {
                    *facts = facts.known_on(*day);
                }
                let (columns, why) = say::stands(&self.day_of(&then, *day)?, &self.policy.strategy, &self.zone);
                return Ok(Answer::Stands { columns, why });
            }
            Verb::Contact(made) => match self.contact(made, row)? {
                Ok(said) => before = said,
                Err(refused) => return Ok(Answer::Says(refused)),
            },
            Verb::MayWe(question) => return Ok(Answer::Says(self.may_we(question, row)?)),
            Verb::Recourse(RecourseVerb::Tell) => {
                return recourse::told(&self.case, on, self.policy.rules()).map(Answer::Says);
            }
            Verb::Recourse(verb) => {
                let rules = self.policy.rules();
                if let Some(refused) = recourse::change(&mut self.case, &self.others, verb, on, rules)? {
                    return Ok(Answer::Says(refused));
                }
            }
            Verb::Clocks => return clocks::told(&self.case, on, self.policy.rules()).map(Answer::Says),
            Verb::Offer => {
                let offer = promise_offer(&self.case, on, self.policy.rules()).map_err(|error| error.to_string())?;
                return Ok(Answer::Says(offer.map_or_else(String::new, |offer| offer.says())));
            }
            Verb::Note { words } => match law::noted(words, self.at(row)?, self.policy)? {
                Ok(event) => self.record(on, event),
                Err(refused) => return Ok(Answer::Says(refused)),
            },
            Verb::Learn { evidence, confidence, source } => {
                if self.policy.method.table.get(evidence).is_none() {
                    return Err(format!("{evidence} is not in the evidence table"));
                }
                let (evidence, source, confidence) = (evidence.clone(), source.clone(), *confidence);
                self.record(on, CaseEvent::EvidenceNoted(EvidenceNoted { evidence, on, confidence, source }));
            }
            Verb::File { row } => {
                let currency = self.first_loan()?.loan.currency;
                let fact = row.read(Some(currency), on).map_err(|fault| format!("{fault} [{}]", fault.code()))?;
                self.record(on, CaseEvent::FileFactLearned(fact));
            }
            Verb::Review { note } => {
                let (by, note) = ("the leader".into(), note.clone());
                self.record(on, CaseEvent::CaseReviewed(CaseReviewed { by, on, note }));
            }
            Verb::Step { step, how, note } => self.take_step(on, step, *how, note)?,
            Verb::Finding { by, what, note } => match findings::decided(&self.case, on, self.policy, (by, what, note))?
            {
                Ok(event) => self.record(on, CaseEvent::OnFinding(event)),
                Err(refused) => return Ok(Answer::Says(refused)),
            },
            Verb::OverTime => return findings::over_time(&self.case, on, self.policy).map(Answer::Says),
            Verb::AtMaturity => return findings::at_maturity(&self.day(on)?).map(Answer::Says),
            Verb::Plan { method, due_on, required_result } => {
                let situation = self.day(on)?.finding.situation.code().to_owned();
                let (method, required_result) = (method.clone(), required_result.clone());
                let made =
                    PlanMade { situation, method, owner: "the officer".into(), due_on: *due_on, required_result };
                self.record(on, CaseEvent::PlanMade(made));
            }
            Verb::Snooze { until, reason } => match self.snoozed(on, *until, reason)? {
                Ok(event) => self.record(on, event),
                Err(refused) => return Ok(Answer::Says(refused)),
            },
            Verb::Assign { officer, reason } => {
                let (officer, reason) = (officer.as_deref().map(Into::into), reason.clone());
                self.record(on, CaseEvent::Assigned(Assigned { officer, by: "the leader".into(), reason }));
            }
            Verb::Lift { kind, reason } => {
                self.record(on, CaseEvent::HoldLifted(HoldLifted { kind: *kind, on, reason: reason.clone() }));
            }
            Verb::Hold { kind, until, reason } => {
                let hold = Hold { kind: *kind, from: on, until: *until, reason: reason.clone() };
                self.record(on, CaseEvent::HoldPlaced(hold));
            }
            Verb::Way(way) => {
                let (event, says) = ways::play(way, &self.case, on, self.policy.rules())?;
                event.into_iter().for_each(|event| self.record(on, event));
                return Ok(Answer::Says(says));
            }
            Verb::Attention(what) => {
                let (events, says) = attention::play(&self.case, &self.day(on)?, what, on)?;
                events.into_iter().for_each(|event| self.record(on, event));
                return Ok(Answer::Says(says));
            }
            Verb::NewPoint { line } => self.new_point(line)?,
            Verb::End => return Ok(Answer::Says(say::end(&self.case.events, &self.day(on)?))),
            Verb::Always => return say::always(&self.case, on, self.policy).map(Answer::Says),
        }
        let day = self.day(on)?;
        let (columns, why) = say::stands(&day, &self.policy.strategy, &self.zone);
        Ok(Answer::Stands { columns, why: format!("{before}{why}") })
    }

    /// Whether the case may wait, by the desk's own decision.
    fn snoozed(
        &self,
        on: BusinessDate,
        until: BusinessDate,
        reason: &str,
    ) -> Result<Result<CaseEvent, String>, String> {
        let (party, by, reason) = (self.case.party.clone(), "the officer".into(), reason.to_owned());
        let command = SnoozeCase { party, by, until, reason, seen: None };
        let decided = snooze_decided(&command, &self.day(on)?, on, self.policy.strategy.snooze_max_days);
        Ok(decided.map_err(|refusal| format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out())))
    }

    fn take_step(&mut self, on: BusinessDate, step: &str, how: TakenHow, note: &str) -> Result<(), String> {
        if !self.policy.strategy.rungs.iter().any(|rung| rung.id == step) {
            return Err(format!("the ladder has no step {step}"));
        }
        let (step, note) = (step.to_owned(), note.to_owned());
        self.record(
            on,
            match how {
                TakenHow::Done => CaseEvent::StepDone(StepDone { step, by: "the officer".into(), note }),
                TakenHow::Agreed => CaseEvent::StepApproved(StepApproved { step, by: "the leader".into(), note }),
                TakenHow::Declined => {
                    CaseEvent::StepDeclined(StepDeclined { step, by: "the leader".into(), reason: note })
                }
                TakenHow::Skipped => {
                    CaseEvent::LadderSkipped(LadderSkipped { to: step, by: "the leader".into(), reason: note })
                }
            },
        );
        Ok(())
    }

    fn new_point(&mut self, line: &str) -> Result<(), String> {
        let mut points = Opening::new();
        points.contact_points.append(&mut self.case.contact_points);
        let known = points.contact_points.len();
        let read = points.take(line);
        self.case.contact_points = points.contact_points;
        match read {
            Ok(true) if self.case.contact_points.len() > known => Ok(()),
            _ => Err(format!("expected `new phone NUMBER`, `new home PLACE` or `new email ADDRESS`; found {line:?}")),
        }
    }

    fn first_loan(&self) -> Result<&LoanFacts, String> {
        self.case.loans.first().ok_or_else(|| "no loan in this story".to_owned())
    }

    fn day(&self, on: BusinessDate) -> Result<CaseDay, String> {
        self.day_of(&self.case, on)
    }

    fn day_of(&self, case: &CaseInput, on: BusinessDate) -> Result<CaseDay, String> {
        let work = case_day(case, on, self.policy.rules()).map_err(|error| error.to_string())?;
        work.map(|CaseWork { day, .. }| day).ok_or_else(|| "no loan is on the book".to_owned())
    }

    fn record(&mut self, effective_on: BusinessDate, event: CaseEvent) {
        let seq = self.case.events.last().map_or(0, |last| last.seq) + 1;
        self.case.events.push(Recorded { seq, effective_on, event });
    }

    fn pay(
        &mut self,
        amount: &str,
        loan: Option<&str>,
        on: BusinessDate,
        valued_on: Option<BusinessDate>,
    ) -> Result<String, String> {
        let value_on = valued_on.unwrap_or(on);
        let number: usize = self.case.loans.iter().map(|loan| loan.payments.len()).sum::<usize>() + 1;
        let mut named = self.case.loans.iter_mut();
        let input = match loan {
            Some(id) => named.find(|input| input.loan.id.as_str() == id),
            None => named.next(),
        };
        let input = input.ok_or("no such loan in this story")?;
        let amount = Amount::parse(amount, input.loan.currency).map_err(|error| error.to_string())?;
        let before = input.clone();
        let (id, loan) = (PaymentId::new(format!("P-{number}")), input.loan.id.clone());
        input.payments.push(Payment { id, loan, value_on, amount, entered_on: None, kind: None });
        say::met(&before, input, on, self.policy)
    }

    /// What the desk makes of a contact: its words for the line, or its refusal.
    fn contact(&mut self, made: &ContactMade, row: &Row) -> Result<Result<String, String>, String> {
        let command = self.command(made, row)?;
        let day = self.day(row.on)?;
        let (owed, purpose) = (day.owed.clone(), purpose_first(day.holds.iter().map(|hold| hold.what.kind)));
        let offer = promise_offer(&self.case, row.on, self.policy.rules()).map_err(|error| error.to_string())?;
        let evidence_ids: Vec<String> = self.policy.method.table.iter().map(|kind| kind.id.clone()).collect();
        let verdict = self.gate(made.channel, command.contact_point.clone(), purpose, row)?;
        let against = against(&verdict);
        let clearance = match (made.channel, against.as_str()) {
            (Channel::InboundCall, _) => "they_called".to_owned(),
            (_, "") => "cleared".to_owned(),
            (_, rules) => format!("{} {rules}", verdict.word()),
        };
        let known = CaseKnown {
            judged: None,
            today: row.on,
            owed: Some(Money::new(owed.outstanding, owed.currency)),
            contact_points: &self.case.contact_points,
            last_event: None,
            evidence_ids: &evidence_ids,
            promise: PromiseKnown::of(&day, self.unpaid(row.on)?, self.policy.strategy.promises, offer.as_ref()),
            clearance: clearance.clone(),
        };
        match record_outcome(&command, &known) {
            Ok(events) => {
                let beyond = events.iter().find_map(|event| match event {
                    CaseEvent::PromiseMade(made) => made.beyond_surplus,
                    _ => None,
                });
                for event in events {
                    self.record(row.on, event);
                }
                if let Some(over) = beyond {
                    let over = Money::new(over, self.currency());
                    return Ok(Ok(format!("kept with a note: {over} more than their verified file leaves by then. ")));
                }
                let broke = made.channel != Channel::InboundCall && !verdict.is_cleared();
                Ok(Ok(if broke { format!("kept with \"{clearance}\". ") } else { String::new() }))
            }
            Err(refusal) => Ok(Err(format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out()))),
        }
    }

    /// What is unpaid of the loans, row by row.
    fn unpaid(&self, on: BusinessDate) -> Result<Vec<UnpaidOn>, String> {
        let mut rows = Vec::new();
        for facts in &self.case.loans {
            let told = history(facts, on, &self.policy.strategy.book).map_err(|error| error.to_string())?;
            for row in &told.instalments {
                let unpaid = row.unpaid().map_err(|error| error.to_string())?;
                rows.push(UnpaidOn { loan: facts.loan.id.clone(), due_on: row.due_on, unpaid });
            }
        }
        Ok(rows)
    }

    fn command(&self, made: &ContactMade, row: &Row) -> Result<RecordOutcome, String> {
        let promise = made.promise.as_ref().map(|promised| {
            Ok::<_, String>(PromiseGiven {
                parts: read_parts(&promised.parts, self.currency()).map_err(|error| error.to_string())?,
                source_of_funds: promised.source_of_funds.clone(),
                said: String::new(),
                loan: promised.loan.as_ref().map(LoanId::new),
                beside: promised.beside,
            })
        });
        let named = made.contact_point.as_ref().map(ContactPointId::new);
        Ok(RecordOutcome {
            party: self.case.party.clone(),
            at: self.at(row)?,
            on: row.on,
            by: "the officer".into(),
            channel: made.channel,
            contact_point: named.or_else(|| self.open_point(made.channel, row.on).map(|point| point.id.clone())),
            outcome: made.outcome,
            note: made.note.clone(),
            promise: promise.transpose()?,
            told_us: made.told_us.clone(),
            seen: None,
        })
    }

    fn currency(&self) -> Currency {
        self.case.loans.first().map_or(Currency::USD, |input| input.loan.currency)
    }

    fn at(&self, row: &Row) -> Result<Instant, String> {
        self.zone.to_timestamp(row.on.civil().to_datetime(row.time)).map_err(|error| error.to_string())
    }

    /// The number or address an officer would use: the first one not closed.
    fn open_point(&self, channel: Channel, on: BusinessDate) -> Option<&ContactPoint> {
        let kind = match channel {
            Channel::Call | Channel::Message => ContactPointKind::Phone,
            Channel::Email => ContactPointKind::Email,
            Channel::Letter | Channel::Visit => ContactPointKind::Address,
            Channel::InboundCall => return None,
        };
        let closed = CaseState::fold(&self.case.events, &[], on).closed_contact_points;
        let is_open = |point: &&ContactPoint| !closed.iter().any(|closed| closed.what.contact_point == point.id);
        self.case.contact_points.iter().filter(|point| point.kind == kind).find(is_open)
    }

    fn gate(
        &self,
        channel: Channel,
        contact_point: Option<ContactPointId>,
        purpose: Purpose,
        row: &Row,
    ) -> Result<Verdict<PlannedContact>, String> {
        let debts: Vec<LoanId> = self.case.loans.iter().map(|input| input.loan.id.clone()).collect();
        let planned = PlannedContact { person: self.case.party.clone(), channel, debts, contact_point, purpose };
        let facts = facts_about(&self.case, row.on, self.policy.rules());
        Ok(clear(planned, &facts, &self.policy.packs, self.at(row)?))
    }

    fn may_we(&self, asked: &Question, row: &Row) -> Result<String, String> {
        let Question { deed, purpose, place, carries, .. } = asked.clone();
        let person = asked.person.as_ref().map_or_else(|| self.case.party.clone(), PartyId::new);
        let other = self.case.others.iter().find(|other| other.party == person);
        let usual = match (deed.channel(), other) {
            (Some(channel), None) => self.open_point(channel, row.on).map(|point| point.id.clone()),
            (Some(_), Some(other)) => other.contact_points.first().map(|point| point.id.clone()),
            (None, _) => None,
        };
        let debts = if asked.loans.is_empty() {
            self.case.loans.iter().map(|input| input.loan.id.clone()).collect()
        } else {
            asked.loans.iter().map(LoanId::new).collect()
        };
        let contact_point = asked.point.as_ref().map(ContactPointId::new).or(usual);
        let stranger = format!("{person} is nobody of this story; `person {person} ROLE` in the head names them");
        let facts = facts_about_person(&self.case, &person, row.on, self.policy.rules()).ok_or(stranger)?;
        let planned = PlannedDeed { person, deed, debts, contact_point, purpose, place, carries };
        Ok(say::verdict(&clear(planned, &facts, &self.policy.packs, self.at(row)?), &self.zone))
    }
}

fn against(verdict: &Verdict<PlannedContact>) -> String {
    let rules: Vec<&str> = verdict.hits().iter().map(|hit| hit.rule.as_str()).collect();
    rules.join(" ")
}
