#!/usr/bin/env python3
"""An invented book for the page speed measurement: CSV in the import format, the same bytes for the same seed.

usage: benches/pages_book.py FOLDER [LOANS]      (100000 loans; three tenths of them in arrears on 2026-06-30)

25 branches with two officers and a leader each, monthly loans of twelve instalments, a name for everybody, a
telephone and a place for whoever is late, and past contacts of a third of them. Nobody in it exists.
"""
import csv
import datetime as dt
import os
import random
import sys

SEED = 20260630
AS_OF = dt.date(2026, 6, 30)
BRANCHES = 25
FIRST = "Amina Betty Brian Christine David Esther Florence Grace Harriet Isaac Joyce Moses Patrick Rose Samuel".split()
LAST = "Achieng Akello Apio Auma Kato Kizza Lubega Mugisha Mukasa Nabirye Okello Opio Ssali Wandera Wekesa".split()
PLACES = ["Lower Market", "Papyrus End", "Three Mangoes", "Old Station", "Mill Road", "Hill View", "Ferry Stage"]
SAID = [("no_answer", "Rang out."), ("right_party", "Asked to be called again after market day."), ("no_answer", "Nobody picked up.")]


def month(day, later):
    at = day.year * 12 + day.month - 1 + later
    return dt.date(at // 12, at % 12 + 1, day.day)


def main(folder, loans):
    os.makedirs(folder, exist_ok=True)
    draw = random.Random(SEED)
    files = {}

    def out(name, *columns):
        file = open(os.path.join(folder, name + ".csv"), "w", newline="")
        files[name] = (file, csv.writer(file, lineterminator="\n"))
        files[name][1].writerow(columns)

    out("parties", "party_id", "kind", "country", "time_zone")
    out("party_names", "party_id", "name")
    out("loans", "loan_id", "borrower_id", "branch", "currency", "principal", "disbursed_on", "product", "purpose")
    out("instalments", "loan_id", "no", "due_on", "principal", "interest")
    out("payments", "payment_id", "loan_id", "value_on", "amount")
    out("contact_points", "contact_point_id", "party_id", "kind", "value", "place", "provenance", "consent")
    out("outcomes", "party_id", "at", "channel", "contact_point_id", "by", "outcome", "note", "promise_amount", "currency", "promise_due_on")
    out("staff", "staff_id", "name", "branch", "role", "minutes_per_day", "skills", "zone")
    row = lambda name, *cells: files[name][1].writerow(cells)

    for branch in range(1, BRANCHES + 1):
        for who, role, minutes in ((1, "officer", 420), (2, "officer", 420), ("L", "leader", 120)):
            name = f"{draw.choice(FIRST)} {draw.choice(LAST)}"
            row("staff", f"S-{branch}-{who}", name, f"branch-{branch}", role, minutes, "call visit", "")

    paid_rows = 0
    for no in range(1, loans + 1):
        loan, party, branch = f"L{no}", f"B{no}", no % BRANCHES + 1
        row("parties", party, "person", "UG", "Africa/Kampala")
        row("party_names", party, f"{draw.choice(FIRST)} {draw.choice(LAST)}")
        first = month(dt.date(2026, 6, draw.randint(1, 28)), -draw.randint(1, 10))
        part = draw.randint(20, 400)
        row("loans", loan, party, f"branch-{branch}", "USD", part * 12, month(first, -1), "Retail", draw.choice(["Grocery", "Tailor", "Farm", "Kiosk"]))
        due = [month(first, step) for step in range(12)]
        for at, day in enumerate(due, 1):
            row("instalments", loan, at, day, part, round(part * 0.02 * (13 - at) / 12, 2))
        fallen = sum(day < AS_OF for day in due)
        late = draw.random() < 0.3
        paid = max(0, fallen - min(draw.choice([1, 1, 1, 2, 2, 3, 4, 6]), fallen)) if late else fallen
        for at in range(1, paid + 1):
            paid_rows += 1
            amount = part + round(part * 0.02 * (13 - at) / 12, 2)
            when = min(due[at - 1] + dt.timedelta(days=draw.choice([0, 0, 0, 0, 1, 3, 9])), AS_OF)
            row("payments", f"P{paid_rows}", loan, when, f"{amount:.2f}")
        if late:
            row("contact_points", f"C{no}-p", party, "phone", f"+256000{no:06}", "", "INVENTED application", "true")
            row("contact_points", f"C{no}-a", party, "address", f"House {no % 97}", draw.choice(PLACES), "INVENTED application", "true")
            for turn in range(draw.choice([0, 0, 1, 3])):
                outcome, note = draw.choice(SAID)
                at = f"{AS_OF - dt.timedelta(days=3 + 6 * (3 - turn) + draw.randint(0, 2))}T{draw.randint(9, 16):02}:{draw.randint(0, 59):02}:00+03:00"
                row("outcomes", party, at, "call", f"C{no}-p", f"S-{branch}-{draw.randint(1, 2)}", outcome, note, "", "", "")
    for file, _ in files.values():
        file.close()


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
