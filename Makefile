# secretariat: everything happens inside this checkout; `make help` says what there is.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
UV := $(BIN)/uv
SYNC := $(UV) --quiet sync --frozen --inexact --no-default-groups
T ?= tests
ENGINE ?= memory
SEED ?= 1
export UV_CACHE_DIR := $(CURDIR)/.venv/cache
export PYTHONDONTWRITEBYTECODE =
export PYTHONWARNDEFAULTENCODING =

.PHONY: help demo up test test-api test-browser test-client check lint mail-gallery storm bench corpus openapi package lint-template clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: .venv/demo.ready ## run a whole meeting on this machine and look at the report
	@$(BIN)/secretariat demo

up: .venv/demo.ready ## serve the meeting on http://127.0.0.1:8400 until Ctrl-C
	@$(BIN)/secretariat up --outline infra/local/meeting.txt

test: .venv/test.ready ## run the tests; T=path::name runs one
	@$(BIN)/python -m pytest -n 2 $(T)

test-api: .venv/api.ready ## ask every address for what its description allows, and forbids
	@$(BIN)/python -m pytest -n 2 tests/api

test-browser: .venv/browser.ready ## open the pages in Chromium; CHROMIUM=path names another one
	@$(BIN)/python -m pytest tests/browser

test-client: .venv/api.ready ## make TypeScript clients of the descriptions and compile them
	@$(BIN)/python -m pytest tests/client

check: .venv/test.ready lint ## lint, types, rooms, tests with coverage, OpenAPI files
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered tests
	@$(BIN)/python -m infra.package.openapi --check

lint: .venv/test.ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m infra.package.mail_words

mail-gallery: .venv/browser.ready ## take pictures of every kind of mail; they stand in build/mail
	@$(BIN)/python -m infra.local.gallery

storm: .venv/demo.ready ## sixteen at once, then a recount; ENGINE=memory|moto SEED=1
	@$(BIN)/python -m infra.local.storm --engine $(ENGINE) --seed $(SEED)

bench: .venv/test.ready ## print speed as ratios measured in this run
	@$(BIN)/python -m infra.bench

corpus: .venv/test.ready ## say how much of each corpus of outlines is read
	@$(BIN)/python -m tests.corpus.score

openapi: .venv/demo.ready ## write the functions' openapi.json
	@$(BIN)/python -m infra.package.openapi

package: .venv/demo.ready ## write the template and the zips under build/
	@$(BIN)/secretariat package

lint-template: .venv-template/ready package ## judge the template with cfn-lint
	@.venv-template/bin/cfn-lint build/template.json

clean: ## remove everything that was made here
	rm -rf .venv .venv-template build .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/uv.ready:
	@test -n "$(PYTHON)" || { echo "secretariat needs Python 3.11 or later"; exit 1; }
	@echo "Making .venv with $(PYTHON) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --quiet --no-cache-dir --disable-pip-version-check install 'uv==0.13.9'
	@touch $@

.venv/demo.ready: .venv/uv.ready uv.lock pyproject.toml
	@echo "Installing what the demo needs into .venv …"
	@$(SYNC)
	@touch $@

.venv/test.ready: .venv/demo.ready
	@echo "Installing what the tests need into .venv …"
	@$(SYNC) --group dev
	@touch $@

.venv/browser.ready: .venv/test.ready
	@echo "Installing what the browser tests need into .venv …"
	@$(SYNC) --group dev --group browser
	@touch $@

.venv/api.ready: .venv/test.ready
	@echo "Installing what tries the descriptions into .venv …"
	@$(SYNC) --group dev --group api
	@touch $@

.venv-template/ready: .venv/demo.ready
	@echo "Installing cfn-lint into .venv-template …"
	@UV_PROJECT_ENVIRONMENT=.venv-template $(UV) --quiet sync --frozen --only-group template
	@touch $@
