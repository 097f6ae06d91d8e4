//! Passwords: judged by length and by a list, hashed slowly, compared in one time.
//!
//! The rules are those of NIST SP 800-63B-4, section 3.1.1.2: length, a blocklist, no
//! composition rules, no expiry by calendar. The hash is Argon2id with the parameters
//! of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane.

use crate::{AccessError, token};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::LazyLock;

/// The least number of characters.
pub const LEAST_CHARACTERS: usize = 12;
/// The most: a longer one costs work and adds nothing.
pub const MOST_CHARACTERS: usize = 200;

/// Kibibytes of memory, passes and lanes.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Long passwords that everybody tries first.
const COMMON: &str = include_str!("../common.txt");

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Too short.
    #[error("a password has at least {LEAST_CHARACTERS} characters")]
    TooShort,
    /// Too long.
    #[error("a password has at most {MOST_CHARACTERS} characters")]
    TooLong,
    /// One that is tried first.
    #[error("this password is among those that are tried first")]
    Common,
    /// Their own name in it and little else.
    #[error("a password does not hold the login it belongs to")]
    HoldsLogin,
}

/// Whether a password may be chosen by somebody of this login.
///
/// # Errors
/// [`Unfit`], one reason at a time.
pub fn judge(password: &str, login: &str) -> Result<(), Unfit> {
    let count = password.chars().count();
    let small = password.to_lowercase();
    if count < LEAST_CHARACTERS {
        return Err(Unfit::TooShort);
    }
    if count > MOST_CHARACTERS {
        return Err(Unfit::TooLong);
    }
    let plain: String = small.chars().filter(|sign| !sign.is_whitespace()).collect();
    let first = plain.chars().next();
    let is_one_sign = plain.chars().all(|sign| Some(sign) == first);
    if is_one_sign || COMMON.lines().any(|known| !known.starts_with('#') && known == plain) {
        return Err(Unfit::Common);
    }
    if login.chars().count() >= 4 && small.contains(&login.to_lowercase()) {
        return Err(Unfit::HoldsLogin);
    }
    Ok(())
}

fn hasher() -> Result<Argon2<'static>, AccessError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| AccessError::NoHash)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is kept of a password: its hash with salt and parameters, as a PHC string. Takes
/// tens of milliseconds on purpose; not for the thread of the desk.
///
/// # Errors
/// No randomness or no memory.
pub fn hash(password: &str) -> Result<String, AccessError> {
    let salt = SaltString::encode_b64(&token::random::<16>()?).map_err(|_| AccessError::NoHash)?;
    let made = hasher()?.hash_password(password.as_bytes(), &salt).map_err(|_| AccessError::NoHash)?;
    Ok(made.to_string())
}

/// A hash of no password, compared with where there is none, so that an unknown login
/// takes as long as a wrong password.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this password").ok());

/// Whether a password is the one of which this was kept. Without one it takes as long,
/// and is not.
pub fn is_right(password: &str, kept: Option<&str>) -> bool {
    let of = kept.or(NOBODY.as_deref()).and_then(|text| PasswordHash::new(text).ok());
    let right = of.is_some_and(|of| Argon2::default().verify_password(password.as_bytes(), &of).is_ok());
    right && kept.is_some()
}

/// Whether a hash was made with other parameters than today's, and is made anew at the
/// next login.
pub fn is_outdated(kept: &str) -> bool {
    let today = [format!("m={MEMORY_KIB}"), format!("t={PASSES}"), format!("p={LANES}")].join(",");
    !(kept.starts_with("$argon2id$") && kept.contains(&today))
}

#[cfg(test)]
mod tests {
    use super::{Unfit, hash, is_outdated, is_right, judge};

    #[test]
    fn length_and_a_list_judge_and_nothing_else() {
        let table = [
            ("short", Err(Unfit::TooShort)),
            ("elevenchars", Err(Unfit::TooShort)),
            ("four plain words here", Ok(())),
            ("aaaaaaaaaaaaaaaa", Err(Unfit::Common)),
            ("123456789012", Err(Unfit::Common)),
            ("Password 1234", Err(Unfit::Common)),
            ("grace.auma likes tea", Err(Unfit::HoldsLogin)),
        ];
        for (password, expected) in table {
            assert_eq!(judge(password, "grace.auma"), expected, "{password}");
        }
        assert_eq!(judge(&"é1".repeat(101), "x"), Err(Unfit::TooLong));
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let kept = hash("four plain words here").expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("four plain words here", Some(&kept)));
        assert!(!is_right("four plain words There", Some(&kept)));
        assert!(!is_right("nobody has this password", None), "nobody logs in without a password");
        assert!(!is_right("x", Some("not a hash")));
        assert!(!is_outdated(&kept));
        assert!(is_outdated("$argon2id$v=19$m=4096,t=3,p=1$abc"));
        assert_ne!(kept, hash("four plain words here").expect("another"), "each has its own salt");
    }
}
