#!/bin/sh
# Installs what Fanal needs into .venv: Python 3.10, the locked dependencies, Fanal itself.
# Usage: scripts/install.sh run|dev|all
#   run  what a running Fanal needs
#   dev  also tests, linters and types
#   all  also the sentence-transformers extra (5 GB)
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
level=${1:-run}
case $level in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  all) lock=requirements-all.lock ;;
  *) echo "There is no level '$level'. Use run, dev or all." >&2; exit 2 ;;
esac

fail() {
  echo "Error: $1" >&2
  echo "$2" >&2
  exit 1
}

# What is installed serves, if it holds at least this level and its lock file has not changed since.
mark=.venv/.fanal-installed
if [ -f "$mark" ]; then
  read -r has digest <"$mark" || true
  case "$level:$has" in
    run:run | run:dev | run:all | dev:dev | dev:all | all:all)
      case $has in run) held=requirements.lock ;; *) held=requirements-$has.lock ;; esac
      [ "$digest" = "$(cksum <"$held" | tr ' ' '-')" ] && exit 0
      level=$has
      lock=$held
      ;;
  esac
fi

if [ ! -x .uv/bin/uv ] || [ "$(.uv/bin/uv --version | cut -d' ' -f2)" != "$UV_VERSION" ]; then
  echo "Fetching uv $UV_VERSION, which installs the rest"
  python3 -m venv --clear .uv || fail "python3 cannot make a virtual environment." \
    "Install Python 3 with venv (Debian: apt-get install python3-venv)."
  .uv/bin/pip install -q --disable-pip-version-check "uv==$UV_VERSION" || fail \
    "uv cannot be installed." "Check the connection to the Python package registry."
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))'; then
  # pyenv's shim fails when 3.10 is installed but not active, so its real path is looked up.
  python=$(ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python3.10 2>/dev/null | sort -V | tail -n 1 || true)
  [ -n "$python" ] || python=$(command -v python3.10 || true)
  echo "Making .venv with ${python:-a Python 3.10 that uv fetches}"
  .uv/bin/uv venv -q --clear --python "${python:-3.10}" .venv || fail \
    "There is no Python 3.10 and none could be fetched." \
    "Install Python 3.10 (pyenv install 3.10), then run this again. Rasa 3.6 works with no newer one."
fi

echo "Installing $lock (a few minutes the first time)"
# Compiled here once; otherwise every start of the bot would take half a minute.
UV_COMPILE_BYTECODE=1 .uv/bin/uv pip sync --python .venv/bin/python "$lock" || fail \
  "The locked dependencies could not be installed." \
  "Check the connection and the free space (3 GB; 8 GB for 'all'), then run this again."
.uv/bin/uv pip install -q --python .venv/bin/python --no-deps --editable . || fail \
  "Fanal itself could not be installed." "Read the message above, then run this again."
echo "$level $(cksum <"$lock" | tr ' ' '-')" >"$mark"
