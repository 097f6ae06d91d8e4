//! The pages over a small book, asked for as a browser asks.
#![allow(clippy::unwrap_used)]

mod addresses;
mod book;
mod browser;
mod case;
mod clocks;
mod diagnosis;
mod entering;
mod file;
mod file_visit;
mod guarded;
mod jobs;
mod law;
mod law_log;
mod law_own;
mod letters;
mod lifted;
mod live;
mod loan;
mod numbers;
mod numbers_files;
mod programs;
mod promise;
mod reading;
mod recourse;
mod refused;
mod rights;
mod said;
mod site;
mod tongues;
mod trial;
mod visit;
mod work;
mod work_views;
mod workout;
