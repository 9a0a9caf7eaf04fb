# `make demo` and `make test` need only Python 3.11 or newer (with venv), git and make.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test slow check calibrate generated snapshots clean

# What a user has set up for other projects must not leak into this one.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONDONTWRITEBYTECODE PIP_TARGET PIP_PREFIX PIP_CONSTRAINT PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --constraint constraints.txt

help:
	@echo "make demo       install into .venv and open the example pilot"
	@echo "make test       run every test that is not slow"
	@echo "make slow       run the slow tests and the benchmarks"
	@echo "make check      ruff, mypy, import-linter, deptry"
	@echo "make calibrate  simulate the tables of docs/statistics.md anew; takes some minutes"
	@echo "make generated  write the files that are made from others: docs/cli.md, Home's titles"
	@echo "make snapshots  take the pictures of the screens anew, after looking at them"
	@echo "make clean      remove .venv and caches"

# The first interpreter that is new enough and can make virtual environments.
$(BIN)/python:
	@found=; for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then found=$$name; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "ybiyri needs Python 3.11 or newer with the venv module; none was found (set PYTHON=/path/to/python)." >&2; \
	  exit 2; fi; \
	"$$found" -m venv --clear $(VENV)

$(VENV)/.app: pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.app

$(VENV)/.check: pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) --editable '.[test,check]'
	@touch $@ $(VENV)/.test $(VENV)/.app

demo: $(VENV)/.app
	@$(BIN)/ybiyri demo

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n auto -m "not slow"

slow: $(VENV)/.test
	@$(BIN)/python -m pytest -n 2 -m slow --ignore tests/bench
	@$(BIN)/python -m pytest -m slow tests/bench

check: $(VENV)/.check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

calibrate: $(VENV)/.test
	@$(BIN)/python -m tests.bench.calibration

generated: $(VENV)/.test
	@$(BIN)/python tests/generated.py

snapshots: $(VENV)/.test
	@$(BIN)/python -m pytest tests/app/snapshots --snapshot-update

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
