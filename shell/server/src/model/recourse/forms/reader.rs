//! What was typed, read field by field. Every fault is found before anything is refused.

use crate::model::recourse::Told;
use crate::trouble::sentence;
use makegood_units::{Amount, BusinessDate, Currency};
use toml::Value;

/// What came in from a form, names with their values in the order of the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The value of a field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults {
    /// Of no one field.
    pub whole: Vec<String>,
    /// By the name of the field.
    pub fields: Vec<(String, String)>,
}

impl Faults {
    /// Of the form as a whole.
    pub(crate) fn whole(says: &str) -> Self {
        Self { whole: vec![says.to_owned()], fields: Vec::new() }
    }

    /// Of one field; of the form as a whole where the name is empty.
    pub(super) fn one(field: &str, says: &str) -> Self {
        if field.is_empty() {
            return Self::whole(says);
        }
        Self { whole: Vec::new(), fields: vec![(field.to_owned(), says.to_owned())] }
    }

    /// What is wrong with a field.
    pub(super) fn of(&self, field: &str) -> Option<String> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, says)| says.clone())
    }
}

/// Reads the fields of a form.
pub(super) struct Reader<'t> {
    typed: &'t Typed,
    currency: Currency,
    today: BusinessDate,
    faults: Vec<(String, String)>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(told: &Told<'_>, typed: &'t Typed) -> Self {
        let facts = &told.of.facts;
        Self { typed, currency: facts.currency, today: told.today, faults: Vec::new() }
    }

    /// What the form posts unasked.
    pub(super) fn fixed(&self, name: &str) -> String {
        self.typed.get(name).to_owned()
    }

    /// What was found wrong so far.
    pub(super) fn faults(&self) -> Faults {
        Faults { whole: Vec::new(), fields: self.faults.clone() }
    }

    /// Whether nothing was found wrong.
    pub(super) fn is_good(&self) -> bool {
        self.faults.is_empty()
    }

    pub(super) fn fault(&mut self, name: &str, says: &str) {
        self.faults.push((name.to_owned(), says.to_owned()));
    }

    /// Words; none, with the fault noted, where nothing was typed.
    pub(super) fn words(&mut self, name: &str) -> Option<String> {
        let words = self.words_if_any(name);
        if words.is_none() {
            self.fault(name, "This is needed.");
        }
        words
    }

    pub(super) fn words_if_any(&self, name: &str) -> Option<String> {
        let words = self.typed.get(name).replace("\r\n", "\n");
        (!words.is_empty()).then_some(words)
    }

    /// Everything taken of a list.
    pub(super) fn some(&self, name: &str) -> Vec<String> {
        self.typed.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// A day that has come.
    pub(super) fn day(&mut self, name: &str) -> Option<Value> {
        let words = self.words(name)?;
        self.read_day(name, &words).filter(|day| self.has_come(name, *day)).and_then(day_value)
    }

    /// A day, past or to come, that may be left out.
    pub(super) fn day_if_any(&mut self, name: &str) -> Option<Value> {
        let words = self.words_if_any(name)?;
        self.read_day(name, &words).and_then(day_value)
    }

    fn read_day(&mut self, name: &str, words: &str) -> Option<BusinessDate> {
        match words.parse() {
            Ok(day) => Some(day),
            Err(_) => {
                self.fault(name, &format!("{words} is no day. Write it as 2026-11-23."));
                None
            }
        }
    }

    fn has_come(&mut self, name: &str, day: BusinessDate) -> bool {
        if day > self.today {
            let says = format!("This day lies after today, {}.", self.today);
            self.fault(name, &says);
        }
        day <= self.today
    }

    /// An amount above nothing, in minor units.
    pub(super) fn amount(&mut self, name: &str) -> Option<Value> {
        self.words(name)?;
        let amount = self.amount_if_any(name)?;
        if amount.as_integer().is_some_and(|minor| minor <= 0) {
            self.fault(name, "An amount above nothing is needed.");
            return None;
        }
        Some(amount)
    }

    /// An amount from nothing up that may be left out.
    pub(super) fn amount_if_any(&mut self, name: &str) -> Option<Value> {
        let words = self.words_if_any(name)?;
        match Amount::parse(&words, self.currency) {
            Ok(amount) if amount.minor() >= 0 => Some(Value::Integer(amount.minor())),
            Ok(_) => {
                self.fault(name, "An amount below nothing is not possible here.");
                None
            }
            Err(error) => {
                self.fault(name, &sentence(&error.to_string()));
                None
            }
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self, name: &str) -> Option<Value> {
        let words = self.words(name)?;
        let number = words.parse::<u32>().ok();
        if number.is_none() {
            self.fault(name, "A whole number from 0 is needed.");
        }
        number.map(|number| Value::Integer(number.into()))
    }

    /// A share of the whole in percent with at most two decimals, as basis points.
    pub(super) fn percent(&mut self, name: &str) -> Option<Value> {
        let words = self.words(name)?;
        let words = words.trim_end_matches('%').trim_end();
        let (whole, part) = words.split_once('.').unwrap_or((words, ""));
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_read = !whole.is_empty() && whole.len() <= 3 && part.len() <= 2 && is_number(whole) && is_number(part);
        let basis_points = is_read.then(|| format!("{whole}{part:0<2}").parse::<u32>().ok()).flatten();
        let basis_points = basis_points.filter(|basis_points| *basis_points <= 10_000);
        if basis_points.is_none() {
            self.fault(name, "A share from 0 to 100 percent is needed, with at most two decimals, such as 62.5.");
        }
        basis_points.map(|basis_points| Value::Integer(basis_points.into()))
    }
}

/// A day as rows write it.
fn day_value(day: BusinessDate) -> Option<Value> {
    day.to_string().parse().ok().map(Value::Datetime)
}
