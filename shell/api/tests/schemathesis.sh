#!/usr/bin/env bash
# Runs schemathesis, which makes requests of every kind out of the OpenAPI document and holds
# every answer to it, against the demo book served by the built program.
# Usage: schemathesis.sh PROGRAM [EXAMPLES]. Exit code 77: left out, the reason is printed.
set -u
program=$(realpath "$1")
examples=${2:-15}
here=$(cd "$(dirname "$0")" && pwd)
venv=${MAKEGOOD_SCHEMATHESIS:-$(dirname "$(dirname "$program")")/schemathesis}
if [ ! -x "$venv/bin/schemathesis" ]; then
    { python3 -m venv "$venv" && "$venv/bin/pip" install -q 'schemathesis==4.32.5'; } || {
        echo "schemathesis could not be installed from PyPI"
        exit 77
    }
fi
folder=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
book="$folder/book.sqlite"
"$program" --book "$book" demo --no-serve >/dev/null || exit 1
scopes=$("$program" token scopes | awk '{ printf "%s%s", sep, $1; sep = "," }')
token=$("$program" --book "$book" token add fuzz --scope "$scopes" --as S-15-1 --per-minute 1000000 2>/dev/null) ||
    token=$("$program" --book "$book" token add fuzz --scope "$scopes" --per-minute 1000000) || exit 1
"$program" --book "$book" serve --on-last-close --port 0 >"$folder/out" 2>"$folder/err" &
server=$!
for _ in $(seq 100); do
    grep -q http "$folder/out" && break
    sleep 0.1
done
url=$(grep -oE 'http://[0-9.:]+' "$folder/out" | head -n 1)
cd "$folder" || exit 1  # where it keeps what it found
"$venv/bin/schemathesis" --config-file "$here/schemathesis.toml" run "$url/api/v1/openapi.json" --url "$url/api/v1" \
    --header "Authorization: Bearer $token" --phases examples,coverage,fuzzing,stateful \
    --max-examples "$examples" --max-failures 20 --request-timeout 30 --seed 1 --no-color
verdict=$?
grep -v '^$' "$folder/err" | head -n 20
exit $verdict
