//! Clocks: worked examples of five laws, the evidence, what can still save a
//! claim, and what holds for every clock.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod complaints;
mod held;
mod steps;
mod told;
mod worked;
