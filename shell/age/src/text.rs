//! The patient path: any CSV, and Parquet with text ids, with the same answers.

use crate::book::{AMOUNT, DUE_ON, FEE, INTEREST, LOAN, NO, PRINCIPAL, VALUE_ON};
use crate::error::{INSTALMENT_RANGE, PAYMENT_RANGE, fits_instalment, fits_payment};
use crate::files::Files;
use crate::fold::{Row, Rule};
use crate::found::Part;
use crate::paid::Stray;
use crate::receipts::{BUNDLE_ROWS, Bundle, Packer, Receipt};
use crate::rows::{Cell, Wanted, each};
use crate::summary::{Aged, Loans};
use crate::{AgeError, Options, Place, Progress, Step, gather};
use makegood_book::Due;
use makegood_units::{Amount, BusinessDate, Currency};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What `loans` says of a loan.
#[derive(Clone, Copy)]
struct Terms {
    currency: Option<Currency>,
    disbursed_on: Option<BusinessDate>,
}

/// Loans by name, with past-due rows by the order in which names were met.
#[derive(Default)]
struct Met {
    slots: HashMap<String, usize>,
    rows: Vec<(usize, Row)>,
}

pub(crate) fn age(files: &Files, options: &Options, progress: &mut impl FnMut(Progress)) -> Result<Aged, AgeError> {
    let mut tell = |step| progress(Progress { step, done: 1, of: 1 });
    let terms = read_loans(files)?;
    let met = read_instalments(files, options, &terms)?;
    tell(Step::Loans);

    // Slots follow the order of the names from here on.
    let mut names: Vec<String> = met.slots.keys().cloned().collect();
    names.sort_unstable();
    let slots: HashMap<&str, usize> = names.iter().enumerate().map(|(slot, name)| (name.as_str(), slot)).collect();
    let mut moved = vec![0; names.len()];
    for (name, before) in &met.slots {
        moved[*before] = slots[name.as_str()];
    }
    let (paid, strays) = read_payments(files, options, &terms, &slots)?;
    tell(Step::Payments);

    let known = |name: &String| terms.get(name).copied();
    let unpaid_out =
        |name: &String| known(name).and_then(|terms| terms.disbursed_on).is_some_and(|day| day > options.as_of);
    let waiting: Vec<bool> = names.iter().map(unpaid_out).collect();
    let rows = met.rows.into_iter().map(|(before, row)| (moved[before], row)).filter(|(slot, _)| !waiting[*slot]);
    let rule = Rule { as_of: options.as_of, order: options.order };
    let mut parts = gather::fold(rows.collect(), &names, &paid, rule)?;
    // Nothing is overdue of what was not yet lent, even if money was given back.
    let basis = parts.iter_mut().flat_map(Part::basis_mut).zip(&waiting);
    basis.filter(|(_, waits)| **waits).for_each(|(basis, _)| *basis = 0);
    tell(Step::Ageing);

    let currencies: Vec<Option<Currency>> =
        names.iter().map(|name| known(name).and_then(|terms| terms.currency)).collect();
    let unscheduled = terms.keys().filter(|name| !slots.contains_key(name.as_str())).count() as u64;
    let mut aged = Aged::new(Loans::Texts(names), parts, strays);
    if currencies.iter().any(Option::is_some) {
        aged.currencies = currencies;
    }
    aged.not_yet_disbursed = waiting.iter().filter(|waits| **waits).count() as u64;
    aged.unscheduled = unscheduled;
    Ok(aged)
}

const fn needs(spellings: &'static [&'static str]) -> Wanted {
    Wanted { spellings, optional: false }
}

const fn may_have(spellings: &'static [&'static str]) -> Wanted {
    Wanted { spellings, optional: true }
}

