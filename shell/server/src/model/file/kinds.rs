//! The words of the forms: what each kind of fact is called and what its columns ask.

use crate::pages::case::Choice;
use crate::pages::file::Input;
use makegood_case::{BusinessLine, FILE_KINDS, FileEntry, ReasonCode};
use makegood_units::{BusinessDate, Currency};

/// The form for months of the business; its facts are of seven kinds.
pub(crate) const BUSINESS: &str = "business";

/// Every form for facts of one sort: its word, its title, what belongs there.
pub(crate) const SHEETS: [(&str, &str, &str); 14] = [
    ("address", "Where they live or work", "Verified when somebody was there."),
    ("occupation", "What they live from", ""),
    ("household", "Household", "Who lives of it."),
    ("reason", "Why the loan is not paid", "The kind of arrears, and how they put it themselves."),
    ("operations", "How the business runs", "When not as it should: why, by how much less, what would turn it."),
    ("income", "What comes in, a month", "What the own business brings counts until its months are on file."),
    ("fixed_cost", "What the household must spend, a month", "The same every month."),
    ("flexible_cost", "What it could spend less on, a month", "For a while, if it has to."),
    ("tax", "Tax, a month", "No tax is written as zero."),
    ("liability", "What is owed to others", "No debts elsewhere are written as a line with zero."),
    (
        "asset",
        "What is owned",
        "What others have a claim on, and whether it may be sold: necessities and tools may not.",
    ),
    (
        BUSINESS,
        "Months of the business",
        "A pale number is on file. An empty cell is not known; nothing is written as zero.",
    ),
    ("inflow", "What came into the account, by month", "Six months and the last one tell whether it fell."),
    (
        "health",
        "Health",
        "Only with their consent, only what helps to protect them. It is never part of a figure or a score.",
    ),
];

/// Lines that many name, so that the same thing is called the same.
const USUAL: [(&str, &[&str]); 5] = [
    ("income", &["wage", "own business", "remittance", "pension", "rent received"]),
    ("fixed_cost", &["rent", "food", "school"]),
    ("flexible_cost", &["transport", "clothing", "telephone"]),
    ("liability", &["bank", "savings group", "supplier", "family"]),
    ("asset", &["stock", "motorcycle", "land", "livestock"]),
];

/// The title of a form and what belongs there.
pub(crate) fn sheet(word: &str) -> Option<(&'static str, &'static str)> {
    SHEETS.iter().find(|(known, ..)| *known == word).map(|(_, title, hint)| (*title, *hint))
}

/// The form a kind of fact is filled in on.
pub(crate) fn sheet_of(kind: &str) -> &str {
    if is_business(kind) { BUSINESS } else { kind }
}

/// Whether facts of the kind are lines of the business by month.
pub(crate) fn is_business(kind: &str) -> bool {
    BusinessLine::ALL.iter().any(|(word, _)| *word == kind)
}

/// The columns a kind has of its own.
pub(crate) fn columns(kind: &str) -> &'static [&'static str] {
    FILE_KINDS.iter().find(|(word, _)| *word == kind).map_or(&[], |(_, columns)| columns)
}

/// The name of the line a fact is about, as people write it; none where its kind has none.
pub(crate) fn line_of(entry: &FileEntry) -> Option<String> {
    match entry {
        FileEntry::Asset { name, .. } => Some(name.clone()),
        FileEntry::Liability { creditor, .. } => Some(creditor.clone()),
        FileEntry::Income { line, .. } | FileEntry::Cost { line, .. } => Some(line.replace('_', " ")),
        FileEntry::Reason { code, .. } => Some(code.word().to_owned()),
        _ => None,
    }
}

/// Names many use for the lines of a kind.
pub(crate) fn usual(kind: &str) -> &'static [&'static str] {
    USUAL.iter().find(|(word, _)| *word == kind).map_or(&[], |(_, names)| names)
}

/// What a column of a kind asks: the label, a hint, how it is filled in.
pub(crate) fn asks(kind: &str, column: &str, currency: Currency, today: BusinessDate) -> (String, String, Input) {
    let plain = |label: &str, hint: &str, input| (label.to_owned(), hint.to_owned(), input);
    let money = |label: &str, hint: &str| (format!("{label}, in {currency}"), hint.to_owned(), Input::Amount);
    match (kind, column) {
        ("reason", "line") => {
            let codes = ReasonCode::ALL.iter().map(|(word, _)| choice(word, &word.replace('_', " ")));
            let choices = std::iter::once(choice("", "Not said")).chain(codes).collect();
            plain("What kind of arrears", "", Input::Choice(choices))
        }
        ("asset", "line") => plain("What it is", "", Input::Text),
        ("liability", "line") => plain("To whom", "", Input::Text),
        (_, "line") => plain("Which", "", Input::Text),
        ("operations", "says") => plain("Why, and since when", "", Input::Words),
        ("operations", "normal") => yes_or_no("Does it run as it should?", "Not said"),
        ("operations", "reversible") => yes_or_no("Can that be turned?", "Not known"),
        ("operations", "percent") => plain("Down by, in percent", "1 to 100", Input::Whole),
        ("operations", "rescue") => plain("What would turn it", "may stay empty", Input::Words),
        ("health", "says") => plain("What helps to protect them", "", Input::Words),
        ("health", "consented_on") => plain("The day they agreed to it being kept", "", Input::Day(today)),
        ("address", "says") => plain("Address, in words", "", Input::Text),
        (_, "says") => plain("In their words", "", Input::Text),
        ("household", "members") => plain("How many live there", "", Input::Whole),
        ("household", "dependants") => plain("How many of them are provided for", "", Input::Whole),
        ("asset", "amount") => money("Worth", ""),
        ("asset", "encumbered") => money("Claimed by others", "empty: nothing"),
        ("asset", "low_use") => plain("Little used", "", Input::Tick),
        ("asset", "saleable") => plain("May be sold", "", Input::Tick),
        ("liability", "amount") => money("Still owed", ""),
        ("liability", "monthly") => money("Paid on it a month", ""),
        ("income", "pay_day") => plain("The day of the month it comes", "1 to 31; may stay empty", Input::Whole),
        (_, "monthly") => money("A month", ""),
        _ => money("Amount", ""),
    }
}

fn yes_or_no(label: &str, unsaid: &str) -> (String, String, Input) {
    let choices = vec![choice("", unsaid), choice("yes", "Yes"), choice("no", "No")];
    (label.to_owned(), String::new(), Input::Choice(choices))
}

/// A choice by its word.
pub(crate) fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{asks, columns, is_business, sheet, sheet_of};
    use crate::pages::file::Input;
    use makegood_case::FILE_KINDS;
    use makegood_units::Currency;

    #[test]
    fn every_kind_has_a_form_and_every_amount_its_currency() {
        let today = "2026-11-20".parse().expect("a day");
        for (kind, _) in FILE_KINDS {
            assert!(sheet(sheet_of(kind)).is_some(), "{kind}");
            for column in columns(kind).iter().filter(|column| **column != "month") {
                let (label, _, input) = asks(kind, column, Currency::USD, today);
                let is_money = ["amount", "monthly", "encumbered"].contains(column);
                assert_eq!((input == Input::Amount, label.contains("USD")), (is_money, is_money), "{kind} {column}");
            }
        }
        assert!(is_business("stock") && !is_business("inflow"));
    }
}
