//! The desk on a thread of its own.
//!
//! One book, one connection, one writer: requests queue for it, and none of them
//! holds up the runtime. A panic costs the request it happened in, not the desk.

use makegood_desk::Desk;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

type Work = Box<dyn FnOnce(&mut Desk) + Send>;

/// So many requests may wait for the desk before others wait to wait.
const QUEUE: usize = 64;
/// Longer than this nobody waits for a page.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way to the desk.
#[derive(Clone)]
pub(crate) struct AtDesk {
    queue: mpsc::Sender<Work>,
}

/// Why the desk gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// The work panicked; what it was is on the error output.
    #[error("the work on this page failed")]
    Failed,
    /// Nobody came to it in time. It is not done later.
    #[error("the desk was busy for too long")]
    Busy,
}

impl AtDesk {
    /// Seats the desk. The thread ends, and the book is closed, when the last
    /// [`AtDesk`] is gone.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn seat(mut desk: Desk) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (queue, mut waiting) = mpsc::channel::<Work>(QUEUE);
        let thread = std::thread::Builder::new().name("desk".to_owned()).spawn(move || {
            while let Some(work) = waiting.blocking_recv() {
                // An open transaction is rolled back while the stack unwinds, so the
                // desk is as it was. The panic has told its place on the error output.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut desk)));
            }
        })?;
        Ok((Self { queue }, thread))
    }

    /// Has work done at the desk. What nobody waits for any more is not begun.
    ///
    /// # Errors
    /// [`NoAnswer`] when there is none.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        let (answer, answered) = oneshot::channel();
        let work = move |desk: &mut Desk| {
            if !answer.is_closed() {
                // Nobody may be waiting by now; then the answer is not needed.
                let _ = answer.send(work(desk));
            }
        };
        let asking = async {
            self.queue.send(Box::new(work)).await.map_err(|_| NoAnswer::Failed)?;
            answered.await.map_err(|_| NoAnswer::Failed)
        };
        tokio::time::timeout(PATIENCE, asking).await.unwrap_or(Err(NoAnswer::Busy))
    }
}

#[cfg(test)]
mod tests {
    use super::{AtDesk, NoAnswer};
    use makegood_desk::{Clock, Desk};

    #[tokio::test]
    async fn a_panic_costs_one_answer_and_not_the_desk() {
        let clock = Clock::standing("2007-04-02".parse().expect("a day"), 13, jiff::tz::TimeZone::UTC);
        let (desk, thread) = AtDesk::seat(Desk::in_memory(clock).expect("a desk")).expect("a thread");
        let failed = desk.ask(|_| -> u8 { panic!("planted by a test") }).await;
        assert_eq!(failed, Err(NoAnswer::Failed));
        assert_eq!(desk.ask(|desk| desk.clock().today().to_string()).await, Ok("2007-04-02".to_owned()));
        drop(desk);
        thread.join().expect("the thread ends with the last who could ask");
    }
}
