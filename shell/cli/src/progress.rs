//! Progress on standard error, where a person watches; silence elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// A bar with a title.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar for one kind of work.
    pub fn new(title: &str) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{prefix:<14} {bar:32} {percent:>3}%  {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(title.to_owned());
        Self(bar)
    }

    /// So much of so much.
    pub fn at(&self, done: u64, total: u64) {
        self.0.set_length(total.max(1));
        self.0.set_position(done);
    }

    /// Another kind of work begins.
    pub fn title(&self, title: &str) {
        self.0.set_prefix(title.to_owned());
    }

    /// A line above the bar.
    pub fn say(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
