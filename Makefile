# run: the demo company, served on 127.0.0.1:8000 · test: the suite · check: what must hold before a commit
# bench: the benchmarks · lock: new versions into requirements/ and frontend/package-lock.json

BIN := .venv/bin
BASE := .venv/.installed-base
DEV := .venv/.installed-dev
NODE := frontend/node_modules/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
  --exclude-newer "7 days" --generate-hashes --no-emit-index-url --no-header --no-annotate
CATALOG := src/cauce/catalog
DRAW = $(BIN)/python -m tools.render --width 2400
TYPED = $(wildcard src tests tools bench)

.PHONY: run test check bench format pictures lock node clean

run: $(BASE)
	$(BIN)/cauce serve --demo $(ARGS)

test: $(DEV) $(NODE)
	@tools/setup/chromium.sh || true
	$(BIN)/python -m pytest $(ARGS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(TYPED)
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src
	$(BIN)/python -m tools.sizes
	$(BIN)/python -m tools.reasons
	$(BIN)/python -m tools.locks
	$(BIN)/python -m tools.links

bench: $(DEV)
	$(BIN)/python -m bench $(ARGS)

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: $(DEV) $(NODE)
	@tools/setup/chromium.sh
	$(DRAW) $(CATALOG)/servicios_nuevos_clientes/process.bpmn --out docs/pictures/servicios_nuevos_clientes --no-planes
	$(DRAW) $(CATALOG)/servicios_nuevos_clientes/process.bpmn --out docs/pictures/servicios_nuevos_clientes --element f2
	$(DRAW) $(CATALOG)/interacciones_equipos/process.bpmn --out docs/pictures/interacciones_equipos --no-planes
	$(DRAW) $(CATALOG)/ciclo_de_vida_cliente/farming.bpmn --out docs/pictures/ciclo_de_vida_cliente --no-planes

lock: $(DEV) $(NODE)
	$(COMPILE) pyproject.toml requirements/base.in --output-file requirements/base.txt
	$(COMPILE) pyproject.toml requirements/base.in requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) requirements/node.in --output-file requirements/node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix frontend install --package-lock-only --ignore-scripts
	$(BIN)/python -m tools.locks --strip

node: $(NODE)

clean:
	rm -rf .venv frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(BIN)/python:
	tools/setup/venv.sh

$(BASE): requirements/base.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEV): requirements/dev.txt $(BASE)
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

$(NODE): frontend/package-lock.json frontend/.npmrc requirements/node.txt | $(BIN)/python
	tools/setup/node.sh
	@touch $@
