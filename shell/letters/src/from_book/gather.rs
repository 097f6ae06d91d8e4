//! What a letter needs to know, gathered from the book.

use super::to::{To, addressee};
use crate::{
    AskedLetter, ClockLine, Kind, Letter, LetterError, LetterRefusal, LoanBalance, LoanPenalty, PartyLine, Recipient,
    Sender, ServedLine,
};
use makegood_book::LoanFacts;
use makegood_book::penalty::Shelf;
use makegood_case::{CaseEvent, HappeningRecorded};
use makegood_channels::words_context;
use makegood_day_close::{CaseClock, CaseInput, ClockStand, facts_about};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::{Amount, BusinessDate, LoanId, Money, PartyId};
use makegood_views::{Policy, case_clocks_on, case_input, name_of, policy_of};
use makegood_wording::{Addressee, Context};

/// One case as a letter sees it.
pub(super) struct Gathered {
    pub case: PartyId,
    pub to: To,
    name: Option<String>,
    borrower: Option<String>,
    written_on: BusinessDate,
    loans: Vec<LoanBalance>,
    penalties: Vec<LoanPenalty>,
    parties: Vec<PartyLine>,
    served: Vec<ServedLine>,
    clocks: Vec<CaseClock>,
    /// What is on file that decides about words to who owes.
    words: Context,
}

impl Gathered {
    pub fn of(desk: &Desk, asked: &AskedLetter) -> Result<Self, LetterError> {
        let (book, case, kind) = (desk.book(), &asked.case, asked.kind);
        let written_on = desk.clock().today();
        let input = case_input(book, case, i64::MAX).map_err(DeskError::from)?;
        let policy = policy_of(book, i64::MAX).map_err(DeskError::from)?;
        let policy = policy.ok_or(DeskError::Refused(Refusal::NoPolicy))?;
        let to = addressee(desk, &input, kind, asked.to.as_ref(), written_on)?;
        let mut loans = Vec::new();
        let mut penalties = Vec::new();
        for facts in &input.loans {
            let is_named = asked.about.contains(&facts.loan.id);
            let balance = LoanBalance::of(facts, written_on, &policy.strategy.book)?;
            if is_named || (asked.about.is_empty() && balance.since().is_some()) {
                loans.push(balance);
                penalties.extend(penalty(facts, asked, &policy, written_on)?);
            }
        }
        let known = facts_about(&input, written_on, policy.rules());
        let debts: Vec<LoanId> = loans.iter().map(|loan| loan.loan.clone()).collect();
        let read = case_clocks_on(book, case, Some(written_on)).map_err(DeskError::from)?;
        let concerned = |clock: &CaseClock| {
            clock.state != ClockStand::NotSetOff && loans.iter().any(|loan| loan.loan == clock.loan)
        };
        let clocks = read.map(|read| read.clocks).unwrap_or_default();
        let clocks = clocks.into_iter().filter(concerned).collect();
        let name = if kind == Kind::LawyerPack { asked.lawyer.clone() } else { named(desk, &to.person)? };
        let borrower = named(desk, case)?;
        Ok(Self {
            case: case.clone(),
            parties: parties(desk, &input, borrower.as_deref())?,
            to,
            name,
            borrower,
            written_on,
            loans,
            penalties,
            served: served(&input, desk),
            clocks,
            words: words_context(&known, &debts),
        })
    }

    pub fn debts(&self) -> Vec<LoanId> {
        self.loans.iter().map(|loan| loan.loan.clone()).collect()
    }

    /// What is on file that decides about words.
    pub fn context(&self) -> Context {
        let role = if self.to.role == "lawyer" { "attorney" } else { &self.to.role };
        Context { to: Addressee::named(role).or(Some(Addressee::Debtor)), ..self.words.clone() }
    }

    pub fn letter(&self, asked: &AskedLetter) -> Result<Letter, LetterError> {
        let nothing = || LetterRefusal::NothingDue(self.written_on);
        let currency = self.loans.first().ok_or_else(nothing)?.currency;
        let amount = |text: &String| {
            let unreadable = |error: makegood_units::AmountError| LetterRefusal::NoAmount {
                text: text.clone(),
                says: error.to_string(),
            };
            Amount::parse(text, currency).map(|amount| Money::new(amount, currency)).map_err(unreadable)
        };
        let day = self.written_on.to_string().replace('-', "");
        let person = if self.to.person == self.case { String::new() } else { format!("/{}", self.to.person) };
        Ok(Letter {
            kind: asked.kind,
            language: asked.language,
            reference: format!("{}{person}/{day}/{}", self.case, asked.kind.word()),
            written_on: self.written_on,
            sender: sender(asked)?,
            recipient: Recipient {
                name: self.name.clone(),
                attention: self.to.attention.clone(),
                address: self.to.address.clone(),
                role: self.to.role.clone(),
            },
            borrower: self.borrower.clone(),
            loans: self.loans.clone(),
            penalties: self.penalties.clone(),
            answers_for: asked.amount.as_ref().map(amount).transpose()?,
            trigger: asked.trigger.clone(),
            pay_by: asked.pay_by,
            cure_until: asked.cure_until,
            enforceable_until: asked.enforceable_until.or_else(|| self.enforceable_until()),
            is_time_barred: self.words.time_barred,
            group: asked.group.clone(),
            parties: self.parties.clone(),
            served: self.served.clone(),
            clocks: self.clocks.iter().map(clock_line).collect(),
        })
    }

