//! What may be said in a conversation, line by line, from true facts of this contract alone.
//! The first line asks who is speaking; nothing of the debt stands open before that is
//! answered. A consequence is said when its route is open today; else the line says why not.

use makegood_units::{Amount, BusinessDate, Currency, Money};
use serde::Serialize;

/// Whether something may be said of a step of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Route {
    /// It is open, authorised and in time, by these rules and facts.
    Open {
        /// What it rests on.
        rests_on: Vec<String>,
    },
    /// It may not be said, because.
    Closed {
        /// Why.
        why: String,
    },
}

/// What a script is made of. Nothing in it is supposed; what is not known is left out.
#[derive(Clone, Debug)]
pub struct ScriptFacts<'a> {
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Who is called, as written.
    pub borrower: &'a str,
    /// Who speaks.
    pub officer: &'a str,
    /// The lender as its letters name it; empty when none was made yet.
    pub lender: &'a str,
    /// Of every amount.
    pub currency: Currency,
    /// Due and unpaid.
    pub arrears: Amount,
    /// The due day of the oldest unpaid instalment.
    pub since: Option<BusinessDate>,
    /// Fees and costs that are due and unpaid.
    pub fees: Amount,
    /// Penalty interest that is due and unpaid.
    pub penalty: Amount,
    /// The next instalment: its day and what is unpaid of it.
    pub next_due: Option<(BusinessDate, Amount)>,
    /// What the lender does next, and from which day.
    pub next_step: Option<(&'a str, BusinessDate)>,
    /// Whether a suit may be spoken of.
    pub suit: Route,
    /// Whether a report to a credit bureau may be spoken of.
    pub credit: Route,
    /// Who answers for the case above the officer, and how to reach them.
    pub senior: Option<(&'a str, &'a str)>,
    /// The next question of the diagnosis.
    pub question: Option<&'a str>,
    /// Whether the first line was answered today, and it is them.
    pub is_opened: bool,
}

/// One line of a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScriptLine {
    /// Its name: `opening`, `purpose`, `owed`, `cause`, `fees`, `next_due`, `next_step`,
    /// `credit`, `suit`, `senior`, `promise`.
    pub id: &'static str,
    /// What it is for.
    pub title: &'static str,
    /// The words; none while it may not be said.
    pub says: Option<String>,
    /// Why it may not be said now; empty when it may.
    pub closed: String,
    /// What it rests on: rules and facts.
    pub rests_on: Vec<String>,
    /// Whether it is one of the consequences to be acknowledged.
    pub is_consequence: bool,
}

const NOT_OPENED: &str = "First ask who is speaking, and write the answer down.";

/// The lines in their order.
pub fn script(facts: &ScriptFacts<'_>) -> Vec<ScriptLine> {
    let money = |amount| Money::new(amount, facts.currency);
    let of = if facts.lender.is_empty() { String::new() } else { format!(" of {}", facts.lender) };
    let officer = facts.officer;
    let mut lines = vec![line(
        "opening",
        "Who is speaking",
        format!(
            "Good day, my name is {officer}. May I speak with {}? Before I go on: please tell me two things by which I know that it is you.",
            facts.borrower
        ),
    )];
    let purpose = format!("I am {officer}{of}. I call about your loan, to find a way with you to bring it up to date.");
    lines.push(line("purpose", "What for", purpose));
    if facts.arrears > Amount::ZERO {
        let since = facts.since.map_or(String::new(), |day| format!(", the oldest of it since {day}"));
        let says = format!("As of {} {} is due and unpaid{since}.", facts.as_of, money(facts.arrears));
        lines.push(line("owed", "What is owed", says));
    }
    let asks = facts.question.unwrap_or("What happened, and what can you manage?");
    lines.push(line("cause", "Why", asks.to_owned()));
    lines.extend(consequences(facts));
    if let Some((name, reach)) = facts.senior {
        lines.push(line("senior", "Who answers for it", format!("{name} answers for your case with us. {reach}")));
    }
    let says = "What can you pay, by which day, and where will the money come from? I write it down in your own words.";
    lines.push(line("promise", "What they can do", says.to_owned()));
    if !facts.is_opened {
        for line in lines.iter_mut().skip(1) {
            line.says = None;
            line.closed = NOT_OPENED.to_owned();
        }
    }
    lines
}

fn line(id: &'static str, title: &'static str, says: String) -> ScriptLine {
    ScriptLine { id, title, says: Some(says), closed: String::new(), rests_on: Vec::new(), is_consequence: false }
}

/// What follows from not paying, as far as it is true of this contract today.
fn consequences(facts: &ScriptFacts<'_>) -> Vec<ScriptLine> {
    let money = |amount| Money::new(amount, facts.currency);
    let mut lines = Vec::new();
    let charged = [(facts.fees, "fees and costs"), (facts.penalty, "interest on what is late")];
    let charged = charged.into_iter().filter(|(amount, _)| *amount > Amount::ZERO);
    let charged: Vec<String> = charged.map(|(amount, what)| format!("{} is {what}", money(amount))).collect();
    if !charged.is_empty() {
        let says = format!("Of what is due and unpaid, {}.", charged.join(" and "));
        lines.push(line("fees", "Fees and charges", says));
    }
    if let Some((day, amount)) = facts.next_due {
        let says = format!("The next instalment, {}, is due on {day}; it comes on top.", money(amount));
        lines.push(line("next_due", "What falls due next", says));
    }
    if let Some((step, from)) = facts.next_step {
        let says = format!("If nothing comes and nothing is agreed, what we do next is this, from {from}: {step}.");
        lines.push(line("next_step", "What we do next", says));
    }
    let credit =
        "If it stays unpaid, we may report it to the credit bureau, as the law lets us; what is paid is reported too.";
    lines.push(route("credit", "Credit record", credit, &facts.credit));
    let suit =
        "If we find no way together, we can bring the claim before the court. We would rather find a way with you.";
    lines.push(route("suit", "The court", suit, &facts.suit));
    for line in &mut lines {
        line.is_consequence = true;
    }
    lines
}

fn route(id: &'static str, title: &'static str, says: &str, route: &Route) -> ScriptLine {
    let mut line = line(id, title, says.to_owned());
    match route {
        Route::Open { rests_on } => line.rests_on.clone_from(rests_on),
        Route::Closed { why } => {
            line.says = None;
            line.closed.clone_from(why);
        }
    }
    line
}
