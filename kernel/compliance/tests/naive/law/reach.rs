//! Conditions, read again from the words they print; which acts a rule is about;
//! what stands now; answers to what the person wrote.

use super::{Asked, Question, about, debts_of, value};
use makegood_case::{Channel, HoldKind};
use makegood_compliance::{Act, Condition, ContactFact, FactValue, Happening};
use makegood_units::{BusinessDate, Decimal, LoanId};

/// Whether all hold: one that does not is enough, one nobody knows is unknown.
pub fn all<A: Act>(conditions: &[Condition], question: &Question<'_, A>, today: BusinessDate) -> Option<bool> {
    let found: Vec<Option<bool>> = conditions.iter().map(|condition| holds(condition, question, today)).collect();
    match () {
        () if found.contains(&Some(false)) => Some(false),
        () if found.contains(&None) => None,
        () => Some(true),
    }
}

/// Whether a condition holds for one of the debts; none when nobody knows.
pub fn holds<A: Act>(condition: &Condition, question: &Question<'_, A>, today: BusinessDate) -> Option<bool> {
    let debts = debts_of(question.act, question.sheet);
    let found: Vec<Option<bool>> = debts.iter().map(|debt| holds_for(condition, question, debt, today)).collect();
    match () {
        () if found.contains(&Some(true)) => Some(true),
        () if found.contains(&None) => None,
        () => Some(false),
    }
}

fn holds_for<A: Act>(
    condition: &Condition,
    question: &Question<'_, A>,
    debt: &Option<LoanId>,
    today: BusinessDate,
) -> Option<bool> {
    let text = condition.to_string();
    let parts: Vec<&str> = text.splitn(3, ' ').collect();
    match parts.as_slice() {
        [name] => truth(fact(question, name, debt)?),
        ["not", name] => truth(fact(question, name, debt)?).map(|truth| !truth),
        [name, "=", words] => among(words, &fact(question, name, debt)?),
        [name, "!=", words] => among(words, &fact(question, name, debt)?).map(|is| !is),
        [name, sign, limit] => {
            let since = fact(question, "arrears_since", debt).filter(|_| *name == "days_past_due");
            let number = match (since, fact(question, name, debt)) {
                (Some(FactValue::Day(since)), _) => Decimal::from(today.days_since(since).max(0)),
                (_, Some(FactValue::Number(number))) => number,
                _ => return None,
            };
            let limit: Decimal = limit.parse().unwrap();
            Some(match *sign {
                ">" => number > limit,
                ">=" => number >= limit,
                "<" => number < limit,
                "<=" => number <= limit,
                other => panic!("{other} compares nothing"),
            })
        }
        _ => panic!("{text:?} is no condition"),
    }
}

fn truth(value: FactValue) -> Option<bool> {
    if let FactValue::Truth(truth) = value { Some(truth) } else { None }
}

fn among(words: &str, value: &FactValue) -> Option<bool> {
    let FactValue::Word(word) = value else { return None };
    Some(words.split(" | ").any(|other| other == word))
}

/// A fact of the debt, else of none in particular.
pub fn fact<A: Act>(question: &Question<'_, A>, name: &str, debt: &Option<LoanId>) -> Option<FactValue> {
    let of = |wanted: &Option<LoanId>| {
        question
            .sheet
            .known
            .iter()
            .find(|known| known.name == name && known.debt == *wanted)
            .map(|one| one.value.clone())
    };
    let of_lender = question.sheet.lender.get(name).map(|truth| FactValue::Truth(*truth));
    let of_debt = if debt.is_some() { of(debt) } else { None };
    of_debt.or(of_lender).or_else(|| of(&None))
}

/// Something on file that may stand: a hold is turned into what it would be as a happening.
pub struct OnFile {
    pub what: String,
    pub with: Vec<String>,
    pub by: Option<String>,
    pub point: Option<makegood_units::ContactPointId>,
    pub place: Option<String>,
    pub debts: Vec<LoanId>,
    /// The local day it began and the day it ended.
    pub first: BusinessDate,
    pub until: Option<BusinessDate>,
    pub ended: Option<BusinessDate>,
    pub has_begun: bool,
    pub has_ended: bool,
    /// What tells which of two came later.
    pub order: (BusinessDate, Option<jiff::Timestamp>, String),
}

impl OnFile {
    pub fn stands(&self) -> bool {
        self.has_begun && !self.has_ended
    }

    pub fn has_form(&self, forms: &[String]) -> bool {
        forms.is_empty() || forms.iter().any(|form| self.with.contains(form))
    }
}

