"""Signed versions of a folder: where they lie, and whether a document still says what was signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.galley import Galley
from pipeline.galley.compiled import Compiled
from pipeline.galley.compose import compose
from pipeline.galley.consolidated import consolidated
from pipeline.galley.printed import printed_lines
from pipeline.kinds.bylaws.model import Bylaws
from pipeline.kinds.shared import published
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.labels.amendment_style import Manner
from pipeline.notation.citation import paper_name
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House, Revising
from pipeline.project import compiling, store
from pipeline.project.load import InputFile, SourceDocument
from pipeline.project.plan import Assignment
from pipeline.provision import signed_version
from pipeline.provision.alike.particulars import takes_its_place
from pipeline.provision.alike.tails import is_same_on_paper, placed_like
from pipeline.provision.extract import provision
from pipeline.provision.signed_version import Frozen, Printed, Signing, event_words
from pipeline.source.files import Files
from pipeline.tree.nodes import Signature

if TYPE_CHECKING:
    from pipeline.papers.changes import Entry

# A message shows as many changes, and of each as many characters.
_MOST_SHOWN, _LONGEST = 5, 40
# A history of as many events tells an amendment: 締結, 変更.
_AMENDED = 2
_CHANGED: Revising = "変更"
_OF_RULES: Revising = "改正"


def signed_path(assignment: Assignment) -> Path:
    """Where the signed version of a document lies, from the root."""
    folder, name = assignment.name.split("/", 1)
    return Path("sources") / folder / signed_version.FOLDER / f"{name}{signed_version.SUFFIX}"


def is_frozen(assignment: Assignment, files: Files) -> bool:
    """Whether a document has a signed version."""
    return files.is_file(files.root / signed_path(assignment))


def must_be_agreement(assignment: Assignment, problems: Problems) -> None:
    """What has no 条 is neither signed nor amended. Raises Rejected."""
    kind = assignment.original.kind
    if kind.revision is None:
        problems.error(
            "種別",
            f"「{assignment.name}」は{kind.name}で、条のある文書ではありません",
            f"この文書は renkei freeze {typed(assignment.name)} --as 素案 --on 日付 で版として記録し、renkei compare で比べられます",
            Place(assignment.original.inputs[0].name),
        )
        problems.stop_if_errors()


def frozen_of(assignment: Assignment, history: tuple[Signing, ...], problems: Problems) -> Frozen:
    """The document as its source is now; the paper of an agreement with changes is its 溶け込み版. Raises Rejected."""
    return frozen_with_galley(assignment, history, problems)[0]


def frozen_with_galley(
    assignment: Assignment, history: tuple[Signing, ...], problems: Problems
) -> tuple[Frozen, Galley]:
    """The same, and the galley that prints it, whose words know where they stand."""
    must_be_agreement(assignment, problems)
    bound, particulars = compiling.bind(assignment.original, assignment.partner, problems)
    house = assignment.original.profile.house.with_labels(bound.document.labels)
    galley = with_history(compose(bound, house, particulars), history, assignment, house)
    words = provision(bound, house)
    return Frozen(assignment.name, particulars.day, words, Manner(house), printed=printed_lines(galley)), galley


def is_of_rules(original: SourceDocument) -> bool:
    """Whether a source is that of a rule, whatever its title is, or of a paper of parties that is called one."""
    model, revision = original.model, original.kind.revision
    named = isinstance(model, Paper) and paper_name.is_rule((model.name or model.title).text)
    return named or (revision is not None and revision.rules)


def revising_of(original: SourceDocument) -> Revising:
    """What the amendment of a rule is called: 改正, or 変更 where the source of a 規約 says so."""
    return original.model.revising if isinstance(original.model, Bylaws) else _OF_RULES


def amending_house(original: SourceDocument, house: House) -> House:
    """The house as it amends this paper."""
    return house.of_rules(revising_of(original)) if is_of_rules(original) else house


def amended_folder(assignment: Assignment) -> str:
    """Where the papers of an amendment lie, below the output folder."""
    return f"{assignment.name}-{revising_of(assignment.original) if is_of_rules(assignment.original) else _CHANGED}"


def with_history(galley: Galley, history: tuple[Signing, ...], assignment: Assignment, house: House) -> Galley:
    """The galley as it was signed; marked, and without signatures, if it was amended since.

    Rules are 改正 (or 変更), and were not signed.
    """
    if len(history) < _AMENDED:
        return galley
    events = list(zip(event_words(history), (s.day for s in history), strict=True))
    if is_of_rules(assignment.original):
        word = revising_of(assignment.original)
        events = [(name.replace(_CHANGED, word), day) for name, day in events[1:]]
    return consolidated(galley, tuple(events), house)


def before_of(assignment: Assignment, files: Files, problems: Problems) -> Frozen | None:
    """The signed version of a document; None if there is none. Raises Rejected if it cannot be read or is another's."""
    path = signed_path(assignment)
    if not files.is_file(files.root / path) and not store.is_there(files.root / path):
        return None
    from pipeline.importing import base_text  # noqa: PLC0415 - most documents were never signed

    found = Problems()
    before = base_text.read_signed(files.root / path, found, files)
    problems.extend(found)
    problems.stop_if_errors()
    assert before is not None
    if before.document != assignment.name:
        problems.error(
            "署名版",
            f"「{path.name}」は「{before.document}」の署名版で、「{assignment.name}」のものではありません",
            "ファイルの名前を元に戻すか、正しい署名版を置いてください",
            Place(path.as_posix()),
        )
        problems.stop_if_errors()
    return before


