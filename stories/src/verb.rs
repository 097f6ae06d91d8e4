//! What can happen on a line of a story.

use crate::attention::{self, Attention};
use crate::contact::{self, ContactMade};
use crate::findings;
use crate::law::{self, Question};
use crate::loan_verb::{self, LoanVerb};
use crate::quoted;
use crate::recourse::{self, RecourseVerb};
use crate::way_verb::{self, WayVerb};
use makegood_case::{Confidence, FileRow, HoldKind};
use makegood_desk::{FindingDecision, TakenHow};
use makegood_units::{BusinessDate, Rate};

/// Something that happens, or is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Something about recourse and security.
    Recourse(RecourseVerb),
    /// The day is closed.
    Close,
    /// Money came, for the first loan unless another is named, valued on the day
    /// unless an earlier one is given.
    Pay { amount: String, loan: Option<String>, valued_on: Option<BusinessDate> },
    /// Something else happened to the first loan.
    Loan(LoanVerb),
    /// Penalty interest up to the day, by a shipped convention; the contract's rates
    /// where it needs them.
    Penalty { convention: String, rates: Option<(Rate, Option<Rate>)> },
    /// The asset classes up to the day, by a shipped scheme.
    Classes { scheme: String },
    /// What the lender's books knew of the case at the end of an earlier day.
    KnownOn { day: BusinessDate },
    /// An attempt or a conversation.
    Contact(ContactMade),
    /// The gate is asked.
    MayWe(Question),
    /// Something of which the law may speak is put on record.
    Note { words: String },
    /// Until when the claims can be enforced.
    Clocks,
    /// What a promise can rest on.
    Offer,
    /// Evidence is noted.
    Learn { evidence: String, confidence: Confidence, source: String },
    /// A fact enters the borrower's file.
    File { row: FileRow },
    /// A leader reads the case.
    Review { note: String },
    /// A step in the house is done, agreed to by a second person, or gone on to.
    Step { step: String, how: TakenHow, note: String },
    /// Somebody decides about the finding, or the borrower contests it.
    Finding { by: String, what: FindingDecision, note: String },
    /// The diagnosis over time, from one change point to the next.
    OverTime,
    /// What the finding says at maturity.
    AtMaturity,
    /// A plan is made for the cause that was found.
    Plan { method: String, due_on: BusinessDate, required_result: String },
    /// The case is put off.
    Snooze { until: BusinessDate, reason: String },
    /// The case is given to somebody; none when to nobody in particular.
    Assign { officer: Option<String>, reason: String },
    /// A hold ends.
    Lift { kind: HoldKind, reason: String },
    /// A hold begins by other means than a conversation.
    Hold { kind: HoldKind, until: Option<BusinessDate>, reason: String },
    /// A new number or address becomes known, as a delivered file would say it.
    NewPoint { line: String },
    /// Something about words, a hard case or its team.
    Attention(Attention),
    /// Something about the way out of the case.
    Way(WayVerb),
    /// The sums of the life.
    End,
    /// The law of conservation.
    Always,
}

