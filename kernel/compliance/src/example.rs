//! Worked examples: a log of what happened, questions, and what the gate must answer.

use crate::act::PlannedContact;
use crate::clear::{clear, standing};
use crate::facts::Facts;
use crate::local::Zone;
use crate::markdown::Fence;
use crate::pack::{Pack, PackError};
use crate::packs::Packs;
use crate::read_example::{Answer, Event, Line, Opens, Question, Says, read_lines};
use crate::sheet::{ConsentFact, ContactFact, FactSheet, HoldFact, RoleFact};
use crate::verdict::Verdict;
use crate::words::Role;
use makegood_case::{ContactPoint, ContactPointClosed, ContactPointKind, Hold};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};

/// A worked example of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Where it comes from, or what it shows.
    pub title: String,
    /// Where it begins in the file.
    pub line: usize,
    lines: Vec<Line>,
}

/// What became of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleResult {
    /// The pack it stands in.
    pub pack: String,
    /// Its title.
    pub title: String,
    /// How many questions it asked.
    pub questions: usize,
    /// The answers that were not the expected ones; none when it passed.
    pub surprises: Vec<Surprise>,
}

/// An answer that was not the expected one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {found}")]
pub struct Surprise {
    /// The file.
    pub file: String,
    /// The line of the question.
    pub line: usize,
    /// What the gate answered instead.
    pub found: String,
}

impl Example {
    pub(crate) fn parse(file: &str, fence: &Fence<'_>) -> Result<Self, Vec<PackError>> {
        Ok(Self { title: fence.title.to_owned(), line: fence.line, lines: read_lines(file, fence)? })
    }
}

/// Runs every example of a pack: under that pack alone, or under the packs the
/// example names.
pub fn run_examples(pack: &Pack, packs: &Packs) -> Vec<ExampleResult> {
    pack.examples.iter().map(|example| run(pack, example, packs)).collect()
}

fn run(pack: &Pack, example: &Example, packs: &Packs) -> ExampleResult {
    let named = example.lines.iter().find_map(|line| match &line.says {
        Says::Packs(named) => Some(named.iter().map(String::as_str).collect()),
        _ => None,
    });
    let ids: Vec<&str> = named.unwrap_or_else(|| vec![pack.id.as_str()]);
    let chosen = packs.only(&ids);
    let mut told = Told::new(&chosen);
    let mut result =
        ExampleResult { pack: pack.id.clone(), title: example.title.clone(), questions: 0, surprises: Vec::new() };
    let mut surprise =
        |line: usize, found: String| result.surprises.push(Surprise { file: pack.file.clone(), line, found });
    for id in ids.iter().filter(|id| !chosen.iter().any(|pack| pack.id == **id)) {
        surprise(example.line, format!("there is no pack {id}"));
    }
    for line in &example.lines {
        match &line.says {
            Says::Question { day, second, question } => {
                result.questions += 1;
                for found in told.ask(*day, *second, question, &chosen) {
                    surprise(line.line, found);
                }
            }
            other => {
                if let Err(found) = told.hear(line.line, other) {
                    surprise(line.line, found);
                }
            }
        }
    }
    result
}

/// The sheet as the log fills it, and the clock its times are written in.
struct Told {
    sheet: FactSheet,
    clock: Option<Zone>,
}

impl Told {
    /// Before the log begins: a borrower in UTC with a telephone, an e-mail and a
    /// postal address, and a lender all the chosen packs bind.
    fn new(packs: &Packs) -> Self {
        let mut sheet = FactSheet::new(PartyId::new("person"));
        sheet.lender = packs.lender_facts().into_iter().map(|fact| (fact.to_owned(), true)).collect();
        sheet.zones = vec!["UTC".to_owned()];
        sheet.roles = vec![RoleFact { fact: FactId::new("line", 0), debt: None, role: Role::Borrower }];
        let mut told = Self { sheet, clock: Zone::named("UTC") };
        for (name, kind) in [
            ("phone", ContactPointKind::Phone),
            ("email", ContactPointKind::Email),
            ("address", ContactPointKind::Address),
        ] {
            told.reach(name, kind);
        }
        told
    }

    fn reach(&mut self, name: &str, kind: ContactPointKind) -> ContactPointId {
        let id = ContactPointId::new(name);
        if !self.sheet.contact_points.iter().any(|point| point.id == id) {
            self.sheet.contact_points.push(ContactPoint {
                id: id.clone(),
                party: self.sheet.person.clone(),
                kind,
                value: name.to_owned(),
                place: None,
                time_zone: None,
                latitude_e6: None,
                longitude_e6: None,
                provenance: "example".to_owned(),
                consent: true,
            });
        }
        id
    }

    fn instant(&self, day: BusinessDate, second: i32) -> Result<Instant, String> {
        let at = self.clock.as_ref().and_then(|clock| clock.first_at(day, second, Instant::MIN));
        at.ok_or_else(|| format!("{day} at that time is no instant in the zone of the example"))
    }

    fn hear(&mut self, line: usize, says: &Says) -> Result<(), String> {
        match says {
            Says::Zones(zones) => {
                self.clock = Zone::named(zones.first().map_or("UTC", String::as_str));
                self.sheet.zones.clone_from(zones);
            }
            Says::Role { role, debt } => {
                let as_role =
                    |role| RoleFact { fact: FactId::new("line", line), debt: debt.as_deref().map(LoanId::from), role };
                // The first role said replaces the borrower an example begins with.
                self.sheet.roles.retain(|known| role.is_some() && known.fact != FactId::new("line", 0));
                self.sheet.roles.extend(role.map(as_role));
            }
            Says::Lender { fact, truth } => {
                self.sheet.lender.remove(fact);
                self.sheet.lender.extend(truth.map(|truth| (fact.clone(), truth)));
            }
            Says::Without(kind) => self.sheet.contact_points.retain(|point| point.kind != *kind),
            Says::Event { day, second, event } => {
                let at = self.instant(*day, *second)?;
                self.happen(line, *day, at, event);
            }
            Says::Packs(_) | Says::Question { .. } => {}
        }
        Ok(())
    }

