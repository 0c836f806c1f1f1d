"""The only place that reads environment variables.

Production values are the defaults: what is not said is safe, and what is missing stops the start
with a sentence. `.env.example` lists the same names (a test holds the two equal).
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

VARIABLES: dict[str, str] = {
    "RECTIFY_PROFILE": "production、local（仅限本机 127.0.0.1）或 test；"
    "不填即 production，用自带数据库时为 local",
    "RECTIFY_SECRET_KEY": "签名密钥，不少于 50 个字符；也可用 RECTIFY_SECRET_KEY_FILE 指向文件",
    "RECTIFY_HOSTS": "允许访问的主机名，用逗号分隔，不接受 *",
    "RECTIFY_VAR": "本机状态目录，默认 var/",
    "RECTIFY_DEMO_PASSWORD": "演示账号口令，不填则随机生成",
    "RECTIFY_EMBEDDED": "1 表示数据库由本系统自带的监管进程启动",
    "RECTIFY_MAIL_URL": "smtp://用户:口令@主机:端口；不填则写入文件",
    "DATABASE_URL": "应用账号的数据库地址；不填则使用自带数据库",
    "MIGRATE_DATABASE_URL": "表的所有者，仅供 migrate 使用；生产环境必填",
    "PUBLIC_DATABASE_URL": "公开页面专用账号；生产环境必填",
    "REPLICA_URL": "只读副本，可不填",
    "REDIS_URL": "消息代理地址；不填则使用自带 Valkey",
    "CACHE_URL": "缓存地址，不填则与 REDIS_URL 相同",
    "PORT": "网页端口，默认 8000",
    "STEP_UP": "二次认证方式：password、totp 或 webauthn",
}
PROFILES = ("production", "local", "test")
LOCAL_FIRST = ("local", "production", "test")
"""The same where our own servers run; the first is what holds unless said."""
STEP_UPS = ("password", "totp", "webauthn")


class BadEnvironment(Exception):
    """A variable is missing or unsafe; the message is one Chinese sentence naming it."""


@dataclass(frozen=True)
class Env:
    """What the surroundings say, checked. URLs are `None` where nothing was given."""

    profile: str
    secret_key: str
    hosts: tuple[str, ...]
    var: Path
    demo_password: str | None
    embedded: bool
    mail_url: str | None
    database_url: str | None
    migrate_url: str | None
    public_url: str | None
    replica_url: str | None
    redis_url: str | None
    cache_url: str | None
    port: int
    step_up: str


def read(environ: Mapping[str, str] = os.environ) -> Env:
    """Read and check every variable of `VARIABLES`; raises `BadEnvironment`."""
    var = Path(environ.get("RECTIFY_VAR") or BASE_DIR / "var")
    state = _embedded_state(var)
    own_servers = "database_url" in state and not _value(environ, "DATABASE_URL")
    return Env(
        profile=_choice(environ, "RECTIFY_PROFILE", LOCAL_FIRST if own_servers else PROFILES),
        secret_key=_value(environ, "RECTIFY_SECRET_KEY") or _kept(var / "secret-key") or "",
        hosts=tuple(h.strip() for h in environ.get("RECTIFY_HOSTS", "").split(",") if h.strip()),
        var=var,
        demo_password=_value(environ, "RECTIFY_DEMO_PASSWORD"),
        embedded=own_servers or environ.get("RECTIFY_EMBEDDED") == "1",
        mail_url=_value(environ, "RECTIFY_MAIL_URL"),
        port=_port(environ),
        step_up=_choice(environ, "STEP_UP", STEP_UPS),
        **_urls(environ, state),
    )


def _urls(environ: Mapping[str, str], state: Mapping[str, str]) -> dict[str, str | None]:
    """Databases, broker and cache; where none is named, what the supervisor started."""
    redis_url = _value(environ, "REDIS_URL") or state.get("redis_url")
    return {
        "database_url": _value(environ, "DATABASE_URL") or state.get("database_url"),
        "migrate_url": _value(environ, "MIGRATE_DATABASE_URL"),
        "public_url": _value(environ, "PUBLIC_DATABASE_URL"),
        "replica_url": _value(environ, "REPLICA_URL"),
        "redis_url": redis_url,
        "cache_url": _value(environ, "CACHE_URL") or redis_url,
    }


def _value(environ: Mapping[str, str], name: str) -> str | None:
    if value := environ.get(name):
        return value
    if path := environ.get(f"{name}_FILE"):
        return _kept(Path(path), must=name)
    return None


def _kept(path: Path, must: str | None = None) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip() or None
    except OSError as error:
        if must:
            message = f"{must}_FILE 指向的文件读不到：{error.strerror}。请检查路径和权限。"
            raise BadEnvironment(message) from None
        return None


def _choice(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name) or allowed[0]
    if value not in allowed:
        raise BadEnvironment(f"{name} 只能是 {'、'.join(allowed)}，现在是 {value}。")
    return value


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadEnvironment(f"PORT 应为 1 到 65535 的整数，现在是 {text}。")
    return int(text)


def _embedded_state(var: Path) -> dict[str, str]:
    """What the supervisor wrote when it started its own servers; empty when it never did."""
    try:
        found = json.loads((var / "embedded.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
