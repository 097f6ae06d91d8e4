// WCAG 2.2 A and AA on every page: axe-core in a real browser, in light and dark, on a
// wide and on a 320 px screen, in every language; and with the keyboard alone.
//
//   node browser/axe.mjs            every page of the demo book
//   node browser/axe.mjs URL ...    these pages of a server that runs already
//
// Ends with a line of counts, and with status 1 when something was found, 2 when npm
// or the browser is missing.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { browser } from "./chromium.mjs";
import { served, signIn } from "./book.mjs";
import { addresses } from "./pages.mjs";
import { byKeyboard } from "./keyboard.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDE = [1280, 900], NARROW = [320, 640];

/** axe-core as text; it is fetched into target/ once and never kept with the sources. */
function axeCore() {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "target", "axe");
  const file = join(folder, "package", "axe.min.js");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    execFileSync("npm", ["pack", "--silent", "axe-core@^4.12", "--pack-destination", folder], { stdio: ["ignore", "ignore", "pipe"] });
    const packed = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    execFileSync("tar", ["-xzf", packed], { cwd: folder });
  }
  return readFileSync(file, "utf8");
}

/** What axe finds on the page as it stands. */
async function violations(page, axe, only) {
  await page.look(axe);
  const run = only ? { type: "rule", values: only } : { type: "tag", values: TAGS };
  return page.look(`axe.run(document, { runOnly: ${JSON.stringify(run)}, resultTypes: ["violations"] }).then((result) =>
    result.violations.map((found) => ({ rule: found.id, help: found.help, nodes: found.nodes.slice(0, 4).map((node) =>
      node.target.join(" ") + "  " + node.html.slice(0, 160) + "  " + (node.any[0] ?? node.all[0] ?? node.none[0] ?? { message: "" }).message.slice(0, 180)) })))`);
}

/** What sticks out sideways on a narrow screen (WCAG 1.4.10). */
const sideways = `(() => {
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .sr, .sprite"));
  return ["the page is " + wide + " px wide", ...out.slice(-4).map((one) => one.outerHTML.slice(0, 160))];
})()`;

async function main() {
  let axe;
  try { axe = axeCore(); } catch (error) {
    console.error("left out: axe-core could not be fetched with npm: " + String(error.message).split("\n")[0]);
    process.exit(2);
  }
  const asked = process.argv.slice(2);
  const book = asked.length ? { base: new URL(asked[0]).origin, stop: async () => {} } : await served();
  const chromium = browser();
  const found = [];
  let looked = 0;
  try {
    const page = await chromium.page();
    const say = (path, how, rule, nodes) => found.push(`${path}  ${how}\n    ${rule}\n${nodes.map((node) => "      " + node).join("\n")}`);
    await page.size(...WIDE);
    await signIn(page, book.base);
    const paths = asked.length ? asked.map((url) => url.slice(book.base.length)) : await addresses(page, book.base);
    for (const path of paths) {
      for (const lang of ["en", "es", "zh"]) {
        await page.cookie(book.base, "lang", lang);
        await page.scheme("light");
        await page.size(...(lang === "en" ? WIDE : NARROW));
        await page.open(book.base + path);
        if (lang === "en") for (const [how, what] of await byKeyboard(page)) say(path, "keyboard", how, [what]);
        const open = "document.querySelectorAll('details').forEach((one) => { one.open = true; })";
        await page.look(open);
        const look = async (how, only) => {
          looked += 1;
          for (const one of await violations(page, axe, only)) say(path, how, `${one.rule}: ${one.help}`, one.nodes);
        };
        await look(`${lang} light`);
        if (lang !== "en") { const out = await page.look(sideways); if (out.length) say(path, `${lang} 320 px`, "reflow: scrolls sideways", out); continue; }
        await page.scheme("dark");
        await look("en dark", ["color-contrast"]);
        await page.scheme("light");
        await page.size(...NARROW);
        await look("en light 320 px");
        const out = await page.look(sideways);
        if (out.length) say(path, "en 320 px", "reflow: scrolls sideways", out);
      }
    }
    for (const one of found) console.log(one);
    console.log(`axe: ${paths.length} pages, ${looked} looks, ${found.length} findings`);
  } finally {
    await chromium.stop();
    await book.stop();
  }
  process.exit(found.length ? 1 : 0);
}

await main();