    fn happen(&mut self, line: usize, day: BusinessDate, at: Instant, event: &Event) {
        let fact = FactId::new("line", line);
        match event {
            Event::Contacts { made, on, about } => {
                let contact_point = on.as_ref().map(|name| self.reach(name, ContactPointKind::Phone));
                let debts: Vec<LoanId> = about.iter().map(|debt| LoanId::new(debt.as_str())).collect();
                self.sheet.contacts.extend(made.iter().map(|(channel, outcome)| ContactFact {
                    fact: fact.clone(),
                    at,
                    channel: *channel,
                    outcome: *outcome,
                    debts: debts.clone(),
                    contact_point: contact_point.clone(),
                }));
            }
            Event::Consent { until, about } => self.sheet.consents.push(ConsentFact {
                fact,
                given_at: at,
                channel: makegood_case::Channel::Call,
                debts: about.iter().map(|debt| LoanId::new(debt.as_str())).collect(),
                until: *until,
                revoked_at: None,
            }),
            Event::Revoked => {
                for consent in self.sheet.consents.iter_mut().filter(|consent| consent.revoked_at.is_none()) {
                    consent.revoked_at = Some(at);
                }
            }
            Event::Hold { kind, until } => {
                let hold = Hold { kind: *kind, from: day, until: *until, reason: "example".to_owned() };
                self.sheet.holds.push(HoldFact { fact, hold, lifted_on: None });
            }
            Event::Lifted { kind } => {
                let open = |hold: &&mut HoldFact| hold.hold.kind == *kind && hold.lifted_on.is_none();
                for hold in self.sheet.holds.iter_mut().filter(open) {
                    hold.lifted_on = Some(day);
                }
            }
            Event::NotTheirs { point } => self.sheet.misdirected.push(ContactPointId::new(point.as_str())),
            Event::Closed { point } => self.sheet.closed.push(ContactPointClosed {
                contact_point: ContactPointId::new(point.as_str()),
                on: day,
                reason: "example".to_owned(),
            }),
        }
    }

    /// Everything about the answer that is not as expected.
    fn ask(&mut self, day: BusinessDate, second: i32, question: &Question, packs: &Packs) -> Vec<String> {
        let at = match self.instant(day, second) {
            Ok(at) => at,
            Err(found) => return vec![found],
        };
        let kind = crate::kinds::usable_contact_point::carries(question.channel);
        let contact_point = question.on.as_ref().map(|name| self.reach(name, kind));
        let contact = PlannedContact {
            person: self.sheet.person.clone(),
            channel: question.channel,
            debts: question.about.iter().map(|debt| LoanId::new(debt.as_str())).collect(),
            contact_point,
            purpose: question.purpose,
        };
        let facts = Facts::new(self.sheet.clone());
        let verdict = clear(&contact, &facts, packs, at);
        let said = standing(&contact, &facts, packs, at);
        let mut surprises = Vec::new();
        let answered = match (question.answer, &verdict) {
            (Answer::Yes, Verdict::Cleared(_)) | (Answer::Unknown, Verdict::Unknown { .. }) => true,
            (Answer::No, Verdict::DeferUntil { .. } | Verdict::Refused { .. }) => true,
            (Answer::Ask(role), Verdict::Redirect { to, .. }) => role == *to,
            _ => false,
        };
        let mut against: Vec<&str> = said.iter().filter(|hit| hit.bites).map(|hit| hit.rule.as_str()).collect();
        if !answered {
            let reasons: Vec<String> = verdict.hits().iter().map(|hit| format!("{}: {}", hit.rule, hit.says)).collect();
            surprises.push(format!("the gate says {} ({})", verdict.word(), reasons.join("; ")));
        }
        let mut named: Vec<&str> = question.rules.iter().map(String::as_str).collect();
        named.sort_unstable();
        against.sort_unstable();
        if !named.is_empty() && question.answer != Answer::Yes && named != against {
            surprises.push(format!("the rules against it are {}", against.join(" ")));
        }
        let heard = |hit: &&crate::RuleHit| named.is_empty() || named.contains(&hit.rule.as_str());
        for words in &question.words {
            if !said.iter().filter(heard).any(|hit| hit.says.contains(words)) {
                let all: Vec<&str> = said.iter().filter(heard).map(|hit| hit.says.as_str()).collect();
                surprises.push(format!("nothing says {words:?}, but: {}", all.join("; ")));
            }
        }
        surprises.extend(self.opening(question, &verdict));
        surprises
    }

    fn opening(&self, question: &Question, verdict: &Verdict<&PlannedContact>) -> Option<String> {
        let found = match verdict {
            Verdict::DeferUntil { opens_at, .. } => Some(*opens_at),
            _ => None,
        };
        let expected = match question.opens {
            Opens::Unsaid => return None,
            Opens::Never => None,
            Opens::At { day, second } => self.instant(day, second).ok(),
        };
        let shown = found.zip(self.clock.as_ref()).map(|(found, clock)| {
            let local = clock.local(found);
            format!("it opens {} {:02}:{:02}", local.day, local.second / 3_600, local.second / 60 % 60)
        });
        (found != expected).then(|| shown.unwrap_or_else(|| "it does not open".to_owned()))
    }
}
