//! How the provider is asked: https or this machine, no redirect followed, ten seconds,
//! a megabyte.
//!
//! A redirect is not followed because what answers would be chosen by the answer, not by
//! the lender.

use crate::settings::is_safe;
use openidconnect::{HttpRequest, HttpResponse, SyncHttpClient};
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;

/// Longer than this nobody waits for a provider.
const PATIENCE: Duration = Duration::from_secs(10);
/// More than this no provider has to say.
const BYTES: u64 = 1024 * 1024;

/// Asks over the network.
pub(crate) struct Client(Agent);

/// Why the provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// An address the provider gave that others could listen to.
    #[error("it points to {0}, which is not an https address")]
    NotHttps(String),
    /// Whatever the network said.
    #[error(transparent)]
    Network(#[from] ureq::Error),
}

impl Client {
    pub(crate) fn new() -> Self {
        let settings = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("makegood/", env!("CARGO_PKG_VERSION")));
        Self(settings.build().into())
    }
}

impl SyncHttpClient for Client {
    type Error = HttpError;

    fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let address = request.uri().to_string();
        if !is_safe(&address) {
            return Err(HttpError::NotHttps(address));
        }
        let (head, body) = self.0.run(request)?.into_parts();
        let bytes = body.into_with_config().limit(BYTES).read_to_vec()?;
        Ok(Response::from_parts(head, bytes))
    }
}
