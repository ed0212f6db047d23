#!/bin/sh
# P3: builds the last commit twice, in two directories, with target directories of their own, and
# compares the programs byte by byte; a release has less than 8 MB. Takes minutes. Options for
# cargo may be given, to try it in less time than a release takes.
#
#   tests/reproducible.sh [--profile dev]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in one another/place/of/its/own; do
    mkdir -p "$work/$copy"
    git -C "$root" archive HEAD | tar -x -C "$work/$copy"
    CARGO_TARGET_DIR="$work/$copy/target" "$work/$copy/release/build" --quiet "$@"
done
case " $* " in
*" --profile dev "*) built=target/debug/frontlint ;;
*) built=target/release/frontlint ;;
esac
one="$work/one/$built" another="$work/another/place/of/its/own/$built"
if ! cmp "$one" "$another"; then
    echo "the two builds differ" >&2
    exit 1
fi
if grep -q -a -F "$work" "$one"; then
    echo "the program names the directory that it was built in" >&2
    exit 1
fi
size=$(wc -c <"$one")
case $built in
*/release/*)
    if [ "$size" -ge 8000000 ]; then
        echo "the program has $size bytes, and 8000000 are too many" >&2
        exit 1
    fi
    ;;
esac
echo "two builds in two directories are the same, of $size bytes: $(cksum <"$one")"
