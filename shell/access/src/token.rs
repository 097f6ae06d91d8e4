//! Words nobody can guess, and what is kept of them.

use crate::AccessError;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// 256 bits: far beyond guessing (OWASP Session Management Cheat Sheet asks for 64).
const BYTES: usize = 32;

/// A fresh word nobody can guess, in hexadecimal.
///
/// # Errors
/// [`AccessError::NoRandomness`].
pub fn fresh() -> Result<String, AccessError> {
    Ok(hex(&random::<BYTES>()?))
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AccessError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| AccessError::NoRandomness)?;
    Ok(bytes)
}

/// What is kept of a word: whoever reads the file cannot use it.
pub(crate) fn kept(word: &str) -> Vec<u8> {
    Sha256::digest(word.as_bytes()).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
