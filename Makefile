# make demo   set up, read the shipped example story, print the brief, write the page
# make test   set up, run every test and check
# make browser   drive the pages in an installed Chromium
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXAMPLE := examples/varnholm

.PHONY: demo test browser check fix bench docs pictures lock wheel clean

demo: $(READY)
	@mkdir -p out
	@$(BIN)/reportedly brief $(EXAMPLE) -o out/varnholm.html
	@$(BIN)/reportedly brief $(EXAMPLE)
	@echo
	@echo "The page: out/varnholm.html"

test: check
	$(BIN)/python -m pytest -q -n auto

# The pages in a real browser; fails where none is installed, while `test` skips them.
browser: $(READY)
	REPORTEDLY_BROWSER=required $(BIN)/python -m pytest -q tests/browser

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m benchmarks

# The reference is written from the program; a test refuses one that is out of date.
docs: $(READY)
	$(BIN)/python -m docs.generate

# What the documentation shows of the page; needs an installed Chromium.
pictures: $(READY)
	$(BIN)/python docs/pictures.py

# The lock names versions and hashes only; any index that serves these files will do.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock

wheel: $(READY)
	$(BIN)/uv build --wheel --out-dir dist

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "reportedly needs Python 3.11 or newer; run: make PYTHON=/path/to/python3.11 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.*
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
