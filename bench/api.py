"""CPU of one API list of 50 filtered rows beside its limits, measured in the same run.

    .venv/bin/python -m bench.api --issues 20000 --petitions 50000

Seeds a throwaway cluster (removed at the end) and calls through Django's own handler and every
middleware, as a county office with a token. Limits: a trivial view behind the same gate, and the
same rows by one cursor → dict → orjson behind the same gate. Prints JSON; nothing is asserted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS, CALLS = 5, 60
CHECKOUT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--issues", type=int, default=20_000)
    parser.add_argument("--petitions", type=int, default=50_000)
    asked = parser.parse_args()
    if os.environ.get("RECTIFY_BENCH_INSIDE"):
        inside(asked.issues, asked.petitions)
        return
    from rectify.supervisor.testing import throwaway_services

    with throwaway_services() as services:
        environment = {**os.environ, **services, "RECTIFY_BENCH_INSIDE": "1"}
        environment |= {"RECTIFY_PROFILE": "test", "RECTIFY_SECRET_KEY": "b" * 64}
        environment["DJANGO_SETTINGS_MODULE"] = "rectify.settings"
        command = [sys.executable, "-m", "bench.api", *sys.argv[1:]]
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True)


def inside(issues: int, petitions: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import api_world

    call_command("migrate", verbosity=0)
    world = api_world.seed(issues, petitions)
    print(json.dumps(measured(world), ensure_ascii=False, indent=2))


def measured(world: Any) -> dict[str, Any]:
    """CPU ms per request (the best round's median), queries, ratios to the limits."""
    from bench import api_world

    found: dict[str, Any] = {"issues": world.issues, "petitions": world.petitions}
    call = api_world.caller(world.secret)
    for name, path in api_world.PATHS.items():
        found[name] = {
            "cpu_ms": cpu_ms(lambda path=path: call(path)),
            "queries": api_world.queries(lambda path=path: call(path)),
            "bytes": len(call(path)),
        }
    for noun in ("issues", "petitions"):
        limit = found[f"{noun}_cursor_dict_orjson"]["cpu_ms"]
        found[f"{noun}_ratio"] = round(found[f"{noun}_list"]["cpu_ms"] / limit, 2)
    return found


def cpu_ms(call: Callable[[], Any]) -> float:
    call()
    best = []
    for _ in range(ROUNDS):
        times = []
        for _ in range(CALLS):
            started = time.process_time()
            call()
            times.append(time.process_time() - started)
        best.append(statistics.median(times))
    return round(min(best) * 1000, 2)


if __name__ == "__main__":
    main()
