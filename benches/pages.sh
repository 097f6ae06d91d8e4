#!/bin/sh
# Time to the first byte of Today and Case for 50 people at once, logged in, on an invented book of 100,000 loans.
#   benches/pages.sh [FOLDER]          makes the book in FOLDER where it is not there (about 10 minutes)
#   LOANS=2000 benches/pages.sh target/pages-small
# People with about two seconds between pages first, then as fast as the machine answers; each run with its
# bound beside it, a page that reads nothing (/healthz).
set -eu
cd "$(dirname "$0")/.."
folder=${1:-target/pages}
cargo build --release --locked -q -p makegood
cargo build --release --locked -q -p makegood-server --example page_speed
target=${CARGO_TARGET_DIR:-target}/release
book=$folder/book.sqlite
if [ ! -f "$folder/closed" ]; then
    mkdir -p "$folder"
    python3 benches/pages_book.py "$folder/csv" "${LOANS:-100000}"
    "$target/makegood" --book "$book" import "$folder/csv"
    "$target/makegood" --book "$book" close 2026-06-30
    touch "$folder/closed"
fi
port=${PORT:-8177}
"$target/makegood" --book "$book" serve --on-last-close --port "$port" > "$folder/serve.log" &
server=$!
trap 'kill $server' EXIT
until python3 -c "import urllib.request as r; r.urlopen('http://127.0.0.1:$port/healthz')" 2> /dev/null; do sleep 1; done
python3 benches/pages_users.py "$target/makegood" "$book" "$folder/csv/staff.csv" "http://127.0.0.1:$port" > "$folder/cookies"
# The plan of the day is read once after the start.
"$target/examples/page_speed" "127.0.0.1:$port" "$folder/cookies" 4 5 0 > /dev/null
"$target/examples/page_speed" "127.0.0.1:$port" "$folder/cookies" 50 30 2000
"$target/examples/page_speed" "127.0.0.1:$port" "$folder/cookies" 50 20 0
grep -E 'VmHWM|VmRSS' "/proc/$server/status"
uptime
