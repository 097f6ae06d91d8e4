//! How the loan was paid: P01 to P06.

use super::item;
use crate::{ContactRecord, Item, LoanHistory};
use makegood_book::{InstalmentState, Payment};
use makegood_units::{Amount, BusinessDate, FactId};

/// Up to here lateness is carelessness (P01); a spell of arrears is longer (P05).
const SOME_DAYS: i32 = 10;

pub(super) fn observed(loan: &LoanHistory<'_>, contacts: &[ContactRecord], as_of: BusinessDate) -> Vec<Item> {
    let book = Book::new(loan, contacts, as_of);
    let found = [
        book.late_but_always_pays(),
        book.partial_payment(),
        book.first_instalment_missed(),
        book.first_miss_after_clean(),
        book.self_cured_spells(),
        book.shrinking_payments(),
    ];
    found.into_iter().flatten().collect()
}

/// How many earlier spells of arrears of more than ten days the loan had that ended
/// within the twelve months up to `as_of`; the spell still open is not one.
pub fn earlier_spells(loan: &LoanHistory<'_>, as_of: BusinessDate) -> u32 {
    let spells = Book::new(loan, &[], as_of).spells();
    let recent = spells.iter().filter(|spell| spell.is_long() && spell.until > as_of.plus_days(-365));
    u32::try_from(recent.count()).unwrap_or(u32::MAX)
}

struct Book<'a> {
    loan: &'a LoanHistory<'a>,
    /// Instalments whose due date has passed, oldest first.
    fallen_due: Vec<&'a InstalmentState>,
    contacts: &'a [ContactRecord],
    as_of: BusinessDate,
}

impl<'a> Book<'a> {
    fn new(loan: &'a LoanHistory<'a>, contacts: &'a [ContactRecord], as_of: BusinessDate) -> Self {
        let fallen_due = loan.history.instalments.iter().filter(|row| row.due_on < as_of).collect();
        Self { loan, fallen_due, contacts, as_of }
    }

    fn instalment(&self, row: &InstalmentState) -> FactId {
        FactId::new("instalment", format_args!("{}/{}", self.loan.loan, row.no))
    }

