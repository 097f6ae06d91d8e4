// Which pages there are: those linked from the masthead and from each other, so many
// of a kind.

const DOORS = ["/today", "/queue", "/numbers", "/hard-cases", "/critiques", "/me", "/book", "/clocks", "/review", "/refused", "/packs", "/origination", "/trial", "/methods",
  "/search?q=a", "/search?q=nobody-of-that-name", "/nowhere"];

/** `/case/B-2/file?add=x` and `/case/B-3/file` are of one kind. */
const kindOf = (path) => path.split("?")[0].split("/").filter((word) => /^[a-z]+$/.test(word)).join("/");

/** The addresses of pages reachable from the doors, `most` of each kind. */
export async function addresses(page, base, most = 1) {
  const found = [], todo = [...DOORS], seen = new Set(DOORS), kinds = new Map();
  while (todo.length) {
    const path = todo.shift();
    await page.open(base + path);
    found.push(path);
    const links = await page.look("[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href').split('#')[0])");
    for (const link of links) {
      if (!link.startsWith("/") || /^\/(assets|letter)\//.test(link) || /\.(csv|xlsx|pdf|json)\b/.test(link) || seen.has(link)) continue;
      seen.add(link);
      const kind = kindOf(link), count = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, count);
      if (count <= most && !DOORS.some((door) => kindOf(door) === kind && !door.includes("?") && door !== "/book")) todo.push(link);
    }
  }
  return found;
}
