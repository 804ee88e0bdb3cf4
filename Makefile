# make        everything that must be true (the same as make test)
# make demo   install, print the duties of one unit, write the matrix
# make fuzz   the property tests once more, with cases never tried before
# make docs   write the reference pages from the ontology
# Works on a bare machine with Python 3.11 or newer; everything lands in .venv.

PYTHON ?= python3
BIN := .venv/bin
CAKG := $(BIN)/python -m cakg

.PHONY: all test fuzz demo docs bench clean
all: test

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11+ is needed; name it with PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

test: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(CAKG) validate > build-report.txt || (cat build-report.txt; rm -f build-report.txt; exit 1)
	tail -n 1 build-report.txt; rm -f build-report.txt
	sh tests/install-chromium.sh
	$(BIN)/python -m pytest

fuzz: .venv/installed
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=default

demo: .venv/installed
	$(CAKG) duties --unit "Công an các địa phương"
	$(CAKG) matrix -o ma-tran.html
	@echo "Ma trận trách nhiệm / responsibility matrix: $(CURDIR)/ma-tran.html"

docs: .venv/installed
	$(BIN)/python -m cakg.rendering.reference docs

bench: .venv/installed
	for script in tests/benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; done

clean:
	rm -rf .venv build dist ma-tran.html
