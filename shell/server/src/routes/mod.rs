//! One address after the other. A route reads the request, has the desk do the
//! work, and hands a model to its page.

mod approvals;
mod assets;
mod book;
mod case;
mod clocks;
mod diagnosis;
mod done;
mod file;
mod handle;
mod hard;
mod jobs;
mod language;
mod law;
mod leader;
mod letters;
mod lift;
mod link;
mod live;
mod loan;
mod login;
mod looks;
mod me;
mod numbers;
mod origination;
mod outcome;
mod packs;
mod passkey;
mod people;
mod plan;
mod provider;
mod recourse;
mod refused;
mod report;
mod review;
mod said;
mod search;
mod step;
mod today;
mod trial;
mod unmask;
mod visit;
mod webhooks;
mod work;
mod workout;

use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::again;
use crate::trouble::Trouble;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use makegood_desk::Desk;
use makegood_units::PartyId;

/// Every address.
pub(crate) fn all() -> Router<Pages> {
    crate::export::with_files(pages())
}

fn pages() -> Router<Pages> {
    Router::new()
        .route("/", get(login::home))
        .route("/today", get(today::page))
        .route(links::LANGUAGE, post(language::choose))
        .route("/case/{party}", get(case::page))
        .route("/case/{party}/diagnosis", get(diagnosis::page).post(diagnosis::decide))
        .route("/case/{party}/outcome", post(outcome::record).get(case::back))
        .route("/case/{party}/lift", post(lift::lift).get(case::back))
        .route("/case/{party}/plan", post(plan::make).get(case::back))
        .route("/case/{party}/step", post(step::take).get(case::back))
        .route("/case/{party}/remark", post(handle::note).get(case::back))
        .route("/case/{party}/remark/undo", post(handle::undo).get(case::back))
        .route("/case/{party}/assign", post(handle::assign).get(case::back))
        .route("/case/{party}/snooze", post(handle::snooze).get(case::back))
        .route("/day", get(handle::day))
        .route("/queue", get(work::first))
        .route("/queue/{party}", get(work::page))
        .route("/queue-views", post(work::keep).get(work::back))
        .route("/queue-views/drop", post(work::forget).get(work::back))
        .route("/case/{party}/review", get(review::case).post(review::open))
        .route("/case/{party}/review/read", post(review::read).get(review::again))
        .route("/case/{party}/review/close", post(review::close).get(review::again))
        .route("/case/{party}/report", get(report::page).post(report::hand_in))
        .route("/case/{party}/report/acknowledge", post(report::acknowledge).get(report::again))
        .route("/case/{party}/visit", get(visit::page).post(visit::prepare))
        .route("/case/{party}/visit/begin", post(visit::begin).get(case::back))
        .route("/case/{party}/visit/found", post(visit::found).get(case::back))
        .route("/case/{party}/law", get(law::look).post(law::ask))
        .route("/case/{party}/letters", get(letters::page).post(letters::make_one))
        .route("/case/{party}/letters/preview", get(letters::look))
        .route("/case/{party}/letters/agree", post(letters::agree).get(case::back))
        .route("/case/{party}/letters/served", post(letters::served).get(case::back))
        .route("/letter/{file}", get(letters::file))
        .route("/case/{party}/note", post(law::note).get(case::back))
        .route("/case/{party}/fact", post(law::fact).get(case::back))
        .route("/case/{party}/end", post(law::end).get(case::back))
        .route("/case/{party}/security", get(recourse::security))
        .route("/case/{party}/recourse", post(recourse::learn).get(recourse::again))
        .route("/case/{party}/recourse/withdraw", post(recourse::withdraw).get(recourse::again))
        .route("/group/{group}", get(recourse::group))
        .route("/case/{party}/file", get(file::page).post(file::learn))
        .route("/case/{party}/file/visit", get(file::visit))
        .route("/case/{party}/file/restricted", post(file::restricted).get(file::back))
        .route("/case/{party}/workout", get(workout::page))
        .route("/case/{party}/workout/decide", post(workout::decide).get(workout::back))
        .route("/case/{party}/workout/agree", post(workout::agree).get(workout::back))
        .route("/case/{party}/workout/decline", post(workout::decline).get(workout::back))
        .route("/case/{party}/workout/relief", post(workout::relief).get(workout::back))
        .route("/case/{party}/unmask", post(unmask::unmask).get(case::back))
        .route("/case/{party}/words", get(said::page).post(said::find))
        .route("/case/{party}/words/transcript", post(said::keep).get(said::back))
        .route("/case/{party}/words/read", post(said::read).get(said::back))
        .route("/critiques", get(said::list))
        .route("/critique/{event}", post(said::answer).get(said::back_to_list))
        .route("/hard-cases", get(hard::list))
        .route("/case/{party}/team", get(hard::team).post(hard::assign))
        .route("/case/{party}/team/done", post(hard::done).get(hard::back_to_team))
        .route("/case/{party}/team/delegate", post(hard::delegate).get(hard::back_to_team))
        .route("/case/{party}/script", get(hard::script).post(hard::open))
        .route("/case/{party}/script/told", post(hard::told).get(hard::back_to_script))
        .route("/judgement/{event}", get(law::judgement))
        .route("/refused", get(refused::page))
        .route("/packs", get(packs::page))
        .route("/packs/{pack}", get(packs::pack))
        .route("/loan/{loan}", get(loan::page))
        .route("/book", get(book::page))
        .route("/book/rows", get(book::rows))
        .route("/clocks", get(clocks::page))
        .route("/approvals", get(approvals::page))
        .route("/review", get(review::page))
        .route("/review/{list}", get(review::rows))
        .route("/numbers", get(numbers::all))
        .route("/numbers/{code}", get(numbers::one))
        .route("/numbers/{code}/rows", get(numbers::rows))
        .route("/numbers/{code}/vintage", get(numbers::vintage))
        .route("/report.pdf", get(leader::report))
        .route("/origination", get(origination::page))
        .route("/trial", get(trial::page))
        .route("/methods", get(trial::methods))
        .route("/search", get(search::page))
        .route("/jobs", get(jobs::list))
        .route("/jobs/close", post(jobs::close).get(jobs::back))
        .route("/jobs/import", post(jobs::import).get(jobs::back).layer(DefaultBodyLimit::max(jobs::SENT_BYTES)))
        .route("/jobs/{number}", get(jobs::page))
        .route("/jobs/{number}/stop", post(jobs::stop).get(jobs::back))
        .route("/webhooks", get(webhooks::page))
        .route("/webhooks/{number}/again", post(webhooks::again).get(webhooks::back))
        .route("/webhooks/{number}/end", post(webhooks::end).get(webhooks::back))
        .route("/live", get(live::watch))
        .route("/live/{event}", get(live::says))
        .route("/people", get(people::page).post(people::add))
        .route("/people/{user}", get(people::one).post(people::change))
        .route("/looks", get(looks::page))
        .route("/me", get(me::page).post(me::change))
        .route("/me/passkey", post(passkey::make).get(me::again))
        .route("/me/passkey/begin", post(passkey::begin_making).get(me::again))
        .route("/me/passkey/end", post(passkey::end).get(me::again))
        .route("/login", get(login::page).post(login::enter))
        .route("/login/as", post(login::as_persona).get(login::again))
        .route("/login/provider", get(provider::go))
        .route("/login/provider/back", get(provider::back))
        .route("/login/passkey", post(passkey::enter).get(login::again))
        .route("/login/passkey/begin", post(passkey::begin_use).get(login::again))
        .route("/logout", post(login::leave).get(login::again))
        .route("/link/{word}", get(link::page).post(link::choose))
        .route("/assets/{file}", get(assets::file))
        .route("/healthz", get(healthy))
        .fallback(no_page)
        .method_not_allowed_fallback(no_page)
}

