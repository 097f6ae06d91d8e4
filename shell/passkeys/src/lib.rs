//! Signing in with a passkey (W3C Web Authentication Level 2): a key that never leaves
//! the person's device, opened there by finger, face or PIN. Nothing to guess, nothing
//! to steal from here, nothing that works at another address.
//!
//! Two ceremonies of two halves each. The first half gives what the browser is asked;
//! what is needed to judge its answer stays here, good for one answer. The second half
//! reads the answer.
//!
//! ```text
//! make    begin_making → browser → finish_making → Made, kept with its user
//! use     begin_use    → browser → holder (whose?) → finish_use with what is kept
//! ```
//!
//! Nobody types a login to use one: the device tells whose key it is, so the answer to a
//! stranger tells nothing about who has an account.

use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Passkeys for one address of the desk.
pub struct Passkeys(Webauthn);

/// What is needed to judge the answer to a making. Good for one answer.
pub struct Making(PasskeyRegistration);

/// What is needed to judge the answer to a use. Good for one answer.
pub struct Using(DiscoverableAuthentication);

/// A passkey as it is kept: its public half, its count, what the device said of itself.
/// Text of the library's own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(pub String);

/// A number for a user that is on their device with the key: sixteen random bytes that
/// say nothing about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handle(pub [u8; 16]);

/// Why a passkey was neither made nor used.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// Browsers bind passkeys to names; a number of a machine is none.
    #[error("passkeys belong to a name such as desk.lender.example, and {0} is none")]
    NoName(String),
    /// The answer is not of the form a browser sends.
    #[error("what the browser sent cannot be read")]
    Unreadable,
    /// The key does not belong to a user here.
    #[error("no user here holds this passkey")]
    Unknown,
    /// What is kept cannot be read.
    #[error("what is kept of the passkey cannot be read")]
    Damaged,
    /// The answer does not hold.
    #[error("the passkey does not hold: {0}")]
    NotProven(String),
}

impl PasskeyError {
    /// The name of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoName(_) => "passkeys_need_a_name",
            Self::Unreadable => "passkey_unreadable",
            Self::Unknown => "passkey_unknown",
            Self::Damaged => "passkey_damaged",
            Self::NotProven(_) => "passkey_not_proven",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NoName(_) => "Open the desk at its name, or at http://localhost on this machine.",
            Self::Unreadable | Self::NotProven(_) => "Begin again, or sign in with your password.",
            Self::Unknown => "Sign in with your password; a passkey is made on your own page.",
            Self::Damaged => "Sign in with your password, take the passkey away and make it anew.",
        }
    }
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        Self::NotProven(error.to_string())
    }
}

impl Passkeys {
    /// For the desk at this address, such as `https://desk.lender.example`. Only
    /// `localhost` goes without https; browsers hold to that too.
    ///
    /// # Errors
    /// [`PasskeyError::NoName`] for an address that is a number, or none at all.
    pub fn try_new(address: &str) -> Result<Self, PasskeyError> {
        let none = || PasskeyError::NoName(address.to_owned());
        let origin = Url::parse(address).map_err(|_| none())?;
        let name = origin.domain().ok_or_else(none)?.to_owned();
        if origin.scheme() != "https" && name != "localhost" {
            return Err(none());
        }
        let built = WebauthnBuilder::new(&name, &origin).and_then(|builder| builder.rp_name("Makegood").build());
        built.map(Self).map_err(|_| none())
    }

    /// What the browser is asked when a passkey is made, as JSON, for this user.
    ///
    /// # Errors
    /// [`PasskeyError::Damaged`] when what they hold already cannot be read.
    pub fn begin_making(
        &self,
        user: Handle,
        login: &str,
        name: &str,
        held: &[Kept],
    ) -> Result<(String, Making), PasskeyError> {
        let held =
            held.iter().map(|kept| Ok(read(kept)?.cred_id().clone())).collect::<Result<Vec<_>, PasskeyError>>()?;
        let (asked, making) = self.0.start_passkey_registration(Uuid::from_bytes(user.0), login, name, Some(held))?;
        let mut asked = serde_json::to_value(asked).map_err(|_| PasskeyError::Unreadable)?;
        // The library leaves open whether the device remembers whose key it is. Without
        // that it could only be used after typing a login.
        if let Some(selection) = asked.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut) {
            selection.insert("residentKey".to_owned(), Value::from("required"));
            selection.insert("requireResidentKey".to_owned(), Value::from(true));
        }
        Ok((asked.to_string(), Making(making)))
    }

    /// The passkey that was made.
    ///
    /// # Errors
    /// [`PasskeyError::Unreadable`] or [`PasskeyError::NotProven`].
    pub fn finish_making(&self, answer: &str, making: &Making) -> Result<Kept, PasskeyError> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| PasskeyError::Unreadable)?;
        write(&self.0.finish_passkey_registration(&answer, &making.0)?)
    }

    /// What the browser is asked when somebody signs in, as JSON.
    ///
    /// # Errors
    /// [`PasskeyError::NotProven`] when no challenge can be drawn.
    pub fn begin_use(&self) -> Result<(String, Using), PasskeyError> {
        let (mut asked, using) = self.0.start_discoverable_authentication()?;
        // The person presses a button and the browser asks at once.
        asked.mediation = None;
        let asked = serde_json::to_string(&asked).map_err(|_| PasskeyError::Unreadable)?;
        Ok((asked, Using(using)))
    }

    /// Whose key the device says it is. Not proven yet.
    ///
    /// # Errors
    /// [`PasskeyError::Unreadable`] for what is no answer, or names nobody.
    pub fn holder(&self, answer: &str) -> Result<Handle, PasskeyError> {
        let answer = used(answer)?;
        let (user, _) = self.0.identify_discoverable_authentication(&answer).map_err(|_| PasskeyError::Unreadable)?;
        Ok(Handle(user.into_bytes()))
    }

    /// Which of the passkeys kept for its holder was used, as it is to be kept from now
    /// on: a device counts its uses, and a count that goes back is a copied key.
    ///
    /// # Errors
    /// [`PasskeyError::Unknown`] when none of them is meant; [`PasskeyError::NotProven`]
    /// for another address, another question, a device not opened by its person, a wrong
    /// signature or a count that went back.
    pub fn finish_use(&self, answer: &str, using: Using, kept: &[Kept]) -> Result<(usize, Kept), PasskeyError> {
        let answer = used(answer)?;
        let mut keys = kept.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let meant = keys.iter().position(|key| *key.cred_id() == *answer.get_credential_id());
        let meant = meant.ok_or(PasskeyError::Unknown)?;
        let mut key = keys.swap_remove(meant);
        let proven = self.0.finish_discoverable_authentication_v2(&answer, using.0, DiscoverableKey::from(&key))?;
        key.update_credential(&proven);
        Ok((meant, write(&key)?))
    }
}

fn used(answer: &str) -> Result<PublicKeyCredential, PasskeyError> {
    serde_json::from_str(answer).map_err(|_| PasskeyError::Unreadable)
}

fn read(kept: &Kept) -> Result<Passkey, PasskeyError> {
    serde_json::from_str(&kept.0).map_err(|_| PasskeyError::Damaged)
}

fn write(key: &Passkey) -> Result<Kept, PasskeyError> {
    serde_json::to_string(key).map(Kept).map_err(|_| PasskeyError::Damaged)
}
