// What a person does at the pages with the keyboard and what they see: the words the
// days in browser/days are written in. Keys go in as a keyboard sends them; nothing is
// clicked, and no field is filled behind the page's back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How long a person waits for what should come by itself. */
const PATIENCE = 8000;
/** More stops than this on the way to one thing is a page that wants a short cut. */
const MOST_TABS = 60;

const plain = (text) => text.replace(/\s+/g, " ").trim();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Somebody at a browser of their own. `base` is the address of the server. */
export async function person(chromium, base, { who = "somebody", width = 1280, height = 900, downloads } = {}) {
  const page = await chromium.page({ downloads });
  await page.size(width, height);
  await page.scheme("light");
  const fail = (says) => { const error = new Error(`${who}: ${says}`); error.page = page; throw error; };
  const self = {
    who, page, base,
    /** Opens an address, as from a bookmark. */
    open: (path) => page.open(base + path),
    at: () => page.look("location.pathname + location.search"),
    /** Presses keys, one after the other: "o", "Enter", "shift+Tab", "ctrl+k". */
    async press(...keys) {
      for (const key of keys) {
        const parts = key.split("+"), name = parts.pop() || "+";
        await page.press(name, { shift: parts.includes("shift"), ctrl: parts.includes("ctrl") });
      }
    },
    /** Presses keys the last of which leads to another page, and waits for it. */
    async follow(...keys) {
      const last = keys.pop();
      await self.press(...keys);
      await page.follow(() => self.press(last)).catch((error) => fail(`after ${last}: ${error.message}`));
    },
    /** Types words, letter by letter. */
    async type(words) { for (const letter of words) await page.press(letter === " " ? "Space" : letter === "\n" ? "Enter" : letter); },
    /** Empties the field in focus and types words into it. */
    async write(words) { await self.press("ctrl+a", "Backspace"); await self.type(words); },
    /** What a screen reader says of the element in focus. */
    focus: () => page.focused(),
    async focusIs(name, role) {
      const on = await page.focused();
      if (!on.name.includes(name) || (role && on.role !== role)) fail(`the focus should be on “${name}”, it is on ${on.role} “${on.name}”`);
    },
    /** Goes to the element of this name with the tabulator alone, backwards if told. */
    async tabTo(name, { role, back = false, most = MOST_TABS } = {}) {
      const passed = [];
      for (let count = 1; count <= most; count += 1) {
        await self.press(back ? "shift+Tab" : "Tab");
        const on = await page.focused();
        if (on.name.includes(name) && (!role || on.role === role)) return count;
        passed.push(on.name.slice(0, 24));
      }
      return fail(`${most} stops and no “${name}”; the last were ${passed.slice(-8).join(" · ")}`);
    },
    /** Follows a link or a button found with the tabulator. */
    async take(name, how) { await self.tabTo(name, how); await self.follow("Enter"); },
    /** Chooses in the list in focus by typing the beginning of a line, as people do. */
    async choose(words) {
      await self.type(words);
      const chosen = await page.look("document.activeElement.selectedOptions?.[0]?.textContent ?? ''");
      if (!plain(chosen).startsWith(words)) fail(`“${words}” should be chosen in the list, it is “${plain(chosen)}”`);
    },
    /** The palette: a page, a case, or something to do here. */
    async palette(words, { leads = true } = {}) {
      await self.press("ctrl+k");
      await self.type(words);
      await self.until(`[...document.querySelectorAll("#hits [aria-selected=true] b")].some((one) => one.textContent.toLowerCase().includes(${JSON.stringify(words.toLowerCase())}))`, `“${words}” first in the palette`);
      if (leads) await self.follow("Enter"); else await self.press("Enter");
    },
    /** All that is to be read on the page, in one line. */
    text: async (within = "body") => plain(await page.look(`document.querySelector(${JSON.stringify(within)})?.innerText ?? ""`)),
    async sees(words, within) {
      const text = await self.text(within);
      if (!(words instanceof RegExp ? words.test(text) : text.includes(words))) fail(`“${words}” is not on ${await self.at()}`);
      return text;
    },
    async seesNot(words, within) {
      const text = await self.text(within);
      if (words instanceof RegExp ? words.test(text) : text.includes(words)) fail(`“${words}” is on ${await self.at()} and should not be`);
    },
    /** Waits until an expression of the page is true. */
    async until(expression, what) {
      for (const begun = Date.now(); Date.now() - begun < PATIENCE; await pause(60)) if (await page.look(expression)) return;
      fail(`waited for ${what} on ${await self.at()}`);
    },
    /** What comes by itself, without the page being loaded again. */
    async soonSees(words, within = "body") {
      const loaded = await page.look("performance.timeOrigin");
      await self.until(`document.querySelector(${JSON.stringify(within)})?.innerText.replace(/\\s+/g, " ").includes(${JSON.stringify(words)})`, `“${words}” to come by itself`);
      assert.equal(await page.look("performance.timeOrigin"), loaded, `${who}: the page was loaded again`);
    },
    /** What stands in a field, named by its id. */
    field: (id) => page.look(`document.getElementById(${JSON.stringify(id)}).value`),
    /** Takes the link in focus as a file and gives what is in it. */
    async download() {
      const name = await page.downloaded(() => self.press("Enter"));
      return { name, bytes: readFileSync(join(downloads, name)) };
    },
    /** Logs in as an invented person of the demo, found by words of their line. */
    async enter(about) {
      await self.open("/login");
      const name = await page.look(`[...document.querySelectorAll('form[action="/login/as"]')].find((form) => form.textContent.includes(${JSON.stringify(about)}))?.querySelector("button").textContent.trim() ?? ""`);
      if (!name) fail(`nobody of the demo is ${about}`);
      await self.take(plain(name), { role: "button" });
      return plain(name).replace("Log in as ", "");
    },
    async leave() { await self.tabTo("Log out", { role: "button" }); await self.follow("Enter"); },
    close: () => page.close(),
  };
  return self;
}
