//! Which provider signs people in.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What the lender writes down about its provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The provider's address, to the letter as it names itself.
    pub issuer: String,
    /// Under which name this desk is known to it.
    pub client_id: String,
    /// A file whose first line is the secret agreed with it; none for a client without
    /// one, which PKCE protects alone.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// Which of its claims is the login of a user here.
    #[serde(default)]
    pub login_claim: LoginClaim,
    /// What the button on the login page calls it.
    #[serde(default = "a_plain_name")]
    pub name: String,
}

/// Which claim is compared with the login of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginClaim {
    /// The address of mail, and only when the provider says that it was verified.
    #[default]
    Email,
    /// The name the person is known by at the provider. Choose it only where people
    /// cannot change it themselves: the standard does not promise that it is unique.
    PreferredUsername,
    /// The provider's own number of the person, which never changes.
    Sub,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A file that cannot be read.
    #[error("{path} cannot be read: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not the form described in docs/people-and-rights.md.
    #[error("{path}: {source}")]
    Form {
        /// Which file.
        path: PathBuf,
        /// What is wrong and where.
        source: toml::de::Error,
    },
    /// What passes between the desk and the provider could be read on the way.
    #[error("the issuer {0} is not an https address, and not on this machine")]
    NotHttps(String),
    /// A secret file without a secret.
    #[error("the first line of {0} is empty, and it should hold the client secret")]
    NoSecret(PathBuf),
}

impl Settings {
    /// Reads them from a file.
    ///
    /// # Errors
    /// [`SettingsError::Io`], [`SettingsError::Form`] with the line, or
    /// [`SettingsError::NotHttps`].
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let settings: Self =
            toml::from_str(&text_of(path)?).map_err(|source| SettingsError::Form { path: path.to_owned(), source })?;
        if !is_safe(&settings.issuer) {
            return Err(SettingsError::NotHttps(settings.issuer));
        }
        Ok(settings)
    }

    /// The secret, read anew each time so that one changed on disk holds at once.
    ///
    /// # Errors
    /// [`SettingsError::Io`] or [`SettingsError::NoSecret`].
    pub(crate) fn secret(&self) -> Result<Option<String>, SettingsError> {
        let Some(path) = &self.client_secret_file else { return Ok(None) };
        let text = text_of(path)?;
        match text.lines().next().map(str::trim) {
            Some(secret) if !secret.is_empty() => Ok(Some(secret.to_owned())),
            _ => Err(SettingsError::NoSecret(path.clone())),
        }
    }
}

fn text_of(path: &Path) -> Result<String, SettingsError> {
    std::fs::read_to_string(path).map_err(|source| SettingsError::Io { path: path.to_owned(), source })
}

/// Over https, or never leaving this machine (a provider for trying out).
pub(crate) fn is_safe(address: &str) -> bool {
    let on_this_machine = |rest: &str| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
            _ => authority,
        };
        matches!(host, "127.0.0.1" | "localhost" | "[::1]")
    };
    address.starts_with("https://") || address.strip_prefix("http://").is_some_and(on_this_machine)
}

fn a_plain_name() -> String {
    "your organisation's account".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{LoginClaim, Settings, SettingsError, is_safe};
    use std::io::Write;

    fn read(text: &str) -> Result<Settings, SettingsError> {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(text.as_bytes()).expect("written");
        Settings::read(file.path())
    }

    #[test]
    fn what_is_left_out_has_a_plain_default() {
        let read = read("issuer = \"https://login.example\"\nclient_id = \"makegood\"").expect("settings");
        assert_eq!(read.login_claim, LoginClaim::Email);
        assert_eq!(read.name, "your organisation's account");
        assert_eq!(read.client_secret_file, None);
        assert_eq!(read.secret().expect("none asked for"), None);
    }

    #[test]
    fn a_key_nobody_knows_and_an_open_line_are_refused() {
        let with = |line: &str| format!("issuer = \"http://login.example\"\nclient_id = \"makegood\"\n{line}");
        assert!(matches!(read(&with("")), Err(SettingsError::NotHttps(_))));
        assert!(matches!(read(&with("isuer = \"x\"")), Err(SettingsError::Form { .. })));
    }

    #[test]
    fn an_empty_secret_is_no_secret() {
        let secret = tempfile::NamedTempFile::new().expect("a file");
        let path = secret.path().display();
        let text = format!("issuer = \"https://l.example\"\nclient_id = \"m\"\nclient_secret_file = \"{path}\"");
        assert!(matches!(read(&text).expect("settings").secret(), Err(SettingsError::NoSecret(_))));
    }

    #[test]
    fn only_this_machine_goes_without_https() {
        let table = [
            ("https://login.example", true),
            ("http://127.0.0.1:9000/oidc", true),
            ("http://localhost", true),
            ("http://[::1]:80", true),
            ("http://localhost.example", false),
            ("http://127.0.0.1.example:80", false),
            ("http://localhost:80@login.example", false),
            ("ftp://localhost", false),
        ];
        for (address, safe) in table {
            assert_eq!(is_safe(address), safe, "{address}");
        }
    }
}
