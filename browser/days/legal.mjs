// A legal officer's day: the clocks; a notice of acceleration, which one person writes and
// another agrees to; the letter as it went out, kept to the byte.
export default async function legal({ person }) {
  const daniel = await person({ who: "legal" }), grace = await person({ who: "leader" });
  await daniel.enter("legal officer");
  await daniel.take("Clocks", { role: "link" });
  await daniel.sees("No clock is in force");
  await daniel.palette("Brian Mukasa");
  await daniel.take("Letters: none made", { role: "link" });
  await daniel.sees("Notice of acceleration to Brian Mukasa A second person agrees to it before it is made.");
  await daniel.tabTo("Which letter", { role: "combobox" });
  await daniel.choose("Notice of acceleration");
  for (const [field, words] of [["The lender, as borrowers know it", "Invented Lenders of Tororo"], ["How it is reached", "Plot 2, Tororo; +256 000 000 000"],
    ["Who answers for it", "Daniel Invented"], ["Payment is asked by", "05022007"], ["What the contract says about it", "Clause 9: after three unpaid instalments the whole debt may be called."]]) {
    await daniel.tabTo(field);
    await daniel.type(words);
  }
  await daniel.tabTo("For a notice of acceleration");
  await daniel.press("Enter");
  await daniel.tabTo("Last day to put it right");
  await daniel.type("05022007");
  await daniel.take("Look at it first", { role: "button" });
  await daniel.sees("A draft: looking wrote nothing.");
  await daniel.sees("nobody yet; a second person agrees before it is made");
  await daniel.seesNot("Make the letter");

  // The leader reads the same draft and agrees; she may then not make it herself.
  await grace.enter("team leader, partner-11");
  await grace.open(await daniel.at());
  await grace.tabTo("What you read, and why you agree");
  await grace.type("Six instalments are unpaid; the month to put it right is the contract's.");
  await grace.take("Agree to it", { role: "button" });
  await grace.open(await daniel.at());
  await grace.sees("Grace Mugisha; somebody else makes the letter");
  await grace.seesNot("Make the letter");

  // Whoever wrote it makes it, and prints it again.
  await daniel.open(await daniel.at());
  await daniel.sees("Agreed by Grace Mugisha");
  await daniel.take("Make the letter", { role: "button" });
  await daniel.sees("Made 1");
  await daniel.sees("To Brian Mukasa, borrower, in English, made 2 Apr 2007 by Daniel Invented.");
  await daniel.tabTo("How it was served", { role: "DisclosureTriangle" });
  await daniel.press("Enter");
  await daniel.tabTo("The carrier's number");
  await daniel.type("RR 000 000 001 UG");
  await daniel.tabTo("Somebody signed for it", { role: "checkbox" });
  await daniel.press("Space");
  await daniel.take("Record it", { role: "button" });
  await daniel.sees(/Saved\./);
}
