//! What a letter is and what it says, before any words.

use crate::{Kind, Language, LetterRefusal, LoanBalance, LoanPenalty};
use makegood_book::BookError;
use makegood_units::{Amount, BusinessDate, Currency, Money};

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The lender, as its borrowers know it.
    pub lender: String,
    /// How to be heard: a telephone number, or where the office is.
    pub reach: String,
    /// The person who answers for the letter.
    pub officer: String,
}

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The name; none gives a neutral salutation.
    pub name: Option<String>,
    /// Who decides for it, where the addressee is a firm.
    pub attention: Option<Attention>,
    /// The address, line by line.
    pub address: Vec<String>,
    /// What they are in the loans, in one word: `borrower`, `guarantor`; a lawyer is none
    /// of it and is called `lawyer`.
    pub role: String,
}

/// Who decides for a firm, and opens its letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// The name, where known.
    pub name: Option<String>,
    /// What they are in the loans, in one word; said where no name is known.
    pub role: String,
    /// Where their authority was seen, in words of whoever noted it.
    pub seen_in: String,
}

/// Somebody with a role in the loans, for a lawyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyLine {
    /// The lender's number.
    pub number: String,
    /// The name, where known.
    pub name: String,
    /// What they are, in one word of the packs.
    pub role: String,
}

/// A notice that was served, for a lawyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedLine {
    /// The day.
    pub on: BusinessDate,
    /// What it was, in the words of the packs.
    pub what: String,
    /// To whom; the borrower when empty.
    pub to: String,
    /// With which proof, in the words of the packs.
    pub proof: String,
}

/// A clock, for a lawyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockLine {
    /// The loan it runs for.
    pub loan: String,
    /// The rule, by its name in the packs.
    pub rule: String,
    /// How it stands, in one word.
    pub stands: String,
    /// Its end, where it has one.
    pub ends_on: Option<BusinessDate>,
}

/// Everything a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Which letter.
    pub kind: Kind,
    /// In which language.
    pub language: Language,
    /// The reference, the same whenever the letter is made again.
    pub reference: String,
    /// The day of the letter; its figures are true for it.
    pub written_on: BusinessDate,
    /// Who writes.
    pub sender: Sender,
    /// To whom.
    pub recipient: Recipient,
    /// The borrower's name, for letters to others who are liable.
    pub borrower: Option<String>,
    /// The loans it is about, all in one currency.
    pub loans: Vec<LoanBalance>,
    /// What penalties come to on each loan, for the statement of them.
    pub penalties: Vec<LoanPenalty>,
    /// What the addressee answers for, where that is less than all: a guarantor's amount, a
    /// member's share.
    pub answers_for: Option<Money>,
    /// What in the contract allows the whole loan to be called.
    pub trigger: Option<String>,
    /// The day by which payment is asked.
    pub pay_by: Option<BusinessDate>,
    /// The last day of the cure period.
    pub cure_until: Option<BusinessDate>,
    /// Until when the claim can be enforced, where a clock says so.
    pub enforceable_until: Option<BusinessDate>,
    /// Whether the debt is time-barred; none when nobody knows.
    pub is_time_barred: Option<bool>,
    /// The name of the group of joint liability.
    pub group: Option<String>,
    /// Everybody with a role, for a lawyer.
    pub parties: Vec<PartyLine>,
    /// What was served, for a lawyer.
    pub served: Vec<ServedLine>,
    /// The clocks, for a lawyer.
    pub clocks: Vec<ClockLine>,
}

/// The sums of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Past due and unpaid.
    pub arrears: Money,
    /// Everything scheduled and unpaid, arrears included.
    pub outstanding: Money,
    /// What the addressee is asked for.
    pub asked: Money,
}

impl Letter {
    /// The sums, and whether this letter may be written to this person at all.
    ///
    /// # Errors
    /// A named [`LetterRefusal`].
    pub fn sums(&self) -> Result<Sums, LetterRefusal> {
        if !self.kind.is_for(&self.recipient.role) {
            return Err(LetterRefusal::NotForThem {
                kind: self.kind.says(),
                role: self.recipient.role.replace('_', " "),
            });
        }
        let currency = self.currency()?;
        let arrears = self.sum(currency, |loan| loan.arrears.total())?;
        let outstanding = self.sum(currency, |loan| loan.outstanding.total())?;
        if arrears.amount <= Amount::ZERO {
            return Err(LetterRefusal::NothingDue(self.written_on));
        }
        if let Some(asked) =
            self.answers_for.filter(|asked| asked.currency != currency || asked.amount > arrears.amount)
        {
            // A guarantor's limit may be above what is due; a member's own share may not.
            if self.kind == Kind::GroupNotice || asked.currency != currency {
                return Err(LetterRefusal::MoreThanDue { asked, owed: arrears });
            }
        }
        if let Some(until) = self.cure_until.filter(|until| *until <= self.written_on) {
            return Err(LetterRefusal::NoTimeToCure { until, written_on: self.written_on });
        }
        if self.kind == Kind::LimitationLetter {
            match self.is_time_barred {
                Some(false) => {}
                Some(true) => return Err(LetterRefusal::TimeBarred),
                None => return Err(LetterRefusal::TimeNotKnown),
            }
        }
        let least = self.answers_for.map_or(arrears.amount, |limit| limit.amount.min(arrears.amount));
        Ok(Sums { arrears, outstanding, asked: Money::new(least, currency) })
    }

    fn currency(&self) -> Result<Currency, LetterRefusal> {
        let first = self.loans.first().ok_or(LetterRefusal::NothingDue(self.written_on))?.currency;
        let same = self.loans.iter().all(|loan| loan.currency == first);
        same.then_some(first).ok_or(LetterRefusal::SeveralCurrencies)
    }

    fn sum(
        &self,
        currency: Currency,
        of: impl Fn(&LoanBalance) -> Result<Amount, BookError>,
    ) -> Result<Money, LetterRefusal> {
        let mut sum = Amount::ZERO;
        for loan in &self.loans {
            let overflow = || LetterRefusal::Overflow(loan.loan.clone());
            let one = of(loan).map_err(|_| overflow())?;
            sum = sum.checked_add(one).ok_or_else(overflow)?;
        }
        Ok(Money::new(sum, currency))
    }
}
