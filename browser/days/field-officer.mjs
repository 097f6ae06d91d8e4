// A field officer's day: a visit prepared, begun and written down; what is of another
// branch is not there.
import assert from "node:assert/strict";

export default async function field({ person }) {
  const geoffrey = await person({ who: "field-officer", width: 390, height: 844 });
  await geoffrey.enter("field officer, partner-11");
  await geoffrey.sees("Geoffrey Lubega, field officer, partner-11.");
  await geoffrey.palette("Moses Apio");
  await geoffrey.take("Prepare a visit", { role: "link" });

  // Nobody comes along, and no reason: refused by name, with what was typed kept.
  await geoffrey.tabTo("What it is for");
  await geoffrey.type("See the workshop and ask what would help.");
  await geoffrey.tabTo("How much, which paper");
  await geoffrey.type("50.00");
  await geoffrey.tabTo("What was weighed for everybody");
  await geoffrey.type("A workshop on the main road, by day.");
  await geoffrey.take("Prepare the visit", { role: "button" });
  await geoffrey.sees("A visit says who comes along, or why nobody does.");
  assert.equal(await geoffrey.field("purpose"), "See the workshop and ask what would help.");
  await geoffrey.tabTo("Comes along", { role: "combobox" });
  await geoffrey.choose("Florence Kizza");
  await geoffrey.take("Prepare the visit", { role: "button" });
  await geoffrey.sees("Florence Kizza");

  // At the door the law is asked once more; whether it opens depends on their hour.
  const hour = Number(new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone: "Africa/Kampala" }).format());
  await geoffrey.take("We are at the door", { role: "button" });
  if (hour >= 8 && hour < 20) await geoffrey.sees("Begun: the law let it through.");
  else await geoffrey.sees("house.hours");
  await geoffrey.tabTo("What was seen and heard");
  await geoffrey.type("The workshop is open; one of two saws stands still, the blade is broken.");
  await geoffrey.take("Write down the findings", { role: "button" });
  await geoffrey.sees("one of two saws stands still");

  // A house that is to be left in peace: not begun, with the day it opens, and nothing kept.
  await geoffrey.open("/case/B-857/visit");
  await geoffrey.tabTo("What it is for");
  await geoffrey.type("Bring the new plan.");
  await geoffrey.tabTo("How much, which paper");
  await geoffrey.type("20.00");
  await geoffrey.tabTo("Comes along", { role: "combobox" });
  await geoffrey.choose("Florence Kizza");
  await geoffrey.tabTo("What was weighed for everybody");
  await geoffrey.type("By day.");
  await geoffrey.take("Prepare the visit", { role: "button" });
  await geoffrey.sees("When Tue 3 Apr 2007, 08:00 in Kampala, at home");
  await geoffrey.take("We are at the door", { role: "button" });
  await geoffrey.sees(/quiet through 2007-04-02/);
  await geoffrey.sees("First lawful time: at home Tue 3 Apr, 08:00 in Kampala");
  await geoffrey.open("/case/B-857");
  await geoffrey.seesNot(/visit begun/i, "[aria-labelledby=timeline]");

  // Somebody of another branch is nowhere: not in the search, not by the address.
  await geoffrey.open("/search?q=Gathoni");
  await geoffrey.seesNot("Teresia Gathoni");
  await geoffrey.open("/case/B-333");
  const stranger = await geoffrey.text();
  await geoffrey.open("/case/B-no-such");
  assert.equal((await geoffrey.text()).replaceAll("B-no-such", "B-333"), stranger, "a foreign case is told from one that is not there");
}
