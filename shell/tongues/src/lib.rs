//! Finished pages in the language of whoever reads them.
//!
//! Pages, models and the kernel's sentences are written in plain English. A page
//! that is ready passes [`page::read`]: its texts, and the attributes that people
//! read or hear, are looked up in a catalogue whose keys are the English texts with
//! typed gaps (`{n}`, `{money}`, `{day}`, `{name}`), so that a sentence with figures
//! in it is one entry. Days, numbers and money are written in the reader's way.
//!
//! What stands in `translate="no"` is somebody's name or somebody's words and is
//! never touched. What has no entry stays English and is marked `lang="en"`, so
//! that it is read aloud as what it is.
//!
//! * [`Tongue`] the languages and how one is chosen
//! * [`catalogue`] the entries of a language, read from `tongues/*/*.po`
//! * [`page`] the pass over a page
//! * [`plain`] the same for a text that is no page
//! * [`shipped`] the files that travel in the binary

mod kept;
mod letters;
mod names;
mod pieces;
mod speak;
mod tag;
mod tongue;
mod values;
mod ways;

pub mod catalogue;
pub mod page;
pub mod plain;
pub mod po;
pub mod shipped;

pub use tongue::Tongue;
