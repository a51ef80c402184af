# Every wish is one command; `make help` explains them.
.DEFAULT_GOAL := help
.PHONY: help install install-dev install-all run test test-unit test-e2e check format lint types contracts knowledge i18n lock bench clean

PY := .venv/bin/python
# Two processes, each test file in one of them: many tests wait for others more than they work.
PYTEST := $(PY) -m pytest -n 2 --dist loadfile

help: ## Explain all commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: install ## Set up what is missing and start Fanal (Ctrl-C stops it)
	@.venv/bin/fanal up

test: install-dev ## Run every test (a skip names what it misses)
	@.venv/bin/fanal prepare
	@$(PYTEST)

test-unit: install-dev ## Run the tests that need no process, model or browser
	@$(PYTEST) -m "not integration and not e2e"

test-e2e: install-dev ## Run the whole-path tests in a browser
	@.venv/bin/fanal prepare
	@$(PYTEST) -m e2e

check: lint types contracts knowledge ## Everything that can be checked without running

lint: install-dev ## Style and mistakes
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .

types: install-dev ## Types, strict
	@$(PY) -m mypy

contracts: install-dev ## Which room may import which
	@.venv/bin/lint-imports

knowledge: install-dev ## Articles: form, facts, sources, translations
	@.venv/bin/fanal knowledge check

format: install-dev ## Put the code into its form
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

i18n: install-dev ## Texts: extract, update, compile, and show how complete each language is
	@$(PY) -m bot.texts extract
	@$(PY) -m bot.texts update
	@$(PY) -m bot.texts compile
	@$(PY) -m bot.texts check

bench: install ## Measure latency, memory and start-up; writes bench/results/
	@.venv/bin/fanal prepare
	@$(PY) -m bench

install: ## Install what a running Fanal needs
	@scripts/install.sh run

install-dev: ## … and what tests and checks need
	@scripts/install.sh dev

install-all: ## … and the sentence-transformers extra (5 GB)
	@scripts/install.sh all

lock: install-dev ## Resolve the dependencies anew
	@scripts/lock.sh

clean: ## Remove what set-up made, but no conversations, cases or secrets
	rm -rf .venv .uv var/encoder var/index var/models var/rasa-cache