fn read_loans(files: &Files) -> Result<HashMap<String, Terms>, AgeError> {
    let mut terms = HashMap::new();
    let Some(file) = &files.loans else { return Ok(terms) };
    let wanted = [needs(&["loan_id", "id"]), may_have(&["currency"]), may_have(&["disbursed_on"])];
    each(file, &wanted, &mut |place, cells| {
        let [loan, currency, disbursed_on] = cells else { return Ok(()) };
        let reader = Reader { place: &place, bare_minor: files.bare_minor };
        let loan = reader.id(loan)?;
        let currency = match currency {
            Cell::Empty => None,
            Cell::Text(code) => Some(code.parse().map_err(|error| reader.bad("currency", currency, &error))?),
            other => return Err(reader.bad("currency", other, &"a currency is three capital letters")),
        };
        let disbursed_on = match disbursed_on {
            Cell::Empty => None,
            day => Some(reader.day("disbursed_on", day)?),
        };
        match terms.insert(loan.clone(), Terms { currency, disbursed_on }) {
            None => Ok(()),
            Some(_) => Err(AgeError::TwiceTheLoan { place, loan }),
        }
    })?;
    Ok(terms)
}

fn read_instalments(files: &Files, options: &Options, terms: &HashMap<String, Terms>) -> Result<Met, AgeError> {
    let mut met = Met::default();
    let money = [PRINCIPAL, INTEREST, FEE].map(|money| [may_have(money.plain), may_have(money.minor)]);
    let wanted: Vec<Wanted> = [LOAN, NO, DUE_ON].map(needs).into_iter().chain(money.into_iter().flatten()).collect();
    each(&files.instalments, &wanted, &mut |place, cells| {
        let [loan, no, due_on, principal @ .., interest, interest_minor, fee, fee_minor] = cells else { return Ok(()) };
        let reader = Reader { place: &place, bare_minor: files.bare_minor };
        let loan = reader.id(loan)?;
        let currency = terms.get(&loan).and_then(|terms| terms.currency).or(options.currency);
        let amount = |column, pair: &[Cell], optional| {
            if optional && pair.iter().all(|cell| *cell == Cell::Empty) {
                return Ok(Amount::ZERO);
            }
            let amount = reader.amount(column, pair, currency, &loan)?;
            let minor = amount.minor();
            let says = INSTALMENT_RANGE;
            let out = || AgeError::AmountOut { place: place.clone(), column: String::from(column), minor, says };
            if fits_instalment(minor) { Ok(amount) } else { Err(out()) }
        };
        let no = reader.number("no", no)?;
        let due_on = reader.day("due_on", due_on)?;
        let principal = amount("principal", principal, false)?;
        let interest = amount("interest", &[interest.clone(), interest_minor.clone()], true)?;
        let fee = amount("fee", &[fee.clone(), fee_minor.clone()], true)?;
        let next = met.slots.len();
        let slot = *met.slots.entry(loan).or_insert(next);
        if due_on < options.as_of {
            met.rows.push((slot, Row { no, due: Due { due_on, principal, interest, fee } }));
        }
        Ok(())
    })?;
    Ok(met)
}

type Received = (Vec<Bundle>, BTreeMap<String, Stray>);

fn read_payments(
    files: &Files,
    options: &Options,
    terms: &HashMap<String, Terms>,
    slots: &HashMap<&str, usize>,
) -> Result<Received, AgeError> {
    let mut received: Vec<(usize, Receipt)> = Vec::new();
    let mut strays: BTreeMap<String, Stray> = BTreeMap::new();
    let mut seen = HashSet::new();
    let amounts = [may_have(AMOUNT.plain), may_have(AMOUNT.minor)];
    let wanted: Vec<Wanted> =
        [may_have(&["payment_id"]), needs(LOAN), needs(VALUE_ON)].into_iter().chain(amounts).collect();
    each(&files.payments, &wanted, &mut |place, cells| {
        let [payment, loan, value_on, amount @ ..] = cells else { return Ok(()) };
        let reader = Reader { place: &place, bare_minor: files.bare_minor };
        let loan = reader.id(loan)?;
        if *payment != Cell::Empty {
            let payment = reader.id(payment)?;
            if !seen.insert(payment.clone()) {
                return Err(AgeError::TwiceThePayment { place, payment });
            }
        }
        let currency = terms.get(&loan).and_then(|terms| terms.currency).or(options.currency);
        let value_on = reader.day("value_on", value_on)?;
        let minor = reader.amount("amount", amount, currency, &loan)?.minor();
        if !fits_payment(minor) {
            return Err(AgeError::AmountOut { place, column: "amount".to_owned(), minor, says: PAYMENT_RANGE });
        }
        let Some(slot) = slots.get(loan.as_str()) else {
            strays.entry(loan).or_default().add(Stray { payments: 1, minor: i128::from(minor) });
            return Ok(());
        };
        received.push((*slot, (value_on, Amount::from_minor(minor))));
        Ok(())
    })?;
    let bundle = |payments: &[(usize, Receipt)]| {
        let mut packer = Packer::new(payments.iter().map(|(slot, _)| *slot), slots.len(), options.as_of);
        payments.iter().for_each(|(slot, receipt)| packer.put(*slot, *receipt));
        packer.done()
    };
    Ok((received.chunks(BUNDLE_ROWS).map(bundle).collect(), strays))
}

