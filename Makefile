# The two commands to know: `make lab` and `make test`. Both prepare everything they need.
.DEFAULT_GOAL := help
PYTHON ?= python3
RUN := .venv/bin/python
LAB_ARGS ?=
TEST_ARGS ?=
STUDENTS ?= 5
HUB := _build/hub

.PHONY: help lab test sweep bench site teacher load-test pages check-data dictionary figures notebooks lock clean ready-test ready-lab python

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  make \1|/' | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

lab: python  ## Prepare everything and open the notebooks in JupyterLab
	@$(PYTHON) tools/setup.py lab $(LAB_ARGS)

test: ready-test  ## Prepare everything and run all checks: style, types, tests, notebooks, pages
	$(RUN) -m ruff check --quiet .
	$(RUN) -m ruff format --check --quiet .
	$(RUN) -m mypy
	$(RUN) -m pytest $(TEST_ARGS)

sweep: ready-test  ## The slow checks: every state, every page in every look, fresh runs (minutes; CI runs them)
	$(RUN) -m pytest -m sweep tests

bench: ready-test  ## Measure speed, size and memory; prints a table of ratios
	$(RUN) -m bench

site: ready-test  ## Build the course site into _build/site (nothing changed: nothing built)
	$(RUN) -m ketamine_course.publish.site.build

teacher: ready-test  ## Write plans, print-outs, keys, slides and quizzes for teachers into _build/teacher (holds answers)
	$(RUN) -m ketamine_course.publish.teacher.build

load-test: $(HUB)/ready  ## Hold a class of STUDENTS on this machine: JupyterHub, scripted students, memory, speed (needs npm)
	$(HUB)/venv/bin/python deploy/load_test.py --students $(STUDENTS)

$(HUB)/ready: requirements/hub.lock pyproject.toml | python
	$(PYTHON) -m venv --clear $(HUB)/venv
	$(HUB)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/hub.lock
	$(HUB)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	npm install --silent --no-fund --no-audit --prefix $(HUB) configurable-http-proxy@5.3.0
	touch $@

pages: ready-lab  ## Write each notebook as one self-contained HTML page into _build/pages
	$(RUN) -m ketamine_course.publish.pages

check-data: ready-test  ## Hold the tables against their schema and our own rules
	$(RUN) -m checks.data

dictionary: ready-lab  ## Write the list of columns in data/README.md from datapackage.json
	$(RUN) -m ketamine_course.publish.dictionary

figures: ready-lab  ## Write one picture of every explorable into figures/, as SVG and PNG
	$(RUN) -m ketamine_course.publish.figures

notebooks: ready-lab  ## Run the notebooks and write their outputs back in canonical form
	$(RUN) -m ketamine_course.publish.notebooks

lock: ready-test  ## Resolve the locked versions again (after changing pyproject.toml)
	$(RUN) tools/lock.py

clean:  ## Remove what was built; the next command prepares again
	rm -rf .venv _build .pytest_cache .mypy_cache .ruff_cache .hypothesis

ready-test: python
	@$(PYTHON) tools/setup.py prepare-test

ready-lab: python
	@$(PYTHON) tools/setup.py prepare-lab

python:
	@command -v $(PYTHON) >/dev/null || { echo "Stopped: no $(PYTHON) found. Install Python 3.11 or newer (from your system or python.org), then run the same command again."; exit 1; }
