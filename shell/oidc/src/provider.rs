//! There and back again.

use crate::http::{Client, HttpError};
use crate::settings::{LoginClaim, Settings, SettingsError};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, ErrorResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse,
};
use std::fmt::Display;

type Asking =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// The provider, and where it sends people back to. Every call waits for the network;
/// have it done on a thread that may wait.
#[derive(Clone, Debug)]
pub struct Provider {
    settings: Settings,
    back: String,
}

/// A sign-in on its way.
#[derive(Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub go_to: String,
    /// What is kept until it comes back.
    pub pending: Pending,
}

/// What the browser's return is held to. Secret: it stays on this side, bound to the
/// browser that began.
#[derive(Clone, PartialEq, Eq)]
pub struct Pending {
    /// Comes back with the browser; another one means that somebody else began.
    pub state: String,
    /// Stands in what the provider signs, so that it cannot be used a second time.
    pub nonce: String,
    /// Proves that who began is who finishes.
    pub verifier: String,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Pending(kept secret)")
    }
}

/// Who the provider says has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Its number for the person: with the issuer it is theirs for good.
    pub subject: String,
    /// What is compared with the login of a user here.
    pub login: String,
    /// The name to show, where the provider tells one.
    pub name: Option<String>,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// An address in them that is none.
    #[error("{0} is not an address")]
    Address(String),
    /// The provider did not answer as its standard asks.
    #[error("the provider {issuer} could not be asked: {said}")]
    Unreachable {
        /// Which.
        issuer: String,
        /// What happened.
        said: String,
    },
    /// The browser came back to something it did not begin.
    #[error("this browser did not begin this sign-in, or began it too long ago")]
    NotBegunHere,
    /// The provider would not exchange the code.
    #[error("the provider did not accept the sign-in: {0}")]
    NotAccepted(String),
    /// What it signed does not hold.
    #[error("what the provider signed does not hold: {0}")]
    NotProven(String),
    /// The claim that names the login is missing.
    #[error("the provider does not tell the {0} of this person")]
    NoLogin(&'static str),
    /// A mail address anybody could have typed.
    #[error("the provider has not verified the mail address {0}")]
    MailNotVerified(String),
}

impl OidcError {
    /// The name of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Settings(_) | Self::Address(_) => "sign_in_settings",
            Self::Unreachable { .. } => "provider_unreachable",
            Self::NotBegunHere => "sign_in_not_begun_here",
            Self::NotAccepted(_) => "sign_in_not_accepted",
            Self::NotProven(_) => "sign_in_not_proven",
            Self::NoLogin(_) => "no_login_claim",
            Self::MailNotVerified(_) => "mail_not_verified",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::Settings(_) | Self::Address(_) => "An administrator mends the file given with --oidc.",
            Self::Unreachable { .. } => "Try again in a minute, or sign in with your password.",
            Self::NotBegunHere => "Go to the login page and begin again, in one window.",
            Self::NotAccepted(_) | Self::NotProven(_) => {
                "Begin again. If it stays so, ask your administrator whether this desk is still known to the provider and whether its clock is right."
            }
            Self::NoLogin(_) => "An administrator chooses another login_claim, or has the provider tell this one.",
            Self::MailNotVerified(_) => "Confirm your mail address at the provider, then begin again.",
        }
    }
}

impl Provider {
    /// A provider that sends people back to this address, as the provider knows it.
    ///
    /// # Errors
    /// [`OidcError::Address`].
    pub fn try_new(settings: Settings, back: &str) -> Result<Self, OidcError> {
        RedirectUrl::new(back.to_owned()).map_err(|_| OidcError::Address(back.to_owned()))?;
        Ok(Self { settings, back: back.to_owned() })
    }

    /// What the button calls it.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Where to send the browser, and what to keep.
    ///
    /// # Errors
    /// Settings that do not hold, or a provider that does not answer.
    pub fn begin(&self) -> Result<Begun, OidcError> {
        let client = self.ask(&Client::new())?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = ["profile", "email"].map(|scope| Scope::new(scope.to_owned()));
        let (address, state, nonce) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(scopes)
            .set_pkce_challenge(challenge)
            .url();
        let pending =
            Pending { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok(Begun { go_to: address.to_string(), pending })
    }

    /// Who came back, with what the browser brought and what was kept.
    ///
    /// # Errors
    /// [`OidcError::NotBegunHere`] for another state; else whatever keeps the provider's
    /// word from being believed.
    pub fn finish(&self, pending: Pending, state: &str, code: &str) -> Result<Identity, OidcError> {
        if !same(state, &pending.state) {
            return Err(OidcError::NotBegunHere);
        }
        let http = Client::new();
        let client = self.ask(&http)?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| OidcError::NotAccepted(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier))
            .request(&http)
            .map_err(|error| OidcError::NotAccepted(refused(error)))?;
        let claims = proven(&client, &answer, &Nonce::new(pending.nonce))?;
        let told: CoreUserInfoClaims =
            match client.user_info(answer.access_token().clone(), Some(claims.subject().clone())) {
                Ok(asking) => asking.request(&http).map_err(|error| OidcError::NotProven(error.to_string()))?,
                // A provider without such an address has said all it says in the token.
                Err(_) => return self.identity(&Told::signed(&claims)),
            };
        self.identity(&Told::signed(&claims).or(&told))
    }

