// An administrator's day: somebody is let in by a link of one use, chooses a password and
// logs in with it; wrong ones wait; logging out ends the session; a passkey is made and
// used; and whoever leaves is out at once.
import assert from "node:assert/strict";

const PASSWORD = "three plain words for me";

export default async function administrator({ person, base }) {
  // Passkeys are bound to a name, and a number is none.
  const named = base.replace("127.0.0.1", "localhost");
  const harriet = await person({ who: "administrator" }), nora = await person({ who: "newcomer", base: named });
  await harriet.enter("administrator");
  await harriet.take("People", { role: "link" });
  await harriet.tabTo("Name", { role: "textbox" });
  await harriet.type("Nora Invented");
  await harriet.tabTo("Login");
  await harriet.type("nora");
  await harriet.tabTo("Role", { role: "combobox" });
  await harriet.choose("collector");
  await harriet.tabTo("Branches");
  await harriet.type("partner-11");
  await harriet.follow("Enter");
  const said = await harriet.sees(/holds for 24 hours, is used once/);
  const link = said.match(/\/link\/[^ ]+/)[0];

  // Too short is said; then it is chosen, and the link is spent.
  await nora.open(link);
  await nora.sees("For Nora Invented, who logs in as nora.");
  for (const field of ["Password", "The same once more"]) { await nora.tabTo(field); await nora.type("nora nora nora"); }
  await nora.follow("Enter");
  await nora.sees(/login/i, "[role=alert]");
  for (const field of ["Password", "The same once more"]) { await nora.tabTo(field); await nora.type(PASSWORD); }
  await nora.follow("Enter");
  const other = await person({ who: "somebody-else", base: named });
  await other.open(link);
  await other.sees("This link does not hold");
  await other.close();

  // Logging in, and out; the page before is gone with the session.
  const logIn = async (password) => {
    await nora.open("/login");
    await nora.tabTo("Login", { role: "textbox" });
    await nora.type("nora");
    await nora.press("Tab");
    await nora.type(password);
    await nora.follow("Enter");
  };
  await logIn(PASSWORD);
  await nora.sees("Nora Invented, collector");
  await nora.leave();
  await nora.open("/today");
  await nora.sees("Log in", "h1");

  // A passkey, made and used, on a device with a finger.
  await nora.page.tell("WebAuthn.enable");
  await nora.page.tell("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await logIn(PASSWORD);
  await nora.open("/me");
  await nora.tabTo("What you call this device");
  await nora.type("Telephone of Nora");
  await nora.press("Tab");
  await nora.focusIs("Your password");
  await nora.type(PASSWORD);
  await nora.follow("Enter");
  await nora.sees("Telephone of Nora");
  await nora.leave();
  await nora.open("/login");
  await nora.take("Log in with a passkey", { role: "button" });
  await nora.sees("Nora Invented, collector");

  // Shut out: her very next page is none.
  await harriet.open("/people");
  await harriet.take("Nora Invented", { role: "link" });
  await harriet.tabTo("Why", { role: "textbox" });
  await harriet.type("left the lender");
  await harriet.follow("Enter");
  await nora.open("/today");
  await nora.sees("Log in", "h1");

  // Guessing waits, in the same words whether or not somebody has the login.
  const guess = await person({ who: "guesser" });
  const told = {};
  for (const login of ["nora", "nobody-of-that-name"]) {
    for (let times = 0; times < 6; times += 1) {
      await guess.open("/login");
      await guess.tabTo("Login", { role: "textbox" });
      await guess.type(login);
      await guess.press("Tab");
      await guess.type("guessed wrongly");
      await guess.follow("Enter");
    }
    told[login] = await guess.text("[role=alert]");
  }
  assert.match(told.nora, /tried too often\. Wait/);
  assert.equal(told["nobody-of-that-name"], told.nora);
}
