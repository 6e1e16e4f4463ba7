# make learn ARGS="--no-browser --port 8899"     make test ARGS="-k slope"     make learn PYTHON=python3.12
ARGS =
PYTHON ?= python3

# A Python that was asked for is used or refused; otherwise another supported one on PATH will do.
ifneq ($(origin PYTHON), file)
THIS = --this-python
endif

ifeq ($(OS), Windows_NT)
VENV_PYTHON = .venv/Scripts/python
else
VENV_PYTHON = .venv/bin/python
endif

make_environment = command -v $(PYTHON) >/dev/null || { echo "gradus: There is no $(PYTHON) on this machine: \
install Python 3.11 to 3.13 and name it, as in \`make $@ PYTHON=python3.12\`." >&2; exit 2; }; \
$(PYTHON) tools/make_environment.py $(THIS) --again "make $@"
environment = @$(make_environment)

.PHONY: learn test test-all build figures lint lock clean

learn:  ## JupyterLab on your own copy of the course
	$(environment)
	@$(VENV_PYTHON) -m gradus learn $(ARGS)

test:
	$(environment) --extra test
	@$(VENV_PYTHON) -m pytest -n 3 --dist loadgroup --no-loadscope-reorder $(ARGS)

test-all:  ## the short tests on each supported Python; attacks and long rounds on the one of .venv
	$(environment) --extra test
	@$(VENV_PYTHON) tools/test_all.py $(ARGS)

build:  ## course/, source/ and release/ from manuscript/
	$(environment)
	@$(VENV_PYTHON) -m gradus build

figures:  ## gradus/figures/static/ from the figures' JavaScript; needs Node.js 18 or newer
	@cd javascript && npm ci --silent && npm run --silent build

lint:
	$(environment) --extra dev
	@$(VENV_PYTHON) -m ruff check
	@$(VENV_PYTHON) -m ruff format --check
	@$(VENV_PYTHON) -m mypy

lock:  ## keeps the versions it can; ARGS=--upgrade takes the newest
	@# the environment as it is: by the old lock and a new pyproject.toml together there may be none
	@$(VENV_PYTHON) -m uv --version >/dev/null 2>&1 || { $(make_environment) --extra dev; }
	$(VENV_PYTHON) -m uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --no-header -q \
	    --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock $(ARGS)

clean:  ## everything but the learner's and the students' work
	rm -rf .venv .venv-3.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find gradus tests tools -name __pycache__ -prune -exec rm -rf {} +
