// The demo book, served by the built program on a port of its own.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the build step put the program. */
export function program() {
  if (process.env.MAKEGOOD_PROGRAM) return process.env.MAKEGOOD_PROGRAM;
  const told = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps", "--locked"], { maxBuffer: 1 << 26 });
  return join(JSON.parse(told).target_directory, "debug", "makegood");
}

/** Makes the demo book in a folder of its own, and gives the folder. */
export function boarded() {
  const folder = mkdtempSync(join(tmpdir(), "makegood-book-"));
  execFileSync(program(), ["--book", join(folder, "demo.sqlite"), "demo", "--no-serve"], { stdio: "ignore" });
  return folder;
}

/** A copy of a boarded book, to do with as one likes. */
export function copied(folder) {
  const copy = mkdtempSync(join(tmpdir(), "makegood-book-"));
  for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(copy, file));
  return copy;
}

/** Serves the book in a folder, with more words for `serve` where asked, on a port of its
 *  own unless one is named; the folder goes when it stops. `base` is its address, `command`
 *  runs another command on the same book. */
export async function served(folder = boarded(), words = [], port = 0) {
  const book = join(folder, "demo.sqlite");
  const child = spawn(program(), ["--book", book, "serve", "--port", String(port), ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const base = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      said += part;
      const address = said.match(/http:\/\/[0-9.:]+/);
      if (address) resolve(address[0]);
    });
    child.once("exit", () => reject(new Error(`the server ended: ${said}`)));
  });
  const command = (...args) => execFileSync(program(), ["--book", book, ...args], { encoding: "utf8" });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, folder, command, stop };
}

/** Logs in as an invented person of the demo: the first whose line on the login page says
 *  this role. */
export async function signIn(page, base, role = "executive") {
  await page.open(`${base}/login`);
  const pressed = `[...document.querySelectorAll('form[action="/login/as"]')].find((form) => form.textContent.includes(${JSON.stringify(role)}))`;
  if (!(await page.look(`!!${pressed}`))) throw new Error(`nobody of the demo is ${role}`);
  await page.follow(() => page.look(`${pressed}.querySelector("button").click()`));
}
