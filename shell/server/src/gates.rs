//! Which right opens which address, and whose record the address names. Read it beside
//! `routes::all()`: an address that is not here is open to nobody, and a test says so.

use makegood_access::Right;

/// What it takes to come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the way in itself, and what every page is drawn with.
    Nothing,
    /// To be logged in.
    Login,
    /// A right.
    Right(Right),
}

/// Whose record an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Nobody's, or a list that its model cuts to the reach of the right.
    List,
    /// Nobody's, and counted over everybody: the right has to reach the whole book.
    Whole,
    /// The case in `{party}`.
    Case,
    /// The case of the loan in `{loan}`.
    Loan,
    /// The case of the group in `{group}`.
    Group,
    /// The case of the event in `{event}`, or in `{file}` before its ending.
    Event,
}

/// One method of one address.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address as the router has it.
    pub path: &'static str,
    /// What it takes.
    pub needs: Needs,
    /// Whose record.
    pub of: Of,
}

const fn free(method: &'static str, path: &'static str) -> Gate {
    Gate { method, path, needs: Needs::Nothing, of: Of::List }
}

const fn own(method: &'static str, path: &'static str) -> Gate {
    Gate { method, path, needs: Needs::Login, of: Of::List }
}

const fn get(path: &'static str, right: Right, of: Of) -> Gate {
    Gate { method: "GET", path, needs: Needs::Right(right), of }
}

const fn post(path: &'static str, right: Right, of: Of) -> Gate {
    Gate { method: "POST", path, needs: Needs::Right(right), of }
}

