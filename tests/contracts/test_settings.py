"""What is read from the surroundings is listed once, and unsafe production never starts."""

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rectify import env

ROOT = env.BASE_DIR
SAFE = {
    "RECTIFY_PROFILE": "production",
    "RECTIFY_SECRET_KEY": "k7-Zq9" * 10,
    "RECTIFY_HOSTS": "rectify.example.gov.cn",
    "DATABASE_URL": "postgresql://app:x@127.0.0.1:1/rectify",
    "MIGRATE_DATABASE_URL": "postgresql://owner:x@127.0.0.1:1/rectify",
    "PUBLIC_DATABASE_URL": "postgresql://public:x@127.0.0.1:1/rectify",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
FAULTS = [
    ({"RECTIFY_SECRET_KEY": ""}, "RECTIFY_SECRET_KEY 未设置或少于 50 个字符，生产环境拒绝启动。"),
    ({"RECTIFY_SECRET_KEY": "k" * 49}, "RECTIFY_SECRET_KEY 未设置或少于 50 个字符"),
    ({"RECTIFY_SECRET_KEY": "", "RECTIFY_SECRET_KEY_FILE": "nowhere"}, "RECTIFY_SECRET_KEY_FILE"),
    ({"RECTIFY_HOSTS": ""}, "RECTIFY_HOSTS 未设置或含有 *，请逐个写明主机名。"),
    ({"RECTIFY_HOSTS": "*"}, "RECTIFY_HOSTS 未设置或含有 *"),
    ({"RECTIFY_HOSTS": "a.example, *.example"}, "RECTIFY_HOSTS 未设置或含有 *"),
    ({"DATABASE_URL": ""}, "DATABASE_URL 未设置，生产环境拒绝启动。"),
    ({"MIGRATE_DATABASE_URL": ""}, "MIGRATE_DATABASE_URL 未设置，生产环境拒绝启动。"),
    ({"PUBLIC_DATABASE_URL": ""}, "PUBLIC_DATABASE_URL 未设置，生产环境拒绝启动。"),
    ({"REDIS_URL": ""}, "REDIS_URL 未设置，生产环境拒绝启动。"),
    ({"RECTIFY_PROFILE": "debug"}, "RECTIFY_PROFILE 只能是 production、local、test，现在是 debug"),
    ({"STEP_UP": "none"}, "STEP_UP 只能是 password、totp、webauthn，现在是 none。"),
    ({"STEP_UP": "totp"}, "STEP_UP=totp 尚未提供，目前只能设为 password，系统拒绝启动。"),
    ({"STEP_UP": "webauthn"}, "STEP_UP=webauthn 尚未提供"),
    ({"PORT": "eighty"}, "PORT 应为 1 到 65535 的整数，现在是 eighty。"),
    ({"PORT": "70000"}, "PORT 应为 1 到 65535 的整数，现在是 70000。"),
]


def start(tmp_path, code="import django; django.setup()", **changes):
    """Start with safe production settings and these changes; an empty value is unset."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    given = {**kept, **SAFE, "RECTIFY_VAR": str(tmp_path), "PYTHONIOENCODING": "utf-8", **changes}
    given["DJANGO_SETTINGS_MODULE"] = "rectify.settings"
    environ = {name: value for name, value in given.items() if value}
    command = [sys.executable, *(["-c", code] if isinstance(code, str) else code)]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[str(fault[0]) for fault in FAULTS])
def test_an_unsafe_setting_stops_the_start_with_a_sentence(tmp_path, change, sentence):
    done = start(tmp_path, **change)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_safe_settings_start_with_nothing_left_to_warn_of(tmp_path):
    done = start(tmp_path, ["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
    assert done.returncode == 0, done.stderr


def test_production_is_strict_whatever_else_is_set(tmp_path):
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "DEBUG"]
    names += ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS"]
    code = "from django.conf import settings as s; print(*(getattr(s, n) for n in "
    code += f"{names}))"
    shown = start(tmp_path, code, DEBUG="1", DJANGO_DEBUG="1").stdout.split()
    assert shown == ["True", "True", "True", "False", "__Host-session", "__Host-csrf", "31536000"]


def test_a_secret_may_lie_in_a_file(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("f" * 60 + "\n", encoding="utf-8")
    code = "from django.conf import settings as s; print(len(s.SECRET_KEY))"
    done = start(tmp_path, code, RECTIFY_SECRET_KEY="", RECTIFY_SECRET_KEY_FILE=str(kept))
    assert done.stdout.strip() == "60"


def test_the_local_profile_answers_to_this_machine_only(tmp_path):
    code = "from django.conf import settings as s; print(s.ALLOWED_HOSTS)"
    done = start(tmp_path, code, RECTIFY_PROFILE="local", RECTIFY_HOSTS="", RECTIFY_SECRET_KEY="")
    assert done.stdout.strip() == "['127.0.0.1', 'localhost']"


def test_the_example_lists_every_variable_with_the_same_words():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [
        (line[1:-1], above.removeprefix("# "))
        for above, line in itertools.pairwise(lines)
        if re.fullmatch(r"#[A-Z_]+=", line)
    ]
    assert listed == list(env.VARIABLES.items())


def test_nobody_else_reads_the_environment():
    allowed = {"env.py", "celery.py", "wsgi.py"}
    reads = re.compile(r"os\.(environ|getenv)(?!\.get\(\"PATH\")")
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("rectify", "issues", "petitions")
        for path in Path(ROOT / folder).rglob("*.py")
        if "supervisor" not in path.parts and reads.search(path.read_text(encoding="utf-8"))
    ]
    assert [path for path in found if Path(path).name not in allowed] == []
