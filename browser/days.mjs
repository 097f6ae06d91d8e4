// A day of each persona in a real browser, with the keyboard alone, on a demo book of
// their own.
//
//   node browser/days.mjs               every day
//   node browser/days.mjs collector     these days
//
// Prints each day's seconds and ends with a line of counts. When a day fails, what each of
// its people saw last is kept as a picture and as text in target/days/. MAKEGOOD_PROGRAM
// names a program other than the one the build step made.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser } from "./chromium.mjs";
import { boarded, copied, served } from "./book.mjs";
import { person } from "./day.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const KEPT = join(HERE, "..", "target", "days");
/** A day that takes longer hangs. */
const LONGEST = 180_000;

/** What the people of a failed day saw, in files; their names. */
async function keep(day, people) {
  mkdirSync(KEPT, { recursive: true });
  const files = [];
  for (const [index, { page, who }] of people.entries()) {
    const file = join(KEPT, `${day}-${index + 1}-${who.replace(/\W+/g, "-")}`);
    try {
      writeFileSync(`${file}.txt`, `${await page.look("location.href")}\n\n${await page.look("document.body.innerText")}\n`);
      writeFileSync(`${file}.png`, await page.picture());
      files.push(`${file}.png and .txt`);
    } catch (error) { files.push(`${file}: ${error.message}`); }
  }
  return files;
}

/** One day on a copy of the book: what went wrong, or why it was left out. */
async function live(name, chromium, book) {
  const { default: work, before } = await import(`./days/${name}.mjs`);
  const around = before ? await before() : {};
  const house = await served(copied(book), ["--on-last-close", ...around.words ?? []], around.port);
  const downloads = mkdtempSync(join(tmpdir(), "makegood-files-"));
  const people = [];
  const town = { ...house, chromium, person: async (how = {}) => {
    const one = await person(chromium, how.base ?? house.base, { downloads, ...how });
    people.push(one);
    return one;
  } };
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`the day is not over after ${LONGEST / 1000} s`)), LONGEST); });
  try {
    return { left: await Promise.race([work(town), late]) };
  } catch (error) {
    return { wrong: [error.stack.split("\n").filter((line) => !line.includes("node:internal")).slice(0, 8).join("\n"), ...await keep(name, people)] };
  } finally {
    clearTimeout(timer);
    for (const one of people) await one.close().catch(() => {});
    await house.stop();
    await around.stop?.();
    rmSync(downloads, { recursive: true, force: true });
  }
}

async function main() {
  const all = readdirSync(join(HERE, "days")).map((file) => file.replace(".mjs", "")).sort();
  const asked = process.argv.slice(2);
  const begun = Date.now(), book = boarded(), chromium = browser();
  let failed = 0;
  try {
    for (const name of asked.length ? asked : all) {
      const from = Date.now(), { wrong, left } = await live(name, chromium, book);
      console.log(`${name.padEnd(16)} ${wrong ? "FAILED" : "ok    "} ${((Date.now() - from) / 1000).toFixed(1).padStart(6)} s${left ? `  ${left}` : ""}`);
      if (wrong) { failed += 1; for (const line of wrong) console.log(line.replace(/^/gm, "    ")); }
    }
  } finally {
    await chromium.stop();
    rmSync(book, { recursive: true, force: true });
  }
  const count = asked.length || all.length;
  console.log(`days: ${count - failed} passed, ${failed} failed, ${Math.round((Date.now() - begun) / 1000)} s`);
  process.exit(failed ? 1 : 0);
}

await main();
