//! Every operation of the interface, in the order of the document.

use crate::operation::{Head, Operation};
use crate::ops::{batches, cases, days, events, law, letters, loans, others, outcomes, webhooks};
use crate::scope::Scope;

fn head(id: &'static str, path: &'static str, group: &'static str, scope: Scope, says: &'static str) -> Head {
    Head { id, path, group, scope, says }
}

/// All of them.
pub fn operations() -> Vec<Operation> {
    [of_cases(), on_cases(), of_law(), of_book(), of_webhooks()].concat()
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
        ),
        Operation::post(
            on(
                "recordHappening",
                "/cases/{case}/happenings",
                CasesWrite,
                "Record something of which the law may speak",
            ),
            201,
            outcomes::happening,
        ),
        Operation::post(
            on("recordEnd", "/cases/{case}/ended", CasesWrite, "Record that something ended"),
            201,
            outcomes::ended,
        ),
        Operation::post(
            on("stateFact", "/cases/{case}/facts", CasesWrite, "State a fact a pack asks for"),
            201,
            outcomes::fact,
        ),
        Operation::post(
            on("learnFile", "/cases/{case}/file", CasesWrite, "Write facts into the borrower's file"),
            201,
            outcomes::file,
        ),
        Operation::post(
            on("takeStep", "/cases/{case}/steps", CasesWrite, "Take a step in the house"),
            201,
            outcomes::step,
        ),
        Operation::post(on("makePlan", "/cases/{case}/plans", CasesWrite, "Make a plan"), 201, outcomes::plan),
        Operation::post(on("liftHold", "/cases/{case}/holds/lift", CasesWrite, "End a hold"), 201, outcomes::lift),
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
        ),
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
            manage("replayWebhook", "/webhooks/{webhook}/replay", "Hear events once more"),
            200,
            webhooks::replay,
        ),
    ]
}
