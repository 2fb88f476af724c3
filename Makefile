# The commands of Rinnalla. All they need beyond Python 3.11, git and make is fetched into .venv,
# pinned and hashed. A second run of any target does only what has changed.

PORT ?= 8000
VAR ?= var
POSTGRES_PORT ?= 54329
KAFKA_PORT ?= 19092
SEED ?= 1
# Compiled modules are kept, also where the surroundings say otherwise: each process would compile all anew.
export PYTHONDONTWRITEBYTECODE :=
export PORT VAR POSTGRES_PORT KAFKA_PORT

VENV ?= .venv
PYTHON := $(VENV)/bin/python
CATALOGUES := $(shell find shared services -name '*.po' 2>/dev/null)

# A stamp's name is the checksum of what was installed and where: a pull that changes the
# requirements, or a moved folder, is noticed; the file times of a checkout say nothing.
stamp = $(VENV)/$(1)-$(shell (pwd; cat requirements/$(1).txt) | cksum | cut -d' ' -f1).stamp
RUN := $(call stamp,run)
DEV := $(call stamp,dev)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run stack-up stack-down server images test pods fuzz faults mutants guards lint bench screenshots contract translations messages migration requirements clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(RUN) translations ## Fetch and build what running needs
	@:

run: setup ## Start the whole platform with demo data (PORT=8000, VAR=var: the data folder)
	@exec $(PYTHON) -m services run

stack-up: $(RUN) ## Start PostgreSQL and Kafka, data in VAR/stack (POSTGRES_PORT=54329, KAFKA_PORT=19092)
	@$(PYTHON) -m deploy.stack up

stack-down: $(RUN) ## Stop both; the data stays
	@$(PYTHON) -m deploy.stack down

server: setup ## Run every process of a region beside stack-up's servers, until Ctrl-C (PORT, VAR)
	@exec $(PYTHON) -m deploy.one_server

images: $(RUN) ## Build the images of our code and of Kafka for deploy/compose.yaml (BASE=debian:bookworm-slim)
	@PYTHON=$(PYTHON) deploy/images.sh

test: $(DEV) translations ## Run every test but faults and pods (ARGS="-k consent" chooses)
	@$(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadgroup -m "not faults and not pods" $(ARGS)

pods: $(DEV) ## Run every container of deploy/k8s as its manifest says, with the images of `images.sh code kafka local`
	@$(PYTHON) -m pytest -n 0 -m pods tests/deploy/test_pods.py

fuzz: $(DEV) translations ## Send requests with something wrong to every route (CASES=20000, SEED=1)
	@CASES=$(or $(CASES),20000) SEED=$(SEED) $(PYTHON) -m pytest -n 0 tests/bad_input/test_fuzz.py
	@EXAMPLES=10 BORDERS=all METHODS="GET POST PUT DELETE PATCH OPTIONS TRACE" $(PYTHON) -m pytest -n 0 tests/contracts/test_schemathesis.py

faults: $(DEV) ## Kill, freeze and cut off real servers, and prove that nothing is lost (SEED=1, ARGS)
	@SEED=$(SEED) $(PYTHON) -m pytest -m faults $(ARGS) tests/faults

mutants: $(DEV) translations ## Break one rule at a time, and list what no test notices (OF=matches.domain, SEED=1, MOST=300, MINUTES=50)
	@OF=$(OF) SEED=$(SEED) MOST=$(MOST) MINUTES=$(MINUTES) $(PYTHON) -m tests.mutants

guards: $(DEV) translations ## Take each guard of tests/guards/guards.toml out in turn, and see its test turn red
	@$(PYTHON) -m tests.guards $(ARGS)

lint: $(DEV) ## Check style, types and who imports whom
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy --no-error-summary
	@$(PYTHON) -m tests.manifests
	@imports=$$($(VENV)/bin/lint-imports --no-logo 2>&1) || { echo "$$imports"; exit 1; }

bench: $(DEV) ## Measure, and print ratios (NAME=append chooses one)
	@$(PYTHON) -m tests.bench $(NAME)

screenshots: $(DEV) translations ## The journeys in a browser alone; pictures in tests/screenshots
	@PICTURES=1 $(PYTHON) -m pytest -n 2 --dist loadgroup -m browser tests/journeys

contract: setup ## Write AsyncAPI document and JSON Schemas of all events into contract/
	@$(PYTHON) -m services contract contract

messages: $(DEV) ## Collect the texts of code and templates into the catalogues
	@$(PYTHON) -m tests.messages

migration: $(DEV) ## Write the step for changed tables (OF=shared or a service, SAYS="…"), or seal steps
	@$(PYTHON) -m tests.migrations $(OF) $(if $(OF),"$(SAYS)")

requirements: $(DEV) ## Pin anew what pyproject.toml asks for
	@$(pin) --output-file requirements/run.txt
	@$(pin) --group test --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

clean: ## Remove what was fetched and built (the data folder stays)
	@rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis $(CATALOGUES:.po=.mo)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

translations: $(CATALOGUES:.po=.mo)
	@:

%.mo: %.po | $(RUN)
	@$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

$(RUN): | $(PYTHON)
	@$(call install,run)
	@touch $@

$(DEV): | $(PYTHON)
	@$(call install,dev)
	@touch $(RUN) $@

$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			$$python -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; exit 0; \
		fi; \
	done; echo "Rinnalla needs Python 3.11 or newer, and found none as python3." >&2; exit 1

# The folder itself is put on the path, and a launcher beside python is the command `rinnalla`:
# an installed copy would hide the files that one is working on. Compiling apart from pip uses all
# processors and halves its time. The pins are constraints as well: a requirement with extras, such as
# pydantic[email], takes its pin only from there.
define install
echo "Fetching the packages of requirements/$(1).txt" && rm -f $(VENV)/*.stamp && \
$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
	--requirement requirements/$(1).txt --constraint requirements/$(1).txt && \
{ $(PYTHON) -m compileall -q -j 0 -x '/tests?/' $(VENV)/lib >/dev/null || true; } && \
pwd >"$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/rinnalla.pth" && \
printf '#!/bin/sh\nexec "$${0%%/*}/python" -m services "$$@"\n' >$(VENV)/bin/rinnalla && \
chmod +x $(VENV)/bin/rinnalla
endef

pin = $(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --extra pdf --extra postgres --extra otlp pyproject.toml
