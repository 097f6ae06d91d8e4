//! Clocks: worked examples of five laws, the evidence, what can still save a
//! claim, and what holds for every clock.

mod told;
mod worked;
