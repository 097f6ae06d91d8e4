//! Words and times the pages share.

use crate::pages::{ActionKind, SituationMark};
use crate::say;
use jiff::tz::TimeZone;
use makegood_case::{CaseEvent, Channel, HoldKind, Outcome};
use makegood_diagnosis::Situation;
use makegood_units::{BusinessDate, Instant, PartyId};
use makegood_views::Happened;

/// The name, or the number of somebody whose name was not delivered.
pub(crate) fn named(name: &str, party: &PartyId) -> String {
    if name.is_empty() { party.to_string() } else { name.to_owned() }
}

/// What kind of step a channel makes; in-house work has none.
pub(crate) fn kind(channel: Option<Channel>) -> ActionKind {
    match channel {
        Some(Channel::Call | Channel::InboundCall) => ActionKind::Call,
        Some(Channel::Message) => ActionKind::Message,
        Some(Channel::Email) => ActionKind::Email,
        Some(Channel::Letter) => ActionKind::Letter,
        Some(Channel::Visit) => ActionKind::Visit,
        None => ActionKind::Review,
    }
}

/// A situation as its chip shows it.
pub(crate) fn situation(of: Situation) -> SituationMark {
    let code = (of != Situation::Undetermined).then(|| of.code().to_owned());
    SituationMark { code, name: of.words().to_owned() }
}

/// A channel in words.
pub(crate) fn channel(of: Channel) -> &'static str {
    match of {
        Channel::Call => "Call",
        Channel::InboundCall => "They called us",
        Channel::Message => "Message",
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Visit => "Visit",
    }
}

/// What came of a contact, in words.
pub(crate) fn outcome(of: Outcome) -> &'static str {
    match of {
        Outcome::NoAnswer => "no answer",
        Outcome::NotConnected => "did not connect",
        Outcome::RightParty => "spoke with them",
        Outcome::PromiseToPay => "promise to pay",
        Outcome::Refused => "will not pay",
        Outcome::WrongNumber => "wrong number",
        Outcome::Dispute => "says it is wrong",
        Outcome::Hardship => "cannot pay",
        Outcome::Sent => "sent",
    }
}

/// A hold in a word or two.
pub(crate) fn hold(of: HoldKind) -> &'static str {
    match of {
        HoldKind::Dispute => "Dispute",
        HoldKind::Hardship => "Hardship",
        HoldKind::CeaseRequest => "No contact wanted",
        HoldKind::AttorneyRepresentation => "Lawyer",
        HoldKind::Moratorium => "Moratorium",
    }
}

/// The clock of one borrower.
pub(crate) struct Local {
    zone: TimeZone,
    place: String,
}

impl Local {
    /// The zone by its IANA name; where none is on file times are said in UTC.
    pub(crate) fn new(name: Option<&str>) -> Self {
        let known = name.and_then(|name| Some((TimeZone::get(name).ok()?, name)));
        let Some((zone, name)) = known else { return Self { zone: TimeZone::UTC, place: "UTC".to_owned() } };
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        Self { zone, place: format!("in {city}") }
    }

    /// `in Kampala`, or `UTC`.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// `08:00`.
    pub(crate) fn time(&self, at: Instant) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }

    /// `Wed 4 Apr 2007, 08:00 in Kampala`: what is kept is read long after.
    pub(crate) fn full(&self, at: Instant) -> String {
        let day = at.to_zoned(self.zone.clone()).strftime("%a %-d %b %Y, %H:%M").to_string();
        format!("{day} {}", self.place)
    }

    /// The instant of a day and an hour there; of an hour the clock skips, the one after.
    pub(crate) fn instant(&self, civil: jiff::civil::DateTime) -> Option<Instant> {
        self.zone.to_timestamp(civil).ok()
    }

    fn day(&self, at: Instant) -> BusinessDate {
        BusinessDate::from_civil(at.to_zoned(self.zone.clone()).date())
    }

    /// `08:00 in Kampala`, with the day before it when it is not `today`: `Wed 4 Apr,
    /// 08:00 in Kampala`.
    pub(crate) fn moment(&self, at: Instant, today: BusinessDate) -> String {
        let (time, place) = (self.time(at), &self.place);
        if self.day(at) == today {
            return format!("{time} {place}");
        }
        let day = at.to_zoned(self.zone.clone()).strftime("%a %-d %b").to_string();
        format!("{day}, {time} {place}")
    }
}

