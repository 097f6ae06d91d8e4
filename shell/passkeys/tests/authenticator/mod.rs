//! A device that holds passkeys, as far as a browser would show it: Web Authentication
//! Level 2, sections 6.1 (what a device signs) and 6.5 (what it says when a key is made).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::elliptic_curve::Generate;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Its person was there, opened it, and a key comes along.
const HERE_OPENED: u8 = 0b101;
const WITH_KEY: u8 = 0b100_0000;

pub struct Device {
    key: SigningKey,
    id: Vec<u8>,
    /// Whose key it is, from the making.
    user: String,
    /// How often it was used.
    pub count: u32,
    /// Whether its person opened it.
    pub flags: u8,
}

impl Device {
    pub fn new(id: &str) -> Self {
        let key = SigningKey::generate();
        Self { key, id: id.as_bytes().to_vec(), user: String::new(), count: 0, flags: HERE_OPENED }
    }

    /// Says that it is the other one, without its key.
    pub fn take_place_of(&mut self, other: &Self) {
        self.user.clone_from(&other.user);
        self.count = other.count;
    }

    /// Makes a key, asked by a page at this address.
    pub fn make(&mut self, asked: &str, page: &str) -> String {
        let asked: Value = serde_json::from_str(asked).expect("json");
        let asked = &asked["publicKey"];
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
        self.user = asked["user"]["id"].as_str().expect("a user").to_owned();
        let mut said = self.data(asked["rp"]["id"].as_str().expect("a name"), WITH_KEY);
        said.extend([0; 16]);
        said.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        said.extend(&self.id);
        said.extend(self.public());
        // {"fmt": "none", "attStmt": {}, "authData": said} in CBOR.
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(said.len()).expect("short"));
        object.extend(said);
        let response = json!({
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": client(asked, "webauthn.create", page),
        });
        self.answer(response)
    }

    /// Uses its key, asked by a page at this address.
    pub fn sign(&mut self, asked: &str, page: &str) -> String {
        self.count += 1;
        let asked: Value = serde_json::from_str(asked).expect("json");
        let asked = &asked["publicKey"];
        let client = client(asked, "webauthn.get", page);
        let data = self.data(asked["rpId"].as_str().expect("a name"), 0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(BASE64.decode(&client).expect("base64")));
        let signature: DerSignature = self.key.sign(&signed);
        let response = json!({
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": client,
            "signature": BASE64.encode(signature.as_bytes()),
            "userHandle": self.user,
        });
        self.answer(response)
    }

    fn answer(&self, response: Value) -> String {
        let id = BASE64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} }).to_string()
    }

    fn data(&self, name: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(name.as_bytes()).to_vec();
        data.push(self.flags | flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    /// The public half as COSE (RFC 9053): EC2, ES256, P-256, x, y.
    fn public(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(point.x().expect("a point"));
        key.extend([0x22, 0x58, 0x20]);
        key.extend(point.y().expect("a point"));
        key
    }
}

fn client(asked: &Value, what: &str, page: &str) -> String {
    let said = json!({ "type": what, "challenge": asked["challenge"], "origin": page, "crossOrigin": false });
    BASE64.encode(said.to_string())
}
