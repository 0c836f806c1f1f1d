"""What the benchmarks share: a throwaway cluster to run in, and one JSON line a step."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "RECTIFY_BENCH_INSIDE"


def in_cluster(module: str, work: Callable[[], None]) -> int:
    """Run `work` in a second process of `module` that has an empty, migrated, throwaway cluster."""
    if os.environ.get(INSIDE):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        work()
        return 0
    from rectify.supervisor.testing import throwaway_services

    with throwaway_services() as services:
        environment = {**os.environ, **services, INSIDE: "1", "RECTIFY_PROFILE": "test",
                       "RECTIFY_SECRET_KEY": "bench-" * 12,
                       "DJANGO_SETTINGS_MODULE": "rectify.settings"}  # fmt: skip
        command = [sys.executable, "-m", module, *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


def told(step: str, act: Callable[[], Any], **more: Any) -> Any:
    """Run, print one JSON line, give back what it gave.

    Seconds by the clock, CPU seconds of this process and the children it has waited for, and how
    far `act` raised the peak memory of this process above where it stood, in MB.
    """
    reset_peak()
    stood, before, began = resident(), os.times(), time.perf_counter()
    found = act()
    after = os.times()
    line = {
        "step": step,
        "seconds": round(time.perf_counter() - began, 2),
        "cpu": round(sum(after[:4]) - sum(before[:4]), 2),
        "peak_mb": resident("VmHWM"),
        "stood_mb": stood,
        "child_peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        **more,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return found


def reset_peak() -> None:
    """Forget the peak so far, where the kernel lets us."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def resident(field: str = "VmRSS") -> int:
    """Resident memory of this process in MB, now or (`VmHWM`) at its peak."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) // 1024
    return 0
