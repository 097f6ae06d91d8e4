//! Every address the pages point to. The page that writes a link and the route
//! that reads it share one type, so a number and its rows cannot part ways.

mod attention;
pub mod file;
pub mod law;
pub mod letters;
pub mod looks;
pub mod numbers;
pub mod recourse;
pub mod words;
pub mod work;

pub use attention::{acknowledge, close_review, morning, read_measures, reading, report};
use makegood_units::{BusinessDate, Currency, LoanId, PartyId};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What the link says by which the form takes over the promise that can be kept.
pub const AS_OFFERED: &str = "offered";

/// Where a language of the pages is chosen.
pub const LANGUAGE: &str = "/language";

/// The Case page with the promise that can be kept in its form.
pub fn promise_as_offered(party: &PartyId) -> String {
    format!("{}?promise={AS_OFFERED}#outcome", case(party))
}

/// The page of one case.
pub fn case(party: &PartyId) -> String {
    format!("/case/{}", encoded(party.as_str()))
}

/// The page of one loan, on the day closed last.
pub fn loan(loan: &LoanId) -> String {
    format!("/loan/{}", encoded(loan.as_str()))
}

/// One loan on a day, as known on a day: the address and the query of its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanAt {
    /// Which loan.
    pub loan: LoanId,
    /// The day asked for; none for the day closed last.
    pub as_of: Option<BusinessDate>,
    /// The day up to whose end rows are known; none for all that is known now.
    pub known_on: Option<BusinessDate>,
}

impl LoanAt {
    /// The address of the page.
    pub fn href(&self) -> String {
        let parts = [("as_of", self.as_of), ("known_on", self.known_on)];
        let parts = parts.iter().filter_map(|(name, day)| day.map(|day| format!("{name}={day}")));
        let query = parts.collect::<Vec<_>>().join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", loan(&self.loan))
    }

    /// The same loan on another day, as known on another.
    #[must_use]
    pub fn on(&self, as_of: Option<BusinessDate>, known_on: Option<BusinessDate>) -> Self {
        Self { loan: self.loan.clone(), as_of, known_on }
    }
}

/// The diagnosis of a case, and where a decision about it is posted.
pub fn diagnosis(party: &PartyId) -> String {
    format!("/case/{}/diagnosis", encoded(party.as_str()))
}

/// Where the outcome form of a case is posted.
pub fn outcome(party: &PartyId) -> String {
    format!("/case/{}/outcome", encoded(party.as_str()))
}

/// Where the end of a hold is posted.
pub fn lift(party: &PartyId) -> String {
    format!("/case/{}/lift", encoded(party.as_str()))
}

/// Where a short form about the handling of a case is posted: `remark`, `assign`, `snooze`.
pub fn handle(party: &PartyId, what: &str) -> String {
    format!("{}/{what}", case(party))
}

/// Where a plan for a case is posted.
pub fn plan(party: &PartyId) -> String {
    format!("/case/{}/plan", encoded(party.as_str()))
}

/// Where what was done about a step in the house is posted.
pub fn step(party: &PartyId) -> String {
    format!("/case/{}/step", encoded(party.as_str()))
}

/// The page of the visits of a case; a preparation is posted there.
pub fn visit(party: &PartyId) -> String {
    format!("/case/{}/visit", encoded(party.as_str()))
}

/// Where the beginning of a visit is posted.
pub fn visit_begin(party: &PartyId) -> String {
    format!("/case/{}/visit/begin", encoded(party.as_str()))
}

/// Where the findings of a visit are posted.
pub fn visit_found(party: &PartyId) -> String {
    format!("/case/{}/visit/found", encoded(party.as_str()))
}

/// The ways out of a case, side by side.
pub fn workout(party: &PartyId) -> String {
    format!("{}/workout", case(party))
}

/// The book in one of its currencies.
pub fn book_in(currency: &Currency) -> String {
    format!("/book?currency={currency}")
}

/// How the rows are sorted; the worst come first unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Days past due.
    #[default]
    DaysPastDue,
    /// Amount due and unpaid.
    Arrears,
    /// Everything scheduled and unpaid.
    Outstanding,
    /// The lender's number of the loan.
    Loan,
    /// The name of the borrower.
    Name,
}

