//! The provider as a running program, and a browser just able to sign in at it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use ureq::Agent;

/// The provider, until it is dropped.
pub struct RunningProvider {
    child: Child,
    /// Kept open: a provider that has something to say must be able to say it.
    _output: BufReader<ChildStdout>,
    pub issuer: String,
}

impl RunningProvider {
    pub fn start(back: &str) -> Self {
        let folder = std::env::var("MAKEGOOD_OIDC_PROVIDER")
            .expect("MAKEGOOD_OIDC_PROVIDER names the folder the provider is installed in; ./check installs it");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider/provider.mjs");
        // It is run from the folder of its packages, where node looks for them.
        let copy: PathBuf = Path::new(&folder).join(format!("provider-{}.mjs", std::process::id()));
        std::fs::copy(script, &copy).expect("a copy beside the packages");
        let mut child = Command::new("node")
            .arg(&copy)
            .arg(back)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut issuer = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut issuer).expect("its address");
        Self { child, _output: output, issuer: issuer.trim().to_owned() }
    }
}

impl Drop for RunningProvider {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the browser brings back.
pub struct Back {
    pub state: String,
    pub code: String,
}

/// Follows redirects, keeps cookies, fills in the provider's two forms.
pub struct Browser {
    agent: Agent,
    cookies: BTreeMap<String, String>,
}

impl Default for Browser {
    fn default() -> Self {
        let settings =
            Agent::config_builder().max_redirects(0).max_redirects_will_error(false).http_status_as_error(false);
        Self { agent: settings.build().into(), cookies: BTreeMap::new() }
    }
}

impl Browser {
    /// Goes to the address, signs in as this person, agrees, and stops at `back`.
    pub fn sign_in(&mut self, address: &str, person: &str, back: &str) -> Back {
        let origin: String = address.split('/').take(3).collect::<Vec<_>>().join("/");
        let mut next = (address.to_owned(), None);
        for _ in 0..12 {
            let (status, location, text) = self.ask(&next.0, next.1.as_deref());
            next = match location {
                Some(to) if to.starts_with(back) => return came_back(&to),
                Some(to) if to.starts_with('/') => (format!("{origin}{to}"), None),
                Some(to) => (to, None),
                None => {
                    assert_eq!(status, 200, "{text}");
                    let action = between(&text, "action=\"", "\"");
                    let action = if action.starts_with('/') { format!("{origin}{action}") } else { action.to_owned() };
                    let prompt = between(&text, "name=\"prompt\" value=\"", "\"").to_owned();
                    (action, Some(format!("prompt={prompt}&login={person}&password=invented")))
                }
            };
        }
        panic!("the provider sends in circles");
    }

    fn ask(&mut self, address: &str, form: Option<&str>) -> (u16, Option<String>, String) {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let answer = match form {
            None => self.agent.get(address).header("cookie", &cookies).call(),
            Some(form) => self
                .agent
                .post(address)
                .header("cookie", &cookies)
                .content_type("application/x-www-form-urlencoded")
                .send(form),
        };
        let mut answer = answer.expect("the provider answers");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = answer.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
        (answer.status().as_u16(), location, answer.body_mut().read_to_string().expect("text"))
    }
}

fn came_back(address: &str) -> Back {
    let query = address.split_once('?').expect("a query").1;
    let field = |wanted: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == wanted).expect(wanted).1.to_owned()
    };
    Back { state: field("state"), code: field("code") }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("{start:?} is not in:\n{text}")) + start.len();
    &text[from..from + text[from..].find(end).expect(end)]
}
