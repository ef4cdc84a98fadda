# Two commands are enough: make run, make test.

export DEMO ?= 1
export PORT ?= 8000
export HOST ?= 127.0.0.1

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run dev test lint format messages lock bench handbook

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

run: $(VENV)/ready ## serve the site, with the demo newspaper the first time
	@$(BIN)/python manage.py serve

dev: $(VENV)/ready ## the same, restarting when the code changes
	@$(BIN)/python manage.py serve --reload

test: $(VENV)/ready-dev ## run all tests, on PostgreSQL too where TEST_DATABASE_URL names one
	@tests/run $(BIN)/python

lint: $(VENV)/ready-dev ## check style, migrations and the production settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEMO=0 SITE_URL=https://news.example.org $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/ready-dev ## put code and templates into their one style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

messages: $(VENV)/ready ## write the catalogues of words anew, for translators
	@$(BIN)/python manage.py write_catalogues

lock: $(VENV)/ready-dev ## write the locked requirements anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --group dev -c requirements.txt -o tests/requirements.txt

bench: $(VENV)/ready-dev ## measure pages side by side, and an editor's day
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/growth.py
	@$(BIN)/python benchmarks/desk_list.py
	@$(BIN)/python benchmarks/comments.py
	@$(BIN)/python benchmarks/moderators_queue.py
	@$(BIN)/python benchmarks/search.py
	@$(BIN)/python benchmarks/editors_day.py

handbook: $(VENV)/ready-dev ## draw the pictures of the editor's handbook from the demo newspaper
	@$(BIN)/python -m docs.handbook.draw

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.txt | $(VENV)/bin/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/ready-dev: tests/requirements.txt $(VENV)/ready
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@
