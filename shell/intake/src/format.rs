//! The import format: which files there are and which columns they have.
//! `docs/import-format.md` is checked against these tables.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// Loans and their terms.
    Loans,
    /// What falls due, and when.
    Instalments,
    /// Money received.
    Payments,
    /// What happened to loans beside their schedules and payments.
    LoanEvents,
    /// Borrowers and others, without names.
    Parties,
    /// Names, delivered apart.
    PartyNames,
    /// Numbers and addresses.
    ContactPoints,
    /// What people are to loans: guarantors, spouses, lawyers.
    PartyRoles,
    /// Things pledged or mortgaged.
    Collateral,
    /// The lender's people.
    Staff,
    /// Contacts made before the system was in use.
    Outcomes,
    /// Facts for the files of borrowers.
    FileFacts,
    /// Guarantees for loans.
    Guarantees,
    /// Pledges and mortgages with what the order of recourse needs.
    Securities,
    /// What they are worth.
    Valuations,
    /// Members of joint-liability groups.
    GroupMembers,
    /// Asset-level month-end records of Form ABS-EE, auto loans.
    AbsEeTape,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// Money in the currency of the loan.
    Money,
    /// A day.
    Day,
    /// Anything else that has its own reading.
    Other,
}

/// A column of a file.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, in any case.
    pub name: &'static str,
    /// Whether the file is refused without it.
    pub required: bool,
    /// What it holds.
    pub holds: Holds,
}

const fn must(name: &'static str, holds: Holds) -> Column {
    Column { name, required: true, holds }
}

const fn may(name: &'static str, holds: Holds) -> Column {
    Column { name, required: false, holds }
}

const REPORTED_ON: Column = may("reported_on", Holds::Day);

