//! The pages over a small book, asked for as a browser asks.
#![allow(clippy::unwrap_used)]

mod addresses;
mod book;
mod browser;
mod case;
mod clocks;
mod guarded;
mod law;
mod law_log;
mod law_own;
mod lifted;
mod loan;
mod reading;
mod refused;
mod site;
mod trial;
