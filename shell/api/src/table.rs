//! Every operation of the interface, in the order of the document.

use crate::operation::{Head, Operation};
use crate::ops::{
    batches, cases, critiques, days, events, handling, law, letters, loans, others, outcomes, reviews, webhooks,
};
use crate::scope::Scope;
use makegood_access::Right;

fn head(id: &'static str, path: &'static str, group: &'static str, scope: Scope, says: &'static str) -> Head {
    Head { id, path, group, scope, says }
}

/// All of them.
pub fn operations() -> Vec<Operation> {
    [of_cases(), on_cases(), of_work(), of_reviews(), of_critiques(), of_law(), of_book(), of_webhooks()].concat()
}

fn of_cases() -> Vec<Operation> {
    use Scope::{CasesRead, LoansRead};
    vec![
        Operation::get(head("listCases", "/cases", "cases", CasesRead, "Cases in arrears"), cases::list),
        Operation::get(head("readCase", "/cases/{case}", "cases", CasesRead, "One case"), cases::one),
        Operation::get(
            head("listPromisesOfCase", "/cases/{case}/promises", "cases", CasesRead, "The promises of a case"),
            cases::promises_of,
        ),
        Operation::get(
            head("listLetters", "/cases/{case}/letters", "cases", CasesRead, "The letters of a case"),
            letters::list,
        ),
        Operation::get(
            head("listPromises", "/promises", "cases", CasesRead, "Promises of cases in arrears"),
            cases::promises,
        ),
        Operation::get(head("listLoans", "/loans", "loans", LoansRead, "Loans at the last close"), loans::list),
        Operation::get(
            head("readLoan", "/loans/{loan}", "loans", LoansRead, "One loan on any day, as known on any day"),
            loans::one,
        ),
    ]
}

fn on_cases() -> Vec<Operation> {
    use Scope::{CasesWrite, LettersWrite};
    let on = |id, path, scope, says| head(id, path, "on a case", scope, says);
    vec![
        Operation::post(
            on("recordOutcome", "/cases/{case}/outcomes", CasesWrite, "Record what came of an attempt, with a promise"),
            201,
            outcomes::outcome,
        )
        .by(Right::RecordOutcome)
        .fields(&[
            ("promise_in_the_past", "/promise/parts"),
            ("promise_too_far", "/promise/parts"),
            ("promise_parts_out_of_order", "/promise/parts"),
            ("promise_part_of_nothing", "/promise/parts"),
            ("promise_above_owed", "/promise/parts"),
            ("promise_incomplete", "/promise"),
            ("promise_of_other_loan", "/promise/loan"),
            ("not_yet", "/at"),
            ("unknown_contact_point", "/contact_point"),
            ("which_contact_point", "/contact_point"),
            ("unknown_evidence", "/told_us"),
            ("outcome_does_not_fit", "/outcome"),
            ("seen_is_stale", "/seen"),
        ]),
        Operation::post(
            on(
                "recordHappening",
                "/cases/{case}/happenings",
                CasesWrite,
                "Record something of which the law may speak",
            ),
            201,
            outcomes::happening,
        )
        .by(Right::RecordOutcome)
        .fields(&[("no_pack_speaks_of_it", "/what"), ("not_yet", "/at"), ("not_of_the_case", "/loans")]),
        Operation::post(
            on("recordEnd", "/cases/{case}/ended", CasesWrite, "Record that something ended"),
            201,
            outcomes::ended,
        )
        .by(Right::RecordOutcome)
        .fields(&[("no_pack_speaks_of_it", "/what"), ("not_yet", "/at")]),
        Operation::post(
            on("stateFact", "/cases/{case}/facts", CasesWrite, "State a fact a pack asks for"),
            201,
            outcomes::fact,
        )
        .by(Right::RecordOutcome)
        .fields(&[("not_of_the_case", "/loan")]),
        Operation::post(
            on("learnFile", "/cases/{case}/file", CasesWrite, "Write facts into the borrower's file"),
            201,
            outcomes::file,
        )
        .by(Right::LearnFile),
        Operation::post(
            on("takeStep", "/cases/{case}/steps", CasesWrite, "Take a step in the house"),
            201,
            outcomes::step,
        )
        .by(Right::TakeStep)
        .fields(&[("unknown_step", "/step"), ("step_is_a_contact", "/step"), ("step_closed", "/step")]),
        Operation::post(on("makePlan", "/cases/{case}/plans", CasesWrite, "Make a plan"), 201, outcomes::plan)
            .by(Right::MakePlan)
            .fields(&[("plan_in_the_past", "/due_on"), ("unknown_colleague", "/owner")]),
        Operation::post(on("liftHold", "/cases/{case}/holds/lift", CasesWrite, "End a hold"), 201, outcomes::lift)
            .by(Right::LiftHold)
            .fields(&[("no_such_hold", "/kind"), ("not_ours_to_lift", "/kind"), ("lift_says_nothing", "/reason")]),
        Operation::post(
            on(
                "agreeToAcceleration",
                "/cases/{case}/letters/acceleration/agreements",
                LettersWrite,
                "Agree to a notice of acceleration, as the second person",
            ),
            201,
            letters::agree,
        ),
        Operation::post(
            on("letterServed", "/cases/{case}/letters/{letter}/served", LettersWrite, "Say how a letter was served"),
            201,
            letters::served,
        )
        .by(Right::MakeLetter)
        .fields(&[("returned_and_signed", "/is_returned")]),
    ]
}

