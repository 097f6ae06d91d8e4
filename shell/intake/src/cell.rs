//! One value of one row, from either kind of file, and how it is read.

use crate::refusal::Fault;
use crate::{RefusalCode, layout::Layout};
use makegood_units::{Amount, AmountError, BusinessDate, Currency, Instant};
use std::borrow::Cow;

/// A value as the file holds it. CSV knows only text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Absent,
    Text(Cow<'a, str>),
    Whole(i64),
    Decimal { unscaled: i128, scale: u32 },
    Float(f64),
    Truth(bool),
    Day(BusinessDate),
    At(Instant),
}

impl Cell<'_> {
    /// The value as text, the way CSV would hold it; `None` when absent.
    fn text(&self) -> Option<Cow<'_, str>> {
        let owned = match self {
            Self::Absent => return None,
            Self::Text(text) => {
                let text = text.trim();
                return (!text.is_empty()).then_some(Cow::Borrowed(text));
            }
            Self::Whole(number) => number.to_string(),
            Self::Decimal { unscaled, scale } => decimal_text(*unscaled, *scale),
            // Pandas turns whole numbers into floats where one is missing.
            Self::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => format!("{number:.0}"),
            Self::Float(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Day(day) => day.to_string(),
            Self::At(at) => at.to_string(),
        };
        Some(Cow::Owned(owned))
    }
}

fn decimal_text(unscaled: i128, scale: u32) -> String {
    let digits = format!("{:0width$}", unscaled.unsigned_abs(), width = scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let sign = if unscaled < 0 { "-" } else { "" };
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// An amount as written, waiting for its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    column: String,
    text: String,
    minor: bool,
}

impl Written {
    /// The amount in `currency`.
    pub(crate) fn read(&self, currency: Currency) -> Result<Amount, Fault> {
        let fault = |code| Fault::new(&self.column, &self.text, code);
        let parsed = if self.minor { minor_units(&self.text) } else { Amount::parse(&self.text, currency) };
        let amount = parsed.map_err(|error| match error {
            AmountError::Separators(text) => match unnumbered(&text) {
                RefusalCode::CurrencySign => fault(RefusalCode::CurrencySign),
                _ => fault(RefusalCode::ThousandsSeparator),
            },
            AmountError::TooFine { digits, .. } => fault(RefusalCode::TooManyDecimals)
                .hint(format!("{currency} has {digits} decimals; round it where it was made.")),
            AmountError::TooLarge(_) => fault(RefusalCode::AmountTooLarge),
            AmountError::NotANumber(text) => fault(unnumbered(&text)),
        })?;
        if amount < Amount::ZERO {
            return Err(fault(RefusalCode::NegativeAmount));
        }
        Ok(amount)
    }
}

/// Whole minor units: read as a currency without decimals.
fn minor_units(text: &str) -> Result<Amount, AmountError> {
    match "JPY".parse() {
        Ok(undivided) => Amount::parse(text, undivided),
        Err(_) => Err(AmountError::NotANumber(text.to_owned())),
    }
}

/// Which of the usual mistakes a text that is no number shows.
fn unnumbered(text: &str) -> RefusalCode {
    let is_sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₦' | '₱' | '₩' | '฿' | '₫' | '₽' | '¢');
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let exponent = letters == 1 && text.contains(['e', 'E']) && digits;
    if exponent {
        RefusalCode::ExponentAmount
    } else if digits && (text.contains(is_sign) || letters == 3) {
        RefusalCode::CurrencySign
    } else if text.matches('.').count() > 1 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        RefusalCode::ThousandsSeparator
    } else {
        RefusalCode::NotAnAmount
    }
}

/// One row with its layout: values are asked for by the name of their column.
pub(crate) struct Fields<'a> {
    pub layout: &'a Layout,
    pub cells: &'a [Cell<'a>],
}

