#!/bin/sh
# Ages a million loans beside the DuckDB queries for the same answers and writes benches/RESULTS.md.
#   benches/age.sh                     makes the book on the first run (a minute, 220 MB)
#   BOOK=dir SHARED=dir RUNS=5 benches/age.sh
# BOOK holds schedule.parquet and payments.parquet; SHARED holds make_book.py and
# duckdb_baseline.py, by default in shared/bench beside this repository.
# Needs Python with duckdb, and with numpy and pyarrow to make the book.
# With optimisation across crates, as every figure in RESULTS.md unless it says otherwise.
export CARGO_PROFILE_RELEASE_LTO=thin
exec python3 "$(dirname "$0")/age.py"
