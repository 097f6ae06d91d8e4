// An executive's day: the morning, a hard case led in person by a dated plan, the numbers
// down to their rows, and both as files.
import assert from "node:assert/strict";

export default async function executive({ person }) {
  const miriam = await person({ who: "executive" });
  await miriam.enter("executive");
  await miriam.take("Review", { role: "link" });
  await miriam.sees("Morning review");
  await miriam.sees("lists with something left, in the order in which to read");
  await miriam.take("Hard cases", { role: "link" });
  await miriam.sees("99 on the list, 99 of them without an executive");

  // The first of them gets a team.
  await miriam.take("Teresia Gathoni", { role: "link" });
  if (!(await miriam.at()).endsWith("/team")) await miriam.take("Team", { role: "link" });
  await miriam.tabTo("The executive who leads in person");
  await miriam.choose("Miriam Invented");
  await miriam.tabTo("Colleague 1");
  await miriam.choose("Mary Njeri");
  await miriam.tabTo("What is done");
  await miriam.type("Go to the shop with the branch and hear why");
  await miriam.tabTo("Who answers for it");
  await miriam.choose("Mary Njeri");
  await miriam.tabTo("By", { role: "Date" });
  await miriam.type("04122007");
  await miriam.tabTo("What has to have come of it");
  await miriam.type("The reason is on file, with two sources");
  await miriam.take("Put the team in charge", { role: "button" });
  await miriam.sees("Led by Miriam Invented");
  await miriam.sees("12 Apr 2007");
  await miriam.open("/hard-cases");
  await miriam.sees("99 on the list, 98 of them without an executive");

  // A figure, and the rows that add up to it.
  await miriam.take("Numbers", { role: "link" });
  await miriam.sees("PAR30 principal of loans past due for longer, of principal of open loans 49.68 % 109,695.00 USD 220,794.00 USD");
  await miriam.take("PAR30", { role: "link" });
  await miriam.sees("109,695.00 USD of 220,794.00 USD");
  await miriam.take("The rows that add up to it", { role: "link" });
  await miriam.tabTo("CSV", { role: "link", most: 25 });
  const rows = await miriam.download();
  const lines = rows.bytes.toString("utf8").trim().split(/\r?\n/);
  assert.ok(lines.length > 100, `${rows.name} has ${lines.length} lines`);
  await miriam.open("/numbers");
  await miriam.tabTo("XLSX", { role: "link", most: 25 });
  const book = await miriam.download();
  assert.equal(book.bytes.subarray(0, 2).toString(), "PK", `${book.name} is no workbook`);
}
