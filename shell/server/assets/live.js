// Open pages show what others record and leave alone what is typed. Pages work without this file.
(() => {
  "use strict";
  const main = document.getElementById("main"), body = document.body, note = document.createElement("p");
  let seen = Number(body.dataset.head), timer = 0, news = [], kept, first;
  if (!main || !body.dataset.head || !window.Worker) return;
  note.className = "live-note";
  note.setAttribute("role", "status");
  body.append(note);

  // What is in use stays: the focus is in it, or a field was changed.
  const changed = (field) => field.type === "hidden" ? false
    : /checkbox|radio/.test(field.type) ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((one) => one.defaultSelected && !one.selected) : field.value !== field.defaultValue;
  const used = (part) => {
    const on = document.activeElement;
    return (on !== main && on !== body && part.contains(on)) || [...part.querySelectorAll("input, textarea, select")].some(changed);
  };
  const text = (part) => [...part.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const name = (part) => part.localName + (part.id || part.getAttribute("aria-labelledby") || part.querySelector("a, summary, h2, h3")?.textContent);

  // The node that stands in the place of the old one.
  const merge = (old, now) => {
    if (old.isEqualNode(now)) return old;
    const whole = !old.children.length || !now.children.length || text(old) || text(now) || old.localName === "svg";
    if (used(old) && (whole || old.localName === "form")) { kept = true; return old; }
    if (whole) { first ||= now; return now; }
    for (const one of now.attributes) old.setAttribute(one.name, one.value);
    const left = [...old.children];
    const parts = [...now.children].map((part) => {
      const twin = left.findIndex((one) => name(one) === name(part));
      if (twin >= 0) return merge(left.splice(twin, 1)[0], part);
      first ||= part;
      return part;
    });
    for (const one of left) if (used(one)) { kept = true; parts.push(one); }
    if (parts.length !== old.children.length || parts.some((part, at) => part !== old.children[at])) {
      const on = document.activeElement;
      old.replaceChildren(...parts);
      if (on !== body) on.focus({ preventScroll: true });
    }
    return old;
  };

  const show = async () => {
    const [event] = news;
    news = [];
    try {
      const [page, says] = await Promise.all([fetch(location.href), event && fetch("/live/" + event)]);
      const now = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").getElementById("main");
      if (!now) return;
      kept = first = null;
      merge(main, now);
      if (!says || !(first || kept)) return;
      note.textContent = (says.ok ? await says.text() : "Something was recorded") + (kept ? ". What you typed was left as it is" : "");
      if (!first) return;
      const go = document.createElement("button"), to = first;
      go.append("Show");
      go.onclick = () => { to.tabIndex = -1; to.focus(); note.textContent = ""; };
      note.append(" · ", go);
    } catch { /* the next load shows it */ }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(show, 250); };

  // A page is concerned by its own case, by those it lists, and by the whole book.
  const here = (party) => [location, ...main.querySelectorAll("a[href^='/case/']")].some((link) => decodeURIComponent(link.pathname.split("/")[2] || "") === party);
  const watch = new Worker(document.currentScript.dataset.watch);
  watch.onmessage = ({ data: { kind, number, data } }) => {
    if (kind === "job") { if (location.pathname.startsWith("/jobs")) soon(); return; }
    if (number <= seen) return;
    seen = number;
    const party = data.slice(data.indexOf(" ") + 1);
    if (!party || here(party)) { news.push(seen); soon(); }
  };
  // A hidden tab holds no connection: a browser has six for one site.
  const listen = () => watch.postMessage(document.hidden ? null : seen);
  document.addEventListener("visibilitychange", listen);
  listen();
})();