def own_source(assignment: Assignment) -> str:
    """The cure where a source holds a new paper that takes the place of the one that was signed."""
    name = assignment.name.rpartition("/")[2]
    told = "全部を改めた文は、一部の改正や変更でなく、新しい文書です。新しい文は別の名前の原稿に書き、"
    return (
        told + f"この原稿（{name}）は固定したときの文に戻してください（これまでの文、署名版、経緯は、そのまま残ります）"
    )


def inputs(assignment: Assignment, files: Files) -> tuple[InputFile, ...]:
    """The signed version that guards a document, as an input of it."""
    path = files.root / signed_path(assignment)
    return (InputFile(files.name(path), files.read(path).sha256),) if is_frozen(assignment, files) else ()


def guarded(assignment: Assignment, compiled: Compiled, files: Files, problems: Problems) -> Compiled:
    """The document, which prints what was signed, if anything was. Raises Rejected if it does not."""
    before = before_of(assignment, files, problems)
    if before is None:
        return compiled
    house, bound = compiled.house, compiled.bound
    galley = with_history(compiled.galley, before.history, assignment, house)
    now = Frozen(assignment.name, compiled.particulars.day, provision(bound, house), Manner(house))
    now = replace(now, printed=printed_lines(galley))
    path = signed_path(assignment)
    told = _differences(before, now)
    if told:
        shown = "、".join(told[:_MOST_SHOWN])
        more = f"、ほか{len(told) - _MOST_SHOWN}か所" if len(told) > _MOST_SHOWN else ""
        signed, changing = (
            ("固定した", "一部改正をする") if is_of_rules(assignment.original) else ("締結した", "変更協約を結ぶ")
        )
        problems.error(
            "署名版との違い",
            f"「{assignment.name}」は{signed}文と違います（{shown}{more}）",
            own_source(assignment)
            if takes_its_place(before.provision, now.provision)
            else f"{changing}なら renkei amend {typed(assignment.name)} を、署名版が誤りなら renkei freeze --again {typed(assignment.name)} を使ってください",
            Place(path.as_posix()),
        )
        problems.stop_if_errors()
    if not before.holds_paper:
        problems.warning(
            "署名版",
            f"「{assignment.name}」の署名版は前の形式で、表紙、締結日、職名、氏名を確かめられません",
            f"印刷した文が締結した協約書のとおりなら、renkei freeze --again {typed(assignment.name)} で固定し直してください",
            Place(path.as_posix()),
        )
    if len(before.history) < _AMENDED:
        return compiled
    unsigned = tuple(b for b in bound.document.body if not isinstance(b, Signature))
    return replace(
        compiled,
        galley=galley,
        bound=replace(bound, document=replace(bound.document, body=unsigned)),
        told_beside=_told_beside(compiled.galley, galley),
    )


