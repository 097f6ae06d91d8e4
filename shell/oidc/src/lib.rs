//! Signing in by the lender's own provider of identities (OpenID Connect Core 1.0, the
//! authorization code flow with PKCE, RFC 7636).
//!
//! The provider says *who* somebody is. Whether that person is a user here, and what
//! they may do, is decided where users are kept: nobody is made a user by signing in.
//!
//! * [`settings`] which provider, read from a TOML file
//! * [`provider`] there and back again: [`Provider::begin`], [`Provider::finish`]
//!
//! Nothing of the provider is remembered between two sign-ins. Its addresses and keys are
//! asked for each time, so a key changed this morning holds this morning, and a provider
//! that is down keeps nobody from signing in with a password.

mod http;
pub mod provider;
pub mod settings;

pub use provider::{Begun, Identity, OidcError, Pending, Provider};
pub use settings::{LoginClaim, Settings, SettingsError};
