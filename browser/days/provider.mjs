// Logging in through the lender's sign-in provider, page by page: ours, theirs, ours. The
// provider is the one the tests of shell/oidc sign in at; `./check` installs it and names
// its folder in MAKEGOOD_OIDC_PROVIDER. Without it the day says that it was left out.
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const INSTALLED = process.env.MAKEGOOD_OIDC_PROVIDER;
const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "shell", "oidc", "tests", "provider", "provider.mjs");

const free = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); });
});

/** Starts the provider, which has to know where people are sent back to, and writes the
 *  file that `serve --oidc` reads. */
export async function before() {
  if (!INSTALLED) return {};
  const port = await free(), folder = mkdtempSync(join(tmpdir(), "makegood-provider-"));
  symlinkSync(join(resolve(INSTALLED), "node_modules"), join(folder, "node_modules"));
  copyFileSync(SOURCE, join(folder, "provider.mjs"));
  const child = spawn("node", ["provider.mjs", `http://127.0.0.1:${port}/login/provider/back`], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const issuer = await new Promise((done, fail) => {
    child.stdout.setEncoding("utf8").once("data", (said) => done(said.trim()));
    child.once("exit", () => fail(new Error("the provider ended")));
  });
  const file = join(folder, "oidc.toml");
  writeFileSync(file, `issuer = "${issuer}"\nclient_id = "without-secret"\nlogin_claim = "email"\nname = "the bank's account"\n`);
  const stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.stdin.end();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, words: ["--oidc", file], stop };
}

export default async function provider({ person, command }) {
  if (!INSTALLED) return "left out: MAKEGOOD_OIDC_PROVIDER names no folder";
  command("user", "add", "--name", "Grace Auma", "--login", "grace.auma@lender.example", "--role", "collector", "--branch", "partner-11");
  const grace = await person({ who: "somebody-of-the-bank" });
  const signIn = async (account) => {
    await grace.open("/login");
    await grace.take("Log in with the bank's account", { role: "link" });
    await grace.sees("Sign-in");
    await grace.tabTo("Enter any login", { role: "textbox" });
    await grace.type(account);
    await grace.press("Tab");
    await grace.type("any");
    await grace.follow("Enter");
    await grace.take("Continue", { role: "button" });
  };

  // An address of mail that nobody verified is nobody here, and says so.
  await signIn("u-2");
  await grace.seesNot("actions open");
  await grace.sees("Log in");

  // A verified one that is a login here comes in, and leaves.
  await grace.page.tell("Network.clearBrowserCookies");
  await signIn("u-1");
  await grace.sees("Grace Auma, collector");
  await grace.leave();
  await grace.sees("Log in", "h1");
}