/// A day with its weekday, as text: `Friday 6 April 2007`.
pub(crate) fn title_of_day(day: &BusinessDate) -> String {
    format!("{} {}", say::weekday(day), say::day_text(day))
}

/// What somebody recorded, in a few words with its hour: `no answer, 09:20`.
pub(crate) fn recorded(one: &Happened, local: &Local) -> String {
    match &one.event {
        CaseEvent::ContactRecorded(contact) => format!("{}, {}", outcome(contact.outcome), local.time(contact.at)),
        CaseEvent::PromiseMade(promise) => format!("promise by {}", say::day_text(&promise.due_on)),
        CaseEvent::HoldPlaced(placed) => format!("{} hold", hold(placed.kind).to_lowercase()),
        CaseEvent::HoldLifted(_) => "hold lifted".to_owned(),
        CaseEvent::ContactPointClosed(_) => "number closed".to_owned(),
        CaseEvent::EvidenceNoted(_) => "fact noted".to_owned(),
        CaseEvent::CaseReviewed(_) => "read by a leader".to_owned(),
        CaseEvent::HappeningRecorded(one) => one.what.replace('_', " "),
        CaseEvent::HappeningEnded(one) => format!("{} ended", one.what.replace('_', " ")),
        CaseEvent::FactStated(_) => "fact stated".to_owned(),
        CaseEvent::FileFactLearned(_) => "fact for the file".to_owned(),
        CaseEvent::RestrictedFactsOpened(_) => "restricted facts opened".to_owned(),
        CaseEvent::StepDone(_) => "done".to_owned(),
        CaseEvent::StepApproved(_) => "agreed to".to_owned(),
        CaseEvent::StepDeclined(_) => "not agreed to".to_owned(),
        CaseEvent::PlanMade(_) => "plan made".to_owned(),
        CaseEvent::WorkoutRecorded(_) => "way out".to_owned(),
        CaseEvent::LadderSkipped(_) => "gone on to a firmer step".to_owned(),
        CaseEvent::RecourseFactLearned(one) => format!("{} learnt", one.called()),
        CaseEvent::RecourseFactWithdrawn(one) => format!("{} withdrawn", one.called()),
        CaseEvent::OnFinding(one) => one.to_string(),
        CaseEvent::OnAttention(one) => one.to_string(),
        CaseEvent::VisitPrepared(_) => "visit prepared".to_owned(),
        CaseEvent::VisitBegun(_) => "visit begun".to_owned(),
        CaseEvent::VisitFound(_) => "findings of a visit".to_owned(),
        CaseEvent::Assigned(_) => "given to somebody".to_owned(),
        CaseEvent::Snoozed(one) => format!("put off until {}", say::day_text(&one.until)),
        CaseEvent::NoteWritten(_) => "note".to_owned(),
        CaseEvent::NoteRetracted(_) => "note taken back".to_owned(),
        CaseEvent::OnWords(event) => event.words(),
        CaseEvent::OnTeam(event) => event.words(),
        CaseEvent::OnTalk(event) => event.words(),
    }
}

/// What else was said of a request, a notice or a grievance.
pub(crate) fn happening(one: &makegood_case::HappeningRecorded) -> String {
    let plain = |word: &String| word.replace('_', " ");
    let mut said: Vec<String> = one.with.iter().map(plain).collect();
    said.extend(one.by.iter().map(|by| format!("by {}", plain(by))));
    said.extend(one.to.iter().map(|to| format!("to {}", plain(to))));
    said.extend(one.place.iter().map(|place| format!("at {}", plain(place))));
    said.extend(one.debts.iter().map(|debt| format!("loan {debt}")));
    said.extend(one.until.iter().map(|until| format!("until {}", say::day_text(until))));
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::Local;

    #[test]
    fn times_are_said_where_the_borrower_lives() {
        let at = "2007-04-04T05:00:00Z".parse().expect("an instant");
        let [third, fourth] = ["2007-04-03", "2007-04-04"].map(|day| day.parse().expect("a day"));
        let kampala = Local::new(Some("Africa/Kampala"));
        assert_eq!(kampala.moment(at, third), "Wed 4 Apr, 08:00 in Kampala");
        assert_eq!(kampala.moment(at, fourth), "08:00 in Kampala");
        assert_eq!(Local::new(Some("America/Port_of_Spain")).moment(at, fourth), "01:00 in Port of Spain");
        for unknown in [None, Some("Nowhere/Land")] {
            assert_eq!(Local::new(unknown).moment(at, fourth), "05:00 UTC");
        }
    }
}
