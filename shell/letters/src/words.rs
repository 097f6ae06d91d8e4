//! The words of tables, dates and amounts in one language: `letters/<language>/words.toml`.

use crate::{Attention, LetterRefusal};
use makegood_book::Component;
use makegood_units::{BusinessDate, Money, Per, Rate};
use makegood_views::Debt;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    figures: Figures,
    days: Days,
    debts: Debts,
    /// The number of a page and how many there are: `Page {no} / {of}`.
    pub(crate) page: String,
    /// The headings of columns and the names of rows, by key.
    pub(crate) table: TableWords,
    /// The words of a statement of penalties.
    #[serde(default)]
    pub(crate) penalty: PenaltyWords,
    /// Who decides for a firm, with `{name}`, as a line of its address.
    #[serde(default = "as_named")]
    pub(crate) attention: String,
    /// Roles of people, proofs and the like, by the word of the packs; a word that is not
    /// here is shown as it is.
    #[serde(default)]
    known: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    thousands: String,
    decimal: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    pattern: String,
    months: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Debts {
    instalment: String,
    taken_back: String,
    charge: String,
    other: String,
}

/// The words of the tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableWords {
    pub(crate) balance: String,
    pub(crate) payments: String,
    pub(crate) ledger: String,
    pub(crate) contract: String,
    pub(crate) parties: String,
    pub(crate) served: String,
    pub(crate) clocks: String,
    pub(crate) what: String,
    pub(crate) due_on: String,
    pub(crate) due: String,
    pub(crate) paid: String,
    pub(crate) unpaid: String,
    pub(crate) total: String,
    pub(crate) value_on: String,
    pub(crate) amount: String,
    pub(crate) not_yet_due: String,
    pub(crate) earlier: String,
    pub(crate) none: String,
    pub(crate) field: String,
    pub(crate) value: String,
    pub(crate) loan: String,
    pub(crate) product: String,
    pub(crate) principal: String,
    pub(crate) disbursed_on: String,
    pub(crate) days_past_due: String,
    pub(crate) arrears: String,
    pub(crate) outstanding: String,
    pub(crate) over: String,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) on: String,
    pub(crate) notice: String,
    pub(crate) to: String,
    pub(crate) proof: String,
    pub(crate) rule: String,
    pub(crate) stands: String,
    pub(crate) ends_on: String,
    pub(crate) components: BTreeMap<String, String>,
}

/// The words of a statement of penalties. A lender's own words of before it have none; its
/// tables then have empty heads, and a lender's own folder goes with a template of its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PenaltyWords {
    pub(crate) lines: String,
    pub(crate) cuts: String,
    pub(crate) by_day: String,
    pub(crate) from: String,
    pub(crate) days: String,
    pub(crate) base: String,
    pub(crate) rate: String,
    pub(crate) state: String,
    pub(crate) fee: String,
    pub(crate) cap: String,
    pub(crate) source: String,
    pub(crate) not_asked: String,
    pub(crate) day: String,
    pub(crate) added: String,
    pub(crate) so_far: String,
    pub(crate) earlier: String,
    /// How a rate is written, with `{percent}`, by `year`, `month` and `day`.
    pub(crate) rates: BTreeMap<String, String>,
    /// What became of an amount, by the word of the book.
    pub(crate) became: BTreeMap<String, String>,
}

fn as_named() -> String {
    "{name}".to_owned()
}

impl Words {
    /// Reads the words of a language.
    ///
    /// # Errors
    /// [`LetterRefusal::Template`] with the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, LetterRefusal> {
        let refused = |line, says| LetterRefusal::Template { file: file.to_owned(), line, says };
        let words: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            refused(crate::template::line_of(text, at), error.message().to_owned())
        })?;
        if words.days.months.len() != 12 {
            return Err(refused(1, "days.months names twelve months".to_owned()));
        }
        Ok(words)
    }

    /// A day as the reader writes it.
    pub fn day(&self, day: BusinessDate) -> String {
        let civil = day.civil();
        let place = usize::try_from(civil.month() - 1).unwrap_or_default();
        let month = self.days.months.get(place).map_or("", String::as_str);
        let pattern = self.days.pattern.replace("{month}", month);
        pattern.replace("{day}", &civil.day().to_string()).replace("{year}", &civil.year().to_string())
    }

    /// An amount with its currency, as the reader writes it.
    pub fn money(&self, money: Money) -> String {
        format!("{} {}", self.number(money), money.currency)
    }

    /// An amount without its currency.
    pub fn number(&self, money: Money) -> String {
        let parted = money.number(",");
        let signs = parted.chars().map(|sign| match sign {
            ',' => self.figures.thousands.clone(),
            '.' => self.figures.decimal.clone(),
            other => other.to_string(),
        });
        signs.collect()
    }

    /// A rate as the reader writes it.
    pub(crate) fn rate(&self, rate: &Rate) -> String {
        let per = match rate.per {
            Per::Year => "year",
            Per::Month => "month",
            Per::Day => "day",
        };
        let percent = rate.percent.normalize().to_string().replace('.', &self.figures.decimal);
        let pattern = self.penalty.rates.get(per);
        pattern.map_or_else(|| rate.to_string(), |pattern| pattern.replace("{percent}", &percent))
    }

    /// The line of an address that says who decides for a firm.
    pub(crate) fn for_attention(&self, attention: &Attention) -> String {
        let name = attention.name.clone().unwrap_or_else(|| self.known(&attention.role));
        self.attention.replace("{name}", &name)
    }

    /// What a thing owed is called.
    pub(crate) fn debt(&self, debt: Debt) -> String {
        match debt {
            Debt::Instalment(no) => self.debts.instalment.replace("{no}", &no.to_string()),
            Debt::TakenBack => self.debts.taken_back.clone(),
            Debt::Charge(component) => self.debts.charge.replace("{component}", &self.component(component)),
            Debt::Other => self.debts.other.clone(),
        }
    }

    pub(crate) fn component(&self, component: Component) -> String {
        let word = component.word();
        self.table.components.get(word).cloned().unwrap_or_else(|| word.to_owned())
    }

    /// A word of the packs in the reader's language; as it is where it is not known.
    pub(crate) fn known(&self, word: &str) -> String {
        self.known.get(word).cloned().unwrap_or_else(|| word.replace('_', " "))
    }
}
