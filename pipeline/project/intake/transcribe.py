"""A paper -> its source and, where it lacks, the area file: written so that a build prints the same words, and proven so.

The proof is the build itself, on bytes that are not saved yet. A word that the binder takes for a reference and that is
none is written as 文字("…"); a house style is chosen that prints the digits and commas of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import field, replace
from pathlib import Path

import yaml

from pipeline.diagnostics import Diagnostic, Place, Problems, Span
from pipeline.diagnostics.problems import Rejected
from pipeline.galley.compose import Particulars, compose
from pipeline.galley.printed import PrintedLine, printed_lines
from pipeline.importing.paper import Note, Paper, characters
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.notes import histories_told, parted
from pipeline.importing.structure.read import NoClausesError, read, read_with_literal_names
from pipeline.importing.transcript.area import area_text, holds_signers
from pipeline.importing.transcript.ledger import Ledger, literally, lost
from pipeline.importing.transcript.source import SourceWriter
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.notation.problem import NotationError
from pipeline.project import compiling
from pipeline.project.intake.proof import Proof, prove, without
from pipeline.project.intake.struck_apart import each_apart
from pipeline.project.load import AREA_FILE
from pipeline.project.session import Session
from pipeline.source.rewriting.yaml_text import Tree, render
from pipeline.tree.refer import BoundDocument
from pipeline.writers import text

# House styles that come with the program, the usual one first.
_PROFILES = ("半角", "一桁全角", "全角", "全角コンマ", "漢数字")
_LEFT_OVER = "原稿のどこに入るかを決めて、書き足してください"
_LEFT_OUT = "残すときは、原稿の「公布」の「題名の後」などに書いてください"
_TOGETHER = (
    "原稿には、一つにまとめる書き方がありません。元の文のまま公布し直すときは、作った文書のこの行を直してください"
)
_LOOK = "元の文と見比べて、原稿を確かめてください"
_AMENDING = regex("の一部を(?:変更|改正)する[^、。]{1,12}$")
# The title stands within so many lines.
_TITLE_LINES = 8
# Of an agreement the 前文 says so: …の一部を次のとおり変更する協定を締結する。
_AMENDS = regex("の一部を次の(?:ように|とおり)(?:変更|改正)する(?:[^、。]{1,12}を締結する|ものとする)?。$")
_AMENDS_ANOTHER = (
    "改められる元の文を取り込んでください。新しい文は、この文の改正規定だけを写したファイルを renkei consolidate 元の文 改め文 で当てると分かります。"
    "改め文は、元の文の原稿を直して renkei amend で作ります"
)
_NO_CLAUSES = "条は「第1条　…」、項は「2　…」、号は「(1)　…」のように、一行に一つずつ書いてください"
_ROUNDS = 60
_COUNTED = regex("Wordの自動番号を数えて「([^」]*)」としました: ")
_MANY = 4


@dataclass(slots=True)
class Transcript:
    """The files to write, by their paths below sources/, and what of the paper stands where."""

    source: str
    area: str | None
    letters: int = 0
    same: bool = False
    # How many characters of the paper are not printed where they stand in it.
    short: int = 0
    # How many are of another width.
    off: int = 0
    notes: list[Note] = field(default_factory=list)
    lost: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a source is to stand: its folder below sources/ and its name; whether its area file is written with it."""

    folder: str
    stem: str
    with_area: bool = True

    def path(self, root: Path) -> Path:
        """The file of the source."""
        return root / "sources" / self.folder / f"{self.stem}.yaml"

    def area(self, root: Path) -> Path:
        """The file with the facts of its area."""
        return root / "sources" / self.folder / AREA_FILE


def transcribe(paper: Paper, name: str, target: Target, root: Path, problems: Problems) -> Transcript | None:
    """The files for a paper; None after an error. All guesses and all that was left over are in `problems`."""
    if _amends_another(paper):
        message = "ほかの文の一部を改める文（改め文）なので、原稿に起こせません（条や別表は、元の文に加えるものです）"
        problems.error("平文", message, _AMENDS_ANOTHER, Place(name))
        return None
    paper, together = each_apart(paper)
    try:
        draft = read(paper)
    except NoClausesError as error:
        _tell(problems, paper.notes)
        if (why := error.hindrance) is not None:
            message = f"表の中に条がありますが、文として読めません。{why.message}"
            problems.error("平文", message, why.cure, why.line.span)
            return None
        problems.error("平文", "「第1条　…」で始まる条（又は「1　…」の項）が一つもありません", _NO_CLAUSES, Place(name))
        return None
    made = _Maker(draft, paper, name, target, root).make()
    if made.short and (draft.signers or draft.witnesses):
        literal = read_with_literal_names(paper)
        other = _Maker(literal, paper, name, target, root).make()
        if other.short < made.short:
            for line in without(draft.left_over, literal.left_over):
                literal.guess(f"名前として読めない行も、そのまま印刷します: 「{line.bare}」", line, _LOOK)
            draft, made = literal, other
    _tell(problems, (*paper.notes, *draft.notes, *made.notes))
    for line in together:
        problems.warning("読取り", f"「{line.bare}」は、一つずつ印刷されます", _TOGETHER, line.span)
    made.same = made.same and not together
    if draft.histories:
        words = [line.bare for line in draft.histories]
        problems.warning("読取り", histories_told(words, "原稿に写していません"), _LEFT_OUT, draft.histories[0].span)
    for line in draft.left_over:
        problems.warning("読取り", f"どこにも入らない行です: 「{line.bare}」", _LEFT_OVER, line.span)
    for note in made.lost:
        problems.error("取込み", note.message, note.cure, note.span)
    return made if not made.lost else None


