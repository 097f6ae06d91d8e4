//! Small invented books drawn from a seed.

mod plain;

use makegood_book::{Instalment, Loan, LoanFacts, Payment};
use makegood_metrics::{CaseAge, Deed, DeedKind, LookedAt, Promised, Reported};
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId, PaymentId};

/// What later money is worth less by, a year.
pub const RATE_BP: i64 = 1_200;

pub struct RawInstalment {
    pub due_on: BusinessDate,
    pub principal: i64,
    pub interest: i64,
}

pub struct RawLoan {
    pub id: String,
    pub party: String,
    pub branch: String,
    pub product: String,
    pub currency: Currency,
    pub principal: i64,
    pub disbursed_on: BusinessDate,
    pub instalments: Vec<RawInstalment>,
    /// Day and amount, oldest first; never more than is scheduled.
    pub payments: Vec<(BusinessDate, i64)>,
}

pub struct Drawn {
    pub loans: Vec<RawLoan>,
    pub deeds: Vec<Deed>,
    pub promised: Vec<Promised>,
    pub cases: Vec<CaseAge>,
    pub looked_at: Vec<LookedAt>,
    pub reported: Vec<Reported>,
}

/// Numbers that follow one from another (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    /// From 0 to one less than `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn amount(&mut self, sides: u64) -> i64 {
        i64::try_from(self.roll(sides)).unwrap()
    }

    fn days(&mut self, sides: u64) -> i32 {
        i32::try_from(self.roll(sides)).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }

    fn heads(&mut self) -> bool {
        self.roll(2) == 0
    }
}

impl RawLoan {
    pub fn facts(&self) -> LoanFacts {
        let id = LoanId::new(&self.id);
        let instalment = |(no, row): (usize, &RawInstalment)| Instalment {
            loan: id.clone(),
            no: u32::try_from(no + 1).unwrap(),
            due_on: row.due_on,
            principal: Amount::from_minor(row.principal),
            interest: Amount::from_minor(row.interest),
            fee: Amount::from_minor(0),
            restructuring: None,
        };
        let payment = |(no, (on, amount)): (usize, &(BusinessDate, i64))| Payment {
            id: PaymentId::new(format!("{}-{no}", self.id)),
            loan: id.clone(),
            value_on: *on,
            amount: Amount::from_minor(*amount),
            entered_on: None,
            kind: None,
        };
        let loan = Loan {
            id: id.clone(),
            borrower: PartyId::new(&self.party),
            branch: BranchId::new(&self.branch),
            currency: self.currency,
            principal: Amount::from_minor(self.principal),
            disbursed_on: Some(self.disbursed_on),
            product: Some(self.product.clone()),
            purpose: None,
        };
        let instalments = self.instalments.iter().enumerate().map(instalment).collect();
        LoanFacts::plain(loan, instalments, self.payments.iter().enumerate().map(payment).collect())
    }
}

impl Drawn {
    /// The first loan of a borrower, by number, that a test says was in default.
    pub fn first_in_default(&self, party: &str, is: impl Fn(&RawLoan) -> Option<BusinessDate>) -> Option<&String> {
        self.loans.iter().find(|loan| loan.party == party && is(loan).is_some()).map(|loan| &loan.id)
    }
}

/// What a deed was, and its two marks.
pub fn words(deed: &Deed) -> (&'static str, bool, bool) {
    match deed.kind {
        DeedKind::Attempt { spoke, promised } => ("attempt", spoke, promised),
        DeedKind::Sent => ("sent", false, false),
        DeedKind::Step => ("step", false, false),
        DeedKind::Judged { cleared } => ("judged", cleared, false),
        DeedKind::Complaint => ("complaint", false, false),
        DeedKind::Reviewed => ("reviewed", false, false),
    }
}