const LOANS: &[Column] = &[
    must("loan_id", Holds::Text),
    must("borrower_id", Holds::Text),
    must("branch", Holds::Text),
    must("currency", Holds::Other),
    must("principal", Holds::Money),
    may("disbursed_on", Holds::Day),
    may("product", Holds::Text),
    may("purpose", Holds::Text),
    REPORTED_ON,
];
const INSTALMENTS: &[Column] = &[
    must("loan_id", Holds::Text),
    must("no", Holds::Other),
    must("due_on", Holds::Day),
    must("principal", Holds::Money),
    may("interest", Holds::Money),
    may("fee", Holds::Money),
    may("event_id", Holds::Text),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const PAYMENTS: &[Column] = &[
    must("payment_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("value_on", Holds::Day),
    must("amount", Holds::Money),
    may("entered_on", Holds::Day),
    may("kind", Holds::Text),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const LOAN_EVENTS: &[Column] = &[
    must("event_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("kind", Holds::Other),
    must("effective_on", Holds::Day),
    may("entered_on", Holds::Day),
    may("amount", Holds::Money),
    may("component", Holds::Other),
    may("due_on", Holds::Day),
    may("until_on", Holds::Day),
    may("payment_id", Holds::Text),
    may("no", Holds::Other),
    may("to", Holds::Text),
    may("mark", Holds::Text),
    may("percent", Holds::Other),
    may("undoes", Holds::Text),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const PARTIES: &[Column] = &[
    must("party_id", Holds::Text),
    must("kind", Holds::Other),
    must("country", Holds::Other),
    may("time_zone", Holds::Other),
    may("language", Holds::Text),
    REPORTED_ON,
];
const PARTY_NAMES: &[Column] = &[must("party_id", Holds::Text), must("name", Holds::Text), REPORTED_ON];
const CONTACT_POINTS: &[Column] = &[
    must("contact_point_id", Holds::Text),
    must("party_id", Holds::Text),
    must("kind", Holds::Other),
    must("value", Holds::Text),
    may("place", Holds::Text),
    may("time_zone", Holds::Other),
    may("latitude", Holds::Other),
    may("longitude", Holds::Other),
    may("provenance", Holds::Text),
    must("consent", Holds::Other),
    REPORTED_ON,
];
const PARTY_ROLES: &[Column] = &[
    must("loan_id", Holds::Text),
    must("party_id", Holds::Text),
    must("role", Holds::Other),
    may("since", Holds::Day),
    may("until", Holds::Day),
    may("source", Holds::Text),
    REPORTED_ON,
];
const COLLATERAL: &[Column] = &[
    must("collateral_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("kind", Holds::Other),
    must("description", Holds::Text),
    may("value", Holds::Money),
    may("valued_on", Holds::Day),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const STAFF: &[Column] = &[
    must("staff_id", Holds::Text),
    must("name", Holds::Text),
    must("branch", Holds::Text),
    must("role", Holds::Other),
    must("minutes_per_day", Holds::Other),
    may("skills", Holds::Other),
    may("zone", Holds::Text),
    REPORTED_ON,
];
const OUTCOMES: &[Column] = &[
    must("party_id", Holds::Text),
    must("at", Holds::Other),
    must("channel", Holds::Other),
    may("contact_point_id", Holds::Text),
    must("by", Holds::Text),
    must("outcome", Holds::Other),
    may("note", Holds::Text),
    may("promise_amount", Holds::Money),
    may("promise_due_on", Holds::Day),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const FILE_FACTS: &[Column] = &[
    must("party_id", Holds::Text),
    must("kind", Holds::Other),
    may("line", Holds::Text),
    may("says", Holds::Text),
    may("month", Holds::Other),
    may("amount", Holds::Other),
    may("monthly", Holds::Other),
    may("pay_day", Holds::Other),
    may("encumbered", Holds::Other),
    may("members", Holds::Other),
    may("dependants", Holds::Other),
    may("percent", Holds::Other),
    may("normal", Holds::Other),
    may("reversible", Holds::Other),
    may("rescue", Holds::Text),
    may("low_use", Holds::Other),
    may("saleable", Holds::Other),
    may("consented_on", Holds::Other),
    may("currency", Holds::Other),
    may("as_of", Holds::Other),
    must("observed_on", Holds::Day),
    must("source", Holds::Text),
    must("confidence", Holds::Other),
    may("restricted", Holds::Other),
    REPORTED_ON,
];
const GUARANTEES: &[Column] = &[
    must("guarantee_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("party_id", Holds::Text),
    must("kind", Holds::Other),
    may("proof", Holds::Text),
    may("signed_on", Holds::Day),
    may("clause", Holds::Text),
    may("limit", Holds::Money),
    may("stands_for", Holds::Text),
    may("without_consent", Holds::Money),
    may("period_ends_on", Holds::Day),
    may("period_saved_on", Holds::Day),
    may("limitation_ends_on", Holds::Day),
    may("no_period", Holds::Other),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const SECURITIES: &[Column] = &[
    must("security_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("owner_id", Holds::Text),
    must("kind", Holds::Other),
    must("what", Holds::Text),
    must("haircut_bp", Holds::Other),
    may("other_loans", Holds::Text),
    may("proof", Holds::Text),
    may("signed_on", Holds::Day),
    may("limit", Holds::Money),
    may("insured_until", Holds::Day),
    may("rank", Holds::Other),
    may("registered", Holds::Other),
    may("process", Holds::Text),
    may("deficiency_claimable", Holds::Other),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const VALUATIONS: &[Column] = &[
    must("valuation_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("security_id", Holds::Text),
    must("on", Holds::Day),
    must("amount", Holds::Money),
    must("by", Holds::Text),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const GROUP_MEMBERS: &[Column] = &[
    must("group_id", Holds::Text),
    must("loan_id", Holds::Text),
    must("party_id", Holds::Text),
    must("share_bp", Holds::Other),
    may("liability", Holds::Other),
    may("clause", Holds::Text),
    may("limit", Holds::Money),
    may("proof", Holds::Text),
    may("signed_on", Holds::Day),
    may("currency", Holds::Other),
    REPORTED_ON,
];
const ABS_EE: &[Column] = &[
    must("securitizationKey", Holds::Text),
    must("assetNumber", Holds::Text),
    must("reportingPeriodEndingDate", Holds::Day),
    must("reportDate", Holds::Day),
    may("currentDelinquencyStatus", Holds::Other),
    may("reportingPeriodActualEndBalanceAmount", Holds::Money),
    may("reportingPeriodScheduledPaymentAmount", Holds::Money),
    may("nextReportingPeriodPaymentAmountDue", Holds::Money),
    may("originalFirstPaymentDate", Holds::Day),
    may("interestPaidThroughDate", Holds::Day),
    may("zeroBalanceCode", Holds::Text),
    may("repossessedIndicator", Holds::Other),
    may("originalLoanAmount", Holds::Money),
    may("originationDate", Holds::Day),
    may("obligorGeographicLocation", Holds::Text),
    may("vehicleManufacturerName", Holds::Text),
    may("vehicleModelName", Holds::Text),
    may("vehicleModelYear", Holds::Text),
    may("vehicleValueAmount", Holds::Money),
];

impl Entity {
    /// Every kind of file.
    pub const ALL: &'static [Self] = &[
        Self::Loans,
        Self::Instalments,
        Self::Payments,
        Self::LoanEvents,
        Self::Parties,
        Self::PartyNames,
        Self::ContactPoints,
        Self::PartyRoles,
        Self::Collateral,
        Self::Staff,
        Self::Outcomes,
        Self::FileFacts,
        Self::Guarantees,
        Self::Securities,
        Self::Valuations,
        Self::GroupMembers,
        Self::AbsEeTape,
    ];

    /// Its name, which is also the customary name of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loans => "loans",
            Self::Instalments => "instalments",
            Self::Payments => "payments",
            Self::LoanEvents => "loan_events",
            Self::Parties => "parties",
            Self::PartyNames => "party_names",
            Self::ContactPoints => "contact_points",
            Self::PartyRoles => "party_roles",
            Self::Collateral => "collateral",
            Self::Staff => "staff",
            Self::Outcomes => "outcomes",
            Self::FileFacts => "file_facts",
            Self::Guarantees => "guarantees",
            Self::Securities => "securities",
            Self::Valuations => "valuations",
            Self::GroupMembers => "group_members",
            Self::AbsEeTape => "abs_ee_tape",
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Loans => LOANS,
            Self::Instalments => INSTALMENTS,
            Self::Payments => PAYMENTS,
            Self::LoanEvents => LOAN_EVENTS,
            Self::Parties => PARTIES,
            Self::PartyNames => PARTY_NAMES,
            Self::ContactPoints => CONTACT_POINTS,
            Self::PartyRoles => PARTY_ROLES,
            Self::Collateral => COLLATERAL,
            Self::Staff => STAFF,
            Self::Outcomes => OUTCOMES,
            Self::FileFacts => FILE_FACTS,
            Self::Guarantees => GUARANTEES,
            Self::Securities => SECURITIES,
            Self::Valuations => VALUATIONS,
            Self::GroupMembers => GROUP_MEMBERS,
            Self::AbsEeTape => ABS_EE,
        }
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
