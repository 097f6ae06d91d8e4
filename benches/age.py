#!/usr/bin/env python3
"""Decode bound, makegood age and the DuckDB queries in turn on one book. Run by age.sh."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
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
DECODE, OURS, TUNED, PENALTY = "decode only", "makegood age", "DuckDB tuned", "DuckDB penalty"
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
    with tempfile.TemporaryDirectory() as folder:
        duckdb_query = [sys.executable, SHARED / "duckdb_baseline.py", BOOK]
        contenders = {
            DECODE: [examples / "decode", BOOK, str(THREADS)],
            OURS: [examples / "age", BOOK, AS_OF, f"{folder}/makegood.parquet", str(THREADS)],
            TUNED: [*duckdb_query, "tuned", f"{folder}/tuned.parquet"],
            PENALTY: [*duckdb_query, "penalty", f"{folder}/penalty.parquet"],
        }
        for command in contenders.values():
            run(command)  # fills the page cache; not counted
        runs = {name: [] for name in contenders}
        worked, started = busy(), time.monotonic()
        for turn in range(RUNS):
            for name, command in contenders.items():
                runs[name].append(run(command))
                print(f"{turn + 1}/{RUNS} {name:<14} {runs[name][-1]['seconds']:.3f} s", flush=True)
        own = sum(one["cpu"] for of in runs.values() for one in of)
        others = max(0.0, busy() - worked - own) / (time.monotonic() - started) / os.cpu_count()
        loans = differing(folder)
    report(runs, totals(runs), loans, others)


def totals(runs):
    """The totals all turns agree on: those of the tuned query, then the sum of the basis."""
    ours = {tuple(one["found"]) for one in runs[OURS]}
    theirs = {(*tuned["found"], penalty["found"][1]) for tuned, penalty in zip(runs[TUNED], runs[PENALTY])}
    if len(ours | theirs) != 1:
        sys.exit(f"the totals differ: {ours} and {theirs}")
    return ours.pop()


def differing(folder):
    """Compares every value of every loan, absent loans included; the loans compared."""
    import duckdb

    same = " OR ".join(
        f"ours.{ours} IS DISTINCT FROM theirs.{theirs}"
        for ours, theirs in {
            "past_due_fee": "pd_fee",
            "past_due_interest": "pd_int",
            "past_due_principal": "pd_prin",
            "arrears_since": "oldest",
            "days_past_due": "dpd",
            "bucket": "bucket",
            "overdue_basis": "basis",
        }.items()
    )
    [(loans, differ)] = duckdb.sql(
        f"""SELECT count(*), count(*) FILTER (WHERE {same}) FROM '{folder}/makegood.parquet' ours FULL JOIN
        (SELECT * FROM '{folder}/tuned.parquet' FULL JOIN '{folder}/penalty.parquet' USING (loan_id)) theirs
        USING (loan_id)"""
    ).fetchall()
    if differ:
        sys.exit(f"{differ} of {loans} loans differ")
    return loans


def spread(ratios):
    return f"turn by turn {min(ratios):.2f} to {max(ratios):.2f}, median {statistics.median(ratios):.2f}"


def aim(*met):
    """The median turn and the CPU time both have a say: a busy machine blurs the one, waiting hides from the other."""
    return "met" if all(met) else "on the line" if any(met) else "MISSED"


def report(runs, found, loans, others):
    seconds = {name: [one["seconds"] for one in of] for name, of in runs.items()}
    cpu = {name: statistics.median(one["cpu"] for one in of) for name, of in runs.items()}
    memory = {name: max(one["megabytes"] for one in of) for name, of in runs.items()}
    rows = "\n".join(
        f"| {name} | {statistics.median(of):.3f} | {min(of):.3f} to {max(of):.3f} | {cpu[name]:.2f} | {memory[name]:.0f} |"
        for name, of in seconds.items()
    )
    faster = [(tuned + penalty) / ours for ours, tuned, penalty in zip(*(seconds[of] for of in (OURS, TUNED, PENALTY)))]
    slower = [ours / bound for ours, bound in zip(seconds[OURS], seconds[DECODE])]
    faster_cpu, slower_cpu = (cpu[TUNED] + cpu[PENALTY]) / cpu[OURS], cpu[OURS] / cpu[DECODE]
    names = "loans, late, fee, interest, principal past due in minor units, days past due, buckets, minor-unit-days overdue"
    figures = f"""# Ageing a book, measured

{machine()}.

`benches/age.sh` runs {RUNS} turns of each in turn, {THREADS} threads each, page cache warm, after one turn that is
not counted. Seconds are each program's own, from opening the files to the finished output (DuckDB: its import
left out, its one line of totals included); CPU and peak memory are of the whole process, as `/usr/bin/time -v`
counts them. Noise: other work kept the processors {others:.0%} busy meanwhile.

| | median s | least to most s | CPU s | peak MB |
|---|---:|---:|---:|---:|
{rows}

| aim | found | |
|---|---|---|
| 5 times faster than both DuckDB queries together | {spread(faster)}; of the least times {(min(seconds[TUNED]) + min(seconds[PENALTY])) / min(seconds[OURS]):.2f}; of CPU {faster_cpu:.2f} | {aim(statistics.median(faster) >= 5, faster_cpu >= 5)} |
| within 2 times of decoding alone | {spread(slower)}; of the least times {min(seconds[OURS]) / min(seconds[DECODE]):.2f}; of CPU {slower_cpu:.2f} | {aim(statistics.median(slower) <= 2, slower_cpu <= 2)} |
| under 300 MB | {memory[OURS]:.0f} MB | {aim(memory[OURS] < 300)} |

{loans:_} loans compared value by value with DuckDB's: none differs. Totals, equal in all turns
({names}): {', '.join(f'{value:_}' for value in found)}.

"""
    before = RESULTS.read_text() if RESULTS.exists() else ""
    kept = before[before.index(KEPT) :] if KEPT in before else f"{KEPT}\n"
    RESULTS.write_text(figures + kept)
    print(figures)


main()
