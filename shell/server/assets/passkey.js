// Passkeys, on the login page and on one's own. Without this file there is the password.
(() => {
  "use strict";
  const can = window.PublicKeyCredential;
  if (!can || !can.parseRequestOptionsFromJSON) return;
  const device = async (form, asked) => form.dataset.passkey === "make"
    ? navigator.credentials.create({ publicKey: can.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: can.parseRequestOptionsFromJSON(asked) });
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const told = form.querySelector("[role=status]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      told.textContent = "";
      try {
        const answer = await fetch(form.action + "/begin", { method: "POST", body: new URLSearchParams(new FormData(form)) });
        const asked = await answer.json();
        if (!answer.ok) { told.textContent = asked.happened; return; }
        form.elements.answer.value = JSON.stringify((await device(form, asked.publicKey)).toJSON());
        if (form.elements.password) form.elements.password.value = "";
        form.submit();
      } catch { told.textContent = form.dataset.failed; }
    });
  }
})();
