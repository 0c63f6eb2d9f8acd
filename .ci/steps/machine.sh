# What the machine lacks, and the environments that the steps run in.

# The environment of the checks: everything of the project that tests want, newest versions.
CHECKS=.venv-ci
PYTHON=$CHECKS/bin/python
# What tests ask for; a room that brings an extra of its own adds it to `dev` in pyproject.toml.
EXTRAS='.[dev]'

step_packages() {
  local packages=''
  command -v python3 >/dev/null || packages="$packages python3"
  python3 -c 'import venv, ensurepip' 2>/dev/null || packages="$packages python3-venv"
  command -v cc >/dev/null || packages="$packages gcc libc6-dev"
  [ -f "$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ] || packages="$packages python3-dev"
  command -v node >/dev/null || packages="$packages nodejs"
  command -v npm >/dev/null || packages="$packages npm"
  command -v softhsm2-util >/dev/null || packages="$packages softhsm2"
  command -v pdftotext >/dev/null || packages="$packages poppler-utils"
  command -v mutool >/dev/null || packages="$packages mupdf-tools"
  command -v git >/dev/null || packages="$packages git"
  if [ -n "$packages" ]; then
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
  fi
  python3 -c 'import sys; assert sys.version_info >= (3, 11), sys.version'
}

step_validators() {
  local tool
  for tool in fidelity docxcheck pdfcheck webcheck lawcheck; do tools/$tool/setup.sh; done
}

step_environment() {
  [ -x "$PYTHON" ] || python3 -m venv "$CHECKS"
  "$PYTHON" -m pip install -q -U pip
  "$PYTHON" -m pip install -q -e "$EXTRAS"
}
