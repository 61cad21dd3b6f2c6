# Levelset. Two commands matter: `make run` and `make test`. Each does all of its own set-up.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
PY := .venv/bin/python
COMPILE := .tools/uv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-browser test-real check format lock messages screenshots drill soak soak-programs bench-http bench-detector bench-programs bench-selection bench-real bench-lighthouse bench-import fuzz-api fuzz-import backup restore accept-database stop clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | while IFS='|' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

run: ## Install, start the database, serve on http://127.0.0.1:8000 (PORT=8001 for another port)
	@bin/set-up serve $(PY) -m config.run --host $(HOST) --port $(PORT)

test: ## Install and run all tests: first without a browser, then with one
	@$(MAKE) --no-print-directory test-fast
	@$(MAKE) --no-print-directory test-browser

test-fast: ## Run the tests that need no browser
	@bin/set-up test
	@PATH="$$PATH:$(CURDIR)/.tools/node/bin" node --test --test-reporter=dot tests/js/*.test.mjs
	@$(PY) -m pytest -n $(WORKERS) -m 'not browser and not real_data'

test-browser: ## Run the browser tests
	@bin/set-up test
	@bin/set-up browser
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal -m 'browser and not real_data'

drill: ## Run only the fault drill (a part of test-browser)
	@bin/set-up test
	@bin/set-up browser
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal tests/drill

soak: ## Log 10,000 operations from three devices while everything fails (SEED=7, OPERATIONS=500)
	@bin/set-up test
	@bin/set-up browser
	@$(PY) -m tests.drill.soak $(if $(OPERATIONS),--operations $(OPERATIONS)) $(if $(SEED),--seed $(SEED))

test-real: ## Run the tests on real people's data: make test-real LEVELSET_REAL_DATA=/path/to/files
	@test -n "$(LEVELSET_REAL_DATA)" || { echo 'Name the folder with the files: make test-real LEVELSET_REAL_DATA=/path'; exit 2; }
	@bin/set-up test
	@bin/set-up browser
	@LEVELSET_REAL_DATA="$(LEVELSET_REAL_DATA)" $(PY) -m pytest -m real_data -s

check: ## Run linters, types, import contracts, migration and deployment checks
	@bin/set-up dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy
	DJANGO_SETTINGS_MODULE=config.settings.test $(PY) manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.prod ALLOWED_HOSTS=levelset.example $(PY) manage.py check --deploy --fail-level WARNING

format: ## Format the code and fix what the linter can
	@bin/set-up dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: ## Pin requirements/*.in with hashes (UPGRADE=1 takes newer versions)
	@bin/set-up uv
	@for name in uv node base test dev; do echo "requirements/$$name.txt"; $(COMPILE) $(if $(UPGRADE),--upgrade) requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@! grep -nE 'https?://' requirements/*.txt

messages: ## Collect what is said, and compile translations; prints what is left to translate
	@bin/set-up test
	@DJANGO_SETTINGS_MODULE=config.settings.test $(PY) -m config.messages

screenshots: ## Take the README's screenshots again, of the sample athlete
	@bin/set-up test
	@bin/set-up browser
	@$(PY) bin/take_screenshots.py

soak-programs: ## Draw ten thousand random athletes and let the judge look at their programs (EXAMPLES=500)
	@bin/set-up test
	@LEVELSET_PROGRAM_EXAMPLES=$(or $(EXAMPLES),10000) $(PY) -m pytest -q -s tests/programs/domain/test_generating_invariants.py

bench-http: ## Load a production server with a million sets, beside two floors (ARGS=--quick for a short look)
	@bin/set-up base
	@$(PY) -m benchmarks.http $(ARGS)

bench-detector: ## Judge 20,000 simulated athletes a world, and time ten years (ARGS=--quick for a short look)
	@bin/set-up base
	@$(PY) -m benchmarks.detector $(ARGS)

bench-programs: ## Let simulated athletes follow Levelset and fixed plans (ARGS=--quick for a short look)
	@bin/set-up base
	@$(PY) -m benchmarks.programs $(ARGS)

bench-selection: ## Compare 500 athletes' weeks with the best an exact solver finds (ARGS='--athletes 60' for fewer)
	@bin/set-up dev
	@$(PY) -m benchmarks.programs.selection $(ARGS)

bench-real: ## Try the detector on real people: make bench-real LEVELSET_REAL_DATA=/path/to/files
	@test -n "$(LEVELSET_REAL_DATA)" || { echo 'Name the folder with the files: make bench-real LEVELSET_REAL_DATA=/path'; exit 2; }
	@bin/set-up base
	@$(PY) -m benchmarks.real "$(LEVELSET_REAL_DATA)"

bench-lighthouse: ## Let Lighthouse judge the log page three times (ARGS='--details /today/' for another page)
	@bin/set-up test
	@bin/set-up browser
	@$(PY) -m benchmarks.lighthouse $(ARGS)

bench-import: ## Import 200,000 rows of another tracker, and print time and memory (ARGS=--quick for a short look)
	@bin/set-up base
	@$(PY) -m benchmarks.importing $(ARGS)

fuzz-api: ## Ask the API everything that its description allows and forbids (SEED=7, EXAMPLES=300)
	@bin/set-up test
	@LEVELSET_API_EXAMPLES=$(or $(EXAMPLES),300) LEVELSET_API_SEED=$(or $(SEED),7) $(PY) -m pytest -q -s -p no:randomly tests/api/test_fuzz.py

fuzz-import: ## Break files of every tracker for ten minutes each (SEED=7, SECONDS=600, JOBS=2 for two at a time)
	@bin/set-up test
	@$(PY) -m tests.exchange.fuzz $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(JOBS),--jobs $(JOBS))

backup: ## Back the database up into .data/backups (TO=/another/folder)
	@bin/set-up base
	@$(PY) manage.py backup $(if $(TO),--to "$(TO)")

restore: ## Put a backup back: make restore FILE=/path/to/file.backup (REPLACE=1 in the place of what is there)
	@test -n "$(FILE)" || { echo 'Name the backup: make restore FILE=/path/to/file.backup'; exit 2; }
	@bin/set-up base
	@$(PY) manage.py restore "$(FILE)" $(if $(REPLACE),--replace)

accept-database: ## Go on with another or an emptied database, on purpose
	@$(PY) manage.py accept_database

stop: ## Stop the embedded database now (it stops by itself when nobody uses it)
	@if [ -x $(PY) ]; then $(PY) -m config.embedded.keeper stop; fi

clean: stop ## Remove what make has installed; your data in .data stays
	rm -rf .venv .tools node_modules templates/imbalances/_body_outlines.html .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
