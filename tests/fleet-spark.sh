#!/bin/sh
# Lints a fleet with the real Spark: a local cluster of two workers gives the plans of testdata/,
# many times over, to `frontlint check --input-format jsonl` through `rdd.pipe`. Each plan has one
# result, the order within a partition is kept, bad lines end nothing, and the merged report is
# that of one run without Spark. Needs Python and Java, and PyPI unless PYTHON names a Python that
# has pyspark. FRONTLINT may name a program that is compiled already, and TIMES says how often each
# plan is there.
#
#   tests/fleet-spark.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "SKIPPED: Spark was not tried: $1" >&2
    exit 0
}
java -version >/dev/null 2>&1 || skip "there is no Java"
python=${PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$work/venv" >"$work/log" 2>&1 || skip "no Python with venv"
    python=$work/venv/bin/python
    "$python" -m pip install --quiet pyspark >"$work/log" 2>&1 ||
        skip "pyspark cannot be installed: $(tail -n 1 "$work/log")"
fi
"$python" -c 'import pyspark' 2>"$work/log" || skip "$python has no pyspark"

cd "$root"
if [ -z "${FRONTLINT:-}" ]; then
    cargo build --quiet --locked
    target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    FRONTLINT=$target/debug/frontlint
fi
PATH="$(dirname "$FRONTLINT"):$PATH"
export PATH PYSPARK_PYTHON="$python" PYSPARK_DRIVER_PYTHON="$python"

cat >"$work/fleet.py" <<'EOF'
import glob
import json
import os
import subprocess
import sys

from pyspark.sql import SparkSession

work, times = sys.argv[1], int(sys.argv[2])
CHECK = "frontlint check --no-config --now 2026-11-24 --input-format jsonl"
# PySpark hands no environment on.
ENV = {"PATH": os.environ["PATH"]}
LENIENT = CHECK + " --exit-zero --allow-bad-lines"

lines = []
for number in range(times):
    for path in sorted(glob.glob("testdata/*/plan.json")):
        name = os.path.basename(os.path.dirname(path))
        with open(path, encoding="utf-8") as file:
            plan = json.load(file)
        lines.append(json.dumps({"id": f"{name}/{number}", "plan": plan}))
lines[len(lines) // 2 : len(lines) // 2] = ['{"id":"bad/1"}', "no JSON \\ud800", '{"id":"bad/2","plan":{}}']

spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .appName("frontlint")
    .config("spark.ui.enabled", "false")
    .config("spark.task.maxFailures", "1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")

# A third of the partitions is empty, as happens.
fleet = spark.sparkContext.parallelize(lines, 8).union(spark.sparkContext.parallelize([], 4))
piped = fleet.pipe(LENIENT, env=ENV, checkCode=True).collect()
spark_results = [json.loads(result) for result in piped]
assert len(spark_results) == len(lines), (len(spark_results), len(lines))
asked = [json.loads(line)["id"] if line.startswith("{") else None for line in lines]
told = [result["id"] for result in spark_results]
assert told == asked, "the order within partitions is that of the lines"
bad = [result for result in spark_results if result["exit_code"] == 2 and result["counts"] is None]
assert len(bad) >= 3, len(bad)

# Without leave, a bad line and a finding end the task, as any tool's exit code does.
try:
    fleet.pipe(CHECK, env=ENV, checkCode=True).collect()
except Exception as error:
    assert "error code" in str(error), error
else:
    raise SystemExit("exit codes did not reach Spark")

fleet.pipe(LENIENT, env=ENV, checkCode=True).saveAsTextFile(os.path.join(work, "results"))
rows = fleet.pipe(LENIENT + " -f findings-jsonl", env=ENV, checkCode=True)
frame = spark.read.json(rows)
frame.write.parquet(os.path.join(work, "findings.parquet"))
levels = spark.read.parquet(os.path.join(work, "findings.parquet")).groupBy("level").count()
counts = {row["level"]: row["count"] for row in levels.collect()}
types = dict(frame.dtypes)
expected = dict.fromkeys(["schema_version", "instances", "line", "column", "end_column"], "bigint")
expected |= {"security_severity": "double", "changed": "boolean", "addresses": "array<string>"}
assert types == {name: expected.get(name, "string") for name in types}, types
spark.stop()

with open(os.path.join(work, "lines.jsonl"), "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
alone = subprocess.run(
    [*LENIENT.split(), os.path.join(work, "lines.jsonl")], check=True, capture_output=True
)
with open(os.path.join(work, "alone.jsonl"), "wb") as file:
    file.write(alone.stdout)


def merged(files):
    run = subprocess.run(
        ["frontlint", "report", "merge", "--exit-zero", "-f", "json", *files],
        check=True,
        capture_output=True,
    )
    report = json.loads(run.stdout)
    # Lines without a name are called by their place, which partitions have of their own.
    report.pop("problems")
    report["plans"] = [plan for plan in report["plans"] if not plan["plan"].rpartition(":")[2].isdigit()]
    return report


parts = sorted(glob.glob(os.path.join(work, "results", "part-*")))
together, once = merged(parts), merged([os.path.join(work, "alone.jsonl")])
together["total"].pop("same_name"), once["total"].pop("same_name")
assert together == once, "the merged report is that of one run"
total = once["total"]
found = total["error"] + total["warning"] + total["note"] + total["resolved"]
assert sum(counts.values()) == found, (counts, found)
print(
    f"spark: {len(lines)} lines in 12 partitions on 2 workers, "
    f"{found} findings in Parquet, merged as one run"
)
EOF
"$python" "$work/fleet.py" "$work" "${TIMES:-5}" 2>"$work/log" || {
    tail -n 30 "$work/log" >&2
    echo "Spark and frontlint do not go together" >&2
    exit 1
}
