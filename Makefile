# The two commands that matter: `make demo` ranks samples/, `make test` runs every test.
# Both set everything up by themselves in .venv; nothing outside this folder is changed.

ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
# Any Python from 3.11 on that is on the path; `make demo PYTHON=/path/to/python3.12` names one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
UV ?= $(shell command -v uv 2>/dev/null)
AS_OF ?= 2026-11

ifeq ($(UV),)
  INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
else
  INSTALL := VIRTUAL_ENV=$(CURDIR)/.venv $(UV) pip install --quiet
endif

.PHONY: demo test lint types models wheel-test bench lock readme clean help
.DELETE_ON_ERROR:

demo: .venv/run.stamp ## Set everything up and rank the CVs in samples/
	$(BIN)/cpo-screen rank samples --as-of $(AS_OF) -o ranked.csv

test: .venv/dev.stamp ## Set everything up and run every test
	$(BIN)/python -m pytest

lint: .venv/dev.stamp ## Style and formatting (ruff)
	$(BIN)/ruff check src tests docs/*.py
	$(BIN)/ruff format --check src tests docs/*.py

types: .venv/dev.stamp ## Types (mypy --strict)
	$(BIN)/mypy

models: .venv/dev.stamp ## Train everything under models/ from the data of this repository (takes a while)
	$(BIN)/python -m cpo_screen.training.heading_model
	$(BIN)/python -m cpo_screen.training.build
	$(BIN)/python -m cpo_screen.training.sentence_model
	$(BIN)/python -m cpo_screen.training.function_model

wheel-test: .venv/dev.stamp ## Build the wheel, install it into an empty environment, rank a CV there
	$(BIN)/python -m pytest tests/test_wheel.py -m slow

bench: .venv/dev.stamp ## Measure speed and memory as ratios (takes a while; benchmarks/bench.py --quick)
	$(BIN)/python benchmarks/bench.py

lock: .venv/dev.stamp ## Choose the newest versions that fit, with their hashes
	$(INSTALL) uv
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate \
	  --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate \
	  --custom-compile-command 'make lock' pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

readme: .venv/dev.stamp ## Write the real output of today's program into the README
	$(BIN)/python docs/renew_readme.py

clean: ## Remove what the commands above made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache ranked.csv ranked.ledger.csv

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /make \1: /'

# --- set-up: done again only when the lock file or pyproject.toml has changed -------------------

.venv/made.stamp:
	@test -n "$(PYTHON)" || { echo "cpo-screen needs Python 3.11 or newer; none was found." >&2; exit 1; }
ifeq ($(UV),)
	$(PYTHON) -m venv .venv
else
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
endif
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
