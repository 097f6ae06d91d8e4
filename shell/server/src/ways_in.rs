//! Ways in that take two requests: to a sign-in provider and back, or asking a device
//! for a passkey and hearing its answer.
//!
//! What was begun is kept here, in memory, for ten minutes and one answer, under a word
//! that only the browser which began has in a cookie.

use axum::http::StatusCode;
use makegood_access::{AccessError, fresh};
use makegood_oidc::{OidcError, Pending, Provider};
use makegood_passkeys::{Making, PasskeyError, Passkeys, Using};
use makegood_units::StaffId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Who does not come back in so long begins again, in seconds.
pub(crate) const PATIENCE_SECONDS: i64 = 10 * 60;
/// So many may be on their way at a time; of more, the oldest begin again.
const AT_A_TIME: usize = 1_000;
/// The cookie of what was begun.
pub(crate) const BEGUN: &str = "makegood-begun";
/// Where a provider sends people back to.
pub(crate) const BACK: &str = "/login/provider/back";

/// What was begun.
pub(crate) enum Begun {
    /// Gone to the provider; where to go afterwards.
    AtProvider(Box<Pending>, String),
    /// A device asked to make a passkey for somebody.
    Making(Box<Making>, StaffId),
    /// A device asked for a passkey; where to go afterwards.
    Using(Box<Using>, String),
}

/// Why a way in led nowhere.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotIn {
    /// The provider.
    #[error(transparent)]
    Provider(#[from] OidcError),
    /// A passkey.
    #[error(transparent)]
    Passkey(#[from] PasskeyError),
    /// The provider knows them, and nobody here does.
    #[error("you are signed in as {0}, and nobody of that login works with this book")]
    NoUser(String),
    /// Another account of the provider is bound to the login.
    #[error("the login {0} is bound to another account of the provider")]
    OtherAccount(String),
    /// The password that was asked for again.
    #[error("the password is not right")]
    WrongPassword,
}

impl NotIn {
    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Provider(OidcError::Unreachable { .. } | OidcError::Settings(_)) => StatusCode::BAD_GATEWAY,
            Self::Passkey(PasskeyError::Unreadable | PasskeyError::NoName(_)) => StatusCode::BAD_REQUEST,
            Self::NoUser(_) | Self::OtherAccount(_) => StatusCode::FORBIDDEN,
            Self::Provider(_) | Self::Passkey(_) | Self::WrongPassword => StatusCode::UNAUTHORIZED,
        }
    }

    /// The name of the refusal.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Provider(error) => error.code(),
            Self::Passkey(error) => error.code(),
            Self::NoUser(_) => "no_user_of_that_login",
            Self::OtherAccount(_) => "other_account",
            Self::WrongPassword => "wrong_password",
        }
    }

    /// What the person can do about it.
    pub(crate) fn way_out(&self) -> &'static str {
        match self {
            Self::Provider(error) => error.way_out(),
            Self::Passkey(error) => error.way_out(),
            Self::NoUser(_) => "Ask your administrator to let you in under this login.",
            Self::OtherAccount(_) => {
                "Ask your administrator for a link: choosing a password by it frees the login from the other account."
            }
            Self::WrongPassword => "Type the password you log in with, then try again.",
        }
    }
}

/// The ways beside a password.
#[derive(Default)]
pub(crate) struct WaysIn {
    /// The lender's sign-in provider, where it has one.
    pub provider: Option<Provider>,
    passkeys: Option<(String, Passkeys)>,
    begun: Mutex<BTreeMap<String, (i64, Begun)>>,
}

impl WaysIn {
    /// The ways of a desk that browsers reach at `address`.
    ///
    /// # Errors
    /// Settings of a provider that do not hold.
    pub(crate) fn at(address: &str, provider: Option<makegood_oidc::Settings>) -> Result<Self, OidcError> {
        let provider = provider.map(|settings| Provider::try_new(settings, &format!("{address}{BACK}"))).transpose()?;
        // A number of this machine has no passkeys, its name has.
        let named = address.replace("http://127.0.0.1:", "http://localhost:");
        let host = named.split_once("://").map(|(_, host)| host.to_owned()).unwrap_or_default();
        let passkeys = Passkeys::try_new(&named).ok().map(|passkeys| (host, passkeys));
        Ok(Self { provider, passkeys, begun: Mutex::default() })
    }

    /// The passkeys of the address a browser asked, where it can have any.
    pub(crate) fn passkeys(&self, host: &str) -> Option<&Passkeys> {
        self.passkeys.as_ref().filter(|(name, _)| name == host).map(|(_, passkeys)| passkeys)
    }

    /// Keeps what was begun, and gives the word of its cookie.
    ///
    /// # Errors
    /// No randomness.
    pub(crate) fn begin(&self, begun: Begun, now: i64) -> Result<String, AccessError> {
        let word = fresh()?;
        let mut all = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (until, _)| *until > now);
        while all.len() >= AT_A_TIME {
            let oldest = all.iter().min_by_key(|(_, (until, _))| *until).map(|(word, _)| word.clone());
            oldest.and_then(|word| all.remove(&word));
        }
        all.insert(word.clone(), (now.saturating_add(PATIENCE_SECONDS), begun));
        Ok(word)
    }

    /// What was begun under a word; a second time there is nothing.
    pub(crate) fn take(&self, word: &str, now: i64) -> Option<Begun> {
        let mut all = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(word).filter(|(until, _)| *until > now).map(|(_, begun)| begun)
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_A_TIME, Begun, PATIENCE_SECONDS, WaysIn};
    use makegood_oidc::Pending;

    fn begun() -> Begun {
        let pending = Pending { state: "s".to_owned(), nonce: "n".to_owned(), verifier: "v".to_owned() };
        Begun::AtProvider(Box::new(pending), "/".to_owned())
    }

    #[test]
    fn what_was_begun_is_taken_once_and_in_time() {
        let ways = WaysIn::default();
        let (first, late) = (ways.begin(begun(), 0).expect("kept"), ways.begin(begun(), 0).expect("kept"));
        assert!(ways.take(&first, 1).is_some());
        assert!(ways.take(&first, 1).is_none());
        assert!(ways.take(&late, PATIENCE_SECONDS).is_none());
    }

    #[test]
    fn of_too_many_the_oldest_begins_again() {
        let ways = WaysIn::default();
        let oldest = ways.begin(begun(), 0).expect("kept");
        for _ in 0..AT_A_TIME {
            ways.begin(begun(), 1).expect("kept");
        }
        assert!(ways.take(&oldest, 2).is_none());
    }

    #[test]
    fn passkeys_are_had_at_a_name_alone() {
        let ways = WaysIn::at("http://127.0.0.1:8080", None).expect("no provider");
        assert!(ways.passkeys("localhost:8080").is_some());
        assert!(ways.passkeys("127.0.0.1:8080").is_none());
        let ways = WaysIn::at("https://desk.lender.example", None).expect("no provider");
        assert!(ways.passkeys("desk.lender.example").is_some());
    }
}
