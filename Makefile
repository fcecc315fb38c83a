# Two commands matter: `make run` and `make test`. `make` alone lists all of them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
UV_VERSION := 0.13.9
PORT ?= 8000
BIN := .venv/bin

.PHONY: help run test check bench setup browser lock screenshots clean

help: ## list every command with its sentence
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

.tools/.uv-$(UV_VERSION):
	@echo "installing the package installer (uv $(UV_VERSION)) into .tools"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action ignore --upgrade --target .tools uv==$(UV_VERSION)
	@touch $@

.venv/.stamp: requirements.lock pyproject.toml .tools/.uv-$(UV_VERSION)
	@echo "installing the locked Python packages into .venv"
	@test -x $(BIN)/python || .tools/bin/uv venv --quiet --python $(PYTHON) --no-python-downloads .venv
	@.tools/bin/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@.tools/bin/uv pip install --quiet --no-deps --no-build-isolation-package hosho --python $(BIN)/python --editable . 2>/dev/null \
	  || .tools/bin/uv pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $@

setup: .venv/.stamp ## install what the project needs from its lock file

browser: ## install the browser and PDF tools the tests use, if they are missing
	@tools/install-system-packages

run: .venv/.stamp ## start a running system with sample data; prints addresses and sample logins
	@PORT=$(PORT) $(BIN)/hosho demo

check: .venv/.stamp ## lint, types, import contracts and the fast tests, under a minute
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q -m "not slow and not browser and not postgres" -n auto

test: .venv/.stamp browser ## everything: check, PostgreSQL, browser journeys, kill tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto

bench: .venv/.stamp ## measure against peers and limits; writes bench/RESULTS.md
	@bench/run

lock: .tools/.uv-$(UV_VERSION) ## renew the lock files from pyproject.toml
	@.tools/bin/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-annotate --group dev pyproject.toml --python-version 3.11 -o requirements.lock
	@.tools/bin/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-annotate --group dev --group bench pyproject.toml --python-version 3.11 -o requirements-bench.lock

screenshots: .venv/.stamp browser ## take the README's pictures from a running demo
	@$(BIN)/python tools/take_screenshots.py

clean: ## remove the environment and the demo's data
	@rm -rf .venv .hosho build *.egg-info
