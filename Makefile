# From a bare machine with Python 3.11: `make run`. Everything else is listed in README.md.

PYTHON ?= python3
VENV := .venv/bin
PACKAGES := $(wildcard rectify issues petitions)
ARGS ?=

LOCK := uv pip compile -q --generate-hashes --universal --python-version 3.11 \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate
KEYWORDS := -k gettext_lazy -k lazy -k L -k gettext_noop -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2

.PHONY: run setup test check bench lint format sizes layers markup types migrations lock messages
.NOTPARALLEL:

run:
	@$(PYTHON) rectify/supervisor/bootstrap.py embedded
	@exec $(VENV)/python -m rectify.supervisor run

setup:
	@$(PYTHON) rectify/supervisor/bootstrap.py embedded dev

test: setup
	@exec $(VENV)/python -m rectify.supervisor test -- $(ARGS)

# Times and scores, kept in bench/results; ARGS picks some: `make bench ARGS="readers sweep"`.
bench: setup
	@exec $(VENV)/python -m bench $(ARGS)

# `make -k check` goes on after a failure and so shows all of them.
check: lint format sizes layers markup types migrations

lint: setup
	$(VENV)/ruff check --quiet .
format: setup
	$(VENV)/ruff format --quiet --check .
sizes: setup
	$(VENV)/python -m rectify.supervisor sizes
layers: setup
	$(VENV)/lint-imports --no-logo --no-cache
markup: setup
	$(VENV)/djlint --lint --quiet templates
types: setup
	RECTIFY_PROFILE=test $(VENV)/mypy $(PACKAGES)
migrations: setup
	RECTIFY_PROFILE=test $(VENV)/python manage.py makemigrations --check --dry-run

# Renew the locks: the newest versions the wish lists (*.in) and package.json allow.
lock: setup
	@for list in uv base embedded dev node; do \
	  (cd requirements && ../$(VENV)/$(LOCK) --upgrade $$list.in -o $$list.txt >/dev/null) || exit 1; \
	done
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

# Bring the sentences of the source into the catalogue to be translated.
messages: setup
	$(VENV)/python -m babel.messages.frontend -q extract -F pyproject.toml $(KEYWORDS) --no-location --sort-output \
	  --project=rectify -o var/django.pot $(PACKAGES) templates
	@test -e locale/en/LC_MESSAGES/django.po || \
	  $(VENV)/python -m babel.messages.frontend -q init -D django -d locale -l en -i var/django.pot
	$(VENV)/python -m babel.messages.frontend -q update -D django -d locale -l en -i var/django.pot \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=100
