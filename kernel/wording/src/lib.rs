//! Words that may not be said.
//!
//! Letters, messages, scripts, notes and transcripts are read before they go out:
//! each finding has its category, its place in the text and its citation.