fn of_work() -> Vec<Operation> {
    use Scope::{CasesRead, CasesWrite, WorkRead};
    let on = |id, path, says| head(id, path, "work", CasesWrite, says);
    vec![
        Operation::get(
            head("listQueue", "/queue", "work", WorkRead, "The queue, of everybody or of one colleague"),
            handling::queue,
        ),
        Operation::get(
            head("listNotes", "/cases/{case}/notes", "work", CasesRead, "The notes of a case"),
            handling::notes,
        ),
        Operation::post(on("writeNote", "/cases/{case}/notes", "Write a note"), 201, handling::note)
            .by(Right::RecordOutcome)
            .fields(&[("note_says_nothing", "/note")]),
        Operation::post(
            on("retractNote", "/cases/{case}/notes/{note}/retracted", "Take back a note of one's own"),
            201,
            handling::retract,
        )
        .by(Right::RecordOutcome),
        Operation::post(on("assignCase", "/cases/{case}/assignment", "Give a case to somebody"), 201, handling::assign)
            .by(Right::AssignCase)
            .fields(&[("unknown_colleague", "/officer"), ("assigned_already", "/officer")]),
        Operation::post(
            on("snoozeCase", "/cases/{case}/snooze", "Have a case wait until a day"),
            201,
            handling::snooze,
        )
        .by(Right::SnoozeCase)
        .fields(&[
            ("snooze_in_the_past", "/until"),
            ("snooze_too_long", "/until"),
            ("snooze_past_promise", "/until"),
            ("snooze_past_required_act", "/until"),
            ("snooze_past_clock", "/until"),
            ("snooze_says_nothing", "/reason"),
        ]),
    ]
}

fn of_reviews() -> Vec<Operation> {
    use Scope::{CasesRead, CasesWrite, ReviewsRead, ReviewsWrite};
    let on = |id, path, scope, says| head(id, path, "reviews", scope, says);
    vec![
        Operation::get(on("listReviewsOwed", "/reviews", ReviewsRead, "What waits for a leader"), reviews::list),
        Operation::get(
            on("readCoverage", "/reviews/coverage", ReviewsRead, "How much was looked at by its day"),
            reviews::covered,
        ),
        Operation::get(
            on("readReview", "/cases/{case}/review", CasesRead, "The report and the review of a case"),
            reviews::one,
        ),
        Operation::post(
            on("openReview", "/cases/{case}/review", ReviewsWrite, "Begin a review of a case"),
            201,
            reviews::open,
        ),
        Operation::post(
            on("readMeasures", "/cases/{case}/review/read", ReviewsWrite, "Mark measures as read"),
            201,
            reviews::read,
        )
        .fields(&[("not_a_measure", "/measures")]),
        Operation::post(
            on("closeReview", "/cases/{case}/review/close", ReviewsWrite, "Close a review with a decision"),
            201,
            reviews::close,
        )
        .fields(&[("read_again", "/next_on"), ("review_says_nothing", "/note")]),
        Operation::post(
            on("handInReport", "/cases/{case}/reports", CasesWrite, "Hand in the report a case owes"),
            201,
            reviews::hand_in,
        )
        .by(Right::HandInReport)
        .fields(&[("report_says_nothing", "/account")]),
        Operation::post(
            on(
                "acknowledgeReport",
                "/cases/{case}/reports/acknowledged",
                ReviewsWrite,
                "Decide on the report that waits",
            ),
            201,
            reviews::acknowledge,
        ),
    ]
}

