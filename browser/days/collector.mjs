// A collector's morning: in by the keyboard, five cases worked, one that the law keeps
// closed, a case found by anything known of it, and the last one on a telephone.
import assert from "node:assert/strict";

/** The case of the queue that stands open: its number. */
const here = (person) => person.page.look("document.querySelector('#case .id').textContent.trim()");

const TIMELINE = "[aria-labelledby=timeline]";

export default async function collector({ person }) {
  const anna = await person({ who: "collector" });
  await anna.enter("collector, partner-11");
  await anna.sees("Florence Kizza, collector, partner-11. 35 actions open.");
  await anna.palette("Work");

  // 1. No answer: three keys, and the next case opens.
  const first = await here(anna);
  await anna.sees("Recommended next step");
  await anna.press("o", "1");
  await anna.follow("Enter");
  assert.notEqual(await here(anna), first);
  await anna.sees(/Saved\. .+: no answer, \d\d:\d\d/);

  // 2. A promise, with its day in words that are said back.
  const second = await here(anna);
  await anna.press("o", "3");
  await anna.focusIs("Amount in USD", "textbox");
  const due = await anna.field("promise_amount");
  assert.match(due, /^[0-9]+\.[0-9]{2}$/, "what makes the loans current is offered");
  await anna.press("Tab");
  await anna.write("fri");
  await anna.soonSees("Friday 6 Apr 2007", "output[for=promise_due_on]");
  await anna.tabTo("Where will the money come from?");
  await anna.type("harvest sold to a buyer");
  await anna.follow("Enter");
  await anna.sees(/Saved\. .+6 Apr 2007/);
  await anna.open(`/case/${second}`);
  await anna.sees(`Promise pending ${due} USD by 6 Apr 2007`);
  await anna.palette("Work");

  // 3. A note; taken back; written again. The case stays.
  const third = await here(anna);
  await anna.press("n");
  await anna.focusIs("What the next person should know");
  await anna.type("Back from the market after four; the neighbour knows nothing of the loan.");
  await anna.follow("ctrl+Enter");
  assert.equal(await here(anna), third);
  await anna.sees("Back from the market after four");
  await anna.follow("u");
  await anna.seesNot("Back from the market after four", "#case");
  await anna.press("n");
  await anna.type("Best on weekdays after four.");
  await anna.follow("ctrl+Enter");
  await anna.sees("Best on weekdays after four.", "main");

  // 4. Put off by three days; too long is refused by name, with what was typed kept.
  await anna.follow("j");
  const fourth = await here(anna);
  assert.notEqual(fourth, third);
  await anna.press("z");
  await anna.focusIs("Until which day");
  await anna.write("+6w");
  await anna.tabTo("What is waited for");
  await anna.type("the cooperative pays on Thursday");
  await anna.follow("Enter");
  await anna.sees("14 days");
  assert.equal(await anna.page.look("document.querySelector('[name=reason]').value"), "the cooperative pays on Thursday");
  // It waits where the list says so, with its day.
  await anna.tabTo("Until which day", { back: true });
  await anna.write("+3");
  await anna.follow("Enter");
  await anna.sees("Waiting", "#queue");
  assert.notEqual(await here(anna), fourth);

  // 5. Given to a colleague: chosen by the beginning of the name.
  const fifth = await here(anna);
  await anna.press("a");
  await anna.focusIs("Who has the case");
  await anna.choose("Geoffrey Lubega");
  await anna.follow("Enter");
  assert.equal(await here(anna), fifth);
  await anna.sees("With Geoffrey Lubega.", "#case");

  // What the law keeps closed says what, why and when it opens; asking writes nothing.
  await anna.palette("David Wandera");
  const closed = await anna.sees(/Closed now Call \+256000000857 A conversation on 2007-04-01; quiet through 2007-04-02\. Opens Tue 3 Apr, 08:00 in Kampala/);
  assert.ok(closed.includes("house.quiet"));
  const before = await anna.text(TIMELINE);
  await anna.tabTo("May we …?");
  await anna.press("Enter");
  await anna.tabTo("May we", { role: "combobox" });
  await anna.choose("Call");
  await anna.take("Look", { role: "button" });
  await anna.sees("Not yet");
  await anna.sees("Opens Tue 3 Apr 2007, 08:00 in Kampala");
  await anna.sees("House rule 3: quiet after a conversation");
  await anna.open("/case/B-857");
  assert.equal(await anna.text(TIMELINE), before, "looking wrote something");

  // What may be said, line by line: nothing about the loan before it is known who speaks.
  await anna.take("Script", { role: "link" });
  await anna.sees("Not now. First ask who is speaking");
  await anna.seesNot("399.99 USD");

  // A case is found by a telephone's end, by a word of a note, by the day of a promise.
  for (const [words, by] of [["000846", "number"], ["weekdays", "note"], ["2007-04-06", "promise"]]) {
    await anna.press("ctrl+k");
    await anna.type(words);
    await anna.until(`document.querySelectorAll("#hits [data-href^='/case/']").length > 0`, `a case found by its ${by}`);
    await anna.press("Escape");
  }

  // The same work on a telephone, where the parts follow each other.
  await anna.page.size(390, 844);
  await anna.palette("Work");
  assert.equal(await anna.page.look("document.scrollingElement.scrollWidth"), 390, "the page goes sideways");
  const last = await here(anna);
  await anna.tabTo("Record what happened");
  await anna.press("Enter");
  await anna.tabTo("No answer", { role: "radio" });
  await anna.press("ArrowDown");
  await anna.focusIs("Spoke with them", "radio");
  await anna.follow("Enter");
  assert.notEqual(await here(anna), last);
  await anna.leave();
  await anna.sees("Log in");
}
