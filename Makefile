# Two commands matter: `make run` and `make test`. The rest is for developers.
# The steps live in scripts/, so that each can be read, and run, on its own.

PORT ?= 8000
DEMO ?= 1
ARGS ?=
PY = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test test-quick soak check fmt migrations diagram messages bench lighthouse mutants locks keep-database clean

help: ## Show this list
	@echo "Strong Districts"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-19s %s\n", $$1, $$2 }'

run: ## Set up what is missing and serve on http://127.0.0.1:8000 (PORT=8001, DEMO=0)
	@PORT="$(PORT)" DEMO="$(DEMO)" scripts/run.sh

test: ## Every check and every test, on SQLite and PostgreSQL, with a browser (ARGS="-k rating")
	@scripts/test.sh $(ARGS)

test-quick: ## Tests on SQLite without a browser, nothing else (ARGS="tests/people")
	@QUICK=1 scripts/test.sh $(ARGS)

soak: ## Kill the server fifty times while people rate, fifty while a team meets (`make test`: five times each)
	@SOAK=50 scripts/test.sh tests/browser/test_rate.py tests/browser/test_meeting_killed.py -k killed

check: ## Lint, formatting, import rules, types, pending migrations
	@scripts/setup.sh test
	@scripts/check.sh

fmt: ## Format Python, templates, scripts and styles, fix what can be fixed
	@scripts/setup.sh test
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .
	@find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2
	@scripts/node.sh biome check --write || true

migrations: ## Write migrations for changed models (ARGS="people --name add_phone")
	@scripts/setup.sh run
	@$(PY) manage.py makemigrations $(ARGS)

diagram: ## Draw the tables anew into docs/data-model.md
	@scripts/setup.sh run
	@$(PY) scripts/diagram.py

messages: ## Collect the translatable strings into locale/ (needs gettext) and compile them
	@scripts/setup.sh run
	@command -v xgettext >/dev/null || { echo "make messages needs gettext:  apt-get install gettext"; exit 1; }
	@$(PY) manage.py makemessages --all --no-location --no-wrap --ignore .venv --ignore node_modules --ignore var --ignore tests
	@$(PY) scripts/catalogues.py

bench: ## Measure speed on SQLite and PostgreSQL, print a table (ARGS="--size S")
	@scripts/setup.sh test
	@$(PY) -m benchmarks $(ARGS)

lighthouse: ## Measure the first visit to the rate screen on a simulated slow phone (needs Node and Chromium)
	@scripts/setup.sh test
	@$(PY) -m benchmarks.lighthouse $(ARGS)

mutants: ## Change the code in small ways and see whether the tests notice, about an hour (ARGS="--subject access")
	@scripts/mutants.sh $(ARGS)

locks: ## Resolve requirements/*.in anew into the hash-locked *.txt (needs the internet)
	@scripts/locks.sh

keep-database: ## Keep a small database of this version, which later versions' tests bring up to date (both kinds)
	@scripts/setup.sh test
	@$(PY) -m tests.upgrades.keep
	@$(PY) scripts/postgres.py run -- $(PY) -m tests.upgrades.keep

clean: ## Remove what was installed, compiled or collected; the data in var/ stays
	@rm -rf .venv node_modules .pytest_cache .ruff_cache .import_linter_cache .mypy_cache .hypothesis var/static var/static.sum var/static-for-tests*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find . -name '*.mo' -path '*/LC_MESSAGES/*' -delete