/// Every method of every address, in the order of `routes::all()`.
pub const GATES: &[Gate] = &[
    own("GET", "/"),
    get("/today", Right::SeeWork, Of::List),
    get("/case/{party}", Right::SeeCase, Of::Case),
    get("/case/{party}/diagnosis", Right::SeeCase, Of::Case),
    post("/case/{party}/diagnosis", Right::DecideFinding, Of::Case),
    get("/case/{party}/outcome", Right::SeeCase, Of::Case),
    post("/case/{party}/outcome", Right::RecordOutcome, Of::Case),
    get("/case/{party}/lift", Right::SeeCase, Of::Case),
    post("/case/{party}/lift", Right::LiftHold, Of::Case),
    get("/case/{party}/plan", Right::SeeCase, Of::Case),
    post("/case/{party}/plan", Right::MakePlan, Of::Case),
    get("/case/{party}/step", Right::SeeCase, Of::Case),
    post("/case/{party}/step", Right::TakeStep, Of::Case),
    get("/case/{party}/remark", Right::SeeCase, Of::Case),
    post("/case/{party}/remark", Right::RecordOutcome, Of::Case),
    get("/case/{party}/remark/undo", Right::SeeCase, Of::Case),
    post("/case/{party}/remark/undo", Right::RecordOutcome, Of::Case),
    get("/case/{party}/assign", Right::SeeCase, Of::Case),
    post("/case/{party}/assign", Right::AssignCase, Of::Case),
    get("/case/{party}/snooze", Right::SeeCase, Of::Case),
    post("/case/{party}/snooze", Right::SnoozeCase, Of::Case),
    own("GET", "/day"),
    get("/queue", Right::SeeWork, Of::List),
    get("/queue/{party}", Right::SeeWork, Of::Case),
    get("/queue-views", Right::SeeWork, Of::List),
    post("/queue-views", Right::SeeWork, Of::List),
    get("/queue-views/drop", Right::SeeWork, Of::List),
    post("/queue-views/drop", Right::SeeWork, Of::List),
    get("/case/{party}/review", Right::SeeCase, Of::Case),
    post("/case/{party}/review", Right::ReviewCase, Of::Case),
    get("/case/{party}/review/read", Right::SeeCase, Of::Case),
    post("/case/{party}/review/read", Right::ReviewCase, Of::Case),
    get("/case/{party}/review/close", Right::SeeCase, Of::Case),
    post("/case/{party}/review/close", Right::ReviewCase, Of::Case),
    get("/case/{party}/report", Right::SeeCase, Of::Case),
    post("/case/{party}/report", Right::HandInReport, Of::Case),
    get("/case/{party}/report/acknowledge", Right::SeeCase, Of::Case),
    post("/case/{party}/report/acknowledge", Right::ReviewCase, Of::Case),
    get("/case/{party}/visit", Right::SeeCase, Of::Case),
    post("/case/{party}/visit", Right::Visit, Of::Case),
    get("/case/{party}/visit/begin", Right::SeeCase, Of::Case),
    post("/case/{party}/visit/begin", Right::Visit, Of::Case),
    get("/case/{party}/visit/found", Right::SeeCase, Of::Case),
    post("/case/{party}/visit/found", Right::Visit, Of::Case),
    get("/case/{party}/law", Right::SeeCase, Of::Case),
    post("/case/{party}/law", Right::AskLaw, Of::Case),
    get("/case/{party}/letters", Right::SeeCase, Of::Case),
    post("/case/{party}/letters", Right::MakeLetter, Of::Case),
    get("/case/{party}/letters/preview", Right::SeeCase, Of::Case),
    get("/case/{party}/letters/agree", Right::SeeCase, Of::Case),
    post("/case/{party}/letters/agree", Right::AgreeLetter, Of::Case),
    get("/case/{party}/letters/served", Right::SeeCase, Of::Case),
    post("/case/{party}/letters/served", Right::MakeLetter, Of::Case),
    get("/letter/{file}", Right::SeeCase, Of::Event),
    get("/case/{party}/note", Right::SeeCase, Of::Case),
    post("/case/{party}/note", Right::RecordOutcome, Of::Case),
    get("/case/{party}/fact", Right::SeeCase, Of::Case),
    post("/case/{party}/fact", Right::RecordOutcome, Of::Case),
    get("/case/{party}/end", Right::SeeCase, Of::Case),
    post("/case/{party}/end", Right::RecordOutcome, Of::Case),
    get("/case/{party}/security", Right::SeeCase, Of::Case),
    get("/case/{party}/recourse", Right::SeeCase, Of::Case),
    post("/case/{party}/recourse", Right::LearnRecourse, Of::Case),
    get("/case/{party}/recourse/withdraw", Right::SeeCase, Of::Case),
    post("/case/{party}/recourse/withdraw", Right::LearnRecourse, Of::Case),
    get("/group/{group}", Right::SeeCase, Of::Group),
    get("/case/{party}/file", Right::SeeCase, Of::Case),
    post("/case/{party}/file", Right::LearnFile, Of::Case),
    get("/case/{party}/file/visit", Right::SeeCase, Of::Case),
    get("/case/{party}/file/restricted", Right::SeeCase, Of::Case),
    post("/case/{party}/file/restricted", Right::OpenRestricted, Of::Case),
    get("/case/{party}/workout", Right::SeeCase, Of::Case),
    get("/case/{party}/workout/decide", Right::SeeCase, Of::Case),
    post("/case/{party}/workout/decide", Right::DecideWorkout, Of::Case),
    get("/case/{party}/workout/agree", Right::SeeCase, Of::Case),
    post("/case/{party}/workout/agree", Right::AgreeWorkout, Of::Case),
    get("/case/{party}/workout/decline", Right::SeeCase, Of::Case),
    post("/case/{party}/workout/decline", Right::AgreeWorkout, Of::Case),
    get("/case/{party}/workout/relief", Right::SeeCase, Of::Case),
    post("/case/{party}/workout/relief", Right::MoveRelief, Of::Case),
    get("/case/{party}/unmask", Right::SeeCase, Of::Case),
    post("/case/{party}/unmask", Right::Unmask, Of::Case),
    get("/case/{party}/words", Right::SeeCase, Of::Case),
    post("/case/{party}/words", Right::Critique, Of::Case),
    get("/case/{party}/words/transcript", Right::SeeCase, Of::Case),
    post("/case/{party}/words/transcript", Right::RecordOutcome, Of::Case),
    get("/case/{party}/words/read", Right::SeeCase, Of::Case),
    post("/case/{party}/words/read", Right::ReviewCase, Of::Case),
    get("/critiques", Right::SeeWork, Of::List),
    get("/critique/{event}", Right::SeeCase, Of::Event),
    post("/critique/{event}", Right::SeeCase, Of::Event),
    get("/hard-cases", Right::SeeWork, Of::List),
    get("/case/{party}/team", Right::SeeCase, Of::Case),
    post("/case/{party}/team", Right::LeadTeam, Of::Case),
    get("/case/{party}/team/done", Right::SeeCase, Of::Case),
    post("/case/{party}/team/done", Right::RecordOutcome, Of::Case),
    get("/case/{party}/team/delegate", Right::SeeCase, Of::Case),
    post("/case/{party}/team/delegate", Right::LeadTeam, Of::Case),
    get("/case/{party}/script", Right::SeeCase, Of::Case),
    post("/case/{party}/script", Right::RecordOutcome, Of::Case),
    get("/case/{party}/script/told", Right::SeeCase, Of::Case),
    post("/case/{party}/script/told", Right::RecordOutcome, Of::Case),
    get("/judgement/{event}", Right::SeeCase, Of::Event),
    get("/refused", Right::SeeRefused, Of::List),
    get("/refused.csv", Right::Export, Of::List),
    get("/packs", Right::SeeLaw, Of::List),
    get("/packs/{pack}", Right::SeeLaw, Of::List),
    get("/loan/{loan}", Right::SeeCase, Of::Loan),
    get("/book", Right::SeeBook, Of::List),
    get("/book/rows", Right::SeeBook, Of::List),
    get("/clocks", Right::SeeClocks, Of::List),
    get("/approvals", Right::SeeWork, Of::List),
    get("/review", Right::SeeReview, Of::List),
    get("/review/{list}", Right::SeeReview, Of::List),
    get("/numbers", Right::SeeNumbers, Of::List),
    get("/numbers/{code}", Right::SeeNumbers, Of::List),
    get("/numbers/{code}/rows", Right::SeeNumbers, Of::List),
    get("/numbers/{code}/vintage", Right::SeeNumbers, Of::List),
    get("/report.pdf", Right::SeeNumbers, Of::List),
    get("/book/rows.csv", Right::Export, Of::List),
    get("/book/rows.xlsx", Right::Export, Of::List),
    get("/refused.xlsx", Right::Export, Of::List),
    get("/clocks.csv", Right::Export, Of::List),
    get("/clocks.xlsx", Right::Export, Of::List),
    get("/review.csv", Right::Export, Of::List),
    get("/review.xlsx", Right::Export, Of::List),
    get("/first-cash.csv", Right::Export, Of::List),
    get("/first-cash.xlsx", Right::Export, Of::List),
    get("/origination.csv", Right::Export, Of::Whole),
    get("/origination.xlsx", Right::Export, Of::Whole),
    get("/methods.csv", Right::Export, Of::Whole),
    get("/methods.xlsx", Right::Export, Of::Whole),
    get("/trial.csv", Right::Export, Of::Whole),
    get("/trial.xlsx", Right::Export, Of::Whole),
    get("/numbers.csv", Right::Export, Of::List),
    get("/numbers.xlsx", Right::Export, Of::List),
    get("/numbers/{code}/history.csv", Right::Export, Of::List),
    get("/numbers/{code}/history.xlsx", Right::Export, Of::List),
    get("/numbers/{code}/rows.csv", Right::Export, Of::List),
    get("/numbers/{code}/rows.xlsx", Right::Export, Of::List),
    get("/numbers/{code}/vintage.csv", Right::Export, Of::List),
    get("/numbers/{code}/vintage.xlsx", Right::Export, Of::List),
    get("/origination", Right::SeeMethods, Of::Whole),
    get("/trial", Right::SeeMethods, Of::Whole),
    get("/methods", Right::SeeMethods, Of::Whole),
    get("/search", Right::Search, Of::List),
    get("/jobs", Right::RunDay, Of::Whole),
    get("/jobs/close", Right::RunDay, Of::Whole),
    post("/jobs/close", Right::RunDay, Of::Whole),
    get("/jobs/import", Right::RunDay, Of::Whole),
    post("/jobs/import", Right::RunDay, Of::Whole),
    get("/jobs/{number}", Right::RunDay, Of::Whole),
    get("/jobs/{number}/stop", Right::RunDay, Of::Whole),
    post("/jobs/{number}/stop", Right::RunDay, Of::Whole),
    get("/webhooks", Right::RunDay, Of::Whole),
    get("/webhooks/{number}/again", Right::RunDay, Of::Whole),
    post("/webhooks/{number}/again", Right::RunDay, Of::Whole),
    get("/webhooks/{number}/end", Right::RunDay, Of::Whole),
    post("/webhooks/{number}/end", Right::RunDay, Of::Whole),
    get("/live", Right::SeeCase, Of::List),
    get("/live/{event}", Right::SeeCase, Of::List),
    get("/people", Right::ManageUsers, Of::Whole),
    post("/people", Right::ManageUsers, Of::Whole),
    get("/people/{user}", Right::ManageUsers, Of::Whole),
    post("/people/{user}", Right::ManageUsers, Of::Whole),
    get("/looks", Right::SeeLooks, Of::Whole),
    get("/looks.csv", Right::SeeLooks, Of::Whole),
    get("/looks.xlsx", Right::SeeLooks, Of::Whole),
    own("GET", "/me"),
    own("POST", "/me"),
    free("POST", "/language"),
    own("GET", "/me/passkey"),
    own("POST", "/me/passkey"),
    own("GET", "/me/passkey/begin"),
    own("POST", "/me/passkey/begin"),
    own("GET", "/me/passkey/end"),
    own("POST", "/me/passkey/end"),
    free("GET", "/login"),
    free("POST", "/login"),
    free("GET", "/login/as"),
    free("POST", "/login/as"),
    free("GET", "/login/provider"),
    free("GET", "/login/provider/back"),
    free("GET", "/login/passkey"),
    free("POST", "/login/passkey"),
    free("GET", "/login/passkey/begin"),
    free("POST", "/login/passkey/begin"),
    free("POST", "/logout"),
    free("GET", "/logout"),
    free("GET", "/link/{word}"),
    free("POST", "/link/{word}"),
    free("GET", "/assets/{file}"),
    free("GET", "/healthz"),
];

