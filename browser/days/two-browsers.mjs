// Two people on one case: the second is told, keeps what they typed, and gets the form
// back whole with what the first recorded.
import assert from "node:assert/strict";

const TIMELINE = "[aria-labelledby=timeline]";

export default async function two({ person }) {
  const anna = await person({ who: "first" }), ben = await person({ who: "second" });
  await anna.enter("collector, partner-11");
  await ben.enter("team leader, partner-11");
  for (const one of [anna, ben]) await one.open("/case/B-846");

  // The second has begun to write when the first records.
  await ben.press("o", "2");
  await ben.tabTo("In your words");
  await ben.type("She asked for the balance; a statement goes out today.");
  await anna.press("o", "3");
  await anna.press("Tab");
  await anna.write("2007-04-09");
  await anna.follow("Enter");
  await anna.sees("Promise pending 300.00 USD by 9 Apr 2007");

  // It comes to the open page by itself, and takes nothing of what is being typed.
  await ben.soonSees("What you typed was left as it is", ".live-note");
  await ben.soonSees("by 9 Apr 2007", "main");
  await ben.focusIs("In your words", "textbox");
  assert.equal(await ben.field("note"), "She asked for the balance; a statement goes out today.");

  // What comes too late is given back whole, and nothing is written in between.
  await ben.press("shift+Tab");
  await ben.tabTo("Save the outcome", { role: "button" });
  await ben.follow("Enter");
  await ben.sees("Not saved yet");
  await ben.sees("What changed meanwhile");
  await ben.sees("Promised 300.00 USD by 9 Apr 2007");
  await ben.sees("What came of it Spoke with them Channel Call Number or address +256000000846");
  await ben.seesNot("Promised amount");
  assert.equal(await ben.field("f-note"), "She asked for the balance; a statement goes out today.");
  await ben.sees("Florence Kizza");
  await anna.open("/case/B-846");
  await anna.seesNot("a statement goes out today", TIMELINE);

  // Knowing it, the second saves; the first sees it come.
  await ben.tabTo("It still holds: save it", { role: "button" });
  await ben.follow("Enter");
  await ben.open("/case/B-846");
  await ben.sees("a statement goes out today", TIMELINE);
  await anna.soonSees("a statement goes out today", "main");
}
