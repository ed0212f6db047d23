#!/usr/bin/env python3
"""Compares frontlint with other scanners, as far as they are installed.

    benches/compare.py time MEGABYTES    a plan of that size, from start to exit
    benches/compare.py pairs FOLDER      FOLDER/NAME/plan.json and FOLDER/NAME-fixed/plan.json:
                                         for how many pairs the findings differ, and how many
                                         findings there are on the repaired plans

FRONTLINT, TRIVY and CHECKOV name the programs, if they are not in PATH; frontlint is built if it is
in neither. docs/comparison.md says what the figures mean.
"""
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = 3


def frontlint(said):
    found = set()
    for plan in said["plans"]:
        for finding in plan["findings"]:
            if finding["origin"] != "resolved":
                found.add((finding["lint"], finding["address"], finding.get("path")))
    return found


def trivy(said):
    found = set()
    for result in said.get("Results") or []:
        for finding in result.get("Misconfigurations") or []:
            cause = finding.get("CauseMetadata") or {}
            found.add((finding["ID"], cause.get("Resource"), cause.get("StartLine")))
    return found


def checkov(said):
    found = set()
    for part in said if isinstance(said, list) else [said]:
        for finding in part.get("results", {}).get("failed_checks", []):
            found.add((finding["check_id"], finding["resource"], None))
    return found


# Each scanner: its options before the plan's path, and how its report is read.
SCANNERS = {
    "frontlint": (["check", "-f", "json", "--no-config", "--exit-zero"], frontlint),
    "trivy": (["config", "--quiet", "--format", "json", "--skip-check-update"], trivy),
    "checkov": (["--skip-download", "--compact", "--quiet", "-o", "json", "-f"], checkov),
}


def program(name):
    """The path of a scanner, or None where it is not installed."""
    named = os.environ.get(name.upper()) or shutil.which(name)
    if named or name != "frontlint":
        return named
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release" / "frontlint")


def version(path):
    said = subprocess.run([path, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    words = said.stdout.split()
    return next((word for word in words if word[0].isdigit()), "?")


def installed():
    for name, (options, read) in SCANNERS.items():
        path = program(name)
        if path:
            yield "%s %s" % (name, version(path)), [path] + options, read
        else:
            print("%-18s is not installed" % name)


def machine():
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return "%s, %d cores, %s" % (platform.machine(), cores, time.strftime("%Y-%m-%d"))


def times(megabytes):
    with tempfile.TemporaryDirectory() as folder:
        plan = os.path.join(folder, "plan.json")
        subprocess.run(["cargo", "bench", "--locked", "--quiet", "--", "write", megabytes, plan], cwd=ROOT, check=True)
        print("a plan of %.1f MB, median of %d runs (%s)" % (os.path.getsize(plan) / 1e6, RUNS, machine()))
        for name, command, _ in installed():
            taken = [cost(command + [plan], folder) for _ in range(RUNS)]
            elapsed, busy = (statistics.median(column) for column in zip(*taken))
            print("%-18s %8.2f s, %8.2f s of CPU time" % (name, elapsed, busy), flush=True)


def cost(command, folder):
    """The time from start to exit, and the CPU time, which says more on a busy machine."""
    start, before = time.monotonic(), os.times()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - start, busy


def pairs(folder):
    folder = pathlib.Path(folder).resolve()
    repaired = [path for path in sorted(folder.glob("*-fixed/plan.json")) if broken(path).is_file()]
    print("%d pairs (%s)" % (len(repaired), machine()))
    for name, command, read in installed():
        noticed, left = 0, 0
        for path in repaired:
            before, after = (findings(command, read, plan) for plan in (broken(path), path))
            noticed += before != after
            left += len(after)
        print("%-18s %4d noticed, %5d findings on the repaired plans" % (name, noticed, left), flush=True)


def broken(path):
    return path.parent.with_name(path.parent.name[: -len("-fixed")]) / path.name


def findings(command, read, plan):
    said = subprocess.run(command + [str(plan)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        return read(json.loads(said.stdout))
    except ValueError:
        sys.exit("%s on %s: no report\n%s" % (command[0], plan, said.stderr))


def main():
    commands = {"time": times, "pairs": pairs}
    if len(sys.argv) != 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](sys.argv[2])


if __name__ == "__main__":
    main()
