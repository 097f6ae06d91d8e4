//! The addresses of the letters of a case.

use super::{case, encoded};
use makegood_units::PartyId;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt::Write;

/// The letters of a case; a letter is made by posting there.
pub fn letters(party: &PartyId) -> String {
    format!("{}/letters", case(party))
}

/// Where a letter is looked at before it is made.
pub fn preview(party: &PartyId) -> String {
    format!("{}/letters/preview", case(party))
}

/// Where a second person's agreement is posted.
pub fn agree(party: &PartyId) -> String {
    format!("{}/letters/agree", case(party))
}

/// Where it is posted how a letter was served.
pub fn served(party: &PartyId) -> String {
    format!("{}/letters/served", case(party))
}

/// A letter as it was made, as a file.
pub fn file(event: impl Borrow<i64>) -> String {
    format!("/letter/{}.pdf", event.borrow())
}

/// A letter asked for: the query of its preview, and its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterQuery {
    /// The kind, in its word.
    pub kind: String,
    /// To whom; empty for the borrower.
    pub to: String,
    /// The language, in its word.
    pub lang: String,
    /// About which loan; empty for all that are past due.
    pub about: String,
    /// The day by which payment is asked; empty for none.
    pub pay_by: String,
    /// The last day of the cure period.
    pub cure_until: String,
    /// What in the contract allows the whole loan to be called.
    pub trigger: String,
    /// What the addressee answers for at most.
    pub amount: String,
    /// The name of the group of joint liability.
    pub group: String,
    /// The lawyer's name.
    pub lawyer: String,
    /// By which penalty convention; empty for the strategy's.
    pub convention: String,
    /// The contract's rate, such as `9% a year`.
    pub rate: String,
    /// The rate for overdue amounts.
    pub overdue_rate: String,
    /// The lender's name as its borrowers know it.
    pub lender: String,
    /// How the lender is reached.
    pub reach: String,
    /// The person who answers for the letter.
    pub officer: String,
}

impl LetterQuery {
    /// Every field that is filled in, by its name.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("kind", &self.kind),
            ("to", &self.to),
            ("lang", &self.lang),
            ("about", &self.about),
            ("pay_by", &self.pay_by),
            ("cure_until", &self.cure_until),
            ("trigger", &self.trigger),
            ("amount", &self.amount),
            ("group", &self.group),
            ("lawyer", &self.lawyer),
            ("convention", &self.convention),
            ("rate", &self.rate),
            ("overdue_rate", &self.overdue_rate),
            ("lender", &self.lender),
            ("reach", &self.reach),
            ("officer", &self.officer),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.as_str())).collect()
    }

    /// The address of its preview.
    pub fn href(&self, party: &PartyId) -> String {
        let mut href = preview(party);
        let mut mark = '?';
        for (name, value) in self.fields() {
            let _ = write!(href, "{mark}{name}={}", encoded(value));
            mark = '&';
        }
        href
    }
}

#[cfg(test)]
mod tests {
    use super::{LetterQuery, file};
    use makegood_units::PartyId;

    #[test]
    fn a_letter_is_asked_for_by_its_words() {
        let query = LetterQuery { kind: "payment".to_owned(), lang: "zh".to_owned(), ..LetterQuery::default() };
        assert_eq!(query.href(&PartyId::new("B/1")), "/case/B%2F1/letters/preview?kind=payment&lang=zh");
        assert_eq!(file(93), "/letter/93.pdf");
    }
}
