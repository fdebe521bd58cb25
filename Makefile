# `make` lists the targets; `make site` and `make test` are all the set-up there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Numbered transcripts of the sources; they are not part of the project.
TEXTS ?= ../shared/sources
# Two builds of one commit give identical bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)

.DEFAULT_GOAL := help
.PHONY: help site test check verify lint serve format lock schema clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

site: $(READY) ## check the catalogue, build site/ and dist/*.zip, say where to click
	$(BIN)/shequ build

test: $(READY) ## lint, types, all tests with a real browser, and the sources where their texts are at hand
	@command -v npm >/dev/null || { echo "Node with npm is needed to test the browser scripts and the pages; install it and run make test again"; exit 1; }
	@$(MAKE) --no-print-directory lint
	$(BIN)/shequ schema --check
	$(BIN)/shequ check
	@if [ -d "$(TEXTS)" ]; then $(MAKE) --no-print-directory verify; else echo "no texts in $(TEXTS): figures not compared with their sources"; fi
	npm ci --prefix tests/html --silent --no-audit --no-fund
	SHEQU_CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m pytest --run-browser

check: $(READY) ## say everything there is to say about the catalogue
	$(BIN)/shequ check

verify: $(READY) ## compare every figure with its source's text
	$(BIN)/shequ verify-sources --texts "$(TEXTS)" --check

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

serve: $(READY) ## show the site at http://127.0.0.1:8000 and rebuild on change
	$(BIN)/shequ serve

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(READY) ## write the JSON Schemas for editors
	$(BIN)/shequ schema

lock: ## pin the dependencies again, with hashes
	$(PYTHON) -m venv .work/lock
	.work/lock/bin/python -m pip install --quiet pip-tools
	.work/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-options \
		--strip-extras --allow-unsafe --extra dev --no-header -o requirements.lock pyproject.toml

clean: ## remove what was built (not the environment)
	rm -rf site dist .work .pytest_cache .mypy_cache .ruff_cache
