//! Letters that are not written, each with its name and a way out.

use makegood_book::LoanFacts;
use makegood_units::{BusinessDate, LoanId, Money, PartyId};
use makegood_wording::Hit;
use std::fmt::Display;

/// Why a letter was not written. Nothing was made and nothing put on record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterRefusal {
    /// No template under that name.
    #[error("there is no template {0}")]
    NoTemplate(String),
    /// A template that cannot be read.
    #[error("{file}:{line}: {says}")]
    Template {
        /// Which file.
        file: String,
        /// Which line of it, from 1.
        line: usize,
        /// What is wrong and what was expected.
        says: String,
    },
    /// A placeholder no letter knows.
    #[error("{file}:{line}: no letter knows {{{name}}}")]
    UnknownPlaceholder {
        /// Which file.
        file: String,
        /// Which line of it, from 1.
        line: usize,
        /// The placeholder.
        name: String,
    },
    /// A placeholder for which this letter has no value.
    #[error("{file}:{line}: nothing is known for {{{name}}}")]
    MissingValue {
        /// Which file.
        file: String,
        /// Which line of it, from 1.
        line: usize,
        /// The placeholder.
        name: String,
    },
    /// A character that no shipped face has.
    #[error("no shipped font has {character:?} (U+{:04X}), in {text:?}", u32::from(*character))]
    NoGlyph {
        /// The character.
        character: char,
        /// Where it stands.
        text: String,
    },
    /// Something that does not fit beside its neighbours.
    #[error("{table:?} is wider than the page")]
    TooWide {
        /// What it shows.
        table: String,
    },
    /// Words that may not be said.
    #[error("“{words}”: {says} ({category}, {citation})")]
    Wording {
        /// The category of the lexicon.
        category: String,
        /// The words found.
        words: String,
        /// Why they may not stand.
        says: String,
        /// Where that comes from.
        citation: String,
        /// What to say instead.
        rewrite: String,
    },
    /// Nothing is past due.
    #[error("nothing is past due on {0}, so there is nothing to ask for")]
    NothingDue(BusinessDate),
    /// The rows of a loan and its position do not say the same.
    #[error("the rows of loan {loan} add up to {rows} and its position says {position}")]
    FiguresDisagree {
        /// Which loan.
        loan: LoanId,
        /// The sum of the rows.
        rows: Money,
        /// The position's.
        position: Money,
    },
    /// Amounts that cannot be held.
    #[error("the amounts of loan {0} add up beyond what can be held")]
    Overflow(LoanId),
    /// More asked than is owed.
    #[error("{asked} is asked and only {owed} is due")]
    MoreThanDue {
        /// What was asked.
        asked: Money,
        /// What is due.
        owed: Money,
    },
    /// An end of the cure period that leaves no time.
    #[error("the cure period ends on {until}, which is not after the day of the letter, {written_on}")]
    NoTimeToCure {
        /// The end given.
        until: BusinessDate,
        /// The letter's day.
        written_on: BusinessDate,
    },
    /// A signature asked for a debt that can no longer be enforced.
    #[error("the debt is time-barred, and a signature would bring it back")]
    TimeBarred,
    /// Whether the claim is time-barred is not known.
    #[error("it is not on record that the debt is still in time")]
    TimeNotKnown,
    /// A letter for somebody it is not for.
    #[error("a {kind} does not go to a {role}")]
    NotForThem {
        /// The kind of letter.
        kind: &'static str,
        /// What the person is.
        role: String,
    },
    /// Debts in several currencies, where a letter speaks of one.
    #[error("the loans are in several currencies; name those of one with --about")]
    SeveralCurrencies,
    /// Nobody of the case has a role this letter is for.
    #[error("a {kind} goes to nobody in this case")]
    NobodyForIt {
        /// The kind of letter.
        kind: &'static str,
    },
    /// An amount that is none.
    #[error("{text:?} is no amount of this letter: {says}")]
    NoAmount {
        /// What was written.
        text: String,
        /// What is wrong with it.
        says: String,
    },
    /// No penalty convention to work by.
    #[error("neither the strategy nor the command names the penalty convention of the contracts")]
    NoConvention {
        /// The ids of the shipped ones.
        known: String,
    },
    /// Penalty interest that cannot be worked out.
    #[error("the penalty of loan {loan} cannot be worked out: {says}")]
    PenaltyNotKnown {
        /// Which loan.
        loan: LoanId,
        /// What is missing.
        says: String,
    },
    /// A firm, and nobody knows who may decide there.
    #[error("{0} is a firm, and nobody's authority to decide for it was verified")]
    NoDecisionMaker(PartyId),
    /// The file could not be made what it claims to be.
    #[error("the PDF cannot be made: {0}")]
    Pdf(String),
}

