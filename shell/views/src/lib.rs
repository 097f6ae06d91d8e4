//! Views: tables folded from the journal, and the questions pages ask of them.
//!
//! A view holds nothing that cannot be rebuilt. [`apply`] takes in one event in the
//! transaction that appended it; [`rebuild::prove`] does the same for the whole
//! journal from nothing and compares.

mod apply;
mod assigned;
mod attention;
mod book;
mod case_sums;
mod cash_flow;
mod critiques;
mod debts;
mod figures;
mod find_words;
mod flags;
mod hard;
mod hard_alone;
mod hours;
mod judgement;
mod kept_views;
mod known_on;
mod load;
mod loan_stand;
mod mornings;
mod owners;
pub mod people;
mod plan;
mod policy;
mod query_api;
mod query_attention;
mod query_book;
mod query_case;
mod query_clocks;
mod query_diagnosis;
mod query_figures;
mod query_file;
mod query_find;
mod query_list;
mod query_loan;
mod query_loans;
mod query_methods;
mod query_news;
mod query_origination;
mod query_trial;
mod query_workout;
mod queue;
mod reach;
pub mod rebuild;
mod recourse;
mod state;
mod texts;
mod unseen;
mod users;

use makegood_book::BookError;
use makegood_journal::{Connection, JournalError};
use makegood_units::LoanId;

pub use apply::{apply, close_counts, counts_within};
pub use assigned::assigned_to;
pub use attention::{Overdue, draft_of, drafts_to_hand_in, overdue};
pub use book::{advance, due_parties, late_parties};
pub use case_sums::{per_minute, price_per_minute};
pub use cash_flow::{CashFlow, CashRow, cash_flows, cash_rows, last_two_closes};
pub use critiques::{CritiqueFilter, CritiqueLine, REPEAT_DAYS, Repeat, critiques, critiques_standing, repeats};
pub use debts::Debt;
pub use flags::{FirstCash, Flagged, first_cash};
pub use hard::{HARD_PAGE, HardCase, HardCount, HardReason, hard_case, hard_cases, hard_count};
pub use hard_alone::{HardAlone, hard_alone};
pub use judgement::{AskedAct, Bench, Judgement};
pub use kept_views::{KeptView, drop_view, keep_view, kept_views};
pub use known_on::{LoanRows, RowSays, RowVersion, loan_known_on};
pub use load::{all_loans, case_input, loan_input, parse as read_fact, statements, tapes};
pub use loan_stand::{Holds, LoanStand, OwedRow, PaymentRow, ReplacedRow};
pub use makegood_journal::Touched;
pub use mornings::{
    MorningCase, NewlyOver30, NotedContact, morning_cases, morning_count, newly_over_30, noted_contacts,
};
pub use owners::{Ownerless, WithoutLeader, WithoutOwner, ownerless};
pub use plan::{Bound, ClosedDay, DayPlan, closed_day, last_plan, plan_in_force, remember_plan};
pub use policy::{Policy, own_method, parse_policy as policy_read, policy_of, read_trial};
pub use query_api::{QueueEntry, branch_of_case, branch_of_loan, cases_after, loans_after, queue_after};
pub use query_attention::{
    AttentionRow, Coverage, LeaderCoverage, attended_since_close, attention_waiting, coverage, reports_drafted,
};
pub use query_book::{BranchRow, CloseCount, Moved, MovedCell, branches, closes, moved};
pub use query_case::{
    CaseView, Found, Happened, LoanStory, WorkLine, case_view, case_view_known_to, cases, cases_within, last_event_of,
    name_of, worklist,
};
pub use query_clocks::{BoardLine, CaseClocks, ClockBoard, NoClocks, case_clocks_on, clock_board};
pub use query_diagnosis::{DiagnosisView, diagnosis_over_time, diagnosis_view};
pub use query_figures::{FigureRows, figure_days, figure_history, figure_rows, figures_of, vintages_of};
pub use query_file::file_view;
pub use query_find::{FoundBy, Search, find_anything, find_seen};
pub use query_list::{CaseLine, ListLine, ShutLine, case_now, list_of, shut_in};
pub use query_loan::{Learnt, LoanMissing, LoanView, RowState, Since, SourcedRow, loan_view};
pub use query_loans::{LoanFilter, LoanOrder, LoanPage, LoanRow, Sorted, loans};
pub use query_methods::{Methods, methods};
pub use query_news::{News, NewsOf, last_event, news, touched_after};
pub use query_origination::{LateLoan, ORIGINATOR, Origination, OriginationRow, origination};
pub use query_trial::{LastTrial, last_trial, trial_results};
pub use query_workout::{DecisionView, ReliefView, WorkoutView, assumptions_of, route_cost, workout_view, worth_scale};
pub use queue::{QueueFilter, QueueRow, queue};
pub use reach::{Reach, case_of_event, case_of_loan};
pub use recourse::{case_of_group, case_with_rows, row_on_file};
pub use state::{applied_to, last_closed};
pub use texts::{
    TextKind, TextOnRecord, ToRead, case_events, is_drawn, read_by, text_events, text_of, texts_of, to_read,
};
pub use unseen::{Unseen, show};
pub use users::{User, user, user_by_login, users, users_known_on};

/// Why the views could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The journal underneath.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// SQLite said no.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A body is not what its kind says.
    #[error("{place} cannot be read: {source}")]
    Body {
        /// Which row.
        place: String,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// The amounts of a loan do not fit.
    #[error("loan {loan}: {source}")]
    Book {
        /// Which loan.
        loan: LoanId,
        /// What the book said.
        source: BookError,
    },
    /// A figure that cannot be counted.
    #[error("the figures: {0}")]
    Metric(#[from] makegood_metrics::MetricError),
    /// A value no view writes.
    #[error("a view holds {0}; run makegood verify, which rebuilds the views and tells")]
    State(String),
    /// A strategy or a pack that does not parse.
    #[error("the policy cannot be read: {0}")]
    Policy(String),
}

/// Creates the tables of the views where they are missing. Those of an earlier version are
/// made anew, empty: [`rebuild::catch_up`] fills them from the journal.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn prepare(book: &Connection) -> Result<(), ViewError> {
    rebuild::forget_other_shape(book)?;
    Ok(book.execute_batch(include_str!("schema.sql"))?)
}
