//! Who watches the book: open pages that are told, by number and kind, what came after them.
//!
//! Nothing is remembered for anybody. A page says which event it was made from, and is
//! told of every later one; a connection that broke goes on from the last number it got.
//! Each watcher looks once a second, so that what another program writes is seen as well,
//! and at once when this one wrote.

use crate::asked::{Asked, Pages};
use crate::at_desk::Hand;
use axum::response::sse::Event;
use makegood_desk::Desk;
use makegood_views::Touched;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch::{Receiver, Sender};

/// How often a watcher looks when nothing wakes it.
const LOOK: Duration = Duration::from_secs(1);

/// What one person may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// They may see what was touched.
    Shown,
    /// It is not for them.
    Hidden,
    /// Their session is over.
    Over,
}

/// Whether somebody is told of an event, or may watch at all. What concerns the whole book
/// is told to everybody, a case to those who may open it.
fn sees(desk: &Desk, asked: &Asked, touched: Option<&Touched>) -> Sight {
    let Ok(caller) = asked.caller() else { return Sight::Over };
    let Some(touched) = touched else {
        let runs = caller.door.secrets(|secrets| secrets.runs(caller.session, caller.door.now()));
        return if matches!(runs, Ok(true)) { Sight::Shown } else { Sight::Over };
    };
    let within = touched.party.as_ref().map_or(Ok(true), |party| caller.reach.holds_case(desk.book(), party));
    if matches!(within, Ok(true)) { Sight::Shown } else { Sight::Hidden }
}

/// What wakes watchers.
#[derive(Clone, Copy, Debug, Default)]
struct Pulse {
    wakes: u64,
    /// Long work went on.
    jobs: u64,
    closing: bool,
}

/// The watchers' bell.
#[derive(Clone)]
pub(crate) struct Live {
    bell: Sender<Pulse>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { bell: Sender::new(Pulse::default()) }
    }

    /// Something may have been written.
    pub(crate) fn wake(&self) {
        self.bell.send_modify(|pulse| pulse.wakes = pulse.wakes.wrapping_add(1));
    }

    /// Long work went on, or came to an end.
    pub(crate) fn job(&self) {
        self.bell.send_modify(|pulse| pulse.jobs = pulse.jobs.wrapping_add(1));
    }

    /// Everybody stops watching.
    pub(crate) fn close(&self) {
        self.bell.send_modify(|pulse| pulse.closing = true);
    }
}

/// One open page.
pub(crate) struct Watcher {
    pages: Pages,
    asked: Asked,
    bell: Receiver<Pulse>,
    /// The last event it was told of or was made from.
    seen: i64,
    /// How often it was told of long work.
    jobs: u64,
    /// What it is to be told next.
    waiting: VecDeque<Touched>,
}

impl Watcher {
    /// Begins after an event; without one, now.
    pub(crate) fn after(pages: Pages, asked: Asked, seen: Option<i64>) -> Self {
        let bell = pages.live.bell.subscribe();
        let jobs = bell.borrow().jobs;
        Self { pages, asked, bell, seen: seen.unwrap_or(i64::MAX), jobs, waiting: VecDeque::new() }
    }

    /// The next event and the watcher after it; none when watching has ended.
    pub(crate) async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(touched) = self.waiting.pop_front() {
                return Some((Ok(told(&touched)), self));
            }
            // Before the look: what is written during it wakes the watcher again.
            let pulse = *self.bell.borrow_and_update();
            if pulse.closing || !self.look().await {
                return None;
            }
            if self.jobs != pulse.jobs {
                self.jobs = pulse.jobs;
                // Which work and how far is on its page.
                return Some((Ok(Event::default().event("job").data("on")), self));
            }
            if self.waiting.is_empty() {
                // Either the bell rings or the time is over; both are a reason to look.
                let _ = tokio::time::timeout(LOOK, self.bell.changed()).await;
            }
        }
    }

    /// Gathers what came after the last event it knows. False when it may not watch on.
    async fn look(&mut self) -> bool {
        let (seen, asked) = (self.seen, self.asked.clone());
        let looked = self.pages.desk.ask(Hand::Reads, move |desk| {
            if sees(desk, &asked, None) == Sight::Over {
                return Ok(None);
            }
            if seen == i64::MAX {
                return makegood_views::last_event(desk.book()).map(|last| Some((last, VecDeque::new())));
            }
            let touched = makegood_views::touched_after(desk.book(), seen)?;
            let last = touched.last().map_or(seen, |one| one.seq);
            let shown = touched.into_iter().filter(|one| sees(desk, &asked, Some(one)) == Sight::Shown).collect();
            Ok(Some((last, shown)))
        });
        match looked.await {
            Ok(Ok(Some((last, shown)))) => (self.seen, self.waiting) = (last, shown),
            Ok(Ok(None)) => return false,
            // Busy or unreadable just now: the next look asks from the same event.
            Ok(Err(_)) | Err(_) => {}
        }
        true
    }
}

/// Number, kind and case: nothing of what was said.
fn told(touched: &Touched) -> Event {
    let party = touched.party.as_ref().map_or("", |party| party.as_str());
    // One line each; a number of a case never has a line break in it, and would lose it.
    let data = format!("{} {}", touched.kind, party.replace(['\r', '\n'], " "));
    Event::default().event("touched").id(touched.seq.to_string()).data(data)
}
