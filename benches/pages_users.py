"""Lets the officers of the book of pages_book.py in and logs them in, as people do: a link of one use, a
password of their own, the form of the login page.

    pages_users.py PROGRAM BOOK STAFF_CSV http://HOST:PORT > COOKIES

Prints one value of the cookie header a line. Officers who were let in by a run before get a new link.
"""

import csv
import http.client
import re
import subprocess
import sys
import urllib.parse


def link(program, book, person, base):
    """A link of one use for this person."""
    login = person["staff_id"].lower()
    add = ["--name", person["name"], "--login", login, "--role", "collector", "--branch", person["branch"],
           "--staff", person["staff_id"], "--at", base]
    for words in (["add", *add], ["reset", login, "--at", base]):
        done = subprocess.run([program, "--book", book, "user", *words], capture_output=True, text=True)
        found = re.search(r"/link/\S+", done.stdout)
        if found:
            return login, found.group()
    sys.exit(done.stderr)


def send(host, base, path, **fields):
    """Sends a form, and gives the answer."""
    line = http.client.HTTPConnection(host)
    kind = {"content-type": "application/x-www-form-urlencoded", "origin": base}
    line.request("POST", path, urllib.parse.urlencode(fields), kind)
    answer = line.getresponse()
    answer.read()
    if answer.status >= 400:
        sys.exit(f"{path}: {answer.status}")
    return answer


def main():
    program, book, staff, base = sys.argv[1:]
    host = base.removeprefix("http://")
    with open(staff, encoding="utf-8") as rows:
        people = [row for row in csv.DictReader(rows) if row["role"] == "officer"]
    for person in people:
        login, path = link(program, book, person, base)
        password = f"{login} works at this bench"
        send(host, base, path, name="", login="", password=password, again=password)
        answer = send(host, base, "/login", login=login, password=password, back="")
        print(answer.getheader("set-cookie").split(";")[0])


main()
