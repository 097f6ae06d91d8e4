#!/usr/bin/env python3
"""The interface as a program meets it, with Python's own library alone.

Runs the example of docs/api.md against the served demo book, then kills the server without a
word (SIGKILL) at chosen moments after a write was sent, begins it anew, sends the write again
with its key, and counts what the journal has of it: one event, never two, never none.

Usage: served.py PROGRAM [KILLS]
"""
import http.client, json, pathlib, re, shutil, signal, subprocess, sys, tempfile, threading, time, urllib.parse

program = pathlib.Path(sys.argv[1]).resolve()
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 10
folder = pathlib.Path(tempfile.mkdtemp())
book = folder / "book.sqlite"


def makegood(*words):
    done = subprocess.run([program, "--book", book, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def serve():
    server = subprocess.Popen([program, "--book", book, "serve", "--on-last-close", "--port", "0"],
                              stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    return server, re.search(r"http://[0-9.:]+", line).group(0)


def ask(url, token, method, path, body=None, key=None):
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    connection.request(method, path, body and json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def example(url, token):
    text = pathlib.Path(__file__).resolve().parents[3].joinpath("docs/api.md").read_text()
    code = re.search(r"```python\n(.*?)```", text, re.S).group(1)
    done = subprocess.run([sys.executable, "-c", code, url, token], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("written once"), done.stdout
    print(done.stdout.strip())


def killed(case, token, turn):
    server, url = serve()
    note, key = f"Turn {turn} of the test.", f"kill-{turn}"
    call = {"channel": "inbound_call", "outcome": "right_party", "note": note}
    path = f"/api/v1/cases/{case}/outcomes"

    def once():
        try:
            ask(url, token, "POST", path, call, key)
        except OSError:
            pass

    sender = threading.Thread(target=once)
    sender.start()
    time.sleep(0.03 * turn)
    server.send_signal(signal.SIGKILL)
    server.wait()
    sender.join()
    server, url = serve()
    try:
        status, headers, body = ask(url, token, "POST", path, call, key)
        assert status == 201, body
        cursor, count = 0, 0
        while True:
            page = json.loads(ask(url, token, "GET", f"/api/v1/events?kind=case.contact_recorded&limit=200&cursor={cursor}")[2])
            count += sum(json.dumps(note) in json.dumps(entry["body"]) for entry in page["entries"])
            if len(page["entries"]) < 200:
                break
            cursor = page["next_cursor"]
        assert count == 1, f"turn {turn}: the journal has {count} events of one write"
        return "before the answer was kept" if "idempotent-replayed" not in {name.lower() for name in headers} else "after"
    finally:
        server.terminate()
        server.wait()


try:
    makegood("demo", "--no-serve")
    token = makegood("token", "add", "test", "--scope", "cases:read,cases:write,events:read", "--as", "S-15-1",
                     "--per-minute", "100000")
    server, url = serve()
    try:
        example(url, token)
        case = json.loads(ask(url, token, "GET", "/api/v1/cases?limit=1")[2])["entries"][0]["case"]
    finally:
        server.terminate()
        server.wait()
    turns = [killed(case, token, turn) for turn in range(1, kills + 1)]
    print(f"killed {kills} times: {turns.count('after')} after the write was kept, the others before; each has one event")
    makegood("verify")
    print("the chain holds")
finally:
    shutil.rmtree(folder)
