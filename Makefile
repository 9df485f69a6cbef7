# make run    all set-up, then the product on sample pages in a real browser
# make test   all set-up, then every check and test
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
EVAL_DATA ?= ../shared/eval/dev
export REALDESK_EVAL_DATA ?= $(wildcard $(abspath $(EVAL_DATA)))

.PHONY: help setup system run test lint unit browser-test js eval eval-peers fit bench lock clean

help:
	@sed -n 's/^# //p' Makefile

# System packages (browsers, fonts, Node): installed as root, otherwise the command is printed.
system:
	@bash requirements/system.sh

build/.setup: pyproject.toml requirements/dev.lock package-lock.json hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "CPython 3.11 or newer is needed: make PYTHON=/path/to/python3.11 setup"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	npm ci --silent --ignore-scripts
	@mkdir -p build && touch $@

# After this .venv/bin/realdesk is the command.
setup: system build/.setup
	@$(BIN)/realdesk rules build >/dev/null

run: setup
	@PYTHONPATH=tests $(BIN)/python -m browser.demo $(ARGS)

test: setup lint js unit browser-test
	@echo "all checks passed"

lint:
	$(BIN)/ruff format --check companion tests hatch_build.py
	$(BIN)/ruff check companion tests hatch_build.py
	$(BIN)/mypy
	$(BIN)/realdesk rules lint
	$(BIN)/realdesk rules directory --check
	$(BIN)/realdesk rules secrets --check

js:
	npm run --silent types
	npm run --silent lint
	npm run --silent test

unit:
	$(BIN)/pytest -q -m "not browser" -n 2

# Browsers stall now and then on a busy machine: what fails is tried once more, and named at the end either way.
browser-test:
	$(BIN)/pytest -q -m browser --reruns 1 -rR

# Options: make eval ARGS="--only hosts --worst 30 --sample 1000 --json build/eval.json"
eval: setup
	@PYTHONPATH=tests $(BIN)/python -m eval.run $(ARGS)

# The public peers on the same rows; they are installed for this alone, into build/peers.
eval-peers: setup build/peers/.setup
	@PYTHONPATH=tests $(BIN)/python -m eval.run --peers $(ARGS)

build/peers/.setup: tests/eval/peers/package-lock.json tests/eval/peers/requirements.lock
	@mkdir -p build/peers
	cp tests/eval/peers/package.json tests/eval/peers/package-lock.json build/peers
	cd build/peers && npm ci --silent --ignore-scripts --legacy-peer-deps
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade --target build/peers/python -r tests/eval/peers/requirements.lock
	@touch $@

# Weights for rules/policy.toml from the same data: make fit shows them, make fit ARGS=--write writes them.
fit: setup
	@PYTHONPATH=tests $(BIN)/python -m eval.fit $(ARGS)

# The public peers are measured in the same run.
bench: setup build/peers/.setup
	@PYTHONPATH=tests $(BIN)/python -m bench.host
	@PYTHONPATH=tests $(BIN)/python -m bench.peers
	@PYTHONPATH=tests $(BIN)/python -m bench.page_to_banner
	@PYTHONPATH=tests $(BIN)/python -m bench.lookup
	@node tests/bench/search.js
	@PYTHONPATH=tests $(BIN)/python -m bench.feeds
	@PYTHONPATH=tests $(BIN)/python -m bench.chats
	@PYTHONPATH=tests $(BIN)/python -m bench.chat_marks
	@PYTHONPATH=tests $(BIN)/python -m bench.chat_scores
	@PYTHONPATH=tests $(BIN)/python -m bench.chat_tabs
	@PYTHONPATH=tests $(BIN)/python -m bench.secrets

# Renew the lock file after a change of dependencies in pyproject.toml.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements/dev.lock

clean:
	rm -rf build .venv node_modules
