# Everything a person or a CI machine does with digitscope. It needs Python 3.11 or newer and make; what else a command
# needs goes into .venv, once, and again only when pyproject.toml or constraints.txt changes.

PORT ?= 8050
DATA ?= mnist
JOURNEYS ?= tests/e2e
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
VENV := .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable

# axe-core, for the tests; where there is no npm those that need it are skipped.
NODE_PACKAGES := $(if $(shell command -v npm 2>/dev/null),node_modules/.installed)

# `make lock`: what a machine may bring along with its torch, and setuptools, of which some releases of torch set the
# upper limit.
NOT_LOCKED := torch torchvision filelock setuptools
LOCKED_PYTHONS := 3.11 3.12 3.13 3.14
LOCKED_SYSTEMS := x86_64-manylinux_2_28 aarch64-apple-darwin
NEW := $(VENV)/constraints.txt
UV_COMPILE := $(VENV)/bin/uv pip compile --quiet --no-python-downloads --only-binary :all:

.DEFAULT_GOAL := help
.PHONY: help run serve test test-quick test-firefox test-processors train build-data bench bench-load measure-truth lint types vendor lock audit
.NOTPARALLEL:

help: ## Say what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1|/' | awk -F '|' '{ printf "%-24s%s\n", $$1, $$2 }'

run: $(VENV)/.installed ## Serve the page; PORT=8051 takes another port, WORKSPACE=ws a folder of your own
	@exec $(PY) app.py --port $(PORT) $(addprefix --artifacts ,$(WORKSPACE))

serve: $(VENV)/.installed ## Serve it to many, with several processes; docs/server.md has the settings
	@exec $(PY) serve.py

test: $(VENV)/.installed-test $(NODE_PACKAGES) ## Run every test; finds or installs a browser for the journeys
	@$(PY) -m tests.browser
	@$(PY) -m pytest

test-quick: $(VENV)/.installed-test ## Run every test that needs no browser
	@$(PY) -m pytest -m "not browser"

test-firefox: $(VENV)/.installed-test $(NODE_PACKAGES) ## Run the journeys in Firefox, too; JOURNEYS=tests/e2e/test_map.py some of them
	@$(PY) -m pytest --browser firefox $(JOURNEYS)

test-processors: $(VENV)/.installed-test ## Run those as other processors would (half an hour)
	@$(PY) -m tests.processors

train: $(VENV)/.installed-train ## Train the network (hours; resumes where it stopped); or DATA=fashion-mnist
	@$(PY) -m model.training.train --data $(DATA)

build-data: $(VENV)/.installed-train ## Make data/artifacts from network and images (minutes); or DATA=fashion-mnist
	@$(PY) -m model.training.build --data $(DATA)

bench: $(VENV)/.installed-test $(NODE_PACKAGES) ## Measure the speed of the page in a real browser
	@$(PY) -m tests.browser
	@$(PY) -m tests.benchmark

bench-load: $(VENV)/.installed-test ## Measure what many visitors notice of each other (an hour)
	@$(PY) -m tests.browser
	@$(PY) -m tests.load

measure-truth: $(VENV)/.installed-test ## Try whether what the page says comes true
	@$(PY) -m tests.truth

lint: $(VENV)/.installed-lint node_modules/.installed ## Check style, format and types
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/hadolint Dockerfile
	@npx --no-install prettier --check --log-level warn assets/js tests
	@npx --no-install tsc
	@npx --no-install tsc --project tests/js

types: $(VENV)/.installed ## Write what the server tells as data in the scripts' types
	@$(PY) -m components.page.view_types

vendor: vendor/node_modules/.installed ## Build the one library that the page brings along, as assets/vendor has it
	@node vendor/build.mjs

# The comment at its top stays. It is replaced only by versions that have a wheel for each Python on each system.
lock: $(VENV)/.installed-lock ## Renew constraints.txt: the newest versions for every Python
	@sed -n '/^#/p' constraints.txt > $(NEW)
	@printf '%s\n' $(NOT_LOCKED) | $(UV_COMPILE) pyproject.toml --all-extras --excludes - --universal \
	  --python-version 3.11 --fork-strategy fewest --no-header --annotation-style line >> $(NEW)
	@for python in $(LOCKED_PYTHONS); do for system in $(LOCKED_SYSTEMS); do \
	  $(UV_COMPILE) $(NEW) --no-deps --python-version $$python --python-platform $$system > /dev/null || exit 1; \
	done; done
	@mv $(NEW) constraints.txt
	@echo "constraints.txt is new; make test says whether these versions pass."

audit: $(VENV)/.installed-audit ## Ask which of the packages have known holes; needs npm and the network
	@$(PY) -m tests.audit

$(PY):
	@for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "Making .venv with $$("$$python" --version) ..."; \
	  "$$python" -m venv $(VENV) || { rm -rf $(VENV); echo "python -m venv failed; Debian and Ubuntu have it in the package python3-venv." >&2; exit 1; }; \
	  exit 0; \
	done; \
	echo "digitscope needs Python 3.11 or newer, and none of $(PYTHONS) is that; get one from https://www.python.org/downloads/." >&2; \
	exit 1

# One pip command installs everything, so that torch and torchvision are chosen to fit each other.
$(VENV)/.installed: pyproject.toml constraints.txt | $(PY)
	@echo "Installing digitscope and what serving needs into .venv; the first time this takes half a minute ..."
	@$(PIP_INSTALL) .
	@touch $@

$(VENV)/.installed-%: pyproject.toml constraints.txt | $(PY)
	@echo "Installing digitscope and what its $* command needs into .venv; the first time this takes some minutes ..."
	@$(PIP_INSTALL) ".[$*]"
	@touch $@ $(VENV)/.installed

node_modules/.installed: package.json package-lock.json
	@echo "Installing what checks scripts and accessibility into node_modules ..."
	@npm ci --silent --no-audit --no-fund
	@touch $@

vendor/node_modules/.installed: vendor/package.json vendor/package-lock.json
	@npm --prefix vendor ci --ignore-scripts --silent --no-audit --no-fund
	@touch $@
