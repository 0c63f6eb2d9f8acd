# The code itself: style, types, layers; and what it needs from the index.

step_style() {
  "$CHECKS/bin/ruff" check .
  "$CHECKS/bin/ruff" format --check .
}

step_types() { "$CHECKS/bin/mypy"; }

step_house() { "$PYTHON" -m pytest -n 0 tests/test_house.py; }

# What makes no whole documents: rooms from the floors up, the calendar and the grammar of amendments among them.
step_units() {
  local folders=() room
  for room in notation diagnostics source tree labels wording galley provision lint; do
    [ -d "tests/$room" ] && folders+=("tests/$room")
  done
  "$PYTHON" -m pytest -n auto "${folders[@]}"
}

# Asks the index whether a clerk's machine would find a wheel of every dependency.
step_wheels() { "$PYTHON" tools/wheels.py; }
