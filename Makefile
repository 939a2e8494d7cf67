# Two commands matter: `make demo` and `make test`. Both need only python3 (3.11 to 3.14, with venv).
PYTHON ?= python3
SETUP := $(PYTHON) asn_portal/setup/bootstrap.py
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.DEFAULT_GOAL := help
.PHONY: help demo init test e2e lint fix types serve worker seed messages messages-check lock bench

help:  ## show this list
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/^([a-z0-9-]+):[^#]*## /\1\t/' | awk -F '\t' '{printf "  make %-15s %s\n", $$1, $$2}'

demo:  ## install, seed once and start the portal on http://localhost:8000 (PORT=... for another)
	@$(SETUP) demo

init:  ## make .venv with the runtime and development packages
	@$(SETUP) install --dev

test: init  ## the whole suite: SQLite, then PostgreSQL, Redis and browser groups where found (ARGS=... for pytest)
	@$(BIN)/python tests/run.py $(ARGS)

e2e: init  ## only the browser tests
	@$(BIN)/python tests/run.py --only browser $(ARGS)

lint: init  ## style, templates, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: init  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: init  ## web, worker and beat on the database in var/, as it is
	@$(MANAGE) serve

worker: init  ## a worker alone
	$(BIN)/celery -A asn_portal worker --pool=threads --concurrency=2

seed: init  ## the demo governments, if they are not there yet
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) seed_demo

messages: init  ## collect the strings and compile the catalogues (needs gettext)
	$(BIN)/python tests/catalogue.py update

messages-check: init  ## fail on a missing, stale, fuzzy or untranslated string (needs gettext)
	$(BIN)/python tests/catalogue.py check

lock:  ## resolve requirements*.in into hashed requirements*.txt (needs uv)
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt

bench: init  ## the measured ratios of docs/benchmarks.md, on PostgreSQL where it is found
	@$(BIN)/python tests/run.py --bench $(ARGS)
