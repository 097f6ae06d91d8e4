//! Pledges, mortgages, belongings, and security offered in addition.

use super::{Obstacle, Opened, RowForm, Someone, Sum};
use crate::drawing::{Stack, StageDot, StageMark, Stages};
use makegood_units::{BusinessDate, Money};

/// A pledge or a mortgage.
#[derive(Clone, Debug)]
pub struct SecurityCard {
    /// Its id.
    pub id: String,
    /// `Pledge` or `Mortgage`.
    pub kind: String,
    /// What it is, in words.
    pub what: String,
    /// Whose it is.
    pub owner: Someone,
    /// Whether the owner owes none of the debts.
    pub is_third_party: bool,
    /// The loans it secures.
    pub loans: Vec<String>,
    /// Where its enforcement stands, in words.
    pub stage: String,
    /// The process with its citation and how sure it is. May be empty.
    pub process: String,
    /// Its stages.
    pub stages: Vec<StageLine>,
    /// The age of the newest valuation in days.
    pub valuation_age: Option<i32>,
    /// From the valuation to what a sale should bring, or the price.
    pub value: Opened,
    /// What each stage costs.
    pub costs: Vec<Sum>,
    /// The reserve price of the sale announced or of the next one.
    pub reserve: Option<Money>,
    /// Until when it can be had back. May be empty.
    pub redeem: String,
    /// Until when it is insured, in words.
    pub insured: String,
    /// Who gets what; nothing where there is no price to give.
    pub dealt: Vec<DealtLine>,
    /// Over the distribution: `Of the price, 4,700.00 USD`. May be empty.
    pub dealt_title: String,
    /// What is left unpaid, and whether it may be claimed. May be empty.
    pub deficiency: String,
    /// The distribution in one sentence, with what it rests on.
    pub dealt_opened: Opened,
    /// What blocks it.
    pub because: Vec<Obstacle>,
    /// What to see to.
    pub notes: Vec<String>,
    /// What can be recorded about it.
    pub forms: Vec<RowForm>,
}

/// A stage of an enforcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageLine {
    /// What is done in it.
    pub name: String,
    /// How it stands.
    pub mark: StageMark,
    /// The day it was taken, or the first it may be.
    pub on: Option<BusinessDate>,
    /// How it stands in words: `done`, `possible from`.
    pub word: String,
    /// Days since the one before.
    pub days: Option<i32>,
    /// Why it does not count.
    pub refused: Option<Obstacle>,
}

/// A part of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealtLine {
    /// Who gets it or what for.
    pub name: String,
    /// How much.
    pub amount: Money,
    /// More of it, such as what was claimed. May be empty.
    pub says: String,
    /// The class that colours it in the strip.
    pub class: &'static str,
}

impl SecurityCard {
    /// The stages as a drawing.
    pub fn line(&self) -> Stages {
        let dots: Vec<StageDot> = self.stages.iter().map(StageLine::dot).collect();
        Stages::new(&format!("Enforcement of {}", self.id), &dots)
    }

    /// The distribution as a drawing.
    pub fn strip(&self) -> Stack {
        let part = |line: &DealtLine| {
            crate::drawing::Part::new(&line.name, &line.amount.to_string(), line.class, line.amount.amount.minor())
        };
        let shown = self.dealt.iter().filter(|line| !line.amount.amount.is_zero());
        Stack::new(&self.dealt_title, shown.map(part))
    }
}

impl StageLine {
    fn dot(&self) -> StageDot {
        let day = self.on.map(|on| format!(" {}", crate::say::day_text(&on))).unwrap_or_default();
        StageDot { mark: self.mark, says: format!("{}, {}{day}", self.name, self.word), days: self.days }
    }
}

/// Something an owner could sell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleCard {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Whose it is.
    pub owner: Someone,
    /// `used little`, `in use`.
    pub used: String,
    /// On which loan.
    pub loan: String,
    /// What would go to the loan.
    pub to_debt: Money,
    /// What would stay with the owner.
    pub surplus: Money,
    /// What would be left of the loan.
    pub left: Money,
    /// Whether the owner agreed.
    pub is_agreed: bool,
    /// Whether it stays with its owner whatever is owed.
    pub is_kept: bool,
    /// How it is worked out.
    pub opened: Opened,
    /// What forbids proposing it.
    pub because: Vec<Obstacle>,
    /// Records the agreement, where one is missing.
    pub forms: Vec<RowForm>,
}

/// Family property offered as security in addition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedCard {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Whose it is.
    pub owner: Someone,
    /// Which loan it would secure.
    pub loan: String,
    /// Its value.
    pub value: Money,
    /// The day of the value.
    pub valued_on: BusinessDate,
    /// What has to be on file, and whether it is.
    pub papers: Vec<Paper>,
    /// What forbids taking it.
    pub because: Vec<Obstacle>,
    /// Why, and what it rests on.
    pub opened: Opened,
    /// Records what is missing.
    pub forms: Vec<RowForm>,
}

/// A paper that has to be on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is.
    pub name: String,
    /// Its document; none while it is missing.
    pub document: Option<String>,
}
