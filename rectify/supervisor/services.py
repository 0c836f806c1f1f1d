"""The database and the broker for one run: those of the environment, else embedded ones."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from rectify.supervisor import state
from rectify.supervisor.children import Children
from rectify.supervisor.postgres import Postgres
from rectify.supervisor.valkey import Valkey


@dataclass
class Services:
    """``environment`` is what programs need to reach them, once started."""

    var: Path
    children: Children
    throwaway: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *, ignore_environment: bool = False) -> None:
        """Start what the environment does not name (everything, when it is to be ignored)."""
        given = {} if ignore_environment else os.environ
        if not given.get("DATABASE_URL"):
            url = Postgres(self.var, self.throwaway).start(self.children)
            state.write_addresses(self.var, database_url=url)
            self.environment |= {"DATABASE_URL": url, "RECTIFY_EMBEDDED": "1"}
        if not given.get("REDIS_URL"):
            url = Valkey(self.var, self.throwaway).start(self.children)
            state.write_addresses(self.var, redis_url=url)
            self.environment |= {"REDIS_URL": url}