/// Reads what happens.
pub(crate) fn read(text: &str) -> Result<Verb, String> {
    let text = text.trim();
    if text == "day close" {
        return Ok(Verb::Close);
    }
    if text == "what can they promise?" {
        return Ok(Verb::Offer);
    }
    let asked = [("clocks", Verb::Clocks), ("finding over time", Verb::OverTime), ("at maturity", Verb::AtMaturity)];
    if let Some((_, verb)) = asked.into_iter().find(|(word, _)| *word == text) {
        return Ok(verb);
    }
    if let Some(read) = attention::read(text) {
        return read.map(Verb::Attention);
    }
    if let Some(read) = way_verb::read(text) {
        return read.map(Verb::Way);
    }
    if let Some(read) = recourse::read(text) {
        return read.map(Verb::Recourse);
    }
    if let Some(read) = loan_verb::read(text) {
        return read.map(Verb::Loan);
    }
    if let Some(day) = text.strip_prefix("as known on ") {
        return day.parse().map(|day| Verb::KnownOn { day }).map_err(|error| format!("{error}"));
    }
    if let Some(asked) = text.strip_prefix("penalty by ") {
        return penalty(asked);
    }
    if let Some(scheme) = text.strip_prefix("classes by ") {
        return Ok(Verb::Classes { scheme: scheme.to_owned() });
    }
    if let Some(asked) = text.strip_prefix("may we ") {
        return may_we(asked);
    }
    if let Some((way, outcome)) = text.split_once(": ")
        && let Some((channel, contact_point)) = contact::way(way)
    {
        return contact::read(channel, contact_point, outcome).map(Verb::Contact);
    }
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    match first {
        "pay" => pay(rest),
        "note" => Ok(Verb::Note { words: rest.to_owned() }),
        "new" => Ok(Verb::NewPoint { line: rest.to_owned() }),
        "learn" => learn(rest),
        "file" => file(rest),
        "leader" => match quoted::only(rest)? {
            ("reads", note) => Ok(Verb::Review { note }),
            _ => Err("expected `leader reads \"…\"`".to_owned()),
        },
        "step" => {
            let (what, note) = quoted::only(rest)?;
            let read = what.split_once(' ').and_then(|(step, how)| Some((step.to_owned(), taken_how(how)?)));
            let (step, how) = read.ok_or("expected `step ID done \"…\"`, `agreed` or `skipped`")?;
            Ok(Verb::Step { step, how, note })
        }
        "finding" => findings::read(rest),
        "plan" => plan(rest),
        "snooze" => {
            let (day, reason) = quoted::only(rest)?;
            let day = day.strip_prefix("until ").ok_or("expected `snooze until 2026-03-30 \"…\"`")?;
            Ok(Verb::Snooze { until: day.parse().map_err(|error| format!("{error}"))?, reason })
        }
        "assign" => {
            let (who, reason) = quoted::only(rest)?;
            let who = who.strip_prefix("to ").ok_or("expected `assign to the colleague \"…\"`, or `to nobody`")?;
            Ok(Verb::Assign { officer: (who != "nobody").then(|| who.to_owned()), reason })
        }
        "lift" => {
            let (kind, reason) = quoted::only(rest)?;
            Ok(Verb::Lift { kind: hold_kind(kind)?, reason })
        }
        "hold" => {
            let (what, reason) = quoted::only(rest)?;
            let (kind, until) = what.split_once(" until ").map_or((what, None), |(kind, day)| (kind, Some(day)));
            let until = until.map(|day| day.parse().map_err(|error| format!("{error}"))).transpose()?;
            Ok(Verb::Hold { kind: hold_kind(kind)?, until, reason })
        }
        _ => Err(format!(
            "nobody knows what to do with {text:?}; expected day close, pay, reverse, charge, pause, re-age:, as known on, call:, visit:, letter:, message:, \
             email:, calls us:, may we, note, clocks, learn, file, leader reads, step, finding, at maturity, plan, snooze, assign, lift, hold or new phone"
        )),
    }
}

fn taken_how(word: &str) -> Option<TakenHow> {
    Some(match word {
        "done" => TakenHow::Done,
        "agreed" => TakenHow::Agreed,
        "declined" => TakenHow::Declined,
        "skipped" => TakenHow::Skipped,
        _ => return None,
    })
}

/// `"what is done" by 2026-04-25, so that "what comes of it"`.
fn plan(rest: &str) -> Result<Verb, String> {
    let expected = || "expected `plan \"…\" by 2026-04-25, so that \"…\"`".to_owned();
    let (before, method, after) = quoted::split(rest);
    let (day, result) = quoted::only(after)?;
    let day = day.strip_prefix("by ").and_then(|day| day.strip_suffix(", so that")).ok_or_else(expected)?;
    let due_on = day.parse().map_err(|error| format!("{error}"))?;
    let method = method.filter(|_| before.is_empty()).ok_or_else(expected)?.to_owned();
    Ok(Verb::Plan { method, due_on, required_result: result })
}

