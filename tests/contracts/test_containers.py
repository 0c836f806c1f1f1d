"""No container engine is at hand: the files must at least say what the supervisor says."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import resolve

from rectify import env
from rectify.supervisor import programs

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = {
    "web": programs.web(8000),
    "worker": programs.worker(),
    "beat": programs.beat(Path("/data")),
}


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_container_runs_the_command_of_the_supervisor(name):
    command = [word.replace("0.0.0.0", "127.0.0.1") for word in SERVICES[name]["command"]]
    assert command == ["python", "-m", *OURS[name]]


def test_the_image_starts_the_web_by_itself():
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").strip().splitlines()[-1]
    assert yaml.safe_load(last.removeprefix("CMD ")) == SERVICES["web"]["command"]


@pytest.mark.parametrize("name", ["web", "worker", "beat", "prepare"])
def test_only_known_variables_are_set_and_secrets_come_from_files(name):
    variables = SERVICES[name]["environment"]
    known = {*env.VARIABLES, *(f"{variable}_FILE" for variable in env.VARIABLES)}
    assert set(variables) <= known
    files = {Path(path).name for key, path in variables.items() if key.endswith("_FILE")}
    assert files <= set(SERVICES[name]["secrets"])
    assert set(SERVICES[name]["secrets"]) <= set(COMPOSE["secrets"])


def test_production_finds_all_it_refuses_to_start_without():
    given = {name.removesuffix("_FILE") for name in SERVICES["web"]["environment"]}
    assert given >= {
        "RECTIFY_SECRET_KEY",
        "RECTIFY_HOSTS",
        "DATABASE_URL",
        "MIGRATE_DATABASE_URL",
        "PUBLIC_DATABASE_URL",
        "REDIS_URL",
    }


def test_the_health_check_asks_a_page_that_exists():
    url = SERVICES["web"]["healthcheck"]["test"][-1]
    assert resolve("/" + url.split("/", 3)[3]).url_name == "readyz"
    assert all("healthcheck" in SERVICES[name] for name in ("web", "database", "broker"))


def test_state_lives_in_named_volumes():
    assert set(COMPOSE["volumes"]) == {"data", "database", "broker"}
    assert all(service.get("volumes") for service in SERVICES.values())