/// A value of a field of a form that takes a further right than its address does.
#[derive(Clone, Copy, Debug)]
pub struct Also {
    /// The address the form posts to, as the router has it.
    pub path: &'static str,
    /// The field.
    pub field: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
    /// What they take.
    pub right: Right,
}

/// Where one address takes what a colleague records and what a second person decides.
pub const ALSO: &[Also] = &[
    Also { path: "/case/{party}/step", field: "how", values: &["agreed", "declined"], right: Right::AgreeStep },
    Also { path: "/case/{party}/step", field: "how", values: &["skipped"], right: Right::SkipStep },
    Also { path: "/case/{party}/note", field: "what", values: &["approval"], right: Right::ApproveAct },
    Also { path: "/case/{party}/diagnosis", field: "decision", values: &["sign"], right: Right::SignFinding },
    Also {
        path: "/case/{party}/diagnosis",
        field: "decision",
        values: &["agree", "decline", "uphold", "set_aside"],
        right: Right::AgreeFinding,
    },
    Also {
        path: "/case/{party}/workout/relief",
        field: "what",
        values: &["approve", "decline"],
        right: Right::ApproveRelief,
    },
];

/// The further right that a value of a field takes, however it is written.
pub(crate) fn also(path: &str, field: &str, value: &str) -> Option<Right> {
    let value = value.trim().to_lowercase().replace([' ', '-'], "_");
    let found = ALSO.iter().find(|one| one.path == path && one.field == field && one.values.contains(&value.as_str()));
    found.map(|one| one.right)
}