/// Reads the cells of one row.
struct Reader<'a> {
    place: &'a Place,
    bare_minor: bool,
}

impl Reader<'_> {
    fn bad(&self, column: &str, cell: &Cell, says: &dyn std::fmt::Display) -> AgeError {
        let value = match cell {
            Cell::Empty => {
                return AgeError::Empty { place: self.place.clone(), column: column.to_owned() };
            }
            Cell::Text(text) => (*text).to_owned(),
            Cell::Whole(value) => value.to_string(),
            Cell::Day(days) => format!("day {days}"),
            Cell::Decimal(text) | Cell::Other(text) => text.clone(),
        };
        AgeError::Unreadable { place: self.place.clone(), column: column.to_owned(), value, says: says.to_string() }
    }

    fn id(&self, cell: &Cell) -> Result<String, AgeError> {
        match cell {
            Cell::Text(id) => Ok((*id).to_owned()),
            Cell::Whole(id) => Ok(id.to_string()),
            other => Err(self.bad("loan_id", other, &"an id is text or a whole number")),
        }
    }

    fn number(&self, column: &str, cell: &Cell) -> Result<i64, AgeError> {
        match cell {
            Cell::Whole(value) => Ok(*value),
            Cell::Text(text) => text.parse().map_err(|error| self.bad(column, cell, &error)),
            other => Err(self.bad(column, other, &"wanted a whole number")),
        }
    }

    fn day(&self, column: &str, cell: &Cell) -> Result<BusinessDate, AgeError> {
        match cell {
            Cell::Text(text) => text.parse().map_err(|error| self.bad(column, cell, &error)),
            Cell::Day(days) => BusinessDate::try_from_epoch_days(*days).ok_or_else(|| AgeError::NoSuchDay {
                place: self.place.clone(),
                column: column.to_owned(),
                days: *days,
            }),
            other => Err(self.bad(column, other, &"wanted a date")),
        }
    }

    /// From the column in units of the currency or the one in minor units.
    fn amount(&self, column: &str, pair: &[Cell], currency: Option<Currency>, loan: &str) -> Result<Amount, AgeError> {
        let (plain, minor) = match pair {
            [plain, Cell::Empty] => (plain, None),
            [Cell::Empty, minor] => (minor, Some(format!("{column}_minor"))),
            [plain, _] => return Err(self.bad(column, plain, &"it also stands in minor units; keep one of the two")),
            _ => (&Cell::Empty, None),
        };
        if let Some(column) = minor {
            return self.number(&column, plain).map(Amount::from_minor);
        }
        match plain {
            Cell::Whole(minor) if self.bare_minor => Ok(Amount::from_minor(*minor)),
            Cell::Whole(_) => {
                let says =
                    format!("a whole number does not say whether it is minor units; call the column {column}_minor");
                Err(self.bad(column, plain, &says))
            }
            Cell::Text(_) | Cell::Decimal(_) => {
                let unknown = || AgeError::NoCurrency { place: self.place.clone(), loan: loan.to_owned() };
                let text = match plain {
                    Cell::Text(text) => text,
                    Cell::Decimal(text) => text.as_str(),
                    _ => "",
                };
                Amount::parse(text, currency.ok_or_else(unknown)?).map_err(|error| self.bad(column, plain, &error))
            }
            other => Err(self.bad(column, other, &"wanted an amount")),
        }
    }
}