impl Fields<'_> {
    fn cell(&self, name: &str) -> &Cell<'_> {
        self.layout.place(name).and_then(|place| self.cells.get(place.at)).unwrap_or(&Cell::Absent)
    }

    /// The text, when there is one.
    pub fn maybe(&self, name: &str) -> Result<Option<String>, Fault> {
        let Some(text) = self.cell(name).text() else { return Ok(None) };
        if text.len() > 1_000 {
            return Err(Fault::new(name, text, RefusalCode::TextTooLong));
        }
        if text.chars().any(char::is_control) {
            return Err(Fault::new(name, text.escape_debug(), RefusalCode::ControlCharacter));
        }
        Ok(Some(text.into_owned()))
    }

    /// The text, which must be there.
    pub fn text(&self, name: &str) -> Result<String, Fault> {
        self.maybe(name)?.ok_or_else(|| missing(name))
    }

    /// The value read from its text by `read`, when there is one.
    pub fn read<T>(
        &self,
        name: &str,
        code: RefusalCode,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(text) = self.maybe(name)? else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| Fault::new(name, text, code))
    }

    /// One of the words of a list, when there is one.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Fault> {
        let Some(text) = self.maybe(name)? else { return Ok(None) };
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(&text)).map(|(_, value)| *value);
        found.map(Some).ok_or_else(|| {
            let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            Fault::new(name, text, RefusalCode::UnknownWord).hint(format!("Use one of: {list}."))
        })
    }

    /// The day, when there is one.
    pub fn maybe_day(&self, name: &str) -> Result<Option<BusinessDate>, Fault> {
        if let Cell::Day(day) = self.cell(name) {
            return Ok(Some(*day));
        }
        let Some(text) = self.maybe(name)? else { return Ok(None) };
        // A timestamp at midnight is how some tools write a day.
        let plain = ["T00:00:00Z", " 00:00:00", "T00:00:00"].iter().find_map(|end| text.strip_suffix(end));
        plain.unwrap_or(&text).parse().map(Some).map_err(|_| crate::date::fault(name, &text))
    }

    /// The amount as written, when there is one.
    pub fn maybe_amount(&self, name: &str) -> Result<Option<Written>, Fault> {
        let Some(text) = self.maybe(name)? else { return Ok(None) };
        let place = self.layout.place(name);
        let column = place.and_then(|place| self.layout.names.get(place.at)).map_or(name, String::as_str);
        Ok(Some(Written { column: column.to_owned(), text, minor: place.is_some_and(|place| place.minor) }))
    }

    /// The currency, when stated.
    pub fn currency(&self) -> Result<Option<Currency>, Fault> {
        self.read("currency", RefusalCode::BadCurrency, |text| text.parse().ok())
    }
}

/// The fault of a required value that is empty.
pub(crate) fn missing(name: &str) -> Fault {
    Fault::new(name, "", RefusalCode::MissingValue)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Written, decimal_text};
    use makegood_units::Currency;

    #[test]
    fn amounts_are_refused_by_name() {
        let table = [
            ("1134.72", "113472"),
            ("0", "0"),
            ("1,134.72", "thousands_separator"),
            ("1.134.000", "thousands_separator"),
            ("1134,72", "thousands_separator"),
            ("1 134.72", "thousands_separator"),
            ("$5", "currency_sign"),
            ("5€", "currency_sign"),
            ("£5", "currency_sign"),
            ("USD 5", "currency_sign"),
            ("USD5", "currency_sign"),
            ("1e3", "exponent_amount"),
            ("-5", "negative_amount"),
            ("-0.00", "0"),
            ("1.005", "too_many_decimals"),
            ("9223372036854775808", "amount_too_large"),
            ("twelve", "not_an_amount"),
            ("NaN", "not_an_amount"),
            ("5.", "not_an_amount"),
        ];
        for (text, expected) in table {
            let written = Written { column: "amount".into(), text: text.into(), minor: false };
            let found = match written.read(Currency::USD) {
                Ok(amount) => amount.minor().to_string(),
                Err(fault) => fault.code.code().to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn decimals_keep_their_places() {
        assert_eq!(decimal_text(113_472, 2), "1134.72");
        assert_eq!(decimal_text(-5, 2), "-0.05");
        assert_eq!(decimal_text(5, 0), "5");
        assert_eq!(Cell::Float(84.0).text().as_deref(), Some("84"));
    }
}
