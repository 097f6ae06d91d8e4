// Words selected in a text fill the field of the words a critique is about.
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const words = chosen ? chosen.toString() : "";
  const node = chosen && chosen.anchorNode && chosen.anchorNode.parentElement;
  const text = node && node.closest("[data-text]");
  if (!text || words.trim() === "") return;
  const field = document.querySelector(`[data-quote="${text.dataset.text}"]`);
  if (field) field.value = words.replace(/\[\d+\][^\n]*?before/g, "");
});
