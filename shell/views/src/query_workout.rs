//! The way out of one case: every route beside every other, what was decided, and where
//! its relief loan stands.

use crate::query_case::{known_day, name_of};
use crate::{ViewError, load, policy};
use makegood_case::WorkoutStand;
use makegood_day_close::{decisions, workout_facts};
use makegood_journal::{Connection, Event, document, last_of};
use makegood_units::{Amount, BusinessDate, Currency, PartyId};
use makegood_workout::case::{AskedOfCase, Assumptions, Brought, CaseNotCompared, Sets, case_ask};
use makegood_workout::compare::{FlowKind, Valued};
use makegood_workout::relief::{
    FundsFrom, OldPayment, ReliefRefused, ReliefSigns, ReliefStanding, Signs, hides, standing,
};

/// A decision with the comparison it rests on.
#[derive(Clone, Debug)]
pub struct DecisionView {
    /// What was decided, agreed to and recorded.
    pub stand: WorkoutStand,
    /// The comparison as it was kept.
    pub kept: AskedOfCase,
    /// The relief loan, when it is one.
    pub relief: Option<ReliefView>,
}

/// A relief loan on the day of the view.
#[derive(Clone, Debug)]
pub struct ReliefView {
    /// Where it stands.
    pub standing: Result<ReliefStanding, ReliefRefused>,
    /// Signs that it only hides arrears.
    pub signs: Signs,
}

/// The way out of a case.
#[derive(Clone, Debug)]
pub struct WorkoutView {
    /// Whose.
    pub party: PartyId,
    /// Their name, empty when none was delivered.
    pub name: String,
    /// The day.
    pub as_of: BusinessDate,
    /// Of every amount.
    pub currency: Currency,
    /// The comparison, or why there is none.
    pub asked: Result<AskedOfCase, CaseNotCompared>,
    /// What was decided, in order.
    pub decisions: Vec<DecisionView>,
}

/// What a route costs the lender in all, before any odds; `None` when it does not fit.
pub fn route_cost(route: &Valued) -> Option<Amount> {
    let costs = route.worth.addends.iter().filter(|addend| addend.kind == FlowKind::Cost);
    Amount::checked_sum(costs.map(|addend| addend.nominal))
}

/// The lowest and the highest value today among the routes, zero included: the scale
/// they are drawn on.
pub fn worth_scale(asked: &AskedOfCase) -> (Amount, Amount) {
    let ends = asked.comparison.routes.iter().map(|route| route.worth.npv);
    ends.fold((Amount::ZERO, Amount::ZERO), |(low, high), npv| (low.min(npv), high.max(npv)))
}

impl WorkoutView {
    /// The decision that counts: the last one that has taken effect.
    pub fn in_effect(&self) -> Option<&DecisionView> {
        self.decisions.iter().rev().find(|one| one.stand.is_in_effect())
    }

    /// The last decision, when it still waits for a second person.
    pub fn waiting(&self) -> Option<&DecisionView> {
        self.decisions.last().filter(|one| one.stand.waits())
    }
}

/// The lender's assumptions: those adopted last, else the shipped ones.
///
/// # Errors
/// [`ViewError::Policy`] for a file that cannot be read, or whatever SQLite refuses.
pub fn assumptions_of(book: &Connection) -> Result<Assumptions, ViewError> {
    assumptions_known(book, i64::MAX)
}

/// The same, as known at an event.
pub(crate) fn assumptions_known(book: &Connection, known_to: i64) -> Result<Assumptions, ViewError> {
    let text = match last_of(book, "assumptions_adopted", known_to)?.map(|entry| entry.event) {
        Some(Event::AssumptionsAdopted(adopted)) => document(book, &adopted.assumptions)?,
        _ => Assumptions::SHIPPED.to_owned(),
    };
    Assumptions::parse("assumptions.toml", &text).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        ViewError::Policy(lines.join("; "))
    })
}

/// The way out of a case on the last closed day, or a later day on which something was
/// recorded. `None` when nothing is known of it.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn workout_view(
    book: &Connection,
    party: &PartyId,
    assumed: &Assumptions,
    sets: &Sets,
    brought: Vec<Brought>,
) -> Result<Option<WorkoutView>, ViewError> {
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let Some(as_of) = known_day(book, party)? else { return Ok(None) };
    let input = load::case_input(book, party, i64::MAX)?;
    let facts = workout_facts(&input, as_of, policy.rules());
    let facts = facts.map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?;
    let Some(mut facts) = facts else { return Ok(None) };
    facts.brought = brought;
    let paid = input.loans.iter().flat_map(|loan| loan.payments.iter().map(old_payment)).collect::<Vec<_>>();
    let mut views = Vec::new();
    for stand in decisions(&input, as_of) {
        let body = document(book, &stand.decided.comparison)?;
        let kept: AskedOfCase = serde_json::from_str(&body)
            .map_err(|source| ViewError::Body { place: "a kept comparison".to_owned(), source })?;
        let relief = relief(&stand, &kept, &paid, as_of);
        views.push(DecisionView { stand, kept, relief });
    }
    Ok(Some(WorkoutView {
        party: party.clone(),
        name: name_of(book, party)?,
        as_of,
        currency: facts.currency,
        asked: case_ask(facts, assumed, sets),
        decisions: views,
    }))
}

/// A payment on the old debt; the lender's word for its kind says where the money is from.
fn old_payment(payment: &makegood_book::Payment) -> OldPayment {
    let from = match payment.kind.as_deref() {
        Some("earnings") => FundsFrom::Earnings,
        Some("relief") => FundsFrom::Relief,
        _ => FundsFrom::Unknown,
    };
    OldPayment { on: payment.value_on, amount: payment.amount, from }
}

fn relief(stand: &WorkoutStand, kept: &AskedOfCase, paid: &[OldPayment], as_of: BusinessDate) -> Option<ReliefView> {
    let loan = stand.decided.relief.as_ref()?;
    let route = kept.comparison.routes.iter().find(|route| route.id == stand.decided.route);
    let since = paid.iter().filter(|payment| (stand.on..=as_of).contains(&payment.on));
    let signs = ReliefSigns {
        debt_service: route.and_then(|route| route.budget.before.zip(route.budget.after)),
        surplus: kept.facts.surplus.map(|surplus| surplus.amount).zip(kept.surplus_with_relief),
        earlier_relief: Some(kept.facts.earlier_relief.clone()),
        old_payments: since.copied().collect(),
        follows_days: None,
    };
    let signs = hides(loan, &stand.relief, &signs, as_of);
    Some(ReliefView { standing: standing(loan, &stand.relief, as_of), signs })
}
