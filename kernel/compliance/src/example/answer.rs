//! Reads the questions and the answers expected.

use super::line::{Details, before_details};
use super::read::{Expected, word};
use crate::clock::{ClockQuestion, read_clock_question};
use crate::deed::{DEEDS, Deed};
use crate::read::second_of_day;
use crate::words::{PURPOSES, Purpose, ROLES, Role, Words, listed, meaning};
use makegood_units::BusinessDate;

/// A question of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// May we?
    May(MayWe),
    /// What must we do?
    Must { duties: Vec<(String, Option<BusinessDate>)> },
    /// How long is a record kept, whose period begins on the day of the line?
    Keep { record: String, until: Option<BusinessDate> },
    /// How does a clock stand?
    Clock(ClockQuestion),
}

/// May we?
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MayWe {
    pub deed: Deed,
    pub details: Details,
    pub purpose: Purpose,
    pub answer: Expect,
    pub rules: Vec<String>,
    pub words: Vec<String>,
    pub opens: Opens,
}

/// The answer expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    Yes,
    No,
    Unknown,
    Ask(Role),
    Warn,
    Approval(Option<String>),
    Document(String),
}

/// When it is expected to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    Unsaid,
    At { day: BusinessDate, second: i32 },
    Never,
}

const PHRASES: &Words<Purpose> = &[
    ("answer the dispute", Purpose::AnswerDispute),
    ("offer a plan", Purpose::OfferPlan),
    ("say collection ends", Purpose::SayCollectionEnds),
    ("name a possible remedy", Purpose::NamePossibleRemedy),
    ("announce a remedy", Purpose::AnnounceRemedy),
    ("give a required notice", Purpose::GiveRequiredNotice),
    ("ask where they are", Purpose::AskLocation),
    ("find the representative", Purpose::FindRepresentative),
    ("answer their question", Purpose::AnswerQuery),
    ("do what they asked", Purpose::AtTheirRequest),
    ("confirm the opt-out", Purpose::ConfirmOptOut),
    ("file a claim", Purpose::FileClaim),
    ("speak of another liability", Purpose::OngoingLiability),
    ("announce a visit", Purpose::AnnounceVisit),
    ("remind before the due day", Purpose::RemindBeforeDue),
    ("verify employment", Purpose::VerifyEmployment),
];

/// Reads a question; none when the words are no question.
pub(super) fn read_question(text: &str) -> Option<Result<Question, Expected>> {
    if let Some(asked) = text.strip_prefix("may we ") {
        return Some(may_we(asked).map(Question::May));
    }
    if let Some(told) = text.strip_prefix("what must we do?") {
        return Some(must(told));
    }
    if let Some(asked) = read_clock_question(text) {
        return Some(asked.map(Question::Clock));
    }
    let kept = text.strip_prefix("how long do we keep ")?;
    Some(keep(kept).ok_or_else(|| "how long do we keep WORD?  until 2029-03-01, or nothing".to_owned()))
}

fn keep(text: &str) -> Option<Question> {
    let (record, told) = text.split_once('?')?;
    let until = match told.trim() {
        "nothing" => None,
        told => Some(told.strip_prefix("until ")?.trim().parse().ok()?),
    };
    Some(Question::Keep { record: record.trim().replace(' ', "_"), until })
}

/// `us.regx.live_contact by 2026-02-06`, several with two spaces between, or `nothing`.
fn must(told: &str) -> Result<Question, Expected> {
    let mut duties = Vec::new();
    for column in columns(told).filter(|column| *column != "nothing") {
        let words: Vec<&str> = column.split_whitespace().collect();
        duties.push(match words.as_slice() {
            [rule] => ((*rule).to_owned(), None),
            [rule, "by", day] => ((*rule).to_owned(), Some(day.parse().map_err(|_| "a day after by")?)),
            _ => return Err("nothing, or rules: us.regx.live_contact by 2026-02-06".to_owned()),
        });
    }
    Ok(Question::Must { duties })
}

fn columns(text: &str) -> impl Iterator<Item = &str> {
    text.split("  ").map(str::trim).filter(|column| !column.is_empty())
}

