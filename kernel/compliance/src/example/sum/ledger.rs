//! What the log of an example says of a debt, and the way to the convention that is asked.

use super::expect::{Found, NoAnswer};
use super::{Asked, DebtLine, Exposure, Figure, Parts, Sum, SumQuestion, allocate, interest, state};
use crate::conventions::Conventions;
use crate::docket::{Binds, all_hold};
use crate::example::line::Event;
use crate::facts::Facts;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::rule::{Kind, Rule};
use makegood_units::{Amount, BusinessDate, Currency, Decimal};

/// Everything the lines so far said.
#[derive(Clone, Debug, Default)]
pub(in crate::example) struct Ledger {
    pub(super) debts: Vec<DebtLine>,
    pub(super) exposure: Exposure,
    pub(super) dues: Vec<(BusinessDate, Parts)>,
    pub(super) pays: Vec<(BusinessDate, Figure)>,
    /// What happened beside, which a scheme may read as a mark.
    pub(super) marks: Vec<MarkLine>,
}

/// Something that happened, with its last day and its figure in per cent.
#[derive(Clone, Debug)]
pub(super) struct MarkLine {
    pub what: String,
    pub on: BusinessDate,
    pub until: Option<BusinessDate>,
    pub percent: Option<Decimal>,
}

/// Where a question is asked: the packs in use, the facts told, the conventions.
#[derive(Clone, Copy)]
pub(in crate::example) struct Under<'a> {
    pub packs: &'a Packs,
    pub facts: &'a Facts,
    pub known: &'a Conventions,
}

impl Ledger {
    /// Takes in a line that is no question.
    pub fn hear(&mut self, sum: &Sum) {
        match sum {
            Sum::Debt(debt) => self.debts.push(debt.clone()),
            Sum::Exposure(exposure) => self.exposure = exposure.clone(),
            Sum::Due { day, parts } => self.dues.push((*day, parts.clone())),
            Sum::Pay { day, amount } => self.pays.push((*day, *amount)),
            Sum::Asked(_) => {}
        }
    }

    /// Takes in what happened.
    pub fn happen(&mut self, day: BusinessDate, event: &Event) {
        match event {
            Event::Happened { what, details } => {
                let (what, until) = (what.clone(), details.until);
                self.marks.push(MarkLine { what, on: day, until, percent: details.amount });
            }
            Event::Ended { what } => {
                let open = |mark: &&mut MarkLine| mark.what == *what && mark.until.is_none();
                self.marks.iter_mut().filter(open).for_each(|mark| mark.until = Some(day));
            }
            _ => {}
        }
    }

    /// Everything about the answer that is not as expected.
    pub fn reply(&self, asked: &Asked, under: Under<'_>) -> Vec<String> {
        let Some((pack, rule)) = under.packs.rule(&asked.by) else {
            return vec![format!("no rule of the packs in use is called {}", asked.by)];
        };
        let found = self.stands(asked, rule, under).and_then(|()| self.answer(asked, pack, rule, under.known));
        asked.expected.surprises(&found)
    }

    /// Whether the rule is in force and its conditions hold. A question without a day
    /// asks the rule as it stands now, which is its last word.
    fn stands(&self, asked: &Asked, rule: &Rule, under: Under<'_>) -> Result<(), NoAnswer> {
        let day = match &asked.question {
            SumQuestion::Allocate(line) => line.on,
            SumQuestion::Interest(line) => Some(line.from),
            SumQuestion::State(day) | SumQuestion::DaysPastDue(day) => Some(*day),
        };
        let last = rule.in_force.spans().last().map(|(from, ..)| from);
        let Some(day) = day.or(last) else { return Ok(()) };
        if !rule.is_in_force(day) {
            return Err(NoAnswer::NotInForce(day));
        }
        match all_hold(rule.reach.only_if.iter().map(|asked| (asked, asked.holds(under.facts, &[None], day)))) {
            Binds::Yes => Ok(()),
            Binds::No => Err(NoAnswer::DoesNotApply),
            Binds::Unknown(asked) => Err(NoAnswer::Unknown(asked.question())),
        }
    }

    fn answer(&self, asked: &Asked, pack: &Pack, rule: &Rule, known: &Conventions) -> Result<Found, NoAnswer> {
        let misasked = |says: &str| NoAnswer::Misasked(format!("{} is a {}; {says}", rule.id, rule.kind.word()));
        match (&asked.question, &rule.kind) {
            (SumQuestion::Allocate(line), Kind::Waterfall(order)) => allocate::answer(self, line, order, known),
            (SumQuestion::Interest(line), Kind::Cap(cap)) => interest::answer(line, cap, pack, rule, &known.penalty),
            (SumQuestion::State(day), Kind::CounterState(count)) => state::class(self, *day, count, known),
            (SumQuestion::State(day), Kind::Waterfall(order)) => state::applied(self, *day, order, known),
            (SumQuestion::DaysPastDue(day), Kind::CounterState(count)) => state::days(self, *day, count, known),
            (SumQuestion::Allocate(_), _) => Err(misasked("allocate asks a waterfall")),
            (SumQuestion::Interest(_), _) => Err(misasked("interest asks a cap")),
            (SumQuestion::State(_), _) => Err(misasked("state asks a counter_state or a waterfall")),
            (SumQuestion::DaysPastDue(_), _) => Err(misasked("dpd asks a counter_state")),
        }
    }
}

/// Amounts of one currency, to and from figures as they are written.
#[derive(Clone, Copy)]
pub(super) struct Coins(pub Currency);

impl Coins {
    /// The first currency anybody names; amounts without any have two decimals.
    pub fn of(named: impl IntoIterator<Item = Option<Currency>>) -> Result<Self, NoAnswer> {
        let named = named.into_iter().flatten().next();
        // ISO 4217 has this code for transactions where no currency is involved.
        let none = || "XXX".parse().map_err(|_| NoAnswer::Misasked("no currency".to_owned()));
        named.map_or_else(none, Ok).map(Self)
    }

    pub fn amount(self, figure: Figure) -> Result<Amount, NoAnswer> {
        let read = Amount::parse(&figure.to_string(), self.0);
        read.map_err(|error| NoAnswer::Misasked(error.to_string()))
    }

    pub fn amount_or(self, figure: Option<Figure>) -> Result<Option<Amount>, NoAnswer> {
        figure.map(|figure| self.amount(figure)).transpose()
    }

    pub fn figure(self, amount: Amount) -> Figure {
        Decimal::new(amount.minor(), self.0.minor_digits())
    }
}