/// The gate of an address with its names filled in.
pub(crate) fn at(method: &str, path: &str) -> Option<&'static Gate> {
    let fits = |gate: &&Gate| {
        let (mut wanted, mut found) = (gate.path.split('/'), path.split('/'));
        let all = wanted.by_ref().zip(found.by_ref()).all(|(wanted, found)| wanted.starts_with('{') || wanted == found);
        all && gate.path.split('/').count() == path.split('/').count()
    };
    let exact = GATES.iter().find(|gate| gate.method == method && gate.path == path);
    exact.or_else(|| GATES.iter().filter(|gate| gate.method == method).find(fits))
}

/// The gate of a request.
pub(crate) fn find(method: &str, path: &str) -> Option<&'static Gate> {
    let method = if method == "HEAD" { "GET" } else { method };
    GATES.iter().find(|gate| gate.method == method && gate.path == path)
}

#[cfg(test)]
mod tests {
    use super::GATES;
    use std::collections::BTreeSet;

    /// The methods and addresses of the router, from its text.
    fn routed() -> BTreeSet<(String, String)> {
        let text = include_str!("routes/mod.rs");
        let text = text.replace("route(links::LANGUAGE", &format!("route({:?}", crate::links::LANGUAGE));
        let routes = text.split(".route(\"").skip(1);
        let of = |route: &str| {
            let (path, rest) = route.split_once('"').expect("an address ends");
            let rest = rest.split_once("\n        .").map_or(rest, |(until, _)| until);
            let has = |name: &str| rest.contains(&format!(" {name}(")) || rest.contains(&format!(").{name}("));
            let methods = [("get", "GET"), ("post", "POST"), ("put", "PUT"), ("delete", "DELETE")];
            let of = methods.iter().filter(|(name, _)| has(name));
            of.map(|(_, method)| ((*method).to_owned(), path.to_owned())).collect::<Vec<_>>()
        };
        let mut all: BTreeSet<_> = routes.flat_map(of).collect();
        // Each table has both files beside its page.
        for table in include_str!("export/routes.rs").split("both::<").skip(1) {
            let Some((_, rest)) = table.split_once("(router, \"") else { continue };
            let (page, _) = rest.split_once('"').expect("an address ends");
            all.extend(["csv", "xlsx"].map(|ending| ("GET".to_owned(), format!("{page}.{ending}"))));
        }
        all
    }

    #[test]
    fn every_route_has_one_gate_and_every_gate_a_route() {
        let routed = routed();
        assert!(routed.len() > 60 && routed.contains(&("POST".to_owned(), "/case/{party}/outcome".to_owned())));
        let gated: BTreeSet<(String, String)> =
            GATES.iter().map(|gate| (gate.method.to_owned(), gate.path.to_owned())).collect();
        assert_eq!(gated.len(), GATES.len(), "an address has two gates");
        let open: Vec<_> = routed.difference(&gated).collect();
        assert!(open.is_empty(), "no right is named in gates.rs for {open:?}");
        let gone: Vec<_> = gated.difference(&routed).collect();
        assert!(gone.is_empty(), "gates.rs names what is no route: {gone:?}");
    }
}
