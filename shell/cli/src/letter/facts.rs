//! What a letter needs to know, gathered from the book.

use super::LetterArgs;
use anyhow::{Context as _, Result};
use makegood_case::{CaseEvent, ContactPointKind};
use makegood_channels::words_context;
use makegood_day_close::{CaseClock, CaseInput, ClockStand, facts_about};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_letters::{
    ClockLine, Kind, Language, Letter, LetterRefusal, LoanBalance, PartyLine, Recipient, Sender, ServedLine,
};
use makegood_units::{Amount, BusinessDate, ContactPointId, LoanId, Money, PartyId};
use makegood_views::{case_clocks_on, case_input, name_of, policy_of};
use makegood_wording::{Addressee, Context};

/// One case as a letter sees it.
pub struct Facts {
    pub case: PartyId,
    pub person: PartyId,
    pub contact_point: Option<ContactPointId>,
    role: String,
    name: Option<String>,
    borrower: Option<String>,
    address: Vec<String>,
    written_on: BusinessDate,
    loans: Vec<LoanBalance>,
    parties: Vec<PartyLine>,
    served: Vec<ServedLine>,
    clocks: Vec<CaseClock>,
    /// What is on file that decides about words to who owes.
    words: Context,
}

impl Facts {
    pub fn gather(desk: &Desk, case: &PartyId, kind: Kind, args: &LetterArgs) -> Result<Self> {
        let book = desk.book();
        let written_on = desk.clock().today();
        let input = case_input(book, case, i64::MAX)?;
        let policy = policy_of(book, i64::MAX)?.ok_or(DeskError::Refused(Refusal::NoPolicy))?;
        let mut loans = Vec::new();
        for facts in &input.loans {
            let named = args.about.iter().any(|about| *about == facts.loan.id.as_str());
            let balance = LoanBalance::of(facts, written_on, &policy.strategy.book)?;
            if named || (args.about.is_empty() && balance.since().is_some()) {
                loans.push(balance);
            }
        }
        let known = facts_about(&input, written_on, policy.rules());
        let debts: Vec<LoanId> = loans.iter().map(|loan| loan.loan.clone()).collect();
        let words = words_context(&known, &debts);
        let read = case_clocks_on(book, case, Some(written_on))?.map(|read| read.clocks).unwrap_or_default();
        let concerned = |clock: &CaseClock| {
            clock.state != ClockStand::NotSetOff && loans.iter().any(|loan| loan.loan == clock.loan)
        };
        let clocks: Vec<CaseClock> = read.into_iter().filter(concerned).collect();
        let to = addressee(desk, &input, kind, args)?;
        let named = |party: &PartyId| -> Result<Option<String>> {
            Ok(Some(name_of(book, party)?).filter(|name| !name.trim().is_empty()))
        };
        let borrower = named(case)?;
        let mut parties = vec![line(case, borrower.as_deref(), "borrower")];
        for other in &input.others {
            let name = named(&other.party)?;
            for role in &other.roles {
                parties.push(line(&other.party, name.as_deref(), &role.role));
            }
        }
        let name = if kind == Kind::LawyerPack { args.lawyer.clone() } else { named(&to.person)? };
        Ok(Self {
            case: case.clone(),
            person: to.person,
            contact_point: to.contact_point,
            role: to.role,
            name,
            borrower,
            address: to.address,
            written_on,
            loans,
            parties,
            served: served(&input, desk),
            clocks,
            words,
        })
    }

    pub fn debts(&self) -> Vec<LoanId> {
        self.loans.iter().map(|loan| loan.loan.clone()).collect()
    }

    /// What is on file that decides about words.
    pub fn context(&self) -> Context {
        let role = if self.role == "lawyer" { "attorney" } else { &self.role };
        Context { to: Addressee::named(role).or(Some(Addressee::Debtor)), ..self.words.clone() }
    }