async fn no_page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |_, _| Err(Trouble::NoPage)).await
}

/// A form posted on a case: read, then handed to the desk with the case's address as
/// the place to come back to.
async fn on_case<T: Send + 'static>(
    pages: Pages,
    mut asked: Asked,
    party: String,
    form: Result<Form<T>, FormRejection>,
    work: impl FnOnce(&mut Desk, &Asked, &PartyId, T) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let party = PartyId::new(party);
    let action = std::mem::replace(&mut asked.here, links::case(&party));
    pages
        .answer(asked, move |desk, asked| {
            let Form(typed) = form.map_err(|rejection| unreadable_form(&rejection))?;
            if let Some(page) = again::if_stale(desk, asked, &party, &action)? {
                return Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response());
            }
            let answer = work(desk, asked, &party, typed)?;
            Ok(work::onward(asked, &party, answer))
        })
        .await
}

/// Answers when the desk does.
async fn healthy(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |_, _| Ok("ok\n".into_response())).await
}

/// A page that went well.
fn shown(html: String) -> Response {
    Html(html).into_response()
}

pub(crate) fn unreadable_query(rejection: &QueryRejection) -> Trouble {
    Trouble::Unreadable(format!("the address cannot be read: {}", rejection.body_text()))
}

fn unreadable_form(rejection: &FormRejection) -> Trouble {
    match rejection.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        _ => Trouble::Unreadable(format!("the form cannot be read: {}", rejection.body_text())),
    }
}
