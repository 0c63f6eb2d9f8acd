# What README's first command has built, judged by validators, by strict readers and by the texts it was made after.

judge_docx() { tools/docxcheck/docxcheck "$@"; }
judge_pdf() { tools/pdfcheck/pdfcheck "$@"; tools/pdfcheck/strict "${@:2}"; }

step_outputs() {
  shopt -s nullglob
  local docx=(build/*/*.docx) pdf=(build/*/*.pdf) txt=(build/*/*.txt) file
  [ "${#docx[@]}" -gt 0 ] && [ "${#docx[@]}" -eq "${#pdf[@]}" ] && [ "${#pdf[@]}" -eq "${#txt[@]}" ]
  judge_docx "${docx[@]}"
  judge_pdf 2a,ua1 "${pdf[@]}"
  for file in "${txt[@]}"; do tools/fidelity/same_words.py "${file%.txt}.docx" "${file%.txt}.pdf" "$file"; done
}

step_pdf_flavours() {
  local out
  out=$(mktemp -d)
  .venv/bin/renkei build aomori --out "$out/draft" --format docx,pdf --draft
  judge_pdf 2a,ua1 "$out"/draft/*/*.pdf
  judge_docx "$out"/draft/*/*.docx
  .venv/bin/renkei build aomori --out "$out/embedded" --format pdf --embed-source
  judge_pdf 3a,ua1 "$out"/embedded/*/*.pdf
  rm -rf "$out"
}

step_bound_papers() {
  local out
  out=$(mktemp -d)
  mkdir -p "$out/sources"
  cp -r sources/aomori "$out/sources/"
  cp build/shiomi/keikaku.pdf "$out/sources/aomori/tagged.pdf"
  .venv/bin/python -c 'import sys; from PIL import Image; Image.new("L", (300, 424), 230).save(sys.argv[1], "PDF")' \
    "$out/sources/aomori/scan.pdf"
  cat >"$out/sources/aomori/gian.yaml" <<'YAML'
種別: 冊子
題名: 議案書
綴じる:
  - {番号: 議案第1号, 文書: [{文書: kyoyaku, 相手方: 蓬田村}]}
  - {文書: [{PDF: tagged.pdf, 件名: 計画}, {PDF: scan.pdf, 件名: 写し, 頁の文: [灰色の一頁。]}]}
YAML
  (cd "$out" && "$OLDPWD/$PYTHON" -m pipeline.cli build aomori/gian --format pdf)
  judge_pdf 2a,ua1 "$out/build/aomori/gian.pdf"
  sed -i 's/, 頁の文: \[灰色の一頁。\]//' "$out/sources/aomori/gian.yaml"
  (cd "$out" && "$OLDPWD/$PYTHON" -m pipeline.cli build aomori/gian --format pdf)
  judge_pdf 2b "$out/build/aomori/gian.pdf"
  rm -rf "$out"
}

# Sample 004 holds three rules of Markdown tables (---------), which are no words: 64 of its 11968 characters.
SAMPLES='000:aomori/kyoyaku-蓬田村:1 001:kitaalps/gaiyo:1 002:aomori-shi/keikaku:1 003:kitakyushu/jigyo:1
004:yamagata/shiryo:0.9946'

step_samples() {
  local line sample document share
  for line in $SAMPLES; do
    IFS=: read -r sample document share <<<"$line"
    tools/fidelity/fidelity.py --min "$share" "tests/notation/samples/$sample.txt" "build/$document".{docx,pdf,txt}
  done
}

step_edited_templates() {
  local out folder
  out=$(mktemp -d)
  python3 .ci/template_variants.py "$out"
  for folder in "$out"/*/; do
    (cd "$folder" && "$OLDPWD/.venv/bin/renkei" build --format docx)
    judge_docx "$folder"build/*/*.docx
  done
  rm -rf "$out"
}

# An agreement of today is signed, changed and amended, as a clerk does; its papers stay in $AMENDED for the next step.
AMENDED=${TMPDIR:-/tmp}/renkei-ci-amended

step_amendment_papers() {
  rm -rf "$AMENDED"
  mkdir "$AMENDED"
  cp -r sources templates "$AMENDED"
  (
    cd "$AMENDED"
    "$OLDPWD/.venv/bin/renkei" freeze aomori/kyoyaku-蓬田村
    sed -i '0,/相互に連携を図る/s//相互に密接な連携を図る/' sources/aomori/kyoyaku.yaml
    if "$OLDPWD/.venv/bin/renkei" build aomori/kyoyaku-蓬田村; then echo 'a signed text was changed unseen' >&2; exit 1; fi
    "$OLDPWD/.venv/bin/renkei" amend aomori/kyoyaku-蓬田村 --on 令和4年3月25日
    grep -qx '第2条中「相互に」の次に「密接な」を加える。' build/aomori/*変更/改め文.txt
  )
  judge_docx "$AMENDED"/build/aomori/*変更/*.docx
  judge_pdf 2a,ua1 "$AMENDED"/build/aomori/*変更/*.pdf
}

# A signature leaves a PDF what it was: signed once and twice, judged by the same validators.
step_signed_papers() {
  local out file field
  out=$(mktemp -d)
  "$PYTHON" -c 'import pathlib, sys; from tests.project.test_signatures import key; key(pathlib.Path(sys.argv[1]))' "$out"
  cp build/aomori/kyoyaku-蓬田村.pdf build/aomori-shi/keikaku.pdf "$out"
  for _ in 1 2; do
    for file in "$out"/*.pdf; do
      RENKEI_KEY_PASSWORD=ひらけ "$PYTHON" -m pipeline.cli sign "$file" --key "$out/青森市長.p12" -o "$file"
    done
    tools/pdfcheck/pdfcheck 2a,ua1 "$out"/*.pdf
  done
  # And one with boxes for signatures: empty, filled once, filled twice.
  mkdir -p "$out/sources"
  cp -r sources/aomori "$out/sources/"
  echo '記名欄: { 電子署名欄: あり }' >>"$out/sources/aomori/kyoyaku.yaml"
  (cd "$out" && "$OLDPWD/$PYTHON" -m pipeline.cli build aomori/kyoyaku-蓬田村 --format pdf)
  file=$out/build/aomori/kyoyaku-蓬田村.pdf
  tools/pdfcheck/pdfcheck 2a,ua1 "$file"
  for field in 甲 乙; do
    RENKEI_KEY_PASSWORD=ひらけ "$PYTHON" -m pipeline.cli sign "$file" --key "$out/青森市長.p12" --field "$field" -o "$file"
    judge_pdf 2a,ua1 "$file"
  done
  rm -rf "$out"
}

step_web_pages() {
  local pages
  pages=$(mktemp -d)
  "$PYTHON" -m pipeline.cli build --out "$pages" --format html,txt
  for file in "$pages"/*/*.txt; do tools/fidelity/same_words.py "${file%.txt}.html" "$file"; done
  tools/webcheck/webcheck "$AMENDED"/build/aomori/*変更/*.html "$pages"/*/*.html
  tools/webcheck/webcheck --width 400 "$pages"/*/*.html
  rm -rf "$pages"
}

# The desk in a real browser; validators have brought Chromium and axe-core.
step_desk() {
  "$PYTHON" -m pip install -q -e '.[e2e]'
  "$PYTHON" -m pytest -n auto tests/desk tests/writers/html
}

# Shipped agreements as 法令標準XML, and 200 random papers: valid, and through Lawtext and back with the same words.
step_law_texts() {
  local out
  out=$(mktemp -d)
  .venv/bin/renkei export aomori --format lawxml -o "$out"
  tools/lawcheck/lawcheck "$out"/*/*.xml
  RENKEI_PAPERS=200 "$PYTHON" -m pytest -n auto tests/writers/lawxml
  rm -rf "$out"
}
