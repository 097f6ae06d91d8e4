#!/usr/bin/env python3
"""Decode bound, makegood age and the tuned DuckDB query in turn on one book. Run by age.sh."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPO = HERE.parent
SHARED = Path(os.environ.get("SHARED", REPO.parent / "shared" / "bench"))
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", REPO / "target"))
BOOK = Path(os.environ.get("BOOK", TARGET / "bench-book"))
RUNS = int(os.environ.get("RUNS", "5"))
RESULTS = HERE / "RESULTS.md"
AS_OF = "2026-06-30"  # the day the DuckDB query is written for
THREADS = 2  # what the DuckDB query is set to
LOANS = 1_000_000
KEPT = "## What bounds it"  # from this heading on RESULTS.md is written by hand


def run(command):
    """Runs a command that prints its result and then its seconds."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = child.stdout.read().splitlines()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 or len(lines) < 2:
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}")
    return {
        "found": [int(word) for word in lines[-2].strip("[()]").split(",")],
        "seconds": json.loads(lines[-1])["seconds"],
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }


def busy():
    """CPU seconds the machine has worked, all programs together; 0 where it does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, stat.read_text().split()[1:9])
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def text(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def machine():
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "?")
    ram = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    import duckdb

    return (
        f"{model} ({platform.machine()}), {os.cpu_count()} cores, {ram:.0f} GB of memory, {platform.system()}; "
        f"{text('rustc', '--version')}; DuckDB {duckdb.__version__}, Python {platform.python_version()}"
    )


def main():
    for script in ("make_book.py", "duckdb_baseline.py"):
        if not (SHARED / script).exists():
            sys.exit(f"{SHARED} holds no {script}; name its folder in SHARED")
    if not (BOOK / "payments.parquet").exists():
        print(f"making a book of {LOANS} loans in {BOOK}", flush=True)
        subprocess.run([sys.executable, SHARED / "make_book.py", str(LOANS), BOOK], check=True)
    build = ["cargo", "build", "-q", "--release", "-p", "makegood-age", "--example", "age", "--example", "decode"]
    subprocess.run(build, check=True, cwd=REPO)

    examples = TARGET / "release" / "examples"
    with tempfile.TemporaryDirectory() as out:
        contenders = {
            "decode only": [examples / "decode", BOOK, str(THREADS)],
            "makegood age": [examples / "age", BOOK, AS_OF, f"{out}/makegood.parquet", str(THREADS)],
            "DuckDB tuned": [sys.executable, SHARED / "duckdb_baseline.py", BOOK, "tuned", f"{out}/duckdb.parquet"],
        }
        for command in contenders.values():
            run(command)  # fills the page cache; not counted
        runs = {name: [] for name in contenders}
        worked, started = busy(), time.monotonic()
        for turn in range(RUNS):
            for name, command in contenders.items():
                runs[name].append(run(command))
                print(f"{turn + 1}/{RUNS} {name:<13} {runs[name][-1]['seconds']:.3f} s", flush=True)
        own = sum(one["cpu"] for of in runs.values() for one in of)
        others = max(0.0, busy() - worked - own) / (time.monotonic() - started) / os.cpu_count()

    totals = {tuple(one["found"]) for name in ("makegood age", "DuckDB tuned") for one in runs[name]}
    if len(totals) != 1:
        sys.exit(f"the totals differ: {totals}")
    report(runs, totals.pop(), others)


def report(runs, totals, others):
    middle = {
        name: {key: statistics.median(one[key] for one in of) for key in ("seconds", "cpu", "megabytes")}
        for name, of in runs.items()
    }
    ours, peer = middle["makegood age"], middle["DuckDB tuned"]
    pairs = [two["seconds"] / one["seconds"] for one, two in zip(runs["makegood age"], runs["DuckDB tuned"])]
    rows = "\n".join(
        f"| {name} | {value['seconds']:.3f} | {min(one['seconds'] for one in runs[name]):.3f}"
        f" to {max(one['seconds'] for one in runs[name]):.3f} | {value['cpu']:.2f} | {value['megabytes']:.0f} |"
        for name, value in middle.items()
    )
    names = "loans, late, fee, interest, principal past due in minor units, days past due, buckets"
    figures = f"""# Ageing a book, measured

{date.today()}. {machine()}.

`benches/age.sh` runs {RUNS} turns of each in turn, {THREADS} threads each, page cache warm, after one turn that is
not counted. Seconds are each program's own, from opening the files to the finished output (DuckDB: its import
left out, its one line of totals included); CPU and memory are of the whole process. Noise: other work kept the
processors {others:.0%} busy meanwhile.

| | median s | least to most s | CPU s | peak MB |
|---|---:|---:|---:|---:|
{rows}

**`makegood age` takes 1/{peer['seconds'] / ours['seconds']:.2f} of the time of the tuned DuckDB query**
(turn by turn 1/{min(pairs):.2f} to 1/{max(pairs):.2f}), with 1/{peer['cpu'] / ours['cpu']:.2f} of its CPU time and
1/{peer['megabytes'] / ours['megabytes']:.2f} of its memory. Decoding alone is {middle['decode only']['seconds'] / ours['seconds']:.0%} of our time.

Totals, equal in all turns of both ({names}): {', '.join(f'{value:_}' for value in totals)}.

"""
    before = RESULTS.read_text() if RESULTS.exists() else ""
    kept = before[before.index(KEPT) :] if KEPT in before else f"{KEPT}\n"
    RESULTS.write_text(figures + kept)
    print(figures)


main()