impl Sort {
    /// The word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::DaysPastDue => "days_past_due",
            Self::Arrears => "arrears",
            Self::Outstanding => "outstanding",
            Self::Loan => "loan",
            Self::Name => "name",
        }
    }
}

/// Which open loans of the book are asked for: the query of `/book/rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowsQuery {
    /// The name of a bucket as of the day: `current`, `1-29`, `90+`; or
    /// `closed` for loans paid in full since the last close.
    pub bucket: Option<String>,
    /// The name of the bucket at the last close.
    pub was: Option<String>,
    /// Only loans more than so many days past due: 0 for all arrears, 30 for PAR30.
    pub over_days: Option<i32>,
    /// The id of a branch.
    pub branch: Option<String>,
    /// In which currency, where the book has several.
    pub currency: Option<String>,
    /// By which column.
    pub sort: Sort,
    /// The other way round: smallest first, or Z before A.
    pub reversed: bool,
    /// Which page, from 1; 0 and 1 are the same.
    pub page: usize,
}

impl RowsQuery {
    /// The address that asks for these rows.
    pub fn href(&self) -> String {
        let number = |wanted: bool, number: String| wanted.then_some(number);
        let parts = [
            ("bucket", self.bucket.clone()),
            ("was", self.was.clone()),
            ("over_days", self.over_days.map(|days| days.to_string())),
            ("branch", self.branch.clone()),
            ("currency", self.currency.clone()),
            ("sort", number(self.sort != Sort::default(), self.sort.word().to_owned())),
            ("reversed", number(self.reversed, "true".to_owned())),
            ("page", number(self.page > 1, self.page.to_string())),
        ];
        let mut href = "/book/rows".to_owned();
        let mut mark = '?';
        for (name, value) in parts {
            if let Some(value) = value {
                let _ = write!(href, "{mark}{name}={}", encoded(&value));
                mark = '&';
            }
        }
        href
    }

    /// The same rows in a bucket.
    #[must_use]
    pub fn in_bucket(mut self, name: &str) -> Self {
        self.bucket = Some(name.to_owned());
        self
    }

    /// The same rows of a branch.
    #[must_use]
    pub fn of_branch(mut self, id: &str) -> Self {
        self.branch = Some(id.to_owned());
        self
    }

    /// The same rows that stood in a bucket at the last close.
    #[must_use]
    pub fn that_were(mut self, name: &str) -> Self {
        self.was = Some(name.to_owned());
        self
    }

    /// The same rows more than so many days past due.
    #[must_use]
    pub fn over(mut self, days: i32) -> Self {
        self.over_days = Some(days);
        self
    }

    /// The same rows sorted by a column; asked twice, the other way round.
    #[must_use]
    pub fn sorted_by(mut self, sort: Sort) -> Self {
        self.reversed = self.sort == sort && !self.reversed;
        self.sort = sort;
        self.page = 0;
        self
    }

    /// Another page of the same rows.
    #[must_use]
    pub fn on_page(mut self, page: usize) -> Self {
        self.page = page;
        self
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986, 2.3.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{RowsQuery, Sort, case};
    use makegood_units::PartyId;

    #[test]
    fn ids_of_any_shape_stay_one_path_segment() {
        assert_eq!(case(&PartyId::new("P-1/2 ü?")), "/case/P-1%2F2%20%C3%BC%3F");
    }

    #[test]
    fn rows_are_asked_by_their_words() {
        let rows = RowsQuery::default();
        assert_eq!(rows.href(), "/book/rows");
        assert_eq!(rows.clone().in_bucket("90+").of_branch("UG-1").href(), "/book/rows?bucket=90%2B&branch=UG-1");
        assert_eq!(rows.clone().sorted_by(Sort::DaysPastDue).href(), "/book/rows?reversed=true");
        assert_eq!(rows.sorted_by(Sort::Arrears).on_page(2).href(), "/book/rows?sort=arrears&page=2");
    }
}
