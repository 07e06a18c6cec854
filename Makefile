# Two commands: `make run` and `make test`. `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Both commands start dozens of Pythons: each module is compiled once, whatever the machine's custom is.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: run test check faults bench lock help clean ready-to-run ready-to-test

run: ready-to-run ## Set up what is missing and run the whole platform (PORT=8000 VAR=./var DEMO=1)
	@$(BIN)/python -m launcher --with-parent

test: ready-to-test ## Set up what is missing and run everything that CI runs
	@$(BIN)/python -m launcher.needs
	@$(BIN)/python deploy/local/checks.py everything

check: ready-to-test ## The fast half: lint, types, import contracts, unit tests; no servers
	@$(BIN)/python deploy/local/checks.py

faults: ready-to-test ## Only the tests that kill processes
	@$(BIN)/python -m launcher.needs
	@$(BIN)/pytest -m faults

bench: ready-to-test ## Measure the platform against its peers; writes var/bench.json
	@$(BIN)/python -m launcher.needs
	@$(BIN)/python tests/bench/run.py

lock: ready-to-test ## Pin all requirements anew, with hashes, from the *.in files
	@$(BIN)/python -m launcher.locking

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## Remove the virtual environment and all caches; the data in ./var stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-to-run ready-to-test:
	@$(PYTHON) deploy/local/prepare.py $(subst ready-to-,,$@)