    /// The first day on which a clock against the addressee ends the claim.
    fn enforceable_until(&self) -> Option<BusinessDate> {
        let theirs = self.clocks.iter().filter(|clock| clock.party == self.to.person && clock.bars);
        theirs.filter(|clock| clock.state == ClockStand::Running).filter_map(|clock| clock.counted_end).min()
    }
}

fn sender(asked: &AskedLetter) -> Result<Sender, DeskError> {
    let parts = [
        (&asked.lender, "the lender's name"),
        (&asked.reach, "a way to reach the lender"),
        (&asked.officer, "the person who answers for it"),
    ];
    if let Some((_, what)) = parts.iter().find(|(words, _)| words.trim().is_empty()) {
        return Err(Refusal::TextLacks(what).into());
    }
    let said = |words: &str| words.trim().to_owned();
    Ok(Sender { lender: said(&asked.lender), reach: said(&asked.reach), officer: said(&asked.officer) })
}

fn named(desk: &Desk, party: &PartyId) -> Result<Option<String>, DeskError> {
    Ok(Some(name_of(desk.book(), party)?).filter(|name| !name.trim().is_empty()))
}

/// The penalty of a loan, for the letter that shows it and for no other.
fn penalty(
    facts: &LoanFacts,
    asked: &AskedLetter,
    policy: &Policy,
    until: BusinessDate,
) -> Result<Option<LoanPenalty>, LetterRefusal> {
    if asked.kind != Kind::PenaltyStatement {
        return Ok(None);
    }
    let shelf = Shelf::shipped().map_err(|error| LetterRefusal::penalty(facts, &error))?;
    let known = || shelf.conventions.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(", ");
    let by = asked.convention.clone().or_else(|| policy.strategy.penalty.clone());
    let by = by.ok_or_else(|| LetterRefusal::NoConvention { known: known() })?;
    let rates = (asked.rate, asked.overdue_rate);
    LoanPenalty::of(facts, &by, rates, &shelf, &policy.strategy.book, until).map(Some)
}

/// Everybody with a role: the borrower first.
fn parties(desk: &Desk, input: &CaseInput, borrower: Option<&str>) -> Result<Vec<PartyLine>, DeskError> {
    let mut parties = vec![line(&input.party, borrower, "borrower")];
    for other in &input.others {
        let name = named(desk, &other.party)?;
        parties.extend(other.roles.iter().map(|role| line(&other.party, name.as_deref(), &role.role)));
    }
    Ok(parties)
}

fn line(party: &PartyId, name: Option<&str>, role: &str) -> PartyLine {
    PartyLine { number: party.to_string(), name: name.unwrap_or_default().to_owned(), role: role.to_owned() }
}

fn clock_line(clock: &CaseClock) -> ClockLine {
    let against = if clock.role == "borrower" { String::new() } else { format!(" ({})", clock.role) };
    ClockLine {
        loan: clock.loan.to_string(),
        rule: format!("{}{against}", clock.rule),
        stands: clock.state.word().replace(' ', "_"),
        ends_on: clock.counted_end,
    }
}

/// The demands and notices on record, oldest first.
fn served(input: &CaseInput, desk: &Desk) -> Vec<ServedLine> {
    let told = input.events.iter().filter_map(|recorded| match &recorded.event {
        CaseEvent::HappeningRecorded(one) => Some(one),
        _ => None,
    });
    let notices = told.filter(|one| one.what.contains("demand") || one.what.contains("notice"));
    let line = |one: &HappeningRecorded| ServedLine {
        on: desk.clock().day_of(one.at),
        what: one.what.clone(),
        to: one.to.clone().unwrap_or_default(),
        proof: one.with.join(" "),
    };
    let mut lines: Vec<ServedLine> = notices.map(line).collect();
    lines.sort_by_key(|line| line.on);
    lines
}