fn loan(dice: &mut Dice, no: usize, as_of: BusinessDate) -> RawLoan {
    let disbursed_on = as_of.plus_days(-60 - dice.days(420));
    let (count, each) = (3 + dice.roll(10), 1_000 + dice.amount(900));
    let mut instalments = Vec::new();
    for at in 1..=count {
        let due_on = disbursed_on.plus_days(i32::try_from(at).unwrap() * 30 + dice.days(3));
        instalments.push(RawInstalment { due_on, principal: each, interest: dice.amount(120) });
    }
    // Some pay each instalment some days late or early, some in parts, some stop.
    let stops = dice.roll(count * 2);
    let slow = dice.days(50) - 5;
    let mut payments: Vec<(BusinessDate, i64)> = Vec::new();
    for row in instalments.iter().take(usize::try_from(stops).unwrap()) {
        let whole = row.principal + row.interest;
        let on = row.due_on.plus_days(slow.min(dice.days(60)));
        let first = if dice.heads() { whole } else { dice.amount(whole.unsigned_abs()).max(1) };
        for (on, part) in [(on, first), (on.plus_days(dice.days(45)), whole - first)] {
            if part > 0 && on <= as_of && on > disbursed_on {
                payments.push((on, part));
            }
        }
    }
    payments.sort_unstable();
    RawLoan {
        id: format!("L-{no:02}"),
        party: format!("B-{}", no * 2 / 3),
        branch: dice.one(&["north", "south", "west"]).to_owned(),
        product: dice.one(&["Retail", "Farm"]).to_owned(),
        currency: dice.one(&["USD", "KES"]).parse().unwrap(),
        principal: each * i64::try_from(count).unwrap(),
        disbursed_on,
        instalments,
        payments,
    }
}

/// The book of a seed: fourteen loans of ten people, and what was done about them.
pub fn book(seed: u64, as_of: BusinessDate) -> Drawn {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let loans: Vec<RawLoan> = (0..14).map(|no| loan(&mut dice, no, as_of)).collect();
    let mut drawn =
        Drawn { loans, deeds: vec![], promised: vec![], cases: vec![], looked_at: vec![], reported: vec![] };
    let mut seq = 0;
    let mut next = || {
        seq += 1;
        seq
    };
    for _ in 0..80 {
        let loan = &drawn.loans[usize::try_from(dice.roll(14)).unwrap()];
        let (party, branch) = (PartyId::new(&loan.party), loan.branch.clone());
        let officer = dice.one(&["S-1", "S-2", "S-3"]).to_owned();
        let on = as_of.plus_days(-dice.days(70));
        let kind = match dice.roll(8) {
            0..=2 => {
                let spoke = dice.heads();
                DeedKind::Attempt { spoke, promised: spoke && dice.heads() }
            }
            3 => DeedKind::Sent,
            4 => DeedKind::Step,
            5 => DeedKind::Judged { cleared: dice.heads() },
            6 => DeedKind::Complaint,
            _ => DeedKind::Reviewed,
        };
        let pays = !matches!(kind, DeedKind::Judged { .. } | DeedKind::Complaint | DeedKind::Reviewed);
        let cost = if pays { dice.amount(40) } else { 0 };
        let currency = Some(loan.currency);
        drawn.deeds.push(Deed {
            seq: next(),
            party: party.clone(),
            branch: branch.clone(),
            officer: officer.clone(),
            on,
            kind,
            cost,
            currency,
        });
        let due_on = as_of.plus_days(-dice.days(40));
        match dice.roll(5) {
            0 => {
                let kept = dice.heads();
                drawn.promised.push(Promised { seq: next(), party, branch, officer, due_on, kept });
            }
            1 => {
                let (seq, in_time) = (dice.heads().then(&mut next), dice.heads());
                drawn.looked_at.push(LookedAt { seq, party, branch, due_on, in_time });
            }
            2 => {
                let by_officer = dice.heads();
                drawn.reported.push(Reported { seq: next(), party, branch, officer, on: due_on, by_officer });
            }
            _ => {}
        }
    }
    for no in 0..10 {
        if dice.heads() {
            let undiagnosed_days = dice.heads().then(|| dice.days(20));
            let branch = dice.one(&["north", "south", "west"]).to_owned();
            drawn.cases.push(CaseAge { party: PartyId::new(format!("B-{no}")), branch, undiagnosed_days });
        }
    }
    drawn
}