    /// The oldest instalment late today.
    fn oldest_late(&self) -> Option<&'a InstalmentState> {
        self.fallen_due.iter().copied().find(|row| row.late_on(self.as_of))
    }

    fn due(row: &InstalmentState) -> Option<Amount> {
        row.due.total().ok()
    }

    /// P01: late by days, never by more than ten, today's instalment included.
    fn late_but_always_pays(&self) -> Option<Item> {
        let within = self.fallen_due.iter().all(|row| row.days_late(self.as_of) <= SOME_DAYS);
        let cleared: Vec<_> = self.fallen_due.iter().filter(|row| row.cleared_on.is_some()).collect();
        let late: Vec<_> = cleared.iter().filter(|row| row.days_late(self.as_of) > 0).collect();
        if !within || cleared.len() < 3 || late.len() * 2 < cleared.len() {
            return None;
        }
        let last = late.iter().filter_map(|row| row.cleared_on).max()?;
        let longest = late.iter().map(|row| row.days_late(self.as_of)).max()?;
        let says = format!(
            "{} of {} instalments came late, by at most {longest} days, and all were paid in full.",
            late.len(),
            cleared.len()
        );
        Some(item("P01", last, says, late.iter().map(|row| self.instalment(row)).collect()))
    }

    /// P02: in the last 30 days, at least a quarter of an instalment came for the
    /// arrears that remain.
    fn partial_payment(&self) -> Option<Item> {
        let oldest = self.oldest_late()?;
        let since = oldest.due_on.max(self.as_of.plus_days(-29));
        let recent: Vec<&Payment> = self.loan.history.payments.iter().filter(|paid| paid.value_on >= since).collect();
        let sum = Amount::checked_sum(recent.iter().map(|paid| paid.amount))?;
        let (sum, due) = (i128::from(sum.minor()), i128::from(Self::due(oldest)?.minor()));
        if sum <= 0 || sum * 4 < due {
            return None;
        }
        let last = recent.iter().map(|paid| paid.value_on).max()?;
        let share = if due > 0 { sum * 100 / due } else { 100 };
        let says = format!("{share} % of an instalment came since {since}, with instalment {} still open.", oldest.no);
        Some(item("P02", last, says, payments(&recent)))
    }

    /// P03: the first instalment fell due, nothing at all has come, and nobody has
    /// spoken with the borrower.
    fn first_instalment_missed(&self) -> Option<Item> {
        let first = self.fallen_due.first()?;
        let spoken = self.contacts.iter().any(|record| record.contact.outcome.is_conversation());
        if !first.late_on(self.as_of) || !self.loan.history.payments.is_empty() || spoken {
            return None;
        }
        let says =
            format!("The first instalment, due {}, was missed and nobody has spoken with them yet.", first.due_on);
        Some(item("P03", first.due_on.plus_days(1), says, vec![self.instalment(first)]))
    }

    /// P04: at least twelve instalments on time, then the first miss.
    fn first_miss_after_clean(&self) -> Option<Item> {
        let missed = self.oldest_late()?;
        let before: Vec<_> = self.fallen_due.iter().take_while(|row| row.no != missed.no).collect();
        let clean = before.iter().all(|row| row.days_late(self.as_of) == 0);
        if !clean || before.len() < 12 {
            return None;
        }
        let says = format!("The first miss, instalment {}, after {} paid on time.", missed.no, before.len());
        Some(item("P04", missed.due_on.plus_days(1), says, vec![self.instalment(missed)]))
    }

    /// P05: three spells of arrears of more than ten days in twelve months that ended without anybody
    /// from the lender having been in touch.
    fn self_cured_spells(&self) -> Option<Item> {
        let year_ago = self.as_of.plus_days(-365);
        let touched = |spell: &Spell<'_>| {
            let days = self.contacts.iter().map(|record| record.on);
            days.into_iter().any(|day| spell.from <= day && day <= spell.until)
        };
        let cured: Vec<Spell<'a>> = self
            .spells()
            .into_iter()
            .filter(|spell| spell.until > year_ago && spell.is_long() && !touched(spell))
            .collect();
        let last = cured.last().filter(|_| cured.len() >= 3)?;
        let says = format!("{} spells of arrears in twelve months ended by themselves.", cured.len());
        Some(item("P05", last.until, says, cured.iter().map(|spell| self.instalment(spell.opened_by)).collect()))
    }

    /// Past spells of arrears, each from its first late day to the day it was cured.
    fn spells(&self) -> Vec<Spell<'a>> {
        let mut spells: Vec<Spell<'a>> = Vec::new();
        let mut open = None;
        for row in &self.fallen_due {
            let from = row.due_on.plus_days(1);
            let Some(until) = row.cleared_on else {
                open.get_or_insert(from);
                continue;
            };
            // Paid on the first late day: it was never late at the end of a day.
            if until <= from {
                continue;
            }
            match spells.last_mut() {
                Some(spell) if from <= spell.until => spell.until = spell.until.max(until),
                _ => spells.push(Spell { from, until, opened_by: row }),
            }
        }
        // A spell that runs into arrears still open has not been cured.
        spells.retain(|spell| open.is_none_or(|from| spell.until < from));
        spells
    }

    /// P06: the last three payments shrink and the last is below the instalment due.
    fn shrinking_payments(&self) -> Option<Item> {
        let oldest = self.oldest_late()?;
        let all: Vec<&Payment> = self.loan.history.payments.iter().collect();
        let [.., first, second, third] = all.as_slice() else { return None };
        let shrink = first.amount > second.amount && second.amount > third.amount && third.amount < Self::due(oldest)?;
        let days_differ = first.value_on < second.value_on && second.value_on < third.value_on;
        if !shrink || !days_differ || third.amount <= Amount::ZERO {
            return None;
        }
        let says = format!("The last three payments, up to {}, were each smaller than the one before.", third.value_on);
        Some(item("P06", third.value_on, says, payments(&[first, second, third])))
    }
}

struct Spell<'a> {
    from: BusinessDate,
    until: BusinessDate,
    opened_by: &'a InstalmentState,
}

impl Spell<'_> {
    fn is_long(&self) -> bool {
        self.until.days_since(self.from) >= SOME_DAYS
    }
}

fn payments(paid: &[&Payment]) -> Vec<FactId> {
    paid.iter().map(|payment| FactId::new("payment", &payment.id)).collect()
}
