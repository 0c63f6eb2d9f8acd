# The two commands of README, word for word, each in a fresh environment: on the newest versions, and on known-good ones.

readme_command() {
  local commands
  mapfile -t commands < <(grep -E '^    python3 -m venv ' README.md | sed 's/^    //')
  [ "${#commands[@]}" -eq 2 ] || { echo 'README must hold exactly two commands' >&2; return 1; }
  printf '%s\n' "${commands[$1]}"
}

in_fresh_environment() {
  rm -rf .venv
  bash -c "$(readme_command "$1")"
}

no_outputs() { find build -mindepth 1 ! -name .gitkeep -delete; }

step_newest_build() { no_outputs; in_fresh_environment 0; }

# The suite on all cores: -n is of pytest-xdist.
step_newest_tests() { PYTEST_ADDOPTS="-n auto" in_fresh_environment 1; }

# On these versions a warning of a library is a failure, too.
step_known_build() {
  local newest
  newest=$(mktemp -d)
  cp -r build/. "$newest"
  no_outputs
  PIP_CONSTRAINT=$PWD/constraints.txt in_fresh_environment 0
  diff -r --exclude ".renkei-*" "$newest" build
  rm -rf "$newest"
}

# Without property tests: they draw the same examples on every run, and have drawn them on the newest versions.
step_known_tests() {
  PIP_CONSTRAINT=$PWD/constraints.txt PYTEST_ADDOPTS="-n auto -W error -m 'not hypothesis'" in_fresh_environment 1
}

# As on Python 3.13 and later, which have no mojimoji: the same documents, and the suite of what it serves. README's environment
# has no extras: what it weighs is what an office must carry.
step_without_mojimoji() {
  local out size
  out=$(mktemp -d)
  size=$(du -sm --exclude pip --exclude setuptools --exclude '*.pyc' .venv | cut -f1)
  [ "$size" -lt 150 ] || { echo "the base package weighs $size MB" >&2; return 1; }
  .venv/bin/python -m pip uninstall -q -y mojimoji
  .venv/bin/renkei build --out "$out"
  diff -r --exclude .gitkeep --exclude ".renkei-*" build "$out"
  "$PYTHON" -m pip uninstall -q -y mojimoji
  "$PYTHON" -m pytest -n auto tests/notation tests/source tests/wording
  "$PYTHON" -m pip install -q -e "$EXTRAS"
  rm -rf "$out"
}
