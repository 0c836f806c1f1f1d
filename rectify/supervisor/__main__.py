"""``python -m rectify.supervisor run`` or ``test [-- PYTEST ARGUMENTS]``."""

import errno
import signal
import sys
from pathlib import Path

from rectify.supervisor.children import say
from rectify.supervisor.state import CannotStart

CHECKOUT = Path(__file__).resolve().parents[2]
USAGE = "用法：python -m rectify.supervisor run，或 test [-- pytest 参数]。"


def main(words: list[str]) -> int:
    match words:
        case ["setup"]:
            from rectify.supervisor import catalogues, frontend, vendor

            frontend.install(CHECKOUT)
            vendor.copy_all(CHECKOUT)
            catalogues.compile_all(CHECKOUT)
            return 0
        case ["sizes"]:
            from rectify.supervisor import sizes

            return sizes.check(CHECKOUT)
        case ["run"]:
            from rectify.supervisor.running import run

            return run()
        case ["test", *rest]:
            from rectify.supervisor.testing import run_tests

            return run_tests(rest[1:] if rest[:1] == ["--"] else rest)
        case _:
            say(USAGE)
            return 2


def guarded(words: list[str]) -> int:
    """``main``, with what stands in the way said in one sentence."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return main(words)
    except CannotStart as reason:
        say(str(reason))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        say("磁盘已满，请清理磁盘后再启动。")
    return 1


if __name__ == "__main__":
    sys.exit(guarded(sys.argv[1:]))
