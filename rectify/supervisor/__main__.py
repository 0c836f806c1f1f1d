"""``python -m rectify.supervisor run`` or ``test [-- PYTEST ARGUMENTS]``."""

import errno
import signal
import sys

from rectify.supervisor.children import say
from rectify.supervisor.state import CannotStart

USAGE = "用法：python -m rectify.supervisor run，或 test [-- pytest 参数]。"


def main(words: list[str]) -> int:
    match words:
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