def _told_beside(before: Galley, after: Galley) -> tuple[str, ...]:
    """The lines that a galley prints more than another."""
    left = Counter(printed_lines(before))
    made = []
    for line in printed_lines(after):
        if left[line]:
            left[line] -= 1
        else:
            made.append("".join(line[1:]))
    return tuple(made)


def _differences(before: Frozen, now: Frozen) -> list[str]:
    """What the paper says otherwise than the signed one; [] if and only if both print the same."""
    made: list[str] = []
    if not is_same_on_paper(now.provision, before.provision):
        from pipeline.amending.differences.align import align  # noqa: PLC0415 - loaded where something differs
        from pipeline.papers.change_report import report  # noqa: PLC0415

        entries = report(align(placed_like(before.provision, now.provision), now.provision), before.manner).entries
        made += map(_shown, sorted(entries, key=lambda e: e.automatic))
    if now.day not in (before.day, published_on(before)):
        made.append(f"締結日の{_reworded(_date(before), _date(now))}")
    was, now_printed = (_beside_history(each.printed, before) for each in (before, now))
    if before.holds_paper and now_printed != was:
        made += [m for m in _lines_told(_aside(was), _aside(now_printed)) if m not in made]
        made += [] if made else _lines_told(was, now_printed)
    return made


def is_signed(frozen: Frozen) -> bool:
    """Whether a paper bears names, as a 規約 may and a 条例 does not."""
    return any(style.startswith("記名") for style, _, _ in frozen.printed)


def published_on(frozen: Frozen) -> date | None:
    """The day that the lines about the 題名 of a rule tell: versions of once do not hold it as theirs. None of what was signed."""
    if is_signed(frozen):
        return None
    return published.day_told(words for style, _, words in frozen.printed if style == "公布行")


def _beside_history(printed: Printed, signed: Frozen) -> Printed:
    """The lines of a paper without those of its history, which the signed version itself tells: its form may be another by now."""
    if len(signed.history) < _AMENDED:
        return printed
    return tuple(line for line in printed if line[0] != "締結日")


def _aside(printed: Printed) -> Printed:
    """The lines that no amendment changes: cover, day, offices and names."""
    return tuple(line for line in printed if line[0].startswith("表紙") or line[0] in ("締結日", "記名", "記名者"))


def _lines_told(old: Printed, new: Printed) -> list[str]:
    made = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for one, other in zip_longest(old[a:b], new[c:d], fillvalue=("", "", "")):
            changed = [(x, y) for x, y, differ in _word_differences(one[1] + one[2], other[1] + other[2]) if differ]
            words = "、".join(_reworded(x, y) for x, y in changed)
            made.append(f"{one[0] or other[0]}の{words or _reworded(one[0], other[0])}")
    return made


def _date(frozen: Frozen) -> str:
    return wareki.format(frozen.day) if frozen.day is not None else "空欄"


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
            changed = [(old, new) for old, new, differ in _word_differences(entry.old, entry.new) if differ]
            words = "、".join(_reworded(old, new) for old, new in changed)
            return f"{place}{'の見出し' if entry.kind == '見出し' else ''}の{words}"


def _reworded(old: str, new: str) -> str:
    if not old:
        return f"{_quoted(new)}の追加"
    return f"{_quoted(old)}が{_quoted(new)}に" if new else f"{_quoted(old)}の削除"


def _quoted(words: str) -> str:
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"「{cut}」"


def _word_differences(old: str, new: str) -> Iterable[tuple[str, str, bool]]:
    from pipeline.amending.differences.word_diff import differences  # noqa: PLC0415 - loaded where something differs

    return differences(old, new)
