// A certified OpenID Connect provider with invented people, on a free port of this
// machine. Prints its address, then serves until its input ends.
//
// arguments: the addresses people are sent back to

import { createServer } from "node:http";
import Provider from "oidc-provider";

const PEOPLE = {
  // Everybody here is invented.
  "u-1": { email: "grace.auma@lender.example", email_verified: true, preferred_username: "grace", name: "Grace Auma" },
  "u-2": { email: "typed.by.anybody@lender.example", email_verified: false, preferred_username: "typed" },
  "u-3": {},
};

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const client = (client_id, more) => ({ client_id, redirect_uris: process.argv.slice(2), response_types: ["code"], grant_types: ["authorization_code"], ...more });

const provider = new Provider(issuer, {
  clients: [
    client("with-secret", { client_secret: "invented-secret" }),
    client("without-secret", { token_endpoint_auth_method: "none" }),
  ],
  claims: { email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
});
server.on("request", provider.callback());
console.log(issuer);
process.stdin.resume().on("end", () => process.exit(0));
