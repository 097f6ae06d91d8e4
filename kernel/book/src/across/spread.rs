//! The payment goes where it was directed, then where the law's sequence says.

use super::debt::{Debt, Direction, OnePayment};
use super::rule::{Decides, DisputedDebts, NamedAcross, NotDue};
use super::{in_order, reason, share};
use makegood_units::{Amount, BusinessDate, LoanId, Why};

/// What one debt receives, for one reason. A debt that is met for two reasons has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtPart {
    /// The loan.
    pub loan: LoanId,
    /// The due date of the debt.
    pub due_on: BusinessDate,
    /// How much, in minor units; more than nothing.
    pub amount: Amount,
    /// Why, with the rule.
    pub why: Why,
}

/// Money that goes nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapplied {
    /// How much, in minor units; more than nothing.
    pub amount: Amount,
    /// Why.
    pub why: Why,
}

/// A payment over the debts of one person. The parts and what is unapplied add up to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// What the debts receive, in the order they were met.
    pub parts: Vec<DebtPart>,
    /// What is left, by reason.
    pub unapplied: Vec<Unapplied>,
}

impl Spread {
    /// What a loan receives in all, in minor units.
    pub fn of(&self, loan: &LoanId) -> Amount {
        self.parts.iter().filter(|part| part.loan == *loan).map(|part| part.amount).sum()
    }

    /// What is unapplied in all, in minor units.
    pub fn left(&self) -> Amount {
        self.unapplied.iter().map(|one| one.amount).sum()
    }
}

/// Why a payment cannot be spread.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AcrossError {
    /// An amount below nothing.
    #[error("{what} is below nothing; a payment is spread over what is owed, and neither can be negative")]
    Negative {
        /// Which amount.
        what: String,
    },
    /// The same debt stands there twice.
    #[error("loan {loan} stands there twice with the due date {due_on}; add the two up first")]
    Twice {
        /// The loan.
        loan: LoanId,
        /// The due date.
        due_on: BusinessDate,
    },
    /// Money was directed to a loan that is not among the debts.
    #[error("money is directed to loan {loan}, which is not among the debts")]
    UnknownLoan {
        /// The loan named.
        loan: LoanId,
    },
}

/// Spreads a payment over the debts of one person under a law. The order of `debts`
/// makes no difference.
///
/// # Errors
/// Negative amounts, a debt given twice, money directed to a loan that is not there.
pub fn spread(debts: &[Debt], payment: &OnePayment, law: &NamedAcross) -> Result<Spread, AcrossError> {
    check(debts, payment)?;
    let mut sorted: Vec<&Debt> = debts.iter().collect();
    sorted.sort_by(|one, other| (&one.loan, one.due_on).cmp(&(&other.loan, other.due_on)));
    let open = sorted.into_iter().map(|debt| (debt, debt.owed.minor())).collect();
    let mut run = Run { law, payment, open, spread: Spread::default() };

    let mut left = payment.amount.minor();
    if let Some(who) = law.across.up_to_minimum {
        let minimum = payment.minimum.map_or(0, Amount::minor).min(left);
        left = left - minimum + run.directed(who, minimum);
    }
    for who in &law.across.who_decides {
        left = run.directed(*who, left);
    }
    left = run.in_sequence(left);
    if left > 0 {
        let any = |of: &dyn Fn(&Debt) -> bool| run.open.iter().any(|(debt, open)| *open > 0 && of(debt));
        let disputed = any(&|debt| run.is_barred(debt));
        let not_due = any(&|debt| !run.is_barred(debt));
        run.leave(left, reason::left_over(law, disputed, not_due));
    }
    Ok(run.spread)
}

fn check(debts: &[Debt], payment: &OnePayment) -> Result<(), AcrossError> {
    let negative = |what: String| Err(AcrossError::Negative { what });
    if payment.amount < Amount::ZERO || payment.minimum.is_some_and(|minimum| minimum < Amount::ZERO) {
        return negative("the payment".to_owned());
    }
    for (at, debt) in debts.iter().enumerate() {
        if debt.owed < Amount::ZERO || debt.security < Amount::ZERO {
            return negative(format!("an amount of loan {}", debt.loan));
        }
        let same = |other: &Debt| other.loan == debt.loan && other.due_on == debt.due_on;
        if debts.iter().skip(at + 1).any(same) {
            return Err(AcrossError::Twice { loan: debt.loan.clone(), due_on: debt.due_on });
        }
    }
    for direction in [&payment.agreed, &payment.designated, &payment.chosen].into_iter().flatten() {
        if direction.at_most.is_some_and(|most| most < Amount::ZERO) {
            return negative(format!("what is directed to loan {}", direction.loan));
        }
        if !debts.iter().any(|debt| debt.loan == direction.loan) {
            return Err(AcrossError::UnknownLoan { loan: direction.loan.clone() });
        }
    }
    Ok(())
}