fn of_critiques() -> Vec<Operation> {
    use Scope::{CritiquesRead, CritiquesWrite};
    let on = |id, path, scope, says| head(id, path, "critiques", scope, says);
    vec![
        Operation::get(on("listCritiques", "/critiques", CritiquesRead, "Critiques, newest first"), critiques::list),
        Operation::get(
            on("readCritique", "/critiques/{critique}", CritiquesRead, "A critique with what became of it"),
            critiques::one,
        ),
        Operation::get(
            on("listCategories", "/critique-categories", CritiquesRead, "What a critique may be of"),
            critiques::categories,
        ),
        Operation::post(
            on("makeCritique", "/cases/{case}/critiques", CritiquesWrite, "Make a critique, as a leader"),
            201,
            critiques::make,
        )
        .by(Right::Critique)
        .fields(&[
            ("unknown_category", "/category"),
            ("quote_not_there", "/about/words/quote"),
            ("no_such_text", "/about"),
            ("unknown_colleague", "/about/measure/officer"),
        ]),
        Operation::post(
            on("answerCritique", "/critiques/{critique}/answers", CritiquesWrite, "Answer a critique"),
            201,
            critiques::answer,
        )
        .fields(&[("critique_says_nothing", "/note")]),
        Operation::post(
            on("endCritique", "/critiques/{critique}/end", CritiquesWrite, "Close or withdraw a critique"),
            201,
            critiques::end,
        )
        .by(Right::Critique),
    ]
}

fn of_law() -> Vec<Operation> {
    use Scope::{LawAsk, LawRead};
    vec![
        Operation::post(
            head("askLaw", "/cases/{case}/judgements", "law", LawAsk, "Ask the law about an act, on record"),
            201,
            law::ask,
        ),
        Operation::get(
            head("readJudgement", "/judgements/{judgement}", "law", LawRead, "A judgement on record"),
            law::judgement,
        ),
        Operation::get(
            head("listRefusedActs", "/refused-acts", "law", LawRead, "Acts the law did not let through, newest first"),
            law::refused,
        ),
        Operation::get(
            head("listClocks", "/clocks", "law", LawRead, "Clocks about to end, soonest first"),
            law::clocks,
        ),
        Operation::get(
            head("listClocksOfCase", "/cases/{case}/clocks", "law", LawRead, "The clocks of a case"),
            law::clocks_of,
        ),
    ]
}

fn of_book() -> Vec<Operation> {
    use Scope::{BookWrite, DaysWrite, EventsRead, MetricsRead, StaffRead, WorkRead};
    vec![
        Operation::post(
            head("deliverRows", "/batches", "book", BookWrite, "Deliver rows of the book as JSON"),
            201,
            batches::rows,
        ),
        Operation::post(
            head("deliverCsv", "/batches/csv", "book", BookWrite, "Deliver rows of the book as CSV"),
            201,
            batches::csv,
        ),
        Operation::get(head("listDays", "/days", "days", WorkRead, "Closed days, newest first"), days::list),
        Operation::post(head("closeDay", "/days", "days", DaysWrite, "Close a day, as a job"), 202, days::close),
        Operation::get(
            head("listWorklists", "/days/{day}/worklists", "days", WorkRead, "The worklists of a closed day"),
            days::worklists,
        ),
        Operation::get(head("readJob", "/jobs/{job}", "days", DaysWrite, "A job, as far as it is"), days::job),
        Operation::get(head("listEvents", "/events", "book", EventsRead, "The journal from an event on"), events::list),
        Operation::get(head("listStaff", "/staff", "book", StaffRead, "Who works here"), others::staff),
        Operation::get(
            head("readMetrics", "/metrics", "book", MetricsRead, "The figures of the last close"),
            others::figures,
        ),
    ]
}

fn of_webhooks() -> Vec<Operation> {
    let manage = |id, path, says| head(id, path, "webhooks", Scope::WebhooksManage, says);
    vec![
        Operation::get(manage("listWebhooks", "/webhooks", "Subscriptions to events"), webhooks::list),
        Operation::post(manage("addWebhook", "/webhooks", "Subscribe to events"), 201, webhooks::add),
        Operation::get(
            manage("readWebhook", "/webhooks/{webhook}", "A subscription with its newest messages"),
            webhooks::one,
        ),
        Operation::delete(manage("endWebhook", "/webhooks/{webhook}", "End a subscription"), webhooks::end),
        Operation::get(
            manage("readSecret", "/webhooks/{webhook}/secret", "What messages are signed with"),
            webhooks::secret,
        ),
        Operation::post(
            manage("sendAgain", "/webhooks/{webhook}/again", "Send the message nobody took once more"),
            200,
            webhooks::again,
        ),
        Operation::post(
            manage("replayWebhook", "/webhooks/{webhook}/replay", "Hear events once more"),
            200,
            webhooks::replay,
        ),
    ]
}
