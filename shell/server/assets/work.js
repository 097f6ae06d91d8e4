// The queue: keys for its case, words for days. Every page works without this file.
(() => {
  "use strict";
  const work = document.querySelector("[data-work]");
  const keysOn = document.getElementById("keys-on");

  // A day as it is understood, said back with its weekday.
  for (const field of document.querySelectorAll("[data-day]")) {
    const said = document.querySelector(`output[for="${field.id}"]`);
    let timer = 0, asked = 0;
    const look = async () => {
      const mine = ++asked, words = field.value.trim();
      if (!said) return;
      if (!words) { said.textContent = ""; return; }
      try {
        const answer = await fetch("/day?say=" + encodeURIComponent(words), { headers: { accept: "application/json" } });
        const day = await answer.json();
        if (mine === asked) said.textContent = day.says;
      } catch { if (mine === asked) said.textContent = ""; }
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
    field.addEventListener("focus", () => { field.select(); look(); });
  }

  // Shift with Enter, or with the button: saved, and the case stays.
  for (const form of document.querySelectorAll("[data-outcome], [data-then]")) {
    const then = form.querySelector("[name=then]");
    if (!work || !then) continue;
    const usual = then.value;
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      then.value = event.shiftKey ? work.dataset.stay : usual;
      const long = event.target instanceof HTMLTextAreaElement;
      // A list in focus would swallow the key that saves.
      const list = event.target instanceof HTMLSelectElement;
      if (list || (event.shiftKey && !long) || (long && (event.ctrlKey || event.metaKey))) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener("click", (event) => {
      if (event.target instanceof HTMLElement && event.target.closest("[type=submit]")) then.value = event.shiftKey ? work.dataset.stay : usual;
    });
  }

  const short = (key) => {
    const box = document.querySelector(`[data-short="${key}"]`);
    if (!box) return false;
    box.open = true;
    box.querySelector("textarea, select, input:not([type=hidden])")?.focus();
    box.scrollIntoView({ block: "nearest" });
    return true;
  };
  const script = () => {
    const box = document.querySelector('[data-fold="s"]');
    if (!box) return false;
    box.open = !box.open;
    box.firstElementChild.focus();
    if (box.open) box.scrollIntoView({ block: "start" });
    return true;
  };
  const go = (href) => { if (href) location.assign(href); return Boolean(href); };
  const why = () => {
    const box = document.getElementById("why");
    if (!box) return false;
    box.open = !box.open;
    box.firstElementChild.focus();
    return true;
  };
  const undo = () => { const button = document.querySelector('[data-key="u"]'); if (button) button.click(); return Boolean(button); };

  addEventListener("keydown", (event) => {
    const on = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const box = on instanceof HTMLElement && on.closest("[data-short]");
    if (event.key === "Escape" && box) { box.open = false; box.firstElementChild.focus(); return; }
    const typing = on instanceof HTMLElement && (on.isContentEditable
      || on.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"));
    if (typing || !work || (keysOn && !keysOn.checked)) return;
    const done = event.key === "j" ? go(work.dataset.next)
      : event.key === "k" ? go(work.dataset.previous)
      : event.key === "w" ? why()
      : event.key === "s" ? script()
      : event.key === "u" ? undo()
      : "naz".includes(event.key) && short(event.key);
    if (done) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
})();
