# Two commands matter: `make run` and `make test`. `make` alone lists all of them.
#
# From a fresh clone, Python 3.11, make and the system's package manager are all that is assumed. Each target says in a
# sentence what it is about to do, and does nothing twice: .venv/.stamp is newer than the lock file when all is installed.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
UV_VERSION := 0.13.9
PORT ?= 8000
T ?=
BIN := .venv/bin

# the tests that touch tables, run on both databases
WITH_TABLES := tests/guarantees tests/register tests/parties tests/portals tests/worker tests/outbox tests/api tests/security

.PHONY: help run test check lint bench setup browser lock screenshots clean

help: ## this list
	@echo "Hosho: electronic surety guarantees for public works. What make can do:"
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'
	@echo
	@echo "A part of the tests: make test T=tests/domain"

run: .venv/.stamp ## start a running system with sample data; prints addresses and logins, then ready
	@PORT=$(PORT) $(BIN)/hosho demo

test: .venv/.stamp browser lint ## everything: lint, types, PostgreSQL, browser journeys, kill tests
	@echo "running every test on SQLite and PostgreSQL, with a real browser; this takes minutes"
	@$(BIN)/pytest -n auto $(T)
	@test -n "$(T)" || echo "running what touches tables once more, on a PostgreSQL of its own"
	@test -n "$(T)" || $(BIN)/pytest -n auto --database postgres -m "not browser and not slow and not postgres" $(WITH_TABLES)

check: .venv/.stamp lint ## lint, types, import contracts and the fast tests, in one to two minutes
	@echo "running the fast tests"
	@$(BIN)/pytest -q -n auto --hypothesis-profile quick -m "not slow and not browser and not postgres" $(T)

lint: .venv/.stamp ## lint, types and import contracts alone
	@echo "checking style, types and who imports whom"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted; run $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: .venv/.stamp browser ## measure against peers and limits; writes bench/RESULTS.md
	@bench/run

setup: .venv/.stamp ## install what the project needs from its lock file into .venv
	@echo "the environment in .venv is what requirements.lock says"

browser: ## install the browser, PDF tools and fonts that the tests use, if they are missing
	@tools/install-system-packages

screenshots: .venv/.stamp browser ## take the README's pictures from a running demo
	@$(BIN)/python tools/take_screenshots.py

lock: .tools/.uv-$(UV_VERSION) ## renew the lock files from pyproject.toml
	@echo "writing requirements.lock and requirements-bench.lock"
	@$(LOCK) --group dev -o requirements.lock
	@$(LOCK) --group dev --group bench -o requirements-bench.lock

clean: ## remove the environment and the demo's data
	@echo "removing .venv, .hosho and what builds left"
	@rm -rf .venv .hosho build *.egg-info

LOCK := .tools/bin/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-annotate \
  pyproject.toml --python-version 3.11

.tools/.uv-$(UV_VERSION):
	@command -v $(PYTHON) >/dev/null || { echo "Hosho needs Python 3.11. Install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || tools/install-system-packages pip
	@echo "installing the package installer (uv $(UV_VERSION)) into .tools"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action ignore --upgrade --target .tools uv==$(UV_VERSION)
	@touch $@

.venv/.stamp: requirements.lock pyproject.toml .tools/.uv-$(UV_VERSION)
	@echo "installing the locked Python packages into .venv (about ten seconds, the first time)"
	@test -x $(BIN)/python || .tools/bin/uv venv --quiet --python $(PYTHON) --no-python-downloads .venv
	@.tools/bin/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@.tools/bin/uv pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $@
