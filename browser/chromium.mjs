// A browser, driven over its debugging pipe: no package, no port, nothing to install
// beside Debian's chromium. https://chromedevtools.github.io/devtools-protocol/
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The keys the tests press: name of the key, its code, its number, what it types. */
const KEYS = {
  Tab: ["Tab", 9], Enter: ["Enter", 13, "\r"], Escape: ["Escape", 27], Space: ["Space", 32, " "],
  ArrowDown: ["ArrowDown", 40], ArrowUp: ["ArrowUp", 38], ArrowLeft: ["ArrowLeft", 37], ArrowRight: ["ArrowRight", 39],
  Home: ["Home", 36], End: ["End", 35], Backspace: ["Backspace", 8],
};

/** A page or a file that takes longer than this does not come. */
const PATIENCE = 12_000;

/** Starts the browser named in MAKEGOOD_BROWSER, or chromium. End it with `stop`. */
export function browser() {
  const profile = mkdtempSync(join(tmpdir(), "makegood-browser-"));
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
  const child = spawn(process.env.MAKEGOOD_BROWSER || "chromium", flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map(), listeners = new Set();
  let last = 0, rest = "";
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject, method });
    child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  });
  child.stdio[4].setEncoding("utf8").on("data", (part) => {
    const messages = (rest + part).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const asked = waiting.get(message.id);
      if (!asked) { for (const listener of listeners) listener(message); continue; }
      waiting.delete(message.id);
      if (message.error) asked.reject(new Error(`${asked.method}: ${message.error.message}`));
      else asked.resolve(message.result);
    }
  });
  child.on("error", (error) => { for (const { reject } of waiting.values()) reject(error); });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    await send("Browser.close").catch(() => child.kill());
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { send, listeners, stop, page: (how) => page({ send, listeners }, how) };
}

/** The key that types a letter, a digit or a sign; a sign without a key of its own is only typed. */
function letter(sign) {
  const code = /[a-z]/i.test(sign) ? `Key${sign.toUpperCase()}` : /[0-9]/.test(sign) ? `Digit${sign}` : "";
  return [code, code ? sign.toUpperCase().charCodeAt(0) : 0, sign];
}

/** One tab with cookies of its own: two pages are two people. Files that are taken go
 *  into the folder `downloads`, under their own names. */
async function page({ send, listeners }, { downloads } = {}) {
  const { browserContextId } = await send("Target.createBrowserContext");
  if (downloads) await send("Browser.setDownloadBehavior", { behavior: "allow", browserContextId, downloadPath: downloads, eventsEnabled: true });
  const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  await tell("Page.enable");
  const happened = (event, from = sessionId, fits = () => true) => new Promise((resolve, reject) => {
    const listener = (message) => {
      if ((message.sessionId ?? null) === from && message.method === event && fits(message.params)) { end(); resolve(message.params); }
    };
    const timer = setTimeout(() => { end(); reject(new Error(`${event} did not happen in ${PATIENCE / 1000} s`)); }, PATIENCE);
    const end = () => { clearTimeout(timer); listeners.delete(listener); };
    listeners.add(listener);
  });
  const self = {
    tell,
    /** Opens an address and waits until it is loaded. */
    async open(url) {
      const loaded = happened("Page.loadEventFired");
      await tell("Page.navigate", { url });
      await loaded;
    },
    /** What an expression gives on the page; promises are waited for. */
    async look(expression) {
      const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Does something that leads to another page, and waits for that page. */
    async follow(act) {
      await Promise.all([happened("Page.loadEventFired"), act()]);
    },
    /** Does something that hands out a file, and gives its name. */
    async downloaded(act) {
      const begun = happened("Browser.downloadWillBegin", null);
      const ended = happened("Browser.downloadProgress", null, ({ state }) => state !== "inProgress");
      const [{ suggestedFilename }, { state }] = await Promise.all([begun, ended, act()]);
      if (state !== "completed") throw new Error(`${suggestedFilename}: ${state}`);
      return suggestedFilename;
    },
    /** What the browser tells a screen reader of the element in focus. */
    async focused() {
      const { result } = await tell("Runtime.evaluate", { expression: "document.activeElement" });
      const { nodes } = await tell("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
      return { role: nodes[0].role?.value ?? "", name: (nodes[0].name?.value ?? "").replace(/\s+/g, " ").trim() };
    },
    /** Presses a key by its name, or types one letter. */
    async press(name, { shift = false, ctrl = false } = {}) {
      const [code, number, text] = KEYS[name] ?? letter(name);
      const modifiers = (shift ? 8 : 0) + (ctrl ? 2 : 0);
      const key = { key: name === "Space" ? " " : name, code, windowsVirtualKeyCode: number, modifiers };
      // An editing command goes with the key: a headless browser has no menu that holds it.
      const commands = ctrl && name === "a" ? ["selectAll"] : undefined;
      await tell("Input.dispatchKeyEvent", { type: text && !ctrl ? "keyDown" : "rawKeyDown", text: ctrl ? undefined : text, commands, ...key });
      await tell("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    },
    /** Types words where the focus is, at once. */
    type: (text) => tell("Input.insertText", { text }),
    size: (width, height) => tell("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false }),
    scheme: (value) => tell("Emulation.setEmulatedMedia", { features: [
      { name: "prefers-color-scheme", value }, { name: "prefers-reduced-motion", value: "reduce" }] }),
    cookie: (base, name, value) => tell("Network.setCookie", { url: base, name, value }),
    /** A picture of the whole page, or of what is seen of it, as PNG. */
    async picture({ whole = true } = {}) {
      return Buffer.from((await tell("Page.captureScreenshot", { captureBeyondViewport: whole })).data, "base64");
    },
    close: () => send("Target.closeTarget", { targetId }),
  };
  return self;
}
