//! A letter or e-mail: the same, with every instalment behind the amount.

use crate::plain::{amounts, long_date, one_line};
use crate::{Kind, LateLoan, LetterFacts};
use makegood_case::{Channel, PromisePart, PromiseState};
use makegood_units::{Amount, Money};
use makegood_views::Debt;

/// The subject line.
pub(crate) fn subject(kind: Kind, facts: &LetterFacts) -> String {
    let loans = if facts.loans.len() == 1 { "your loan" } else { "your loans" };
    let ids: Vec<String> = facts.loans.iter().map(|loan| one_line(loan.loan.as_str())).collect();
    let what = match kind {
        Kind::Reminder => "A reminder about",
        Kind::Letter => "About",
    };
    format!("{what} {loans} {}", ids.join(", "))
}

/// The body, from the salutation to the signature.
pub(crate) fn letter(kind: Kind, channel: Channel, facts: &LetterFacts, totals: &[Money]) -> String {
    let LetterFacts { sender, as_of, .. } = facts;
    let officer = one_line(&facts.officer);
    let (loans, them) = if facts.loans.len() == 1 { ("loan", "it") } else { ("loans", "them") };
    let opening = match kind {
        Kind::Reminder => "This is a reminder, in case it slipped your mind.",
        Kind::Letter => "We write so that you and we have the same figures in front of us.",
    };
    let mut paragraphs = vec![
        greeting(facts),
        format!(
            "{opening} By our books of {}, {} of your {loans} is past due. Paying that brings {them} up to date. \
             This is how it is made up:",
            long_date(*as_of),
            amounts(totals)
        ),
    ];
    paragraphs.extend(facts.loans.iter().map(table));
    paragraphs.extend(promise(facts));
    paragraphs.push(format!(
        "If you have paid already, or something here is wrong, tell us and we will look at it: {officer}, {}.",
        sender.reach
    ));
    paragraphs.push(
        "You may also answer: I cannot pay this now. Then tell us why, if you like, and what you can do.".to_owned(),
    );
    if channel == Channel::Email {
        paragraphs.push("If you want no more e-mails from us at this address, tell us.".to_owned());
    }
    paragraphs.push(format!("{officer}\n{}", sender.lender));
    let filled: Vec<String> = paragraphs.iter().map(|paragraph| wrap(paragraph)).collect();
    format!("{}\n", filled.join("\n\n"))
}

fn greeting(facts: &LetterFacts) -> String {
    let name = one_line(&facts.name);
    if name.is_empty() { "Good day,".to_owned() } else { format!("Dear {name},") }
}

/// The instalments of one loan in columns, the amounts right-aligned.
fn table(loan: &LateLoan) -> String {
    let money = |amount: Amount| Money::new(amount, loan.currency).to_string();
    let total = money(loan.arrears);
    let width = loan.instalments.iter().map(|row| money(row.unpaid).len()).fold(total.len(), usize::max);
    let days = if loan.days_past_due == 1 { "1 day".to_owned() } else { format!("{} days", loan.days_past_due) };
    let mut lines = vec![
        format!("  Loan {}, {days} past due", one_line(loan.loan.as_str())),
        format!("  {:>4}  {:<10}  {:>width$}", "no.", "due date", "unpaid"),
    ];
    for row in &loan.instalments {
        // What is no instalment has no number; its name stands behind the amount.
        let (no, name) = match row.debt {
            Debt::Instalment(no) => (no.to_string(), String::new()),
            debt => (String::new(), format!("  {}", debt.words())),
        };
        lines.push(format!("  {no:>4}  {:<10}  {:>width$}{name}", row.due_on.to_string(), money(row.unpaid)));
    }
    lines.push(format!("  {:>4}  {:<10}  {total:>width$}", "", "together"));
    lines.join("\n")
}

fn promise(facts: &LetterFacts) -> Option<String> {
    let (promise, state) = facts.promise.as_ref()?;
    let (amount, day) = (Money::new(promise.amount, facts.currency), long_date(promise.due_on));
    match state {
        PromiseState::Pending => {
            let part = |part: PromisePart| {
                format!("{} by {}", Money::new(part.amount, facts.currency), long_date(part.due_on))
            };
            let parts: Vec<String> = promise.parts().into_iter().map(part).collect();
            Some(format!("You told us that you will pay {}. We have noted it.", parts.join(", and ")))
        }
        PromiseState::PartlyKept => {
            Some(format!("You told us that you would pay {amount} by {day}. A part of it came in by then; thank you."))
        }
        PromiseState::Broken => {
            Some(format!("You told us that you would pay {amount} by {day}. By our books it had not come in by then."))
        }
        PromiseState::Kept | PromiseState::Replaced => None,
    }
}

/// Lines of at most 76 characters where words allow; lines that begin with a space
/// or stand in a table stay as they are.
fn wrap(paragraph: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        if line.starts_with(' ') {
            lines.push(line.to_owned());
            continue;
        }
        let mut filled = String::new();
        for word in line.split(' ') {
            if !filled.is_empty() && filled.chars().count() + 1 + word.chars().count() > LINE_CHARACTERS {
                lines.push(std::mem::take(&mut filled));
            }
            if !filled.is_empty() {
                filled.push(' ');
            }
            filled.push_str(word);
        }
        lines.push(filled);
    }
    lines.join("\n")
}

const LINE_CHARACTERS: usize = 76;
