# kam: everything that people and CI do has one word here. Needs python 3.11 or newer with venv, git and make.
# Another interpreter: `make test PYTHON=python3.12`. The environment is made once, and again when the lock changes.

PYTHON ?= python3
AS_OF  ?= 2026-11-20# the day of the bundled demonstration book

VENV := .venv
BIN  := $(VENV)/bin
CORE := kamcli/model/*,kamcli/states*,kamcli/clocks*,kamcli/rules/*,kamcli/changes/*,kamcli/views/*
FLOOR ?= 100

# the bundled book is meant, whatever book the user works with
unexport KAM_BOOK KAM_AS_OF KAM_LANG KAM_FORMAT

.DEFAULT_GOAL := run
.PHONY: run test test-machine check format lint types imports records cover bench fmt golden labels schemas lock clean

run: $(VENV)/.ready ## the weekly digest of the bundled book, here and as a page
	@$(BIN)/kam report digest --as-of $(AS_OF)
	@mkdir -p build
	@$(BIN)/kam report digest --as-of $(AS_OF) --format html --out "$(CURDIR)/build/digest.html"

test: $(VENV)/.ready
	@$(BIN)/python -m pytest -n auto

test-machine: $(VENV)/.ready
	@$(BIN)/python -m pytest -m machine

# ------------------------------------------------------------------------------------- what must hold before a commit
check: format lint types imports records
	@$(MAKE) --no-print-directory test

format: $(VENV)/.ready
	@$(BIN)/ruff format --check

lint: $(VENV)/.ready
	@$(BIN)/ruff check

types: $(VENV)/.ready
	@$(BIN)/mypy

imports: $(VENV)/.ready
	@$(BIN)/lint-imports --no-logo

records: $(VENV)/.ready
	@$(BIN)/kam check --strict

cover: $(VENV)/.ready ## branch coverage: all of it in build/coverage, then the pure core, which must reach FLOOR
	@$(BIN)/python -m pytest -n auto --cov --cov-report=html:build/coverage
	@$(BIN)/coverage report --include='$(CORE)' --fail-under=$(FLOOR)

# ------------------------------------------------------------------------------------------------- what changes files
fmt: $(VENV)/.ready
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

golden: $(VENV)/.ready ## write the golden files anew; read the diff before it is committed
	@$(BIN)/python -m pytest -n auto --golden

labels: $(VENV)/.ready ## the table of names and labels that start, list and completion read in place of the models
	@$(BIN)/python -m pytest --golden tests/model/test_labels.py tests/cli/test_completion_table.py

schemas: $(VENV)/.ready ## what editors read of the bundled book: records/.schema
	@$(BIN)/python -m pytest --golden tests/store/test_schemas.py

lock: $(VENV)/.ready ## newest versions that pyproject.toml allows, with hashes and no addresses
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@echo '# Every package of the development environment with its hashes. Renew it with `make lock`.' > requirements.new
	@$(BIN)/uv pip compile --quiet --upgrade --no-header --no-annotate --generate-hashes --no-emit-index-url \
		--no-emit-find-links --universal --python-version 3.11 --extra dev pyproject.toml >> requirements.new
	@mv requirements.new requirements.lock

bench: $(VENV)/.ready
	@$(BIN)/python -m tests.bench

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
	@find kamcli tests -name __pycache__ -prune -exec rm -rf {} +

# --------------------------------------------------------------------------------------------------- the environment
define NEEDS
import sys
if sys.version_info < (3, 11):
    sys.exit("kam needs python 3.11 or newer, this is %d.%d: make PYTHON=python3.12" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("python's venv is missing: apt install python%d.%d-venv" % sys.version_info[:2])
endef
export NEEDS

$(VENV)/.locked: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "python is missing: $(PYTHON)" >&2; exit 1; }
	@$(PYTHON) -c "$$NEEDS"
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.ready: $(VENV)/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
