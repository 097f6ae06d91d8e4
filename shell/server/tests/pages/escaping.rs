//! Whatever people typed stays text.

use crate::fixtures;
use makegood_units::{LoanId, PartyId};

const HOSTILE: &str = "\"><script>alert('x')</script>&<img src=x>";

fn check(html: &str, times: usize) {
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "not escaped");
    assert!(!html.contains("\"><scr"), "an attribute was left");
    assert!(html.matches("&#60;script&#62;alert").count() >= times, "shown fewer than {times} times");
}

fn bad() -> String {
    HOSTILE.to_owned()
}

#[test]
fn on_the_worklist() {
    let mut page = fixtures::today::today();
    page.frame.here = bad();
    page.frame.notice = Some(bad());
    page.frame.acting.name = bad();
    page.officer.name = bad();
    page.frame.who.role = bad();
    page.branch = bad();
    let item = &mut page.from_desk[0];
    (item.name, item.why_now, item.window, item.done) = (bad(), bad(), bad(), Some(bad()));
    item.situation.name = bad();
    item.party = PartyId::new(HOSTILE);
    let closed = &mut page.closed[0];
    (closed.name, closed.verdict, closed.rule, closed.says) = (bad(), bad(), bad(), bad());
    (closed.opens, closed.way_out) = (Some(bad()), Some(bad()));
    page.visits[0].name = bad();
    check(&page.render().unwrap(), 18);
}

#[test]
fn on_the_case() {
    let mut page = fixtures::case::saved();
    (page.name, page.about, page.no_step) = (bad(), bad(), bad());
    page.owed.loans[0].id = LoanId::new(HOSTILE);
    page.owed.loans[0].about = bad();
    page.promise.as_mut().unwrap().source_of_funds = bad();
    page.situation.lifts[0].says = bad();
    page.situation.gaps[0] = bad();
    page.situation.axes[0].name = bad();
    page.situation.question.as_mut().unwrap().ask = bad();
    page.timeline[0].title = bad();
    page.timeline[1].says = bad();
    page.people[0].name = bad();
    page.people[0].points[0].value = bad();
    page.holds[0].reason = bad();
    page.facts[0].value = bad();
    page.changed[0].after = bad();
    page.doors[0].to = bad();
    page.form.note = format!("</textarea>{HOSTILE}");
    page.form.source_of_funds = bad();
    page.form.head = bad();
    page.form.problem = Some(bad());
    let html = page.render().unwrap();
    check(&html, 22);
    assert_eq!(html.matches("</textarea>").count(), html.matches("<textarea").count());
}

#[test]
fn on_the_loan() {
    let mut page = fixtures::loan::loan();
    (page.name, page.about, page.stands.says) = (bad(), bad(), bad());
    page.stands.owner = Some(bad());
    page.at.loan = LoanId::new(HOSTILE);
    (page.jumps[0].label, page.jumps[0].href) = (bad(), bad());
    let learnt = &mut page.since.as_mut().unwrap().learnt[0];
    (learnt.what, learnt.was, learnt.is) = (bad(), bad(), bad());
    (page.debts[0].name, page.debts[0].note, page.replaced[0].note) = (bad(), bad(), bad());
    page.payments[0].id = bad();
    page.payments[1].reversed.as_mut().unwrap().0 = bad();
    let event = &mut page.events[0];
    (event.id, event.says, event.holds) = (bad(), bad(), bad());
    (event.on_the_day, event.as_known) = (bad(), bad());
    let row = &mut page.rows[0];
    (row.id, row.says, row.file, row.by, row.recorded_at) = (bad(), bad(), bad(), bad(), bad());
    check(&page.render().unwrap(), 24);
}

#[test]
fn on_book_rows_review_search_and_problem() {
    let mut book = fixtures::book::book();
    book.branches[0].name = bad();
    book.roll.as_mut().unwrap().says[0] = bad();
    check(&book.render().unwrap(), 3);

    let mut rows = fixtures::book::rows();
    rows.title = bad();
    rows.query.branch = Some(bad());
    (rows.rows[0].name, rows.rows[0].branch) = (bad(), bad());
    check(&rows.render().unwrap(), 4);

    let mut review = fixtures::other::review();
    review.conversations[0].note = bad();
    review.officers[0].name = bad();
    review.hard[0].because = bad();
    check(&review.render().unwrap(), 4);

    let mut search = fixtures::other::search();
    search.asked = bad();
    search.hits[0].title = bad();
    check(&search.render().unwrap(), 2);

    let mut refusal = fixtures::other::refusal();
    (refusal.title, refusal.happened, refusal.place) = (bad(), bad(), bad());
    check(&refusal.render().unwrap(), 4);
    refusal.frame = None;
    check(&refusal.render().unwrap(), 4);
}

#[test]
fn on_the_pages_of_the_law() {
    let mut case = fixtures::case::case();
    let law = &mut case.law;
    (law.duties[0].task, law.duties[0].says, law.duties[0].rule.0) = (bad(), bad(), bad());
    (law.stands[0].what, law.stands[0].said, law.stands[0].end) = (bad(), bad(), Some((bad(), bad())));
    (law.ended[0].what, law.facts[0].name, law.facts[0].value) = (bad(), bad(), bad());
    (law.note.words[0], law.note.what, law.note.problem) = (bad(), bad(), Some(bad()));
    (law.fact.names[0], law.fact.value, law.fact.problem) = (bad(), bad(), Some(bad()));
    law.ask.people[0].label = bad();
    check(&case.render().unwrap(), 18);

    let mut may = fixtures::law::may();
    (may.name, may.verdict.question, may.verdict.says) = (bad(), bad(), bad());
    let rule = &mut may.verdict.against[0];
    (rule.says, rule.citation, rule.href) = (bad(), bad(), Some(bad()));
    (rule.facts[0].says, may.verdict.missing[0].what, may.ask.with) = (bad(), bad(), bad());
    check(&may.render().unwrap(), 10);
    may.problem = Some(bad());
    check(&may.render().unwrap(), 3);

    let mut kept = fixtures::law::kept();
    (kept.record, kept.reason, kept.today.packs[0]) = (bad(), Some(bad()), bad());
    (kept.today.changes[0].was, kept.under[0].0) = (Some(bad()), bad());
    check(&kept.render().unwrap(), 5);

    let mut refused = fixtures::law::refused();
    (refused.query.rule, refused.rules[0].rule, refused.officers[0].label) = (bad(), bad(), bad());
    (refused.rows[0].name, refused.rows[0].says[0], refused.rows[0].by) = (bad(), bad(), bad());
    check(&refused.render().unwrap(), 7);

    let mut pack = fixtures::law::pack();
    (pack.pack.title, pack.pack.source, pack.pack.binds) = (bad(), bad(), bad());
    (pack.pack.rules[0].words, pack.pack.rules[0].keys) = (bad(), bad());
    check(&pack.render().unwrap(), 5);
}
