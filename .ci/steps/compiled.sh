# The wheel in which what sets pages is compiled (mypyc): the same bytes, and the tests of the rooms that are compiled.

step_compiled_wheel() {
  local compiled plain
  compiled=$(mktemp -d)
  plain=$PWD/build
  HATCH_BUILD_HOOK_ENABLE_MYPYC=1 "$PYTHON" -m build --outdir "$compiled/dist" .
  git archive HEAD | tar -x -C "$compiled"
  "$PYTHON" -m zipfile -e "$compiled"/dist/*.whl "$compiled"
  (
    cd "$compiled"
    python=$OLDPWD/$PYTHON
    export PYTHONPATH=$compiled
    "$python" -c 'from pipeline.typeset import flow; assert not flow.__file__.endswith(".py"), flow.__file__'
    "$python" -m pipeline.cli build
    diff -r --exclude .gitkeep --exclude ".renkei-*" "$plain" build
    "$python" -m pytest -n auto tests/tree tests/galley tests/typeset tests/writers tests/project
  )
  rm -rf "$compiled"
}
