// Takes the pictures of the documents anew, from the demo book. Everybody in them is
// invented, as demo/overlay says.
//
//   node browser/pictures.mjs             into docs/pictures
//   node browser/pictures.mjs FOLDER      all main pages, wide and narrow, light and dark, to look at
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser } from "./chromium.mjs";
import { boarded, served, signIn } from "./book.mjs";

const PICTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "docs", "pictures");
/** A picture in a document is read, not waited for. */
const MOST_BYTES = 350_000;
const WIDE = [1280, 960], NARROW = [390, 844];

/** Name, whose page (words of the role), address, size, colours. */
const KEPT = [
  ["login", null, "/login", WIDE, "light"],
  ["today", "collector", "/today", WIDE, "light"],
  ["queue", "collector", "/queue", WIDE, "light"],
  ["case", "team leader", "/case/B-858", WIDE, "light"],
  ["case-dark", "team leader", "/case/B-858", WIDE, "dark"],
  ["loan", "team leader", "/loan/858", WIDE, "light"],
  ["review", "team leader", "/review", WIDE, "light"],
  ["book", "executive", "/book", WIDE, "light"],
  ["numbers", "executive", "/numbers", WIDE, "light"],
  ["phone", "collector", "/queue", NARROW, "dark"],
];

/** Main pages of every kind, by whom they are read. */
const LOOKED_AT = [
  [null, ["/login"]],
  ["collector", ["/today", "/queue", "/case/B-846", "/case/B-857", "/case/B-846/script", "/case/B-846/words", "/me"]],
  ["field officer", ["/case/B-495/visit", "/case/B-495/file"]],
  ["team leader", ["/review", "/case/B-858/review", "/case/B-858/report", "/case/B-496/workout", "/critiques", "/loan/858"]],
  ["executive", ["/book", "/book/rows", "/numbers", "/numbers/par30", "/hard-cases", "/case/B-333/team", "/trial", "/methods"]],
  ["legal", ["/clocks", "/case/B-501/letters", "/packs"]],
  ["compliance", ["/refused", "/looks", "/case/B-858/diagnosis"]],
  ["administrator", ["/people", "/jobs"]],
];

/** Every page in every size and colour, as rows of `KEPT`, with its whole length. */
const all = () => LOOKED_AT.flatMap(([role, paths]) => paths.flatMap((path) => [WIDE, NARROW].flatMap((size) => ["light", "dark"].map((scheme) =>
  [`${path.slice(1).replaceAll("/", "-")}-${size[0]}-${scheme}`, role, path, size, scheme]))));

async function main() {
  const [folder = PICTURES] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const whole = folder !== PICTURES;
  const house = await served(boarded(), ["--on-last-close"]), chromium = browser();
  let page, who;
  try {
    for (const [name, role, path, size, scheme] of whole ? all() : KEPT) {
      if (!page || role !== who) {
        await page?.close();
        [page, who] = [await chromium.page(), role];
        if (role) await signIn(page, house.base, role);
      }
      await page.size(...size);
      await page.scheme(scheme);
      await page.open(house.base + path);
      const picture = await page.picture({ whole });
      if (!whole && picture.length > MOST_BYTES) throw new Error(`${name}.png has ${picture.length} bytes`);
      writeFileSync(join(folder, `${name}.png`), picture);
      console.log(`${name}.png  ${Math.round(picture.length / 1000)} kB`);
    }
  } finally {
    await chromium.stop();
    await house.stop();
  }
}

await main();