impl<A: Act> Asked<'_, A> {
    /// Everything on file that had been heard of.
    pub(super) fn on_file(&self) -> Vec<OnFile> {
        let mut all = Vec::new();
        for hold in &self.question.sheet.holds {
            let word = match hold.hold.kind {
                HoldKind::Dispute => "dispute",
                HoldKind::Hardship => "hardship",
                HoldKind::CeaseRequest => "cease_request",
                HoldKind::AttorneyRepresentation => "attorney_representation",
                HoldKind::Moratorium => "moratorium",
            };
            all.push(OnFile {
                what: word.to_owned(),
                with: Vec::new(),
                by: None,
                point: None,
                place: None,
                debts: Vec::new(),
                first: hold.hold.from,
                until: hold.hold.until,
                ended: hold.lifted_on,
                has_begun: hold.hold.from <= self.today,
                has_ended: hold.lifted_on.is_some_and(|on| on <= self.today)
                    || hold.hold.until.is_some_and(|until| until < self.today),
                order: (hold.hold.from, None, hold.fact.as_str().to_owned()),
            });
        }
        for one in self.question.sheet.happenings.iter().filter(|one| one.at <= self.question.heard) {
            all.push(self.happened(one));
        }
        all
    }

    fn happened(&self, one: &Happening) -> OnFile {
        OnFile {
            what: one.what.clone(),
            with: one.with.clone(),
            by: one.by.clone(),
            point: one.contact_point.clone(),
            place: one.place.clone(),
            debts: one.debts.clone(),
            first: self.clock.day(one.at),
            until: one.until,
            ended: one.ended.map(|(_, at)| self.clock.day(at)),
            has_begun: one.at <= self.question.at,
            has_ended: one.ended.is_some_and(|(_, at)| at <= self.question.at)
                || one.until.is_some_and(|until| until < self.today),
            order: (one.on, Some(one.at), one.fact.as_str().to_owned()),
        }
    }

    /// Whether, for every debt of the act, something that fits stands now: one thing for all of them.
    pub(super) fn stands_for_all(&self, fits: impl Fn(&OnFile) -> bool) -> bool {
        let debts = self.debts();
        self.on_file().iter().any(|one| fits(one) && one.stands() && debts.iter().all(|debt| about(&one.debts, debt)))
    }

    pub(super) fn debts(&self) -> Vec<Option<LoanId>> {
        debts_of(self.question.act, self.question.sheet)
    }

    /// The contacts that had been heard of.
    pub(super) fn contacts(&self) -> Vec<&ContactFact> {
        self.question.sheet.contacts.iter().filter(|contact| contact.at <= self.question.heard).collect()
    }

    /// Whether the act itself is of the sort the rule is about.
    pub(super) fn is_covered(&self) -> bool {
        let (reach, act) = (&self.rule.reach, self.question.act);
        let carries = |words: &[String]| words.iter().any(|word| act.carries().contains(word));
        let is_at = |places: &[String]| act.place().is_some_and(|place| places.contains(&place.to_owned()));
        let roles: Vec<_> = self.question.sheet.roles.iter().map(|role| role.role).collect();
        let mut covered = true;
        covered &= reach.only_for.is_empty() || reach.only_for.contains(&act.purpose());
        covered &= !reach.not_for.contains(&act.purpose());
        covered &= reach.only_with.is_empty() || carries(&reach.only_with);
        covered &= !carries(&reach.unless_with);
        covered &= reach.only_at.is_empty() || is_at(&reach.only_at);
        covered &= !is_at(&reach.not_at);
        covered &= reach.only_to.is_empty() || roles.iter().any(|role| reach.only_to.contains(role));
        covered
    }

    /// Whether a contact on file is of the sort the rule is about.
    pub(super) fn is_covered_on_file(&self, contact: &ContactFact) -> bool {
        let reach = &self.rule.reach;
        let is_at = |places: &[String]| contact.place.as_ref().is_some_and(|place| places.contains(place));
        let with = |words: &[String]| words.iter().any(|word| contact.with.contains(word));
        (reach.only_at.is_empty() || is_at(&reach.only_at))
            && !is_at(&reach.not_at)
            && (reach.only_with.is_empty() || with(&reach.only_with))
            && !with(&reach.unless_with)
    }

    /// Whether it answers what the person began on the same medium, and not too often.
    pub(super) fn is_reply(&self) -> bool {
        let Some(allowed) = self.rule.reach.replies.as_ref().and_then(|replies| value(replies, self.today)) else {
            return false;
        };
        let Some(channel) = self.question.act.deed().channel() else { return false };
        let (word, by_phone) = match channel {
            Channel::Call | Channel::InboundCall => ("calls", true),
            Channel::Message => ("writes_message", false),
            Channel::Email => ("writes_email", false),
            Channel::Letter => ("writes_letter", false),
            Channel::Visit => ("visits_us", false),
        };
        let mut began: Vec<jiff::Timestamp> = Vec::new();
        for one in self.question.sheet.happenings.iter().filter(|one| one.at <= self.question.heard) {
            if one.what == word {
                began.push(one.at);
            }
        }
        for contact in self.contacts() {
            if by_phone && contact.channel == Channel::InboundCall {
                began.push(contact.at);
            }
        }
        let Some(since) = began.into_iter().max() else { return false };
        let sent = self.contacts().into_iter().filter(|one| one.channel == channel && one.at > since).count();
        sent < usize::try_from(allowed).unwrap()
    }
}