fn may_we(text: &str) -> Result<MayWe, Expected> {
    let (asked, told) = text.split_once('?').ok_or("a ? after the question")?;
    let (asked, purpose) = match split_purpose(asked) {
        Some((asked, aim)) => (asked, aim?),
        None => (asked, Purpose::Collect),
    };
    let words: Vec<&str> = asked.split_whitespace().collect();
    let (deed, rest) = deed_of(&words)?;
    let details = Details::read(rest)?;
    let mut columns = columns(told);
    let answer = read_answer(columns.next().unwrap_or_default())?;
    let (rules, words, opens) = (Vec::new(), Vec::new(), Opens::Unsaid);
    let mut question = MayWe { deed, details, purpose, answer, rules, words, opens };
    for column in columns {
        read_column(&mut question, column)?;
    }
    Ok(question)
}

/// The last `to …` of a question is what the act is for.
fn split_purpose(asked: &str) -> Option<(&str, Result<Purpose, Expected>)> {
    let (before, aim) = asked.rsplit_once(" to ")?;
    let word = aim.trim().replace([' ', '-'], "_");
    let purpose = meaning(PHRASES, aim.trim()).or_else(|| meaning(PURPOSES, &word));
    Some((before, purpose.ok_or_else(|| format!("to {}, or {}", listed(PHRASES), listed(PURPOSES)))))
}

/// The longest act the words begin with: `refer for recovery` is one, though
/// `for` begins a detail elsewhere.
fn deed_of<'w, 't>(words: &'w [&'t str]) -> Result<(Deed, &'w [&'t str]), Expected> {
    let (verb, rest) = before_details(words);
    let longer = (verb.len() + 1..=words.len().min(4)).rev().find_map(|length| {
        let (verb, rest) = words.split_at(length);
        meaning(DEEDS, &verb.join("_")).map(|deed| (deed, rest))
    });
    longer.map_or_else(|| Ok((verb_of(verb)?, rest)), Ok)
}

/// `call`, `write`, `report credit`, `report_credit`.
fn verb_of(words: &[&str]) -> Result<Deed, Expected> {
    let verb = words.join("_");
    match verb.as_str() {
        "write" => Ok(Deed::Letter),
        "text" => Ok(Deed::Message),
        "answer" => Ok(Deed::InboundCall),
        verb => word(DEEDS, verb).map_err(|listed| format!("{listed}, or write")),
    }
}

fn read_answer(text: &str) -> Result<Expect, Expected> {
    let word_of = |text: &str| text.trim().replace(' ', "_");
    match text {
        "yes" => return Ok(Expect::Yes),
        "no" => return Ok(Expect::No),
        "unknown" => return Ok(Expect::Unknown),
        "warn" | "warned" | "yes, with a reason" => return Ok(Expect::Warn),
        "needs approval" => return Ok(Expect::Approval(None)),
        _ => {}
    }
    if let Some(office) = text.strip_prefix("needs approval of ").or_else(|| text.strip_prefix("needs approval by ")) {
        return Ok(Expect::Approval(Some(word_of(office.trim_start_matches("the ")))));
    }
    if let Some(document) = text.strip_prefix("needs ") {
        return Ok(Expect::Document(word_of(document)));
    }
    let role = text.strip_prefix("ask the ").and_then(|role| meaning(ROLES, &word_of(role)));
    role.map(Expect::Ask).ok_or_else(|| {
        "yes, no, unknown, warn, needs approval of an office, needs a document, or ask the attorney; two spaces after it"
            .to_owned()
    })
}

/// A list of rules, the instant it opens, or words the rule must say.
fn read_column(question: &mut MayWe, column: &str) -> Result<(), Expected> {
    let words: Vec<&str> = column.split_whitespace().collect();
    match words.as_slice() {
        ["opens", day, time] => {
            let day = day.parse().map_err(|_| "opens, a day and a time")?;
            question.opens = Opens::At { day, second: second_of_day(time).ok_or("opens, a day and a time")? };
        }
        ["never", "opens"] => question.opens = Opens::Never,
        rules if question.rules.is_empty() && rules.iter().all(|rule| is_rule(rule)) => {
            question.rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
        }
        _ => question.words.push(column.to_owned()),
    }
    Ok(())
}

/// A rule's name has a dot inside and starts with a letter.
fn is_rule(word: &str) -> bool {
    let inside = word.trim_matches('.');
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && inside == word
        && word.contains('.')
        && !word.contains("..")
}