    pub fn letter(&self, kind: Kind, language: Language, args: &LetterArgs) -> Result<Letter> {
        let sender = [
            (&args.lender, "the lender's name"),
            (&args.reach, "a way to reach the lender"),
            (&args.officer, "the person who answers for it"),
        ];
        if let Some((_, what)) = sender.iter().find(|(words, _)| words.trim().is_empty()) {
            return Err(DeskError::Refused(Refusal::TextLacks(what)).into());
        }
        let nothing = || LetterRefusal::NothingDue(self.written_on);
        let currency = self.loans.first().ok_or_else(nothing)?.currency;
        let amount = |text: &String| {
            let parsed = Amount::parse(text, currency).with_context(|| format!("--amount {text}"));
            parsed.map(|amount| Money::new(amount, currency))
        };
        let day = self.written_on.to_string().replace('-', "");
        let person = if self.person == self.case { String::new() } else { format!("/{}", self.person) };
        Ok(Letter {
            kind,
            language,
            reference: format!("{}{person}/{day}/{}", self.case, kind.word()),
            written_on: self.written_on,
            sender: Sender {
                lender: args.lender.trim().to_owned(),
                reach: args.reach.trim().to_owned(),
                officer: args.officer.trim().to_owned(),
            },
            recipient: Recipient { name: self.name.clone(), address: self.address.clone(), role: self.role.clone() },
            borrower: self.borrower.clone(),
            loans: self.loans.clone(),
            answers_for: args.amount.as_ref().map(amount).transpose()?,
            pay_by: args.pay_by,
            cure_until: args.cure_until,
            enforceable_until: args.enforceable_until.or_else(|| self.enforceable_until()),
            is_time_barred: self.words.time_barred,
            group: args.group.clone(),
            parties: self.parties.clone(),
            served: self.served.clone(),
            clocks: self.clocks.iter().map(clock_line).collect(),
        })
    }
}

impl Facts {
    /// The first day on which a clock against the addressee ends the claim.
    fn enforceable_until(&self) -> Option<BusinessDate> {
        let theirs = self.clocks.iter().filter(|clock| clock.party == self.person && clock.bars);
        theirs.filter(|clock| clock.state == ClockStand::Running).filter_map(|clock| clock.counted_end).min()
    }
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

struct To {
    person: PartyId,
    role: String,
    contact_point: Option<ContactPointId>,
    address: Vec<String>,
}

/// The addressee with the first address on file. A stranger to the case is refused.
fn addressee(desk: &Desk, input: &CaseInput, kind: Kind, args: &LetterArgs) -> Result<To> {
    if kind == Kind::LawyerPack {
        let person = input.party.clone();
        return Ok(To { person, role: "lawyer".to_owned(), contact_point: None, address: Vec::new() });
    }
    let person = args.to.as_ref().map_or_else(|| input.party.clone(), |to| PartyId::new(to.as_str()));
    let (role, points) = if person == input.party {
        ("borrower".to_owned(), &input.contact_points)
    } else {
        let today = desk.clock().today();
        let other = input.others.iter().find(|other| other.party == person);
        let other = other.ok_or_else(|| DeskError::Refused(Refusal::NotOfTheCase(person.clone())))?;
        let role = other.roles.iter().filter(|role| role.holds_on(today)).map(|role| role.role.clone());
        let mut roles: Vec<String> = role.collect();
        // Of several roles the one this letter is for.
        roles.sort_by_key(|role| !kind.is_for(role));
        let role = roles.into_iter().next();
        (role.ok_or_else(|| DeskError::Refused(Refusal::NotOfTheCase(person.clone())))?, &other.contact_points)
    };
    let point = points.iter().find(|point| point.kind == ContactPointKind::Address);
    let address = point.map(|point| point.value.split(", ").map(str::to_owned).collect()).unwrap_or_default();
    Ok(To { person, role, contact_point: point.map(|point| point.id.clone()), address })
}

fn line(party: &PartyId, name: Option<&str>, role: &str) -> PartyLine {
    PartyLine { number: party.to_string(), name: name.unwrap_or_default().to_owned(), role: role.to_owned() }
}

/// The demands and notices on record, oldest first.
fn served(input: &CaseInput, desk: &Desk) -> Vec<ServedLine> {
    let told = input.events.iter().filter_map(|recorded| match &recorded.event {
        CaseEvent::HappeningRecorded(one) => Some(one),
        _ => None,
    });
    let notices = told.filter(|one| one.what.contains("demand") || one.what.contains("notice"));
    let line = |one: &makegood_case::HappeningRecorded| ServedLine {
        on: desk.clock().day_of(one.at),
        what: one.what.clone(),
        to: one.to.clone().unwrap_or_default(),
        proof: one.with.join(" "),
    };
    let mut lines: Vec<ServedLine> = notices.map(line).collect();
    lines.sort_by_key(|line| line.on);
    lines
}
