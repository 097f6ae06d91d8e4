//! The desk on a thread of its own, and readers beside it.
//!
//! One writer: what changes the book queues for it. What only reads is answered by
//! readers with connections of their own on the same file, each page from one state of
//! the book, so that neither another page nor a close that runs holds it up. A book in
//! memory has one connection, and its writer reads as well. A panic costs the request
//! it happened in, not the desk.

use makegood_desk::{Desk, DeskError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

type Work = Box<dyn FnOnce(&mut Desk) + Send>;
/// The queues of the readers and their threads.
type Seated = (Option<Readers>, Vec<JoinHandle<()>>);
type Waiting = Arc<Mutex<mpsc::Receiver<Work>>>;

/// So many requests may wait for the desk before others wait to wait.
const QUEUE: usize = 64;
/// Longer than this nobody waits for a page.
const PATIENCE: Duration = Duration::from_secs(20);
/// Readers beside the writer: reading is processor work, and small machines have two.
const READERS: usize = 2;

/// What work does to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// It only reads.
    Reads,
    /// It only reads, and may read the whole book: by a reader of its own, so that it holds
    /// up nobody who works.
    ReadsWhole,
    /// It may write.
    Writes,
}

/// The queues of those who only read.
#[derive(Clone)]
struct Readers {
    pages: mpsc::Sender<Work>,
    whole: mpsc::Sender<Work>,
}

/// The way to the desk.
#[derive(Clone)]
pub(crate) struct AtDesk {
    writer: mpsc::Sender<Work>,
    readers: Option<Readers>,
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
    /// Seats the desk and its readers. The threads end, and the book is closed, when
    /// the last [`AtDesk`] is gone; the thread returned is the last of them.
    ///
    /// # Errors
    /// When the system gives no thread, or the book cannot be opened once more.
    pub(crate) fn seat(mut desk: Desk) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (readers, reading) = seat_readers(&desk)?;
        let (writer, waiting) = mpsc::channel::<Work>(QUEUE);
        let waiting = Arc::new(Mutex::new(waiting));
        let thread = Builder::new().name("desk".to_owned()).spawn(move || {
            while let Some(work) = next(&waiting) {
                // An open transaction is rolled back while the stack unwinds, so the
                // desk is as it was. The panic has told its place on the error output.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut desk)));
            }
            for thread in reading {
                // Its panics were caught; it ends as its queue does.
                let _ = thread.join();
            }
        })?;
        Ok((Self { writer, readers }, thread))
    }

    /// Has work done at the desk. What nobody waits for any more is not begun.
    ///
    /// # Errors
    /// [`NoAnswer`] when there is none.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        hand: Hand,
        work: impl FnOnce(&mut Desk) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        let (answer, answered) = oneshot::channel();
        let work = move |desk: &mut Desk| {
            if !answer.is_closed() {
                // Nobody may be waiting by now; then the answer is not needed.
                let _ = answer.send(work(desk));
            }
        };
        let queue = match hand {
            Hand::Reads => self.readers.as_ref().map_or(&self.writer, |readers| &readers.pages),
            Hand::ReadsWhole => self.readers.as_ref().map_or(&self.writer, |readers| &readers.whole),
            Hand::Writes => &self.writer,
        };
        let asking = async {
            queue.send(Box::new(work)).await.map_err(|_| NoAnswer::Failed)?;
            answered.await.map_err(|_| NoAnswer::Failed)
        };
        tokio::time::timeout(PATIENCE, asking).await.unwrap_or(Err(NoAnswer::Busy))
    }

    /// Has long work done at the desk, however long it takes. Not for use within a
    /// runtime's task.
    pub(crate) fn wait_for(&self, work: impl FnOnce(&mut Desk) + Send + 'static) {
        let (done, waited) = std::sync::mpsc::channel::<()>();
        let work = Box::new(move |desk: &mut Desk| {
            work(desk);
            drop(done);
        });
        if self.writer.blocking_send(work).is_ok() {
            // It ends with an error, when the work has ended and its end of the way is gone.
            let _ = waited.recv();
        }
    }

    /// Lets everything that waits to be written be written, before this returns: what a
    /// long piece of work does between its parts. Not for use within a runtime's task.
    pub(crate) fn give_way(&self) {
        let (done, waited) = std::sync::mpsc::channel();
        let knock = Box::new(move |_: &mut Desk| {
            // The long work may have ended meanwhile.
            let _ = done.send(());
        });
        if self.writer.blocking_send(knock).is_ok() {
            let _ = waited.recv_timeout(PATIENCE);
        }
    }
}

/// The queues of the readers and their threads; none for a book in memory.
fn seat_readers(desk: &Desk) -> std::io::Result<Seated> {
    let (pages, waiting) = mpsc::channel::<Work>(QUEUE);
    let (whole, waiting_whole) = mpsc::channel::<Work>(QUEUE);
    let (waiting, waiting_whole) = (Arc::new(Mutex::new(waiting)), Arc::new(Mutex::new(waiting_whole)));
    let queues = std::iter::repeat_n(waiting, READERS).chain([waiting_whole]);
    let mut threads = Vec::new();
    for (number, waiting) in queues.enumerate() {
        let Some(mut reader) = desk.reader().map_err(std::io::Error::other)? else { return Ok((None, Vec::new())) };
        let thread = Builder::new().name(format!("reader {}", number + 1)).spawn(move || {
            // The plan of a large day takes a second to read: before the first page asks for it.
            told(reader.in_one_state(|desk| {
                let ready = makegood_views::plan_in_force(desk.book())
                    .and_then(|_| makegood_views::policy_of(desk.book(), i64::MAX));
                drop(ready);
            }));
            while let Some(work) = next(&waiting) {
                let read = catch_unwind(AssertUnwindSafe(|| reader.in_one_state(work)));
                told(read.unwrap_or(Ok(())));
            }
        })?;
        threads.push(thread);
    }
    Ok((Some(Readers { pages, whole }), threads))
}

/// A book that cannot be read at all: the request is answered as failed, and why stands
/// on the error output.
fn told(read: Result<(), DeskError>) {
    if let Err(error) = read {
        eprintln!("a reader of the book: {error}");
    }
}

/// The next piece of work; whoever is free waits for it.
fn next(waiting: &Waiting) -> Option<Work> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv()
}
