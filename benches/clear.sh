#!/bin/sh
# Clearances a second on one core, beside a naive implementation and a clock read alone.
#   benches/clear.sh            five turns of half a second for each part
#   SECONDS_EACH=3 benches/clear.sh
# Says how many rules are asked of an act (at least forty) and which verdicts there are;
# the middle turn of five counts, in the processor time this program had.
set -eu
cd "$(dirname "$0")/.."
# With optimisation across crates, as every figure in RESULTS.md unless it says otherwise.
export CARGO_PROFILE_RELEASE_LTO=thin
cargo build --release --locked -q -p makegood-compliance --example clear_speed
target=${CARGO_TARGET_DIR:-target}
exec "$target/release/examples/clear_speed" packs "${SECONDS_EACH:-0.5}"
