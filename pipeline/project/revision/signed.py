"""Signed versions of a folder: where they lie, and whether a document still says what was signed."""

from __future__ import annotations

from pathlib import Path

from pipeline.amending.differences.align import align
from pipeline.amending.differences.word_diff import differences
from pipeline.diagnostics import Place, Problems
from pipeline.importing import base_text
from pipeline.kinds.agreement import AGREEMENT
from pipeline.labels.amendment_style import Manner
from pipeline.papers.change_report import Entry, report
from pipeline.project import compiling, store
from pipeline.project.plan import Assignment
from pipeline.provision import signed_version
from pipeline.provision.extract import provision
from pipeline.provision.signed_version import Frozen
from pipeline.source.files import Files
from pipeline.tree.refer import BoundDocument

# A message shows as many changes, and of each as many characters.
_MOST_SHOWN, _LONGEST = 5, 40


def signed_path(assignment: Assignment) -> Path:
    """Where the signed version of a document lies, from the root."""
    folder, name = assignment.name.split("/", 1)
    return Path("sources") / folder / signed_version.FOLDER / f"{name}{signed_version.SUFFIX}"


def must_be_agreement(assignment: Assignment, problems: Problems) -> None:
    """What has no 条 is neither signed nor amended. Raises Rejected."""
    kind = assignment.original.kind
    if kind is not AGREEMENT:
        problems.error(
            "種別",
            f"「{assignment.name}」は{kind.name}で、{AGREEMENT.name}ではありません",
            "固定、変更、条ごとの比較ができるのは協約書だけです（ほかの文書は、PDFにして renkei diff で比べられます）",
            Place(assignment.original.inputs[0].name),
        )
        problems.stop_if_errors()


def frozen_of(assignment: Assignment, problems: Problems) -> Frozen:
    """The document as its source is now. Raises Rejected."""
    must_be_agreement(assignment, problems)
    bound, particulars = compiling.bind(assignment.original, assignment.partner, problems)
    house = assignment.original.profile.house
    return Frozen(assignment.name, particulars.day, provision(bound, house), Manner(house))


def check(assignment: Assignment, bound: BoundDocument, files: Files, problems: Problems) -> None:
    """Reports a document that does not say what was signed, if anything was."""
    path = signed_path(assignment)
    if not files.is_file(files.root / path) and not store.is_there(files.root / path):
        return
    found = Problems()
    before = base_text.read_signed(files.root / path, found, files)
    problems.extend(found)
    if before is None:
        return
    now = provision(bound, assignment.original.profile.house)
    if now == before.provision:
        return
    entries = report(align(before.provision, now), before.manner).entries
    shown = sorted(entries, key=lambda e: e.automatic)[:_MOST_SHOWN]
    more = f"、ほか{len(entries) - len(shown)}か所" if len(entries) > len(shown) else ""
    problems.error(
        "署名版との違い",
        f"「{assignment.name}」は締結した文と違います（{'、'.join(map(_shown, shown))}{more}）",
        f"変更協約を結ぶなら renkei amend {assignment.name} を、署名版が誤りなら renkei freeze --again を使ってください",
        Place(path.as_posix()),
    )


def _shown(entry: Entry) -> str:
    place = entry.place_old or entry.place_new
    match entry.kind:
        case "追加":
            return f"{place}の追加"
        case "削除":
            return f"{place}の削除"
        case "番号のみ":
            return f"{entry.place_old}が{entry.place_new}に"
        case _:
            changed = [(old, new) for old, new, differ in differences(entry.old, entry.new) if differ]
            words = "、".join(_reworded(old, new) for old, new in changed)
            return f"{place}{'の見出し' if entry.kind == '見出し' else ''}の{words}"


def _reworded(old: str, new: str) -> str:
    if not old:
        return f"{_quoted(new)}の追加"
    return f"{_quoted(old)}が{_quoted(new)}に" if new else f"{_quoted(old)}の削除"


def _quoted(words: str) -> str:
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"「{cut}」"
