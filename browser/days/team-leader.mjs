// A team leader's day beside an officer's: a promise comes to her page by itself, she
// reads a case and decides, says what is wrong with a note, and is the second pair of
// eyes; the first pair is refused.
import assert from "node:assert/strict";

export default async function leader({ person }) {
  const grace = await person({ who: "leader" }), anna = await person({ who: "officer" }), miriam = await person({ who: "executive" });
  await grace.enter("team leader, partner-11");
  await anna.enter("collector, partner-11");

  // What the officer records stands on the leader's page without a load.
  await grace.palette("Juliet Mukasa");
  await grace.sees("Promise none");
  await anna.open("/queue/B-953");
  await anna.press("o", "3", "Tab");
  await anna.write("+1w");
  await anna.tabTo("In your words");
  await anna.type("You must pay this week or we will take you to court.");
  await anna.follow("ctrl+Enter");
  await grace.soonSees("Promise pending 222.22 USD by 9 Apr 2007", "main");
  await grace.soonSees("Florence Kizza", ".live-note");

  // The report is handed in by the officer, in their own words.
  await anna.open("/case/B-858/report");
  await anna.tabTo("What was said, in your words");
  await anna.type("Her customer has not paid her either; she expects it after the market day.");
  await anna.tabTo("What you propose");
  await anna.type("Ask once more on Thursday, then two parts.");
  await anna.take("Hand in the report", { role: "button" });

  // The review: every measure read, then a decision with a day.
  await grace.open("/case/B-858/review");
  await grace.take("Begin the review", { role: "button" });
  await grace.sees("2 measures are not marked as read; it is closed when all are.");
  for (const what of ["read: a call of 28 Mar 2007", "read: a promise"]) {
    await grace.tabTo(what, { role: "checkbox" });
    await grace.press("Space");
  }
  await grace.take("Mark those ticked as read", { role: "button" });
  await grace.sees("Every measure is read.");
  await grace.tabTo("Of the measures and words, for the officer");
  await grace.type("Well heard. Ask for the buyer's name, and offer two parts.");
  await grace.tabTo("Read it again on");
  await grace.type("04102007");
  await grace.take("Close the review", { role: "button" });
  await grace.sees(/Last reviewed on 2 Apr 2007 by Grace Mugisha: .+; to be read again on 10 Apr 2007/);

  // A critique, pinned to a sentence of the note.
  await grace.open("/case/B-953/words");
  await grace.tabTo("Find something in these words");
  await grace.press("Enter");
  await grace.tabTo("A sentence", { role: "combobox" });
  await grace.choose("You must pay");
  await grace.tabTo("Category", { role: "combobox" });
  await grace.choose("Action that cannot legally");
  await grace.tabTo("What is wrong with it");
  await grace.type("Nobody here has decided to go to court, and we do not say so.");
  await grace.tabTo("What to say instead");
  await grace.type("What would you manage this week, and what do you need from us?");
  await grace.take("Tell Florence Kizza", { role: "button" });
  await grace.sees("Nobody here has decided to go to court");
  assert.ok(await grace.page.look("[...document.querySelectorAll('mark')].some((one) => one.textContent.includes('You must pay this week'))"), "the words are not marked");

  // The officer finds it, and answers.
  await anna.open("/critiques");
  await anna.sees("Nobody here has decided to go to court");
  await anna.tabTo("It is right", { role: "radio" });
  await anna.press("ArrowDown");
  await anna.focusIs("There was a reason", "radio");
  await anna.tabTo("In your own words");
  await anna.type("I was tired and said it wrongly; I have called again to put it right.");
  await anna.tabTo("Answer", { role: "button" });
  await anna.follow("Enter");
  await anna.sees("I was tired and said it wrongly");
  await grace.open("/case/B-953/words");
  await grace.sees("I was tired and said it wrongly");
  await anna.leave();

  // Four eyes: the executive decides upon a sale and may not agree to it; the leader may.
  await miriam.enter("executive");
  await miriam.open("/case/B-496/workout");
  await miriam.tabTo("The way", { role: "combobox" });
  await miriam.choose("Sell the claim");
  await miriam.tabTo("Why this one");
  await miriam.type("The buyer takes the dispute over with the claim, and answers it.");
  await miriam.take("Decide", { role: "button" });
  await miriam.sees("Sell the claim");
  await miriam.sees("Decided: Sell the claim");
  await miriam.seesNot("Agree as the second person");
  const alone = await miriam.page.look(`fetch("/case/B-496/workout/agree", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "note=mine" }).then(async (got) => [got.status, await got.text()])`);
  assert.equal(alone[0], 422, "the first pair of eyes agreed to its own decision");
  await grace.open("/case/B-496/workout");
  await grace.tabTo("What you have read, and why you agree");
  await grace.type("Read the comparison and what the buyer has signed.");
  await grace.take("Agree as the second person", { role: "button" });
  await grace.open("/case/B-496/workout");
  await grace.sees(/Decided: Sell the claim.*Grace Mugisha/);
  await grace.seesNot("Agree as the second person");
}
