# The wheel in which what makes documents is compiled (mypyc): the same bytes, and the tests of the rooms that are compiled.

# To compile takes one core for minutes, in which most other steps wait for something: it goes on beside them, and after them
# when cores are scarce. What it said is shown where it is asked for.
step_compiling() {
  COMPILED=$(mktemp -d)
  HATCH_BUILD_HOOK_ENABLE_MYPYC=1 setsid nice "$PYTHON" -m build --outdir "$COMPILED/dist" . >"$COMPILED/log" 2>&1 &
  COMPILING=$!
  trap 'kill -- "-$COMPILING" 2>/dev/null || :' EXIT
}

step_compiled_wheel() {
  local compiled plain
  [ -n "${COMPILING:-}" ] || step_compiling
  compiled=$COMPILED
  plain=$PWD/build
  wait "$COMPILING" || { cat "$compiled/log"; return 1; }
  git archive HEAD | tar -x -C "$compiled"
  "$PYTHON" -m zipfile -e "$compiled"/dist/*.whl "$compiled"
  (
    cd "$compiled"
    python=$OLDPWD/$PYTHON
    export PYTHONPATH=$compiled
    "$python" -c 'from pipeline.typeset import flow; assert not flow.__file__.endswith(".py"), flow.__file__'
    "$python" -m pipeline.cli build
    diff -r --exclude .gitkeep --exclude ".renkei-*" "$plain" build
    # Of tests/project what makes documents: nothing that waits, kills, locks or answers is compiled.
    "$python" -m pytest -n auto tests/notation tests/diagnostics tests/tree tests/wording tests/galley tests/typeset \
      tests/writers tests/project/books tests/project/council tests/project/test_documents.py tests/project/test_sharing.py \
      tests/project/test_kept.py tests/project/test_parcel.py tests/project/test_outlines.py tests/project/test_signed_paper.py
  )
  rm -rf "$compiled"
}
