//! Loans, events, rules and days made of bytes.

use arbitrary::{Result, Unstructured};
use makegood_book::{
    Ahead, BookRules, ChargesKnown, Component, Happened, Instalment, Loan, LoanEvent, LoanFacts, LoanFooting, LoanMark,
    Materiality, Order, Partial, PausedInterest, Payment, Restructuring, Split, SubStandard, Sweep, Waterfall,
};
use makegood_units::{Amount, BusinessDate, Currency, LoanEventId};

/// 2026-01-01, as days since 1970-01-01.
const NEAR: i32 = 20_454;
/// The first and the last day of the calendar.
const FIRST: i32 = -719_162;
const LAST: i32 = 2_932_896;

/// How large the numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amounts {
    /// A few units, so that things are met exactly.
    Small,
    /// Up to the largest amount a file may hold.
    OfTheBook,
    /// Any number at all, below zero too. Only a refusal by name is expected.
    Any,
}

/// Where the numbers come from.
pub struct Source<'a, 'b> {
    bytes: &'a mut Unstructured<'b>,
    /// How large amounts are.
    pub amounts: Amounts,
    far: bool,
}

impl<'a, 'b> Source<'a, 'b> {
    /// Reads the size of things first.
    pub fn new(bytes: &'a mut Unstructured<'b>) -> Result<Self> {
        let amounts = match bytes.int_in_range(0..=7_u8)? {
            0..=4 => Amounts::Small,
            5..=6 => Amounts::OfTheBook,
            _ => Amounts::Any,
        };
        let far = bytes.ratio(1_u8, 8_u8)?;
        Ok(Self { bytes, amounts, far })
    }

    /// A day; now and then one at the end of the calendar.
    pub fn day(&mut self) -> Result<BusinessDate> {
        let days = if self.far && self.bytes.ratio(1_u8, 3_u8)? {
            match self.bytes.int_in_range(0..=2_u8)? {
                0 => FIRST + self.bytes.int_in_range(0..=3)?,
                1 => LAST - self.bytes.int_in_range(0..=3)?,
                _ => self.bytes.int_in_range(FIRST..=LAST)?,
            }
        } else {
            NEAR + i32::from(self.bytes.arbitrary::<u8>()?)
        };
        BusinessDate::try_from_epoch_days(days).ok_or(arbitrary::Error::IncorrectFormat)
    }

    /// An amount.
    pub fn amount(&mut self) -> Result<Amount> {
        Ok(Amount::from_minor(match self.amounts {
            Amounts::Small => self.bytes.arbitrary::<u8>()?.into(),
            Amounts::OfTheBook => {
                let below = i64::from(self.bytes.arbitrary::<u16>()?);
                if self.bytes.arbitrary()? { Amount::LIMIT.minor() - below } else { below }
            }
            Amounts::Any => self.bytes.arbitrary()?,
        }))
    }

    /// Yes or no.
    pub fn flag(&mut self) -> Result<bool> {
        self.bytes.arbitrary()
    }

    fn number(&mut self) -> Result<u8> {
        self.bytes.int_in_range(0..=7)
    }

    /// Up to so many of something; each is told its place.
    pub fn many<T>(&mut self, at_most: u8, mut one: impl FnMut(&mut Self, usize) -> Result<T>) -> Result<Vec<T>> {
        let count = usize::from(self.bytes.int_in_range(0..=at_most)?);
        (0..count).map(|at| one(self, at)).collect()
    }

    /// All that is known of a loan.
    pub fn facts(&mut self) -> Result<LoanFacts> {
        let disbursed_on = if self.bytes.ratio(3_u8, 4_u8)? { Some(self.day()?) } else { None };
        let loan = Loan {
            id: "L".into(),
            borrower: "B".into(),
            branch: "1".into(),
            currency: Currency::USD,
            principal: self.amount()?,
            disbursed_on,
            product: None,
            purpose: None,
        };
        Ok(LoanFacts {
            loan,
            instalments: self.many(7, Self::instalment)?,
            payments: self.many(9, Self::payment)?,
            events: self.many(7, Self::event)?,
        })
    }

    fn instalment(&mut self, at: usize) -> Result<Instalment> {
        let restructuring = if self.bytes.ratio(1_u8, 4_u8)? { Some(self.event_id()?) } else { None };
        let no = if self.bytes.ratio(1_u8, 8_u8)? { self.bytes.arbitrary()? } else { at as u32 + 1 };
        Ok(Instalment {
            loan: "L".into(),
            no,
            due_on: self.day()?,
            principal: self.amount()?,
            interest: self.amount()?,
            fee: self.amount()?,
            restructuring,
        })
    }

    fn payment(&mut self, at: usize) -> Result<Payment> {
        Ok(Payment {
            id: format!("P{at}").as_str().into(),
            loan: "L".into(),
            value_on: self.day()?,
            amount: self.amount()?,
            entered_on: if self.bytes.ratio(1_u8, 3_u8)? { Some(self.day()?) } else { None },
            kind: self.bytes.ratio(1_u8, 4_u8)?.then(|| "refund".to_owned()),
        })
    }