def _amends_another(paper: Paper) -> bool:
    """Whether a paper is one that amends another: so its title says, and the sentence above what it amends, which stands in no 条."""
    lines = [line.bare for line in paper.lines]
    head = next((n for n, line in enumerate(lines[:_TITLE_LINES]) if _AMENDING.search(line)), len(lines))
    return any(_AMENDS.search(line) and not marks.labels(line) and marks.article(line) is None for line in lines[head:])


@dataclass(frozen=True, slots=True)
class Understood:
    """A paper as an import understands it: what it was read as, the document of the source that it would write, and its lines.

    `off`: how many characters that document prints in another width.
    """

    draft: Draft
    bound: BoundDocument
    house: House
    printed: tuple[PrintedLine, ...]
    off: int


def understood(paper: Paper, name: str, root: Path) -> Understood | None:
    """The document of a paper, if it prints the very same characters, widths apart; None for any other paper."""
    try:
        draft = read(paper)
    except NoClausesError:
        return None
    maker = _Maker(draft, paper, name, Target("取込み", "取込み"), root)
    made = maker.make()
    if made.short and (draft.signers or draft.witnesses):
        draft = read_with_literal_names(paper)
        maker = _Maker(draft, paper, name, Target("取込み", "取込み"), root)
        made = maker.make()
    if made.short or made.lost:
        return None
    built = maker.built(made.source, made.area, Problems())
    if built is None:
        return None
    bound, particulars, house = built
    return Understood(draft, bound, house, printed_lines(compose(bound, house, particulars)), made.off)


def _tell(problems: Problems, notes: Sequence[Note]) -> None:
    for note in _together(notes):
        problems.warning("読取り", note.message, note.cure, note.span)


def _together(notes: Sequence[Note]) -> list[Note]:
    """The notes, numbers that Word counts told once: one by one they would bury all others."""
    counted = [(note, found[1]) for note in notes if (found := _COUNTED.match(note.message)) is not None]
    if len(counted) < _MANY:
        return list(notes)
    first, last = counted[0], counted[-1]
    message = f"Wordの自動番号を数えて、{len(counted)}か所に番号を付けました（「{first[1]}」から「{last[1]}」まで）"
    one = replace(first[0], message=message)
    kept = [note for note in notes if not any(note is each for each, _ in counted[1:])]
    return [one if note is first[0] else note for note in kept]


