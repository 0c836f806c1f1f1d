# From a bare machine with Python 3.11: `make run`. Everything else is listed in README.md.

PYTHON ?= python3
VENV := .venv/bin
PACKAGES := $(wildcard rectify issues petitions)
ARGS ?=

.PHONY: run setup test check
.NOTPARALLEL:

run:
	@$(PYTHON) rectify/supervisor/bootstrap.py embedded
	@exec $(VENV)/python -m rectify.supervisor run

setup:
	@$(PYTHON) rectify/supervisor/bootstrap.py embedded dev

test: setup
	@exec $(VENV)/python -m rectify.supervisor test -- $(ARGS)

check: setup
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/python -m rectify.supervisor sizes
	$(VENV)/lint-imports --no-logo
	$(VENV)/djlint --lint --quiet templates
	RECTIFY_PROFILE=test $(VENV)/mypy $(PACKAGES)
	RECTIFY_PROFILE=test $(VENV)/python manage.py makemigrations --check --dry-run
