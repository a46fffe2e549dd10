# Everything that others rely on. A fresh machine needs python3 (3.11 or newer, with venv) and make; the rest is fetched.
#
#   make demo    a fictional centre on http://127.0.0.1:8000, with a tender that closes in ten minutes
#   make test    every check, a real browser and PostgreSQL included
#   make check   the fast ones
#   make story   one whole tender through the API, verified offline; ends with a line of JSON
#   make bench B=log|stampede|opening|pages  make grown    the whole suite on PostgreSQL
#   make soak    long runs                 make docs     write docs/reference and docs/stories anew
#   make fix     format, and repair what can be repaired without thinking

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

UV := $(shell command -v uv || echo .tools/bin/uv)
BIN := .venv/bin
RUN := $(CURDIR)/$(BIN)/python
BUNDLE := src/qinglian/web/shared/static/bundle/manifest.json
BROWSER_SOURCES := $(shell find browser src/qinglian/web/shared/static/css -path browser/node_modules -prune -o -type f -print)
DEBIAN := chromium-headless-shell fonts-noto-cjk postgresql
WORKERS ?= 2
export UV_PYTHON_DOWNLOADS := never
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help demo test check story bench grown soak docs fix lint types rooms pytest vitest grown-part debian

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

# ---- set-up ----

.tools/bin/uv:
	python3 -m venv .tools
	.tools/bin/pip install --quiet 'uv>=0.9'

.venv/.runtime: pyproject.toml uv.lock | $(filter .tools/bin/uv,$(UV))
	$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

.venv/.dev: .venv/.runtime
	$(UV) sync --quiet --frozen --inexact
	@touch $@

browser/node_modules/.ready: browser/package.json browser/package-lock.json | .venv/.runtime
	cd browser && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUNDLE): $(BROWSER_SOURCES) | browser/node_modules/.ready
	cd browser && npm run --silent build
	@touch $@

debian:
	@missing=$$(for name in $(DEBIAN); do dpkg -s $$name >/dev/null 2>&1 || echo $$name; done | xargs); \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Debian packages: $$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "MISSING: $$missing. What needs them will be SKIPPED (and fails with CI=true). As root: apt-get install $$missing"; \
	fi

# ---- what people come for ----

demo: .venv/.runtime $(BUNDLE)
	$(RUN) -m tests.stories.demo

story: .venv/.runtime
	$(RUN) -m tests.stories.one

bench: .venv/.dev $(BUNDLE)
	@test -n "$(B)" || { echo "say which: make bench B=log (see benchmarks/)"; exit 2; }
	$(RUN) -m benchmarks.$(B)

# ---- checks ----

test: debian check pytest grown-part vitest
	@$(BIN)/qinglian conformance

check: lint types rooms

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

rooms: .venv/.dev
	$(BIN)/lint-imports --no-logo

pytest: .venv/.dev $(BUNDLE)
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --conformance -m "not soak and not grown" --ignore=tests/api/test_schema.py
	$(BIN)/pytest -q tests/api/test_schema.py  # its tests share one name, of which workers would run only the first

grown-part: .venv/.dev $(BUNDLE)
	$(RUN) -m tests.grown.postgres $(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not soak and not browser" \
	  tests/grown tests/record tests/jobs tests/domain/bids tests/domain/evaluation tests/domain/experts tests/domain/supervision \
	  tests/domain/people/test_races.py tests/domain/people/test_roll.py tests/domain/tenders/test_races.py tests/domain/contracts \
	  tests/domain/integrity tests/domain/education tests/domain/outreach

grown: .venv/.dev $(BUNDLE) debian
	$(RUN) -m tests.grown.postgres $(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not soak"
	$(RUN) -m tests.grown.postgres $(RUN) -m tests.stories.one

vitest: .venv/.runtime browser/node_modules/.ready
	cd browser && npm run --silent check && npm run --silent test

soak: .venv/.dev $(BUNDLE) debian
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m soak

# ---- writing ----

docs: .venv/.dev
	$(RUN) -m docs.generate
	$(RUN) -m tests.stories.tell

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
