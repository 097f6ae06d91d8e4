// A compliance officer's day: what the law did not let through, words that should not
// have been written, who looked at whom, numbers behind a mask, and a finding that takes
// two people.
import assert from "node:assert/strict";

export default async function compliance({ person }) {
  const anna = await person({ who: "collector" }), beatrice = await person({ who: "compliance" });

  // A collector asks and is told no; it is put on record.
  await anna.enter("collector, partner-11");
  await anna.open("/case/B-857/law?act=call");
  await anna.take("Put it on record", { role: "button" });
  await anna.open("/queue/B-846");
  await anna.press("o", "2");
  await anna.tabTo("In your words");
  await anna.type("He is a liar and I told him the police will come for him.");
  await anna.follow("ctrl+Enter");

  // It stands among what was refused, with its rule, and reads the same under today's packs.
  await beatrice.enter("compliance officer");
  await beatrice.take("Review", { role: "link" });
  await beatrice.take("What the law refused", { role: "link" });
  await beatrice.sees("1 act, newest first");
  await beatrice.take("Call", { role: "link" });
  await beatrice.sees(/Judgement \d+/);
  await beatrice.sees("House rule 3: quiet after a conversation");
  await beatrice.sees("Nothing has changed: the same question gets the same answer, rule by rule.");
  await beatrice.open("/refused");
  await beatrice.tabTo("CSV", { role: "link" });
  const file = await beatrice.download();
  assert.match(file.bytes.toString("utf8"), /B-857.*house\.quiet/s);

  // Words that should not have been written are found by themselves; she tells the writer.
  await beatrice.open("/case/B-846/words");
  await beatrice.sees("Threatens arrest, jail or prosecution for a debt.");
  await beatrice.sees("told to Florence Kizza, found by the wording check open");
  const marked = await beatrice.page.look("[...document.querySelectorAll('main [data-text] mark')].map((one) => one.textContent).join('|')");
  assert.ok(marked.includes("liar") && marked.includes("police"), `marked is: ${marked}`);

  // A telephone number is behind a mask until she says why; the reason is kept.
  await beatrice.open("/case/B-846");
  await beatrice.seesNot("+256000000846");
  await beatrice.sees("•••");

  // Who looked at whom, by person.
  await beatrice.take("Looks", { role: "link" });
  await beatrice.tabTo("At whom: the borrower");
  await beatrice.type("B-846");
  await beatrice.follow("Enter");
  await beatrice.sees(/Florence Kizza B-846 \/queue\/B-846/);
  await beatrice.sees(/Beatrice Invented B-846 \/case\/B-846/);
  await beatrice.seesNot("B-857");
}
