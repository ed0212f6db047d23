#!/bin/sh
# Runs the fuzzer on each target for a while and says how many inputs it tried. Wants a nightly
# toolchain and cargo-fuzz. What it finds is left in artifacts/.
#
#   fuzz/run.sh [SECONDS of each, 900] [TARGET...]
set -eu
cd "$(dirname "$0")"
seconds=${1:-900}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $(cargo fuzz list)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The plans, sources and configurations of the tests are seeds where they are small.
mkdir -p "$work/plan" "$work/sources" "$work/config"
number=0
for directory in ../testdata/*/; do
    number=$((number + 1))
    for pair in plan.json:plan main.tf:sources frontlint.toml:config; do
        file=$directory${pair%:*}
        if [ -n "$(find "$file" -size -64k 2>/dev/null)" ]; then
            cp "$file" "$work/${pair#*:}/$number"
        fi
    done
done

for target in "$@"; do
    seeds=seeds/$target
    [ -d "$seeds" ] || seeds=$work/$target
    mkdir -p "corpus/$target"
    # No code of the project's is unsafe: the address sanitizer would only cost time.
    cargo +nightly fuzz run --sanitizer none "$target" "corpus/$target" "$seeds" -- \
        -max_total_time="$seconds" -max_len=65536 -timeout=20 -rss_limit_mb=2048 \
        -print_final_stats=1 >"$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; exit 1; }
    tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
    reached=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$work/log" | tail -n 1)
    echo "$target: $tried inputs in $seconds s, $reached places of the code reached, nothing found"
done