    fn event_id(&mut self) -> Result<LoanEventId> {
        Ok(format!("E{}", self.number()?).as_str().into())
    }

    fn event(&mut self, at: usize) -> Result<LoanEvent> {
        let effective_on = self.day()?;
        let entered_on = if self.bytes.ratio(1_u8, 3_u8)? { self.day()? } else { effective_on };
        let id = format!("E{at}").as_str().into();
        Ok(LoanEvent { id, loan: "L".into(), effective_on, entered_on, happened: self.happened()? })
    }

    /// A component.
    pub fn component(&mut self) -> Result<Component> {
        self.bytes.choose(&Component::ALL).copied()
    }

    fn happened(&mut self) -> Result<Happened> {
        Ok(match self.bytes.int_in_range(0..=12_u8)? {
            0 => Happened::Reversed { payment: format!("P{}", self.number()?).as_str().into() },
            1 => Happened::ChargedBack { amount: self.amount()? },
            2 => Happened::Charged {
                component: self.component()?,
                amount: self.amount()?,
                due_on: self.day()?,
                instalment: if self.bytes.arbitrary()? { Some(self.number()?.into()) } else { None },
            },
            3 => Happened::Paused { to: self.day()? },
            4 => Happened::Resumed,
            5 => {
                let paused = if self.bytes.arbitrary()? { PausedInterest::Deferred } else { PausedInterest::Forgiven };
                Happened::InterestPaused { to: self.day()?, paused }
            }
            6 => Happened::Restructured { how: Restructuring::ReAge },
            7 => Happened::Accelerated { cure_until: self.day()? },
            8 => Happened::WrittenOff { off: Split::of(self.component()?, self.amount()?) },
            9 => Happened::ChargedOff,
            11 => {
                let mark = if self.bytes.arbitrary()? { "settlement" } else { "forbearance" }.to_owned();
                let until = if self.bytes.arbitrary()? { Some(self.day()?) } else { None };
                Happened::Marked(LoanMark { mark, until, percent: None })
            }
            10 => Happened::Transferred { to: "another".to_owned() },
            _ => Happened::Undone { event: self.event_id()? },
        })
    }

    fn order(&mut self) -> Result<Order> {
        let mut named = self.many(5, |source, _| source.component())?;
        let mut seen = Vec::new();
        named.retain(|component| {
            !seen.contains(component) && {
                seen.push(*component);
                true
            }
        });
        Order::try_new(&named).ok_or(arbitrary::Error::IncorrectFormat)
    }

    fn ahead(&mut self) -> Result<Ahead> {
        self.bytes.choose(&[Ahead::Next, Ahead::Last, Ahead::Even, Ahead::Suspense]).copied()
    }

    /// A waterfall.
    pub fn waterfall(&mut self) -> Result<Waterfall> {
        let mut waterfall = Waterfall::from(self.order()?);
        if self.bytes.arbitrary()? {
            waterfall.in_advance = Some(self.order()?);
            waterfall.sweep = if self.bytes.arbitrary()? { Sweep::Component } else { Sweep::Instalment };
            waterfall.ahead = self.ahead()?;
            waterfall.due_charges_first = self.bytes.arbitrary()?;
            if self.bytes.arbitrary()? {
                waterfall.charges_known_from = ChargesKnown::EntryOrDue;
            }
            if self.bytes.arbitrary()? {
                waterfall.ahead_by_kind.insert("refund".to_owned(), self.ahead()?);
            }
            if self.bytes.arbitrary()? {
                waterfall.partial = Partial::Suspense;
            }
        }
        Ok(waterfall)
    }

    /// How a loan stands.
    pub fn footing(&mut self) -> Result<LoanFooting> {
        let all = [LoanFooting::Standard, LoanFooting::SubStandard, LoanFooting::Settlement, LoanFooting::WrittenOff];
        self.bytes.choose(&all).copied()
    }

    /// A lender's rules.
    pub fn rules(&mut self) -> Result<BookRules> {
        let mut rules = BookRules { waterfall: self.waterfall()?, ..BookRules::default() };
        if self.bytes.arbitrary()? {
            let more_than_days = self.bytes.arbitrary::<u8>()?.into();
            rules.sub_standard = Some(SubStandard { more_than_days, waterfall: self.waterfall()? });
            rules.settlement = Some(self.waterfall()?);
            rules.written_off = Some(self.waterfall()?);
        }
        rules.convention.due_day = self.bytes.int_in_range(0..=1)?;
        rules.convention.grace_days = self.bytes.arbitrary::<u8>()?.into();
        if self.bytes.arbitrary()? {
            let (above, above_basis_points) = (self.amount()?, self.bytes.arbitrary()?);
            rules.convention.materiality = Some(Materiality { above, above_basis_points });
        }
        Ok(rules)
    }
}
