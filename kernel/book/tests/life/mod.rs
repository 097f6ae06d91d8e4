//! Small loans for tests of classes: instalments and payments folded day by day into
//! spans, the slow way.
#![allow(clippy::unwrap_used, dead_code)]

use makegood_book::class::{Mark, Past, Scheme, classify, shipped};
use makegood_book::{Arrears, Component, Due, Order, Span, Split, age};
use makegood_units::{Amount, BusinessDate, FactId};

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub fn amount(text: &str) -> Amount {
    Amount::parse(text, makegood_units::Currency::USD).unwrap()
}

/// A loan: what falls due, what was paid, and a part of the principal that falls due
/// after everything told here.
pub struct Life {
    pub from: BusinessDate,
    pub due: Vec<(BusinessDate, Amount)>,
    pub paid: Vec<(BusinessDate, Amount)>,
    pub later: Amount,
    pub marks: Vec<Mark>,
    pub told: Vec<&'static str>,
    pub portfolio: Option<&'static str>,
    pub currency: &'static str,
}

impl Life {
    pub fn new(from: &str, due: &[(&str, &str)], paid: &[(&str, &str)], later: &str) -> Self {
        let rows = |rows: &[(&str, &str)]| rows.iter().map(|(on, sum)| (day(on), amount(sum))).collect();
        Self {
            from: day(from),
            due: rows(due),
            paid: rows(paid),
            later: amount(later),
            marks: Vec::new(),
            told: vec!["payment"],
            portfolio: Some("retail"),
            currency: "EUR",
        }
    }

    pub fn mark(mut self, kind: &str, on: &str, until: Option<&str>, percent: Option<&str>) -> Self {
        self.marks.push(Mark {
            kind: kind.to_owned(),
            on: day(on),
            until: until.map(day),
            percent: percent.map(|percent| percent.parse().unwrap()),
            fact: FactId::new("mark", format_args!("{kind}/{on}")),
        });
        self
    }

    /// Monthly payments by mark, `count` of them, from a day on.
    pub fn pays_monthly(mut self, kind: &str, from: &str, count: i8) -> Self {
        let first = day(from).civil();
        for month in 0..i16::from(count) {
            let of_year = i16::from(first.month()) - 1 + month;
            let (year, month) = (first.year() + of_year / 12, i8::try_from(of_year % 12 + 1).unwrap());
            let on = BusinessDate::try_from_ymd(year, month, first.day()).unwrap();
            self.marks.push(Mark::new(kind, on, FactId::new("payment", on)));
        }
        self
    }

    pub fn spans(&self, due_day: u8) -> Vec<Span> {
        let last = self.due.iter().chain(&self.paid).map(|(on, _)| *on).max().unwrap_or(self.from);
        let mut spans: Vec<Span> = Vec::new();
        let mut today = self.from;
        while today <= last.plus_days(1) {
            let (arrears, outstanding) = self.on(today, due_day);
            match spans.last_mut() {
                Some(span) if span.arrears == arrears && span.outstanding == outstanding => {}
                before => {
                    if let Some(span) = before {
                        span.to = Some(today);
                    }
                    spans.push(Span { from: today, to: None, arrears, outstanding });
                }
            }
            today = today.plus_days(1);
        }
        spans
    }

    fn on(&self, today: BusinessDate, due_day: u8) -> (Arrears, Split) {
        let row = |(on, principal): &(BusinessDate, Amount)| Due {
            due_on: *on,
            principal: *principal,
            interest: Amount::ZERO,
            fee: Amount::ZERO,
        };
        let paid: Amount = self.paid.iter().filter(|(on, _)| *on <= today).map(|(_, sum)| *sum).sum();
        let arrears =
            age(self.due.iter().map(row), paid, today.plus_days(i32::from(due_day)), &Order::default()).unwrap();
        let all: Amount = self.due.iter().map(|(_, sum)| *sum).sum();
        let left = all.checked_add(self.later).unwrap().less(paid);
        (arrears, Split::of(Component::Principal, left))
    }

    pub fn history(&self, scheme: &Scheme, until: &str) -> makegood_book::class::ClassHistory {
        let spans = self.spans(scheme.due_day);
        let past = Past {
            currency: self.currency.parse().unwrap(),
            portfolio: self.portfolio,
            spans: &spans,
            marks: &self.marks,
            told: &self.told,
        };
        classify(scheme, &past, day(until)).unwrap()
    }

    /// The stays as rows of text: days, class, rule.
    pub fn stays(&self, scheme: &str, until: &str) -> Vec<String> {
        let history = self.history(&shipped(scheme).unwrap(), until);
        let row = |stay: &makegood_book::class::Stay| {
            let left = stay.left_on.map_or_else(|| "..........".to_owned(), |day| day.to_string());
            let class = match &stay.class {
                makegood_book::class::Class::Known(name) => name.clone(),
                makegood_book::class::Class::Unknown { between, missing } => {
                    format!("unknown {} for want of {}", between.join("/"), missing.join("; "))
                }
            };
            format!("{} {left} {class} {}", stay.entered_on, stay.why.code)
        };
        history.entries.iter().map(row).collect()
    }
}

/// The class of a loan on a day by a shipped scheme; "unknown" when it is not known.
pub fn class(life: &Life, scheme: &str, on: &str) -> String {
    let history = life.history(&shipped(scheme).unwrap(), on);
    history.class_on(day(on)).and_then(makegood_book::class::Class::name).unwrap_or("unknown").to_owned()
}
