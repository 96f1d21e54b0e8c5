# One virtual environment, made from the lock; every target sets it up by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup demo tour mutants screens texts screenshots run check test bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock
	@echo "Setting up $(VENV): about half a minute, once. · Готовлю $(VENV): с полминуты, один раз."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

demo: setup ## the bot in a sandbox with a chat page in the browser: no token or account needed
	$(BIN)/python -m demo

tour: setup ## the same as a scripted tour in the terminal
	$(BIN)/python -m demo tour

run: setup ## the bot itself: BOT_TOKEN=… make run
	$(BIN)/python -m bot run

check: setup ## format, lint, types, import contracts; JavaScript and CSS where npm is
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/check-page

test: check ## every check and every test
	$(BIN)/pytest -n auto
	@.ci/check-page only-say-what-is-skipped

mutants: setup ## change the code line by line and see which change no test of views and services minds: MUTANTS="views.*"
	$(BIN)/pip install --quiet "mutmut>=3.8,<4"
	nice -n 19 $(BIN)/mutmut run --max-children 2 $(MUTANTS)
	$(BIN)/mutmut results

screens: setup ## draw every screen anew for review: tests/views/screens
	$(BIN)/python -m tests.views.catalogue

texts: setup ## every screen in both languages side by side: build/texts.html
	$(BIN)/python -m tests.views.catalogue.web_page

screenshots: setup ## the pictures in docs/images (needs chromium)
	$(BIN)/python -m tests.browser.screenshots

bench: setup ## measurements, printed
	$(BIN)/python -m bench

lock: setup ## renew requirements.lock after a change in pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--upgrade --quiet --custom-compile-command "make lock" --output-file requirements.lock

clean: ## forget the environment and the caches
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants
