#!/bin/sh
# Reads `-f findings-jsonl` with the real DuckDB: without a schema it infers the documented types,
# from all findings of testdata/ as from any one of them, writes Parquet, and counts what
# `frontlint report merge` counts. Needs Python, and PyPI unless PYTHON names a Python that has
# duckdb. FRONTLINT may name a program that is compiled already.
#
#   tests/fleet-duckdb.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "SKIPPED: DuckDB was not tried: $1" >&2
    exit 0
}
python=${PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$work/venv" >"$work/log" 2>&1 || skip "no Python with venv"
    python=$work/venv/bin/python
    "$python" -m pip install --quiet duckdb >"$work/log" 2>&1 ||
        skip "duckdb cannot be installed: $(tail -n 1 "$work/log")"
fi
"$python" -c 'import duckdb' 2>"$work/log" || skip "$python has no duckdb"

cd "$root"
if [ -z "${FRONTLINT:-}" ]; then
    cargo build --quiet --locked
    target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    FRONTLINT=$target/debug/frontlint
fi
for plan in testdata/*/plan.json; do
    echo "{\"id\":\"$(basename "$(dirname "$plan")")/plan\",\"path\":\"$plan\"}"
done >"$work/lines.jsonl"
code=0
"$FRONTLINT" check --input-format jsonl --now 2026-11-24 --no-config \
    -f "jsonl=$work/results.jsonl" -f "findings-jsonl=$work/findings.jsonl" "$work/lines.jsonl" ||
    code=$?
[ "$code" -eq 1 ] || [ "$code" -eq 2 ] || {
    echo "the run ended with $code" >&2
    exit 1
}
"$FRONTLINT" report merge --exit-zero -f json "$work/results.jsonl" >"$work/merged.json"

cat >"$work/read.py" <<'EOF'
import json
import os
import sys

import duckdb

work, schema = sys.argv[1], sys.argv[2]
KINDS = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "array": "VARCHAR[]"}
with open(schema, encoding="utf-8") as file:
    properties = json.load(file)["properties"]
documented = {
    name: "BIGINT" if name == "schema_version" else KINDS[column.get("type", "string")]
    for name, column in properties.items()
}


def read(file):
    return f"read_json('{file}', format = 'newline_delimited')"


def types(source):
    return {name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()}


findings = os.path.join(work, "findings.jsonl")
assert types(read(findings)) == documented, types(read(findings))
with open(findings, encoding="utf-8") as file:
    rows = file.readlines()
one = os.path.join(work, "one.jsonl")
for row in rows[:: max(1, len(rows) // 50)]:
    with open(one, "w", encoding="utf-8") as file:
        file.write(row)
    assert types(read(one)) == documented, row

parquet = os.path.join(work, "findings.parquet")
duckdb.sql(f"COPY (SELECT * FROM {read(findings)}) TO '{parquet}' (FORMAT parquet)")
assert types(f"'{parquet}'") == documented
counted = duckdb.sql(
    f"""SELECT lint, count(*) FILTER (level = 'error'), count(*) FILTER (level = 'warning'),
        count(*) FILTER (level = 'note'), sum(instances)::BIGINT, count(DISTINCT plan)
        FROM '{parquet}' WHERE origin <> 'resolved' GROUP BY lint ORDER BY lint"""
).fetchall()
with open(os.path.join(work, "merged.json"), encoding="utf-8") as file:
    merged = json.load(file)
expected = [
    (lint["lint"], lint["error"], lint["warning"], lint["note"], lint["instances"], lint["plans"])
    for lint in merged["lints"]
    if lint["plans"]
]
assert counted == expected, (counted, expected)
print(f"duckdb {duckdb.__version__}: {len(rows)} findings, {len(documented)} columns, by Parquet as by `report merge`")
EOF
"$python" "$work/read.py" "$work" tests/it/schema/finding-row-v1.json
