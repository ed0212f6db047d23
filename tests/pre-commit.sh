#!/bin/sh
# Tries the hooks with the real pre-commit in a repository of their own: a bad plan
# blocks the commit, a good one does not, a stale one warns. Judges the last commit of this
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
# Files of other names are nobody's business, whatever is in them.
for name in other.json plan-notes.json explanation.json; do
    echo 'not a plan' >"$name"
done
git add .
git commit --message 'no plan'
cp "$plans/error.json" shop.plan.json
git add shop.plan.json
if git commit --message bad >"$work/log" 2>&1; then
    cat "$work/log"
    echo "a bad plan of another name was committed" >&2
    exit 1
fi
git rm --quiet --cached shop.plan.json
rm shop.plan.json

# The second hook: plans that are listed and not in the repository.
sed -i.old 's/id: frontlint$/id: frontlint-plans/' .pre-commit-config.yaml
rm .pre-commit-config.yaml.old
printf '[[plans]]\npath = "plans/*.json"\nroot = "stacks/*"\n' >frontlint.toml
echo '/plans/' >.gitignore
mkdir -p plans stacks/tls
cp "$root/testdata/tls/main.tf" stacks/tls/
git add .
git commit --message 'no plan yet' >"$work/log" 2>&1 || {
    cat "$work/log"
    echo "a clone without a plan was stopped" >&2
    exit 1
}
grep -q 'terraform show -json' "$work/log" || {
    cat "$work/log"
    echo "nothing was said of how to make a plan" >&2
    exit 1
}
echo >>stacks/tls/main.tf
git add .
cp "$root/testdata/tls/plan.json" plans/tls.json
if git commit --message bad >"$work/log" 2>&1; then
    cat "$work/log"
    echo "sources with a bad plan were committed" >&2
    exit 1
fi
grep -q 'stacks/tls/main.tf:' "$work/log" || {
    cat "$work/log"
    echo "the findings do not stand in the sources" >&2
    exit 1
}
printf '[gate]\nfail-on = "never"\n' >>frontlint.toml
touch -d '1 hour ago' plans/tls.json 2>/dev/null || touch -t 202001010000 plans/tls.json
git add frontlint.toml
git commit --message stale >"$work/log" 2>&1 || {
    cat "$work/log"
    echo "a stale plan blocked the commit" >&2
    exit 1
}
grep -q 'warning: plans/tls.json is older than stacks/tls/main.tf' "$work/log" || {
    cat "$work/log"
    echo "nothing was said of a stale plan" >&2
    exit 1
}
echo "a bad plan blocks the commit, a good one, none and other files do not, a stale one warns"