/// A payment on its way. Amounts are minor units.
struct Run<'a> {
    law: &'a NamedAcross,
    payment: &'a OnePayment,
    /// The debts by loan and due date, with what is still open of each.
    open: Vec<(&'a Debt, i64)>,
    spread: Spread,
}

impl<'a> Run<'a> {
    /// Whether the law gives the debt nothing, whoever names it.
    fn is_barred(&self, debt: &Debt) -> bool {
        debt.disputed && self.law.across.disputed == DisputedDebts::Nothing
    }

    /// Whether the law waits with a debt until it is due.
    fn is_early(&self, debt: &Debt) -> bool {
        self.law.across.not_due == NotDue::Never && !debt.is_due(self.payment.on)
    }

    /// Meets what somebody directed, out of `left`; gives back what is left of it.
    fn directed(&mut self, who: Decides, mut left: i64) -> i64 {
        let payment = self.payment;
        let directions: &[Direction] = match who {
            Decides::Agreement => &payment.agreed,
            Decides::Debtor => &payment.designated,
            Decides::Creditor => &payment.chosen,
        };
        for direction in directions {
            let mut most = direction.at_most.map_or(left, Amount::minor).min(left);
            let before = most;
            for at in 0..self.open.len() {
                let Some((debt, open)) = self.open.get(at).copied() else { continue };
                let part = open.min(most);
                let skipped = who == Decides::Creditor && (self.is_early(debt) || self.is_barred(debt));
                if debt.loan != direction.loan || part <= 0 || skipped {
                    continue;
                }
                match self.is_barred(debt) {
                    // The debtor's word forbids every other debt, the law this one.
                    true if who == Decides::Debtor => self.leave(part, reason::held_for_disputed(self.law, debt)),
                    true => continue,
                    false => self.meet(at, part, reason::decided(self.law, who, debt)),
                }
                most -= part;
            }
            left -= before - most;
        }
        left
    }

    /// Meets debts in the law's sequence out of `left`; gives back what is left of it.
    fn in_sequence(&mut self, mut left: i64) -> i64 {
        let (keys, on) = (self.law.across.first.as_slice(), self.payment.on);
        let reached = |at: &usize| {
            let found = self.open.get(*at);
            found.is_some_and(|(debt, open)| *open > 0 && !self.is_barred(debt) && !self.is_early(debt))
        };
        let mut places: Vec<usize> = (0..self.open.len()).filter(reached).collect();
        let debts: Vec<&'a Debt> = self.open.iter().map(|(debt, _)| *debt).collect();
        let debt = |at: &usize| debts.get(*at).copied();
        let compare = |one: &usize, other: &usize| match (debt(one), debt(other)) {
            (Some(one), Some(other)) => in_order::compare(keys, on, one, other),
            _ => (std::cmp::Ordering::Equal, None),
        };
        places.sort_by(|one, other| compare(one, other).0);
        let groups: Vec<&[usize]> = places.chunk_by(|one, other| compare(one, other).0.is_eq()).collect();
        for (nth, group) in groups.iter().enumerate() {
            let next = groups.get(nth + 1).map(|other| (true, other));
            let beside =
                next.or_else(|| nth.checked_sub(1).and_then(|nth| groups.get(nth)).map(|other| (false, other)));
            let apart = beside.and_then(|(before, other)| {
                let (mine, theirs) = (group.first()?, other.first()?);
                Some((before, compare(mine, theirs).1?, debt(theirs)?))
            });
            left -= self.meet_equals(group, left, |law, debt| reason::in_sequence(law, debt, apart));
        }
        left
    }

    /// Meets debts that stand equal, in proportion where there is not enough for all.
    /// Gives back what that took.
    fn meet_equals(&mut self, places: &[usize], left: i64, why: impl Fn(&NamedAcross, &Debt) -> Why) -> i64 {
        let owed: Vec<i64> = places.iter().filter_map(|at| self.open.get(*at)).map(|(_, open)| *open).collect();
        let whole: i128 = owed.iter().map(|one| i128::from(*one)).sum();
        let short = i128::from(left) < whole;
        let parts = if short { share::in_proportion(left, &owed) } else { owed };
        let mut taken = 0;
        for (at, part) in places.iter().zip(parts) {
            let Some((debt, _)) = self.open.get(*at).copied() else { continue };
            let equals = places.len();
            let why = if short && equals > 1 { reason::shared(self.law, debt, equals) } else { why(self.law, debt) };
            self.meet(*at, part, why);
            taken += part;
        }
        taken
    }

    fn meet(&mut self, at: usize, part: i64, why: Why) {
        if let (Some((debt, open)), true) = (self.open.get_mut(at), part > 0) {
            *open -= part;
            let (loan, due_on, amount) = (debt.loan.clone(), debt.due_on, Amount::from_minor(part));
            self.spread.parts.push(DebtPart { loan, due_on, amount, why });
        }
    }

    fn leave(&mut self, amount: i64, why: Why) {
        self.spread.unapplied.push(Unapplied { amount: Amount::from_minor(amount), why });
    }
}
