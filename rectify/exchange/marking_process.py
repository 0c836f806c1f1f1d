"""The process a workbook is marked in: limited, without database, gone when it is done.

`python -m rectify.exchange.marking_process` takes one JSON line — `{path, marks}` — and writes the
workbook to stdout; it ends with 1 when the workbook cannot be written again.
"""

import json
import os
import resource
import sys
from pathlib import Path

from rectify.exchange.marking import marked
from rectify.exchange.marks import Mark
from rectify.exchange.readers.columns import petition_field, plan_field

MEMORY = 600 * 1024 * 1024
CPU_SECONDS = 60
BEHIND = 10
"""It gives way to those who wait for a page."""
LARGEST_FILE = 200 * 1024 * 1024
"""A sheet is written to a temporary file before it goes into the archive."""


def limit() -> None:
    """No more memory, processor time or disk than an honest workbook needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(BEHIND)


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    limit()
    field_of = petition_field if asked.get("kind") == "petitions" else plan_field
    marks = [Mark(*mark) for mark in asked["marks"]]
    with Path(asked["path"]).open("rb") as source:  # its stored name has no ending to go by
        sys.stdout.buffer.write(marked(source, marks, field_of))


if __name__ == "__main__":
    main()
