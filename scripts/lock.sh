#!/bin/sh
# Resolves the dependencies of pyproject.toml anew and writes the three lock files, with hashes and
# without index addresses. Each larger lock holds the same versions as the smaller one.
set -eu
cd "$(dirname "$0")/.."
compile() {
  .uv/bin/uv pip compile -q --python .venv/bin/python --generate-hashes --no-emit-index-url \
    --no-header --upgrade pyproject.toml "$@"
}
compile -o requirements.lock
compile --group dev -c requirements.lock -o requirements-dev.lock
compile --group dev --extra sentence-transformers -c requirements-dev.lock -o requirements-all.lock
