// A page with the keyboard alone: every stop is seen, nothing holds the focus, and it
// moves in the order of the page (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11).

/** A page with more stops than this is a list; its rows are alike. */
const MOST_STOPS = 90;

const stop = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const outlined = (one) => { const style = getComputedStyle(one); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const label = at.labels && [...at.labels].some((one) => one.contains(top));
  return {
    place: all.indexOf(at), html: at.outerHTML.slice(0, 140),
    marked: [at, at.parentElement, at.closest("[data-row], label")].some((one) => one && outlined(one)),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    hidden: !(top && (at.contains(top) || top.contains(at) || label)),
  };
})()`;

/** What is wrong, as pairs of a name and the element. */
export async function byKeyboard(page) {
  const wrong = [];
  let before = -1, same = 0;
  await page.look("document.activeElement && document.activeElement.blur()");
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.press("Tab");
    const at = await page.look(stop);
    if (!at) break;
    if (!at.marked) wrong.push(["focus is not visible", at.html]);
    if (!at.inside) wrong.push(["focus is off the screen", at.html]);
    else if (at.hidden) wrong.push(["focus is covered", at.html]);
    if (at.place < before) { if (at.place > 0) wrong.push(["focus goes back", at.html]); break; }
    same = at.place === before ? same + 1 : 0;
    if (same > 6) { wrong.push(["focus is held", at.html]); break; }
    before = at.place;
  }
  return wrong.slice(0, 6);
}
