# Every command of the house. On a fresh machine with Python 3.11+, git and make: `make site`, `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= $(shell $(PYTHON) -c "import os; print(os.cpu_count() or 1)")
# One worker more than cores: those with a browser often wait.
WORKERS ?= $(shell echo $$(($(JOBS) + 1)))
PROFILES := $(wildcard ../shared/data/datapackage)
export MAARAD_PROFILES := $(if $(PROFILES),$(abspath $(PROFILES)),)

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint format lock illustrations icons audit bench golden browser clean

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.site: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

site: $(VENV)/.site  ## Make the environment, install what is locked, build the portal into site/
	$(BIN)/python build.py build --kit

serve: $(VENV)/.site  ## Build, show at http://127.0.0.1:8000/, build again on every change
	$(BIN)/python build.py serve

check: $(VENV)/.site  ## Say everything that is wrong with what people wrote
	$(BIN)/python build.py check

test: $(VENV)/.dev browser  ## Install what tests need and run all of them
	$(BIN)/python -m pytest -n $(WORKERS)

lint: $(VENV)/.dev  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## Put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(VENV)/.dev  ## Write the expected pages of the tiny project anew; read the difference
	MAARAD_GOLDEN=write $(BIN)/python -m pytest tests/test_golden.py

browser: $(VENV)/.dev  ## Install Chromium for the tests when there is none
	@$(BIN)/python tests/install_browser.py

illustrations: $(VENV)/.dev  ## Draw the demonstration photos anew
	$(BIN)/python tools/illustrate.py

icons: $(VENV)/.dev  ## Draw the icons of the installed portal anew
	$(BIN)/python tools/icons.py

audit: $(VENV)/.dev browser  ## Weigh each kind of page, run axe in every combination, check structured data
	$(BIN)/python tools/audit.py

bench: $(VENV)/.dev  ## Measure clean builds of 1,000 and 10,000 listings
	$(BIN)/python benchmarks/run.py

lock:  ## Resolve the dependencies anew, with hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra install -o requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra install --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:  ## Remove what can be made again
	rm -rf site .cache $(VENV)