class _Maker:
    """Writes, builds and mends one transcript."""

    def __init__(self, draft: Draft, paper: Paper, name: str, target: Target, root: Path) -> None:
        self.draft = draft
        self.paper = paper
        self.name = name
        self.target = target
        self.root = root
        self.has_area = target.area(root).exists()
        self.escaped: dict[str, str] = {}
        self.notes: list[Note] = []

    def make(self) -> Transcript:
        holds = self.target.with_area and holds_signers(self.draft, has_day=_is_date(self.draft.day))
        if holds and self.has_area:
            # Facts that are there already may say these names: then the source does not say them again.
            tried = _Maker(deepcopy(self.draft), self.paper, self.name, self.target, self.root)
            made = tried.written(signers_in_area=True)
            if made.same and not (made.short or made.off or made.lost):
                return made
        return self.written(signers_in_area=holds and not self.has_area)

    def written(self, *, signers_in_area: bool) -> Transcript:
        """The transcript whose names at the end are said by the facts of the area, or by the source itself."""
        ledger = Ledger()
        tree = SourceWriter(self.draft, ledger, signers_in_area=signers_in_area).source()
        profiles = (None,) if self.has_area else _PROFILES
        best: tuple[tuple[int, int], Proof | None, str | None, str] | None = None
        for profile in profiles:
            area = None if profile is None else area_text(self.draft, self.target.folder, profile, self.name)
            proof, source = self._proven(tree, area)
            off = (proof.differing, proof.exact) if proof is not None else (10**9, 10**9)
            if best is None or off < best[0]:
                best = (off, proof, area, source)
            if proof is None or not any(off):
                break
        assert best is not None
        _, proof, area, source = best
        scalars = [s for t in (render(tree), area or "") for s in _scalars(yaml.compose(t))]
        texts = [n.value for n in scalars]
        if signers_in_area and self.has_area:  # what is printed of them was compared with the paper
            texts += [words for s in self.draft.signers for words in (s.address, s.name, s.office, s.head)]
        left = sum(characters(x.text for x in self.draft.left_over).values())
        told = sum(characters(n.words for n in self.draft.notes).values())
        made = Transcript(source, area, notes=self.notes, lost=lost(self.paper, self.draft, ledger, texts))
        if proof is not None:
            made.letters, made.same = proof.letters, not proof.notes
            made.short, made.off = proof.differing + left + told, proof.exact
            made.notes = [*self.notes, *self._less_differing(tree, proof), *proof.widths]
        else:
            made.short = 10**9
        return made

    def _less_differing(self, tree: Mapping[str, Tree], proof: Proof) -> tuple[Note, ...]:
        """What differs; where an area that is there already has a house style that prints more of it otherwise, that is said first."""
        if not self.has_area or not proof.notes:
            return proof.notes
        facts = re.sub("(?m)^流儀:.*\n?", "", self.target.area(self.root).read_text(encoding="utf-8", errors="replace"))
        told, best, named = self.notes, proof, ""
        for profile in _PROFILES:
            self.notes = []
            other, _ = self._proven(tree, f"{facts.rstrip()}\n流儀: {profile}\n")
            if other is not None and (other.differing, other.exact) < (best.differing, best.exact):
                best, named = other, profile
        self.notes = told
        if best.differing == proof.differing:
            return proof.notes
        message = f"「{self.target.folder}」の流儀では、数字などが元の文と違って印刷されます。流儀が「{named}」の圏域なら、元の文のとおりです"
        cure = "元の文のとおりに印刷するなら、別の圏域の名前で取り込んでください"
        return (Note(message, cure, self.paper.lines[0].span), *best.notes)

    def _proven(self, tree: Mapping[str, Tree], area: str | None) -> tuple[Proof | None, str]:
        """The comparison of the paper with what the source prints; None where it does not build, which is noted."""
        told: tuple[Diagnostic, ...] = ()
        source = ""
        for _ in range(_ROUNDS):
            source = render(_replaced(tree, self.escaped))
            printed, told = self._printed(source, area)
            if printed is not None:
                lines = without(parted(self.paper.lines)[0], self.draft.left_over)
                return prove(lines, printed), source
            if not self._escape(told, source):
                break
        for d in told:
            where = d.place if isinstance(d.place, Span) else self.paper.lines[0].span
            self.notes.append(Note(f"このままでは build できません: {d.message}", d.cure, where))
        return None, source

    def _printed(self, source: str, area: str | None) -> tuple[str | None, tuple[Diagnostic, ...]]:
        problems = Problems()
        made = self.built(source, area, problems)
        if made is None:
            return None, problems.errors
        bound, particulars, house = made
        return text.write(compose(bound, house, particulars)).decode(), ()

    def built(
        self, source: str, area: str | None, problems: Problems
    ) -> tuple[BoundDocument, Particulars, House] | None:
        """The bound tree of a source, what its paper bears besides, and its house style; None after an error."""
        path = self.target.path(self.root)
        overlay = {path: source.encode()}
        if area is not None:
            overlay[self.target.area(self.root)] = area.encode()
        session = Session(self.root, overlay)
        original = session.load(path, problems)
        if original is None or problems.errors:
            return None
        try:
            bound, particulars = compiling.bind(original, None, problems)
        except Rejected:
            return None
        return bound, particulars, original.profile.house

    def _escape(self, told: Sequence[Diagnostic], source: str) -> bool:
        """Writes words that are taken for a reference, and refer to nothing, as words. Whether anything changed."""
        changed = False
        nodes = list(_scalars(yaml.compose(source)))
        for d in told:
            if d.code != "引用" or not isinstance(d.place, Span):
                continue
            found = next((n for n in nodes if n.start_mark.index <= d.place.start < n.end_mark.index), None)
            words = source[d.place.start : d.place.end]
            if (
                found is None
                or not words
                or words.startswith("{{")
                or (found.value in self.escaped.values() and words not in found.value)
            ):
                continue
            quote = 1 if found.style in ("'", '"') else 0
            at = d.place.start - found.start_mark.index - quote
            if found.value[at : at + len(words)] != words:
                continue
            before = next((k for k, v in self.escaped.items() if v == found.value), found.value)
            self.escaped[before] = found.value[:at] + literally(words) + found.value[at + len(words) :]
            line = next((x for x in self.paper.lines if words in x.text), self.paper.lines[0])
            message = f"「{words}」は、この文書の中を指していないので、字のまま（文字）としました"
            self.notes.append(Note(message, _LOOK, line.span))
            changed = True
        return changed


def _scalars(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.MappingNode):
        return [s for pair in node.value for each in pair for s in _scalars(each)]
    if isinstance(node, yaml.SequenceNode):
        return [s for each in node.value for s in _scalars(each)]
    return []


def _replaced(tree: Mapping[str, Tree], escaped: Mapping[str, str]) -> dict[str, Tree]:
    return {key: _replace(value, escaped) for key, value in tree.items()}


def _replace(value: Tree, escaped: Mapping[str, str]) -> Tree:
    if isinstance(value, str):
        return escaped.get(value, value)
    if isinstance(value, Mapping):
        return {key: _replace(each, escaped) for key, each in value.items()}
    return [_replace(each, escaped) for each in value]


def _is_date(words: str) -> bool:
    try:
        wareki.parse_date(words)
    except NotationError:
        return False
    return True
