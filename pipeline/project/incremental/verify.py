"""A folder of outputs and its manifest -> what is missing, altered, foreign, made from older sources or by another program."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.project import manifest
from pipeline.project.incremental.unrecorded import signed_bytes, tell_left, tell_unrecorded
from pipeline.project.manifest import OutputFile, Record
from pipeline.project.signatures.mark import began_as
from pipeline.project.signatures.tell import tell

# Whose words speak for another file of the document, in this order; and those that are compared as papers are.
_VOUCHING, _COMPARED = ("txt", "docx", "html"), frozenset({"docx", "pdf", "html"})


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files are as they were made, and how many at least say the same words."""

    same: int
    same_words: int


# Whether a PDF, a Word file or a web page says word for word what another file says; handed in, since comparing is another room's.
SaysTheSame = Callable[[Path, Path], bool]


def verify(out: Path, tool: str, says_the_same: SaysTheSame, problems: Problems) -> Verified | None:
    """Compares every file with the manifest; None if there is no manifest. Sources are not needed."""
    if not (out / manifest.FILE).is_file():
        problems.error(
            "検証",
            f"{manifest.FILE} がありません",
            "renkei build の出力先のフォルダを指定してください",
            Place(out.as_posix()),
        )
        return None
    records = manifest.read(out)
    if not records:
        unread = manifest.is_unreadable(out)
        problems.error(
            "検証",
            f"{manifest.FILE} を読めません（途中で切れているか、新しい版の renkei が書いたものか、読取りの権限がありません）"
            if unread
            else f"{manifest.FILE} に、文書の記録が一つもありません",
            "控えから元に戻すか、新しい版の renkei で確かめてください" if unread else "控えから元に戻してください",
            Place((out / manifest.FILE).as_posix()),
        )
        return None
    tell_left(out, problems)
    counts = [_document(record, out, says_the_same, problems) for record in records]
    _sums(records, out, problems)
    tell_unrecorded(records, out, problems)
    others = sorted({record.tool for record in records} - {tool})
    for other in others:
        made = [record.id for record in records if record.tool == other]
        problems.warning(
            "検証",
            f"{len(made)}文書は別の版（{other}）で作られています（{made[0]} など）",
            f"この版（{tool}）で作り直すなら renkei build --force を実行してください",
            Place(manifest.FILE),
        )
    return Verified(sum(c.same for c in counts), sum(c.same_words for c in counts))


def _sums(records: tuple[Record, ...], out: Path, problems: Problems) -> None:
    """What whoever has no renkei goes by must say the same."""
    path = out / manifest.SUMS
    found = manifest.digest(path)
    if found is None:
        _tell_unread(out, manifest.SUMS, "renkei build を実行するか、控えから戻してください", problems)
    elif not _is_saved_anew(path.read_bytes(), hashlib.sha256(manifest.sums(records)).hexdigest()):
        problems.error(
            "検証",
            f"{manifest.SUMS} は {manifest.FILE} と合いません",
            "どちらかが書き換えられています。控えと比べてください",
            Place(manifest.SUMS),
        )


def _tell_unread(out: Path, name: str, cure: str, problems: Problems) -> None:
    """Of a file that has no bytes: that it is not there, or why it cannot be read, which is no reason to put another in its place."""
    try:
        (out / name).read_bytes()
    except FileNotFoundError:
        problems.error("検証", f"{name} がありません", cure, Place(name))
    except OSError as error:
        report_unread(error, name, problems)
    else:
        problems.error("検証", f"{name} は、今しがたまで読めませんでした", "もう一度確かめてください", Place(name))


def _document(record: Record, out: Path, says_the_same: SaysTheSame, problems: Problems) -> Verified:
    same = same_words = 0
    told = {o.format: o for o in record.outputs}
    for output in record.outputs:
        found = manifest.digest(out / output.path)
        if found == output.sha256:
            same += 1
            continue
        data = signed_bytes(out / output.path) if found is not None else None
        if data is not None and not tell(data, output.path, problems):
            continue
        if found is None:
            _tell_unread(out, output.path, "作り直すか、控えから戻してください", problems)
        elif data is not None and began_as(data, output.sha256):
            same += 1
        elif _says_the_same(output, told, out, says_the_same):
            same_words += 1
            problems.warning("検証", *_same_words_told(output), Place(output.path))
        else:
            problems.error(
                "検証",
                f"{output.path} は、作った後で書き換えられています",
                "だれが何を直したかを確かめ、要るなら原稿を直して作り直してください",
                Place(output.path),
            )
    return Verified(same, same_words)


def _same_words_told(output: OutputFile) -> tuple[str, str]:
    """Only of a text one sees all that there is: any other file brings looks, pictures and heads of pages that no words vouch for."""
    if output.format == "txt":
        return (
            f"{output.path} は作ったときのファイルではありませんが、字句は同じです",
            "送受信の途中で書き換わったものでしょう。元のファイルが要るなら作り直してください",
        )
    return (
        f"{output.path} は作ったときのファイルではありません。文字の情報は同じ字句ですが、見え方、絵、頁の上下の文が同じかは確かめられません",
        "途中の機器が保存し直したものかもしれません。署名や公印に使うなら、元のファイルを使ってください",
    )


def _says_the_same(output: OutputFile, told: Mapping[str, OutputFile], out: Path, says_the_same: SaysTheSame) -> bool:
    """Whether a file still says, word for word, what it said: a text by itself, any other by an untouched file of its document."""
    if output.format == "txt":
        return _is_saved_anew((out / output.path).read_bytes(), output.sha256)
    others = (told.get(form) for form in _VOUCHING if form != output.format)
    other = next((o for o in others if o is not None and manifest.digest(out / o.path) == o.sha256), None)
    return other is not None and output.format in _COMPARED and says_the_same(out / output.path, out / other.path)


def _is_saved_anew(data: bytes, sha256: str) -> bool:
    """Whether a text is that of this hash, but for its encoding and how its lines end, which mail programs and editors change."""
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        return False
    lines = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    return hashlib.sha256(lines.encode(errors="surrogatepass")).hexdigest() == sha256
