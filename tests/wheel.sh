#!/bin/sh
# Makes a wheel and installs it where there is no compiler and no index: the
# binary in it lints a plan. Needs Python and, for maturin, PyPI.
#
#   tests/wheel.sh [--profile dev]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "SKIPPED: no wheel was made: $1" >&2
    exit 0
}
python3 -m venv "$work/maturin" >"$work/log" 2>&1 || skip "no Python with venv"
"$work/maturin/bin/pip" install --quiet 'maturin>=1.9,<2' >"$work/log" 2>&1 ||
    skip "maturin cannot be installed: $(tail -n 1 "$work/log")"
cd "$root"
if [ $# -eq 0 ]; then set -- --release; fi
"$work/maturin/bin/maturin" build --quiet --locked --out "$work/wheels" "$@"

python3 -m venv "$work/user"
cd "$work"
env -i PATH="$work/user/bin:/usr/bin:/bin" "$work/user/bin/pip" install --quiet --no-index \
    --disable-pip-version-check wheels/frontlint-*.whl
code=0
"$work/user/bin/frontlint" check "$root/tests/cmd/c2-exit-codes.in/error.json" >"$work/log" || code=$?
if [ "$code" -ne 1 ] || ! grep -q 'error\[listener-allows-tls10-or-tls11\]' "$work/log"; then
    cat "$work/log"
    echo "the installed binary ended with $code" >&2
    exit 1
fi
echo "a wheel carries the binary: $(cd wheels && echo *.whl)"
