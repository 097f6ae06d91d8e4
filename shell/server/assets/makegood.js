// Keys and the palette. Every page works without this file.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const form = document.querySelector("[data-outcome]");
  const keysOn = byId("keys-on");
  const remembered = () => { try { return localStorage.getItem("single-keys") !== "off"; } catch { return true; } };
  if (keysOn) {
    keysOn.checked = remembered();
    keysOn.addEventListener("change", () => {
      try { localStorage.setItem("single-keys", keysOn.checked ? "on" : "off"); } catch { /* kept for this page only */ }
    });
  }

  // Lists: the focus is the place, so Enter opens it and a reader hears it.
  const rows = () => [...document.querySelectorAll("[data-row] a")].filter((link, at, all) =>
    link.offsetParent && all.findIndex((other) => other.closest("[data-row]") === link.closest("[data-row]")) === at);
  const move = (by) => {
    const links = rows();
    if (!links.length) return;
    const here = links.findIndex((link) => link === document.activeElement);
    const start = here >= 0 ? here : links.findIndex((link) => link.getAttribute("aria-current"));
    const next = start < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(start + by, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  };

  // The outcome form: o, a digit, Enter.
  const openForm = () => {
    const box = byId("outcome");
    if (!box) return;
    box.open = true;
    (form.querySelector("[name=outcome]:checked") || form.querySelector("[name=outcome]")).focus();
    form.scrollIntoView({ block: "nearest" });
  };
  const choose = (digit) => {
    const choice = form.querySelectorAll("[name=outcome]")[digit - 1];
    if (!choice) return;
    choice.checked = true;
    const amount = choice.value === "promise_to_pay" && byId("promise_amount");
    if (amount) { amount.focus(); amount.select(); } else choice.focus();
  };
  if (form) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    });
    addEventListener("pageshow", () => { delete form.dataset.sent; });
    const problem = byId("form-problem");
    if (problem) problem.focus();
  }

  // The palette: pages at once, cases from /search.
  const palette = byId("palette"), go = byId("go"), hits = byId("hits"), note = byId("palette-note");
  const pages = [["Today", "the worklist", "/"], ["Work", "the queue with its case", "/queue"], ["Book", "buckets, PAR30, roll and cure", "/book"],
    ["Rows", "every open loan", "/book/rows"], ["Clocks", "until when claims can be enforced", "/clocks"], ["Review", "the leader's morning", "/review"],
    ["Refused", "what the law did not let through", "/refused"], ["Law", "packs and rules in force", "/packs"]]
    .map(([title, detail, href]) => ({ title, detail, href }));
  // What can be done on this page, with its key; what is closed says why.
  for (const one of document.querySelectorAll("[data-act]")) {
    const shut = one.dataset.why;
    pages.unshift({ title: one.dataset.act, detail: shut || "key " + one.dataset.key, shut, run: () => {
      one.click();
      const box = one.closest("details");
      const field = box && box.open && box.querySelector("form :is(textarea, select, input:not([type=hidden]))");
      (field || one).focus();
    } });
  }
  const take = (option) => {
    if (!option) return false;
    if (option.dataset.shut) { note.textContent = option.dataset.shut; return true; }
    if (option.run) { palette.close(); option.run(); return true; }
    location.assign(option.dataset.href);
    return true;
  };
  let at = 0, asked = 0, timer = 0;
  const select = (to) => {
    const options = [...hits.children];
    at = Math.min(Math.max(to, 0), options.length - 1);
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (options[at]) { go.setAttribute("aria-activedescendant", options[at].id); options[at].scrollIntoView({ block: "nearest" }); }
    else go.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    hits.replaceChildren(...found.map((hit, index) => {
      const option = document.createElement("li"), title = document.createElement("b"), detail = document.createElement("span");
      option.id = "hit-" + index;
      option.setAttribute("role", "option");
      option.dataset.href = hit.href || "";
      option.run = hit.run;
      if (hit.shut) option.dataset.shut = hit.shut;
      title.textContent = hit.title;
      detail.textContent = hit.detail;
      detail.className = "muted small";
      option.append(title, detail);
      option.addEventListener("click", () => take(option));
      return option;
    }));
    select(0);
  };
  const matching = (text) => pages.filter((page) => page.title.toLowerCase().includes(text.toLowerCase()));
  const look = async (text) => {
    const mine = ++asked, local = matching(text);
    note.textContent = "";
    if (!text.trim()) return;
    try {
      const answer = await fetch("/search?q=" + encodeURIComponent(text), { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (mine !== asked) return;
      show([...found, ...local]);
      note.textContent = found.length || local.length ? "" : "No page, and no case with this name or number.";
    } catch {
      if (mine === asked) note.textContent = "Cases could not be searched just now. Pages can be opened.";
    }
  };
  const openPalette = () => { go.value = ""; note.textContent = ""; asked += 1; show(pages); palette.showModal(); go.focus(); };
  if (palette) {
    go.addEventListener("input", () => { clearTimeout(timer); show(matching(go.value)); timer = setTimeout(look, 120, go.value); });
    go.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); select(at + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); select(at - 1); }
      else if (event.key === "Enter") { event.preventDefault(); if (!take(hits.children[at])) location.assign("/search?q=" + encodeURIComponent(go.value)); }
    });
    palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });
  }

  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      if (palette.open) palette.close(); else openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (palette && palette.open)) return;
    const on = event.target;
    const typing = on instanceof HTMLElement && (on.isContentEditable
      || on.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"));
    if (event.key === "Escape" && form && form.contains(on)) { byId("outcome").open = false; byId("outcome").firstElementChild.focus(); return; }
    if (typing || (keysOn && !keysOn.checked)) return;
    const act = event.key === "j" ? () => move(1)
      : event.key === "k" ? () => move(-1)
      : event.key === "o" && form ? openForm
      : event.key === "?" ? () => byId("help").togglePopover()
      : form && byId("outcome").open && /^[1-7]$/.test(event.key) ? () => choose(Number(event.key)) : null;
    if (act) { event.preventDefault(); act(); }
  });
})();
