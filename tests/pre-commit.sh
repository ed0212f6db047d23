#!/bin/sh
# Tries the hook with the real pre-commit in a repository of its own: a bad plan
# blocks the commit, a good one does not. Judges the last commit of this
# repository, compiles it in release mode, and needs Python and PyPI.
#
#   tests/pre-commit.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "SKIPPED: the pre-commit hook was not tried: $1" >&2
    exit 0
}
python3 -m venv "$work/venv" >"$work/log" 2>&1 || skip "no Python with venv"
"$work/venv/bin/pip" install --quiet pre-commit >"$work/log" 2>&1 ||
    skip "pre-commit cannot be installed: $(tail -n 1 "$work/log")"
PATH="$work/venv/bin:$PATH"
export PRE_COMMIT_HOME="$work/cache"

git init --quiet "$work/repository"
cd "$work/repository"
git config user.name tester
git config user.email tester@example.com
cat >.pre-commit-config.yaml <<EOF
repos:
  - repo: $root
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: frontlint
EOF
git add .pre-commit-config.yaml
git commit --quiet --message config
pre-commit install >/dev/null
pre-commit install-hooks

plans=$root/tests/cmd/c2-exit-codes.in
cp "$plans/error.json" plan.json
git add plan.json
if git commit --message bad >"$work/log" 2>&1; then
    cat "$work/log"
    echo "a bad plan was committed" >&2
    exit 1
fi
grep -q 'error\[listener-allows-tls10-or-tls11\]' "$work/log" || {
    cat "$work/log"
    echo "the commit was blocked, and not by a finding" >&2
    exit 1
}

cp "$plans/clean.json" plan.json
git add plan.json
git commit --message good
echo 'not a plan' >other.json
git add other.json
git commit --message 'no plan'
echo "a bad plan blocks the commit, a good one and other files do not"
