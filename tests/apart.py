"""One Valkey database for each process of the run, chosen before the settings are read.

With one for all, the worker of one process takes the ring of the other's, finds nothing to do in
its own PostgreSQL, and the worker that was meant sleeps on.
"""

import os
from urllib.parse import urlsplit, urlunsplit


def of_process(url: str, worker: str) -> str:
    """The address with the database of ``gw0``, ``gw1`` …; as it is for a run of one process."""
    number = worker.removeprefix("gw")
    return urlunsplit(urlsplit(url)._replace(path=f"/{int(number) % 16}")) if number else url


for _name in ("REDIS_URL", "CACHE_URL"):
    if os.environ.get(_name):
        os.environ[_name] = of_process(os.environ[_name], os.environ.get("PYTEST_XDIST_WORKER", ""))
