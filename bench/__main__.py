"""All benchmarks, one after the other: `make bench`, or `.venv/bin/python -m bench NAME …`.

What each prints goes to `bench/results/NAME.txt` under one line that says of which commit, when,
on how many cores and under what load. Nothing here passes or fails on a time; compare two results
only when both were taken on the same quiet machine.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
NAMES = ("phrases", "readers", "importing", "petitions_in", "latency", "sweep", "api")


def main(names: list[str]) -> int:
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        return 2
    return max([run(name) for name in names or NAMES])


def run(name: str) -> int:
    """Run one, show what it prints and keep it; its exit code."""
    head = taken()
    print(f"== {name} {head}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(done.stdout, flush=True)
    if done.returncode == 0:
        (RESULTS / f"{name}.txt").write_text(f"{head}\n{done.stdout}", encoding="utf-8")
    return done.returncode


def taken() -> str:
    """Of what and when the figures are."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    told = {
        "commit": commit.stdout.strip(),
        "at": time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime()),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    return json.dumps(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
