# What is handed to an office: the package as an index would take it, the zip for Windows, the handbook.

step_release() {
  local out
  out=$(mktemp -d)
  "$PYTHON" -m build --outdir "$out" .
  "$PYTHON" -m twine check --strict "$out"/*
  # W004: a module that is no module (the vendored script of the desk); W009: one package is all there is.
  "$CHECKS/bin/check-wheel-contents" --ignore W004 "$out"/*.whl
  rm -rf "$out"
}

# Python's embeddable zip is published at python.org alone: one of the same layout, without a program in it, stands for it.
step_office_zip() {
  local out
  out=$(mktemp -d)
  "$PYTHON" -c 'import sys, pathlib; from tests.test_office_zip import stand_in; stand_in(pathlib.Path(sys.argv[1]))' "$out/python.zip"
  "$PYTHON" -m tools.office_zip --python "$out/python.zip" --out "$out/dist"
  "$PYTHON" -m zipfile -e "$out"/dist/*.zip "$out/unpacked"
  (cd "$out/unpacked/renkei" && sha256sum --quiet -c SHA256SUMS)
  "$PYTHON" - "$out" <<'END'
import pathlib, sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

out = pathlib.Path(sys.argv[1])
(zipped,) = out.glob("dist/*.zip")
tree = out / "unpacked/renkei"
assert zipped.stat().st_size < 60 * 2**20, zipped.stat().st_size
for name in ("renkei.cmd", "机で開く.cmd", "情報政策課の方へ.txt", "licenses/python.txt", "work/sources/umiyama/area.yaml"):
    assert (tree / name).is_file(), name
packages = tree / "python/Lib/site-packages"
for name in ("pipeline/cli/__main__.py", "pipeline/templates/pdf/base.yaml", "pipeline/profiles", "starlette", "lxml"):
    assert (packages / name).exists(), name
assert not JsonStrictValidator(SchemaVersion.V1_6).validate_str((tree / "sbom.cdx.json").read_text(encoding="utf-8"))
END
  rm -rf "$out"
}

# Built without a warning, and nothing in it is fetched: an office reads it as files.
step_handbook() {
  local out
  out=$(mktemp -d)
  NO_MKDOCS_2_WARNING=1 "$PYTHON" -m mkdocs build --quiet --strict --site-dir "$out"
  if grep -rEl --include '*.html' '(src|href)="https?://[^"]*\.(js|css|woff2?)"' "$out"; then
    echo 'the handbook fetches something' >&2
    return 1
  fi
  "$PYTHON" -m tools.manual
  git diff --exit-code --stat docs/man
  rm -rf "$out"
}
