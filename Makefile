# Needs GNU make and Python 3.11 or newer; everything else goes into .venv, from the locked
# requirements. `make site PYTHON=python3.12` picks another Python.

PYTHON ?= python3
BIN := .venv/bin
NODE := node_modules/.bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --custom-compile-command 'make lock' -c requirements/constraints.txt $(UPGRADE)

LOCALE := plugins/lessonbank/texts/locale
CATALOGUE := $(LOCALE)/en/LC_MESSAGES/lessonbank.po
TRANSLATED := $(filter-out en,$(notdir $(wildcard $(LOCALE)/*)))

export UV_PYTHON_DOWNLOADS := never
# Tests start Python hundreds of times: what it has compiled is kept, whatever the machine says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site docs serve check properdocs test lint lint-scripts texts lock sbom clean distclean

help: ## Say what there is to make.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

site: .venv/site.stamp ## Build the bank into build/site.
	@$(BIN)/lessonbank build $(ARGS)

# The reference says what the program says of itself; the rest is written by people.
docs: .venv/site.stamp ## Build the documentation into docs/build/site.
	@$(BIN)/python docs/reference.py
	@cd docs && ../$(BIN)/lessonbank build --strict $(ARGS)

serve: .venv/site.stamp ## Preview the bank in a browser while it is being written.
	@$(BIN)/lessonbank serve $(ARGS)

check: .venv/site.stamp ## Look for mistakes in content/ without building.
	@$(BIN)/lessonbank check $(ARGS)

# The day that Material no longer runs under MkDocs, this is the way out.
properdocs: .venv/test.stamp site ## Build once more under ProperDocs: the same files come out.
	@$(BIN)/properdocs build --quiet --strict -f mkdocs.yml --site-dir build/properdocs
	@cd build/site && find . -type f | LC_ALL=C sort > ../site.files
	@cd build/properdocs && find . -type f | LC_ALL=C sort > ../properdocs.files
	@diff build/site.files build/properdocs.files
	@echo "The two sites have the same $$(wc -l < build/site.files) files."

# A browser that has to share drops frames, so what plays a film runs alone, after all the rest.
# pytest ends with 5 where ARGS picks no test: of one of the two sessions, but not of both.
test: .venv/test.stamp ## Run the tests; ARGS="-k captions" picks some.
	@$(BIN)/python -m pytest --films without --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS); \
	rest=$$?; [ $$rest = 0 ] || [ $$rest = 5 ] || exit $$rest; \
	$(BIN)/python -m pytest --films only $(ARGS); \
	films=$$?; [ $$films = 5 ] && exit $$rest; exit $$films

lint: .venv/test.stamp lint-scripts ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The scripts of the pages. Only npm brings what checks them, and nobody else needs npm.
lint-scripts:
	@if [ -x $(NODE)/biome ] && [ -x $(NODE)/tsc ]; then \
	    echo "$(NODE)/biome lint"; $(NODE)/biome lint --error-on-warnings || exit 1; \
	    echo "$(NODE)/tsc"; $(NODE)/tsc; \
	else \
	    echo "The scripts of the pages were not checked. To check them, install npm and run: npm ci"; \
	fi

texts: .venv/test.stamp ## List the words of the interface in plugins/lessonbank/texts/locale.
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keyword mark --sort-output \
	    --add-location file --omit-header --output-file $(CATALOGUE) plugins/lessonbank
	@for language in $(TRANSLATED); do \
	    file=$(LOCALE)/$$language/LC_MESSAGES/lessonbank.po; \
	    $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --locale $$language \
	        --input-file $(CATALOGUE) --output-file $$file; \
	    sed -E '/^"(Project-Id|Report-Msgid|POT-|PO-|Last-|Language-Team|Generated-By)/d' $$file > $$file.new; \
	    mv $$file.new $$file; \
	done

lock: .venv/uv.stamp ## Lock the requirements again; UPGRADE=--upgrade takes newer ones.
	$(COMPILE) --group setup -o requirements/uv.txt
	$(COMPILE) --group build -o requirements/site.txt pyproject.toml
	$(COMPILE) -c requirements/site.txt -o plugins/lessonbank/scaffold/bank/runtime.txt pyproject.toml
	$(COMPILE) --group build --group test -c requirements/site.txt \
	    -o requirements/test.txt pyproject.toml

sbom: .venv/test.stamp ## Write build/sbom.json: what a site is built with, as CycloneDX.
	@mkdir -p build
	@PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	    --spec-version 1.6 --output-file build/sbom.json requirements/site.txt

clean: ## Remove the built site; encoded media in .cache stays.
	rm -rf build docs/build

distclean: clean ## Remove everything that make made.
	rm -rf .venv .cache docs/.cache docs/content/reference/*/ .mypy_cache .pytest_cache .ruff_cache .hypothesis node_modules

.venv/uv.stamp: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "This needs Python 3.11 or newer, and '$(PYTHON)' is not that." \
	         "Install one, then run: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements/uv.txt
	@touch $@

.venv/site.stamp: .venv/uv.stamp requirements/site.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# mozprofile is built here: the constraints lock what builds it.
.venv/test.stamp: .venv/site.stamp requirements/test.txt
	@$(INSTALL) --require-hashes --build-constraints requirements/test.txt \
	    -r requirements/test.txt
	@touch $@