impl LetterRefusal {
    /// A finding of the lexicon.
    pub(crate) fn wording(hit: &Hit) -> Self {
        Self::Wording {
            category: hit.category.clone(),
            words: hit.words.trim().to_owned(),
            says: hit.says.clone(),
            citation: hit.citation.clone(),
            rewrite: hit.rewrite.clone(),
        }
    }

    /// What keeps the penalty of a loan from being worked out.
    pub(crate) fn penalty(facts: &LoanFacts, error: &dyn Display) -> Self {
        Self::PenaltyNotKnown { loan: facts.loan.id.clone(), says: error.to_string() }
    }

    /// The stable name of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTemplate(_) => "no_template",
            Self::Template { .. } => "template_unreadable",
            Self::UnknownPlaceholder { .. } => "unknown_placeholder",
            Self::MissingValue { .. } => "placeholder_empty",
            Self::NoGlyph { .. } => "no_glyph",
            Self::TooWide { .. } => "too_wide",
            Self::Wording { .. } => "forbidden_words",
            Self::NothingDue(_) => "nothing_due",
            Self::FiguresDisagree { .. } => "figures_disagree",
            Self::Overflow(_) => "overflow",
            Self::MoreThanDue { .. } => "more_than_due",
            Self::NoTimeToCure { .. } => "no_time_to_cure",
            Self::TimeBarred => "time_barred",
            Self::TimeNotKnown => "time_not_known",
            Self::NotForThem { .. } => "not_for_them",
            Self::SeveralCurrencies => "several_currencies",
            Self::NobodyForIt { .. } => "nobody_for_it",
            Self::NoAmount { .. } => "no_amount",
            Self::NoConvention { .. } => "no_convention",
            Self::PenaltyNotKnown { .. } => "penalty_not_known",
            Self::NoDecisionMaker(_) => "no_decision_maker",
            Self::Pdf(_) => "pdf_not_made",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> String {
        match self {
            Self::NoTemplate(_) => "Put the file there, or leave --templates out to use the shipped ones.".to_owned(),
            Self::Template { .. } => "Correct the line; docs/letters.md shows what a template may hold.".to_owned(),
            Self::UnknownPlaceholder { .. } => {
                format!("Use one of: {}.", crate::template::PLACEHOLDERS.map(|(name, _)| name).join(", "))
            }
            Self::MissingValue { .. } => {
                "Give the value (makegood letter --help), or begin the paragraph with {?name} so that it is left out."
                    .to_owned()
            }
            Self::NoGlyph { .. } => {
                "Write the name in Latin letters or simplified characters; fonts/README.md tells how to add others."
                    .to_owned()
            }
            Self::TooWide { .. } => "Shorten the words or ask for fewer loans at a time with --about.".to_owned(),
            Self::Wording { rewrite, .. } => rewrite.clone(),
            Self::NothingDue(_) => "Record what was paid and thank them; there is no letter to write.".to_owned(),
            Self::FiguresDisagree { .. } | Self::Overflow(_) => {
                "Look at the loan with makegood loan or its page, and correct what was imported.".to_owned()
            }
            Self::MoreThanDue { .. } => {
                "Ask for at most what is due; who answers for a part answers for no more.".to_owned()
            }
            Self::NoTimeToCure { .. } => {
                "Give a later day with --cure-until; the contract or the law says how many.".to_owned()
            }
            Self::TimeBarred => {
                "Do not ask for a signature. What is still lawful: makegood explain CASE, and the pack on limitation."
                    .to_owned()
            }
            Self::TimeNotKnown => {
                "Have the clock read, then: makegood note CASE 'fact debt.is_time_barred = false'.".to_owned()
            }
            Self::NotForThem { .. } => {
                "Choose the letter for what they are in the loan, or deliver their role in party_roles.".to_owned()
            }
            Self::SeveralCurrencies => "Write one letter for each currency.".to_owned(),
            Self::NobodyForIt { .. } => {
                "Choose another letter, or deliver who is liable with a party_roles file.".to_owned()
            }
            Self::NoAmount { .. } => "Write it as 800.00, in the currency of the loans.".to_owned(),
            Self::NoConvention { known } => {
                format!("Name it in the strategy, or for this letter with --convention; there are {known}.")
            }
            Self::PenaltyNotKnown { .. } => {
                "Give what is missing: the contract's rates with --rate and --overdue-rate, or another convention."
                    .to_owned()
            }
            Self::NoDecisionMaker(_) => {
                "Deliver who may act for the firm in party_roles (adviser, where they have no other role), see their authority in a register or a paper, then: makegood note CASE 'authority_verified with register' --person PARTY. Until then nothing is sent: staff are not told."
                    .to_owned()
            }
            Self::Pdf(_) => {
                "Keep the command and its words, and tell the makers: this is a fault of the program.".to_owned()
            }
        }
    }
}
