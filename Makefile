# The two commands to know: `make lab` and `make test`. Both prepare everything they need.
.DEFAULT_GOAL := help
PYTHON ?= python3
RUN := .venv/bin/python
SETUP := $(PYTHON) tools/setup.py
LAB_ARGS ?=
TEST_ARGS ?=
RELEASE_ARGS ?=
STUDENTS ?= 5
HUB := _build/hub
JS := src/ketamine_course/widgets/js

.PHONY: help lab test sweep js check-js bench site teacher workbook release load-test pages check-data stale new-source new-notebook counts dictionary figures notebooks lock clean ready-test ready-lab python

help:  ## Show this list of commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  make \1|/' | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

lab: python  ## Prepare everything and open the notebooks in JupyterLab
	@$(SETUP) lab $(LAB_ARGS)

test: python  ## Prepare everything and run the checks: style, types, tests, notebooks, pages
	@$(SETUP) test $(TEST_ARGS)

sweep: ready-test  ## Run the slow checks: every state, every page in every look, every lesson, fresh runs (takes many minutes; CI runs them)
	$(RUN) -m pytest -m sweep tests

js: $(JS)/node_modules/.package-lock.json  ## Build the widgets' bundle and the contract's types from their sources (needs npm)
	cd $(JS) && npm run --silent build

check-js: $(JS)/node_modules/.package-lock.json  ## Check the widgets' modules: style, types, unit tests, fresh bundle (needs npm)
	cd $(JS) && npm run --silent check

$(JS)/node_modules/.package-lock.json: $(JS)/package-lock.json
	@command -v npm >/dev/null || { echo "Stopped: no npm found. Install Node.js 20 or newer, then run the same command again."; exit 1; }
	cd $(JS) && npm ci --silent
	@touch $@

bench: ready-test  ## Measure speed, size and memory; prints a table of ratios
	$(RUN) -m bench

site: python  ## Build the course site into _build/site, unless nothing has changed
	@$(SETUP) site

teacher: python  ## Write plans, handouts, answer keys, slides and quizzes for teachers into _build/teacher (contains answers)
	@$(SETUP) teacher

workbook: python  ## Print each notebook as a workbook to write in (a tagged PDF) into _build/workbook (needs Chromium; answers at the end)
	@$(SETUP) workbook

release: python  ## Make one archive of site, pages, teachers' bundle, wheel and data in _build/release, with checksums (contains answers)
	@$(SETUP) release $(RELEASE_ARGS)

load-test: $(HUB)/ready  ## Simulate a class of STUDENTS on this machine with JupyterHub, and measure memory and speed (needs npm)
	$(HUB)/venv/bin/python deploy/load_test.py --students $(STUDENTS)

$(HUB)/ready: requirements/hub.lock pyproject.toml | python
	@command -v npm >/dev/null || { echo "Stopped: no npm found. The load test needs it for the hub's proxy. Install Node.js with npm, then run the same command again."; exit 1; }
	$(PYTHON) -m venv --clear $(HUB)/venv
	$(HUB)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/hub.lock
	$(HUB)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	npm install --silent --no-fund --no-audit --prefix $(HUB) configurable-http-proxy@5.3.0
	touch $@

pages: python  ## Write each notebook as one self-contained HTML page into _build/pages
	@$(SETUP) pages

new-source: ready-test  ## Write the rows that a new text must have and list what is missing: make new-source ID=S7
	@$(RUN) -m tools.new_source $(ID)

new-notebook: ready-test  ## Write what a new notebook must have and list what is missing: make new-notebook NAME=07_your_topic
	@$(RUN) -m tools.new_notebook $(NAME)

counts: ready-test  ## Update the numbers in notebooks and guides that are counted from the tables
	$(RUN) -m checks.counts --write

check-data: ready-test  ## Check the tables against their schemas and our own rules
	$(RUN) -m checks.data

stale: ready-test  ## List statements of absence and claims by age, with the search to run again
	$(RUN) -m checks.stale

dictionary: ready-lab  ## Write datapackage.json (columns, rows) and dictionary.md in data/ from the schemas
	$(RUN) -m ketamine_course.publish.dictionary

figures: ready-lab  ## Write one picture of every interactive figure into figures/, as SVG and PNG
	$(RUN) -m ketamine_course.publish.figures

notebooks: ready-lab  ## Run the notebooks and write their outputs back into them
	$(RUN) -m ketamine_course.publish.notebooks

lock: ready-test  ## Resolve the locked versions again (after changing pyproject.toml)
	$(RUN) tools/lock.py

clean:  ## Remove what was built; the next command prepares again
	rm -rf .venv _build .pytest_cache .mypy_cache .ruff_cache .hypothesis $(JS)/node_modules

ready-test: python
	@$(SETUP) prepare-test

ready-lab: python
	@$(SETUP) prepare-lab

python:
	@command -v $(PYTHON) >/dev/null || { echo "Stopped: no $(PYTHON) found. Install Python 3.11 or newer (from your system or python.org), then run the same command again."; exit 1; }
