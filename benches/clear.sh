#!/bin/sh
# Clearances a second on one core, beside a naive implementation and a clock read alone.
#   benches/clear.sh            three seconds each
#   SECONDS_EACH=10 benches/clear.sh
# Prints how many rules are in force and asked; the second part fills them up to forty.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked -q -p makegood-compliance --example clear_speed
target=${CARGO_TARGET_DIR:-target}
exec "$target/release/examples/clear_speed" packs "${SECONDS_EACH:-3}"
