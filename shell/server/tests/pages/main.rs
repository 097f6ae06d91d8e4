//! The pages as a browser and a person would receive them, from the models of the preview.
#![allow(clippy::unwrap_used)]

#[path = "../../examples/preview/fixtures/mod.rs"]
mod fixtures;

mod drill;
mod escaping;
mod markup;
mod tags;
