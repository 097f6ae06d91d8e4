//! The order of the rooms.

use super::finding;
use crate::finding::Finding;

/// The kernel, from left to right: a room uses what stands to its left.
pub const KERNEL: [&str; 13] = [
    "units",
    "book",
    "case",
    "diagnosis",
    "strategy",
    "wording",
    "compliance",
    "recourse",
    "workout",
    "capacity",
    "routing",
    "day_close",
    "metrics",
];

/// The shell, from left to right. All of it stands to the right of the kernel.
pub const SHELL: [&str; 15] = [
    "journal", "views", "access", "intake", "desk", "channels", "letters", "age", "sheets", "tongues", "oidc",
    "passkeys", "api", "server", "cli",
];

/// What a kernel room may use that is not ours: dates, text forms, named errors,
/// policies as TOML, and deterministic float functions for probabilities.
pub const KERNEL_MAY_USE: [&str; 6] = ["jiff", "libm", "rust_decimal", "serde", "thiserror", "toml"];

/// Where a room stands in the whole order, given its folder such as
/// `kernel/units`.
pub fn place(folder: &str) -> Option<usize> {
    let (side, room) = folder.split_once('/')?;
    let at = |rooms: &[&str]| rooms.iter().position(|name| *name == room);
    match side {
        "kernel" => at(&KERNEL),
        "shell" => at(&SHELL).map(|at| KERNEL.len() + at),
        _ => None,
    }
}

/// A kernel room must not run code while it is built.
pub fn build_script(file: &str) -> Finding {
    finding(
        file,
        1,
        "a build script in the kernel".to_owned(),
        "what the kernel does must follow from its source and its arguments alone",
        "write the table as Rust, or read a file in the shell and hand it over as an argument",
    )
}