    fn ask(&self, http: &Client) -> Result<Asking, OidcError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())
            .map_err(|_| OidcError::Address(self.settings.issuer.clone()))?;
        let metadata = CoreProviderMetadata::discover(&issuer, http).map_err(|error| OidcError::Unreachable {
            issuer: self.settings.issuer.clone(),
            said: unreached(&error),
        })?;
        let back = RedirectUrl::new(self.back.clone()).map_err(|_| OidcError::Address(self.back.clone()))?;
        let secret = self.settings.secret()?.map(ClientSecret::new);
        let id = ClientId::new(self.settings.client_id.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, secret).set_redirect_uri(back))
    }

    fn identity(&self, told: &Told) -> Result<Identity, OidcError> {
        let login = match self.settings.login_claim {
            LoginClaim::Sub => told.subject.clone(),
            LoginClaim::PreferredUsername => told.username.clone().ok_or(OidcError::NoLogin("preferred_username"))?,
            LoginClaim::Email => {
                let mail = told.mail.clone().ok_or(OidcError::NoLogin("email"))?;
                if told.is_mail_verified != Some(true) {
                    return Err(OidcError::MailNotVerified(mail));
                }
                mail
            }
        };
        let issuer = self.settings.issuer.clone();
        Ok(Identity { issuer, subject: told.subject.clone(), login, name: told.name.clone() })
    }
}

/// The few claims that are read, wherever they were told.
struct Told {
    subject: String,
    mail: Option<String>,
    is_mail_verified: Option<bool>,
    username: Option<String>,
    name: Option<String>,
}

impl Told {
    fn signed(claims: &CoreIdTokenClaims) -> Self {
        Self {
            subject: claims.subject().to_string(),
            mail: claims.email().map(|mail| mail.to_string()),
            is_mail_verified: claims.email_verified(),
            username: claims.preferred_username().map(|name| name.to_string()),
            name: claims.name().and_then(|names| names.get(None)).map(|name| name.to_string()),
        }
    }

    /// What was not in the token, from what the provider tells beside it. An address of
    /// mail and whether it was verified are taken from one place, never one from each.
    fn or(self, beside: &CoreUserInfoClaims) -> Self {
        let (mail, is_mail_verified) = match self.mail {
            Some(mail) => (Some(mail), self.is_mail_verified),
            None => (beside.email().map(|mail| mail.to_string()), beside.email_verified()),
        };
        Self {
            subject: self.subject,
            mail,
            is_mail_verified,
            username: self.username.or_else(|| beside.preferred_username().map(|name| name.to_string())),
            name: self.name.or_else(|| beside.name().and_then(|names| names.get(None)).map(|name| name.to_string())),
        }
    }
}

/// The claims, once issuer, audience, time, nonce and signature hold, and the access
/// token is the one that was signed along.
fn proven(client: &Asking, answer: &CoreTokenResponse, nonce: &Nonce) -> Result<CoreIdTokenClaims, OidcError> {
    let not = |said: String| OidcError::NotProven(said);
    let token = answer.id_token().ok_or_else(|| not("there is no signed token in its answer".to_owned()))?;
    let verifier = client.id_token_verifier();
    let claims = token.claims(&verifier, nonce).map_err(|error| not(error.to_string()))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| not(error.to_string()))?;
        let key = token.signing_key(&verifier).map_err(|error| not(error.to_string()))?;
        let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key)
            .map_err(|error| not(error.to_string()))?;
        if actual != *expected {
            return Err(not("the access token is not the one that was signed along".to_owned()));
        }
    }
    Ok(claims.clone())
}

/// Equal, in a time that does not tell how far.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differing == 0
}

fn unreached(error: &DiscoveryError<HttpError>) -> String {
    match error {
        DiscoveryError::Request(inner) => inner.to_string(),
        other => other.to_string(),
    }
}

fn refused<T: ErrorResponse + Display>(error: RequestTokenError<HttpError, T>) -> String {
    match error {
        RequestTokenError::ServerResponse(said) => said.to_string(),
        RequestTokenError::Request(inner) => inner.to_string(),
        other => other.to_string(),
    }
}