/// `de.default_interest.consumer`, or with `at 9% a year` and `, 13.5% a year overdue`.
fn penalty(asked: &str) -> Result<Verb, String> {
    let (convention, rates) = asked.split_once(" at ").map_or((asked, None), |(name, rates)| (name, Some(rates)));
    let rate = |text: &str| text.trim().parse::<Rate>().map_err(|error| error.to_string());
    let rates = match rates.map(|rates| rates.split_once(',').map_or((rates, None), |(one, two)| (one, Some(two)))) {
        None => None,
        Some((contract, overdue)) => {
            let overdue = overdue.map(|text| rate(text.trim().trim_end_matches(" overdue"))).transpose()?;
            Some((rate(contract)?, overdue))
        }
    };
    Ok(Verb::Penalty { convention: convention.to_owned(), rates })
}

fn may_we(asked: &str) -> Result<Verb, String> {
    let read = asked.strip_suffix('?').and_then(law::question);
    read.map(Verb::MayWe).ok_or_else(|| {
        format!(
            "expected `may we call?`, message, email, write, visit or another act of the packs, if so somebody's name, \
             `on`, `at`, `about`, `with`, and what for: `to answer the dispute?`, `to offer a plan?`; found {asked:?}"
        )
    })
}

fn pay(rest: &str) -> Result<Verb, String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let (amount, mut words) = words.split_first().ok_or("expected `pay 100.00`")?;
    let mut verb = Verb::Pay { amount: (*amount).to_owned(), loan: None, valued_on: None };
    while let Verb::Pay { loan, valued_on, .. } = &mut verb {
        words = match words {
            [] => break,
            ["for", id, rest @ ..] => {
                *loan = Some((*id).to_owned());
                rest
            }
            ["valued", day, rest @ ..] => {
                *valued_on = Some(day.parse().map_err(|error| format!("{error}"))?);
                rest
            }
            _ => return Err(format!("expected `pay 100.00`, `for LOAN`, `valued DATE`; found {rest:?}")),
        };
    }
    Ok(verb)
}

fn learn(rest: &str) -> Result<Verb, String> {
    let (what, source) = quoted::only(rest)?;
    let (evidence, confidence) = match what.split_once(' ') {
        Some((evidence, "verified")) => (evidence, Confidence::Verified),
        Some((evidence, "stated")) => (evidence, Confidence::Stated),
        _ => return Err("expected `learn F03 verified \"…\"` or stated".to_owned()),
    };
    Ok(Verb::Learn { evidence: evidence.to_owned(), confidence, source })
}

/// `income line=wage monthly=180.00 verified "pay slip"`: the columns of a row of
/// `file_facts`; an underscore in `says` and `rescue` stands for a space.
fn file(rest: &str) -> Result<Verb, String> {
    let (what, source) = quoted::only(rest)?;
    let mut cells = vec![("source".to_owned(), source)];
    for (at, word) in what.split_whitespace().enumerate() {
        cells.push(match word.split_once('=') {
            Some((column @ ("says" | "rescue"), cell)) => (column.to_owned(), cell.replace('_', " ")),
            Some((column, cell)) => (column.to_owned(), cell.to_owned()),
            None if at == 0 => ("kind".to_owned(), word.to_owned()),
            None => ("confidence".to_owned(), word.to_owned()),
        });
    }
    Ok(Verb::File { row: FileRow::new(cells) })
}

fn hold_kind(word: &str) -> Result<HoldKind, String> {
    Ok(match word {
        "dispute" => HoldKind::Dispute,
        "hardship" => HoldKind::Hardship,
        "cease request" => HoldKind::CeaseRequest,
        "attorney" => HoldKind::AttorneyRepresentation,
        "moratorium" => HoldKind::Moratorium,
        _ => {
            return Err(format!(
                "{word:?} is no hold; there are dispute, hardship, cease request, attorney, moratorium"
            ));
        }
    })
}
