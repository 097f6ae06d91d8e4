// An auditor's day: everything may be read, nothing written; the book is proved, and why
// somebody was called is answered from the record.
import assert from "node:assert/strict";

const TIMELINE = "[aria-labelledby=timeline]";

export default async function auditor({ person, command }) {
  const samuel = await person({ who: "auditor" });
  await samuel.enter("auditor");
  for (const [page, says] of [["Book", "Book"], ["Numbers", "Numbers"], ["Clocks", "Clocks"], ["Review", "Morning review"], ["Looks", "Who looked at whom"]]) {
    await samuel.take(page, { role: "link" });
    await samuel.sees(says, "h1");
  }

  // Why was she called? What was done, by whom, and the step of the day with its reasons.
  await samuel.palette("Esther Achieng");
  await samuel.sees("28 Mar 2007, 13:04, Florence Kizza Contact: Call: promise to pay", TIMELINE);
  await samuel.tabTo("Why this step");
  await samuel.press("Enter");
  await samuel.sees("They were to pay 399.99 USD by 2007-03-31; nothing came.");
  await samuel.sees("promise_missed");

  // A try to write is refused in words, and the case stands as before.
  const before = await samuel.text(TIMELINE);
  for (const [what, form] of [["outcome", "outcome=no_answer&channel=call"], ["remark", "note=seen"], ["assign", "officer=S-11-1"], ["review", ""]]) {
    const answer = await samuel.page.look(`fetch("/case/B-858/${what}", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: ${JSON.stringify(form)} }).then(async (got) => [got.status, await got.text()])`);
    assert.equal(answer[0], 403, `${what}: ${answer[0]}`);
    assert.match(answer[1], /auditor|may not/i);
  }
  await samuel.open("/case/B-858");
  assert.equal(await samuel.text(TIMELINE), before, "an auditor wrote something");

  // Files: the loans behind a figure, and who looked.
  await samuel.open("/book/rows");
  await samuel.tabTo("CSV", { role: "link", most: 25 });
  const rows = await samuel.download();
  assert.equal(rows.bytes.toString("utf8").trim().split(/\r?\n/).length, 625, "a line a loan, and the heads");
  await samuel.open("/looks");
  await samuel.tabTo("Download as CSV");
  const looks = await samuel.download();
  assert.match(looks.bytes.toString("utf8"), /B-858/);

  // The chain holds, with what was done this very day.
  assert.match(command("verify"), /holds|nothing was changed|in order/i);
  assert.match(command("explain", "B-858"), /Esther Achieng/);
}
