"""Papers that came back from LibreOffice and Word: what is proposed, where it stands in the source, what is written there."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.importing.word.returned import read_returned
from pipeline.project import documents
from pipeline.project.checking import returned
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.review.paragraphs import named, ours
from pipeline.review.proposals import Elsewhere, Target
from tests.review import hands
from tests.review.hands import Slip, W
from tests.review.kit import back, folder, sent, words
from tests.workshop import AGREEMENT, ROOT

HERE = Path(__file__).parent
NAME = "aomori/kyoyaku-蓬田村"
# Twenty edits made in LibreOffice 7.4 on the agreement, with recording on and off: line and column in the source where
# the words stand that are exchanged; None: the words are not the source's own.
EDITS: tuple[tuple[str, int | None, int | None, bool], ...] = (
    ("area.yaml", 3, 6, False), ("kyoyaku.yaml", 30, 20, True), ("kyoyaku.yaml", 37, 14, True),
    ("kyoyaku.yaml", 38, 14, True), ("kyoyaku.yaml", 41, 13, False), ("kyoyaku.yaml", 42, 7, True),
    ("", None, None, False), ("kyoyaku.yaml", 52, 13, True), ("kyoyaku.yaml", 56, 53, True),
    ("kyoyaku.yaml", 58, 12, True), ("kyoyaku.yaml", 60, 39, True), ("kyoyaku.yaml", 63, 9, True),
    ("kyoyaku.yaml", 63, 28, True), ("kyoyaku.yaml", 66, 44, True), ("area.yaml", 28, 13, False),
    ("kyoyaku.yaml", 77, 25, True), ("kyoyaku.yaml", 78, 18, True), ("kyoyaku.yaml", 80, 77, True),
    ("kyoyaku.yaml", 85, 35, True), ("kyoyaku.yaml", 100, 19, True),
)  # fmt: skip


@pytest.mark.parametrize("name", [NAME, "shiomi/yosan", "yamagata/shiryo"])
def test_a_paper_that_nobody_touched_is_told_so(tmp_path: Path, name: str):
    root = folder(tmp_path, name.partition("/")[0])

    came, problems, _ = back(root, sent(root, name))

    assert came is not None
    assert (name, True, ()) == (came.assignment.name, came.review.untouched, came.review.proposals)
    assert [] == problems.found


@pytest.mark.parametrize("file", ["tracked.docx", "untracked.docx"])
def test_twenty_edits_made_in_libreoffice_come_back_at_their_places(tmp_path: Path, file: str):
    root = folder(tmp_path, "aomori")

    came, _, _ = back(root, (HERE / file).read_bytes())

    assert came is not None
    proposals = came.review.proposals
    assert NAME == came.assignment.name
    assert (file == "tracked.docx") == came.review.untouched
    assert 20 == len(proposals)
    for proposal, (name, line, column, writable) in zip(proposals, EDITS, strict=True):
        place = proposal.place
        assert writable == isinstance(proposal.to, Target), proposal
        assert (name, line) == (("", None) if place is None else (place.file.name.rpartition("/")[2], place.line)), (
            proposal
        )
        if writable and place is not None and proposal.before and file == "tracked.docx":
            assert place.file.text[place.start : place.end] in proposal.before
        assert place is None or column is None or abs(place.column - column) <= 12


@pytest.mark.parametrize("file", ["tracked.docx", "untracked.docx"])
def test_what_is_accepted_is_written_and_printed_and_every_other_byte_stays(tmp_path: Path, file: str):
    root = folder(tmp_path, "aomori")
    before, old = words(root, NAME), (root / AGREEMENT).read_text(encoding="utf-8")
    came, problems, session = back(root, (HERE / file).read_bytes())
    assert came is not None
    own = [p for p in came.review.proposals if isinstance(p.to, Target)]

    written = returned.write(came, own, session, problems)

    assert written is not None
    assert ([AGREEMENT], 16) == (list(written.files), len(written.numbers))
    new = (root / AGREEMENT).read_text(encoding="utf-8")
    lines = [(a, b) for a, b in zip(old.split("\n"), new.split("\n"), strict=True) if a != b]
    assert 15 == len(lines)
    after = words(root, NAME)
    assert (
        "第5条　甲及び乙の長は、連携中枢都市圏の取組に関する連絡調整を図るため、年2回、圏域内の他の町村長とともに、会議を開催するものとする。"
        in after
    )
    assert 14 == sum(a != b for a, b in zip(before, after, strict=True))  # two of them hold two each


@pytest.mark.parametrize("file", ["tracked.docx", "untracked.docx"])
def test_what_was_taken_is_proposed_no_more(tmp_path: Path, file: str):
    root = folder(tmp_path, "aomori")
    data = (HERE / file).read_bytes()
    came, problems, session = back(root, data)
    assert came is not None
    own = [p for p in came.review.proposals if isinstance(p.to, Target)]
    assert returned.write(came, own, session, problems)

    again, _, _ = back(root, data)

    assert again is not None
    left = {(p.where, p.before, p.after) for p in came.review.proposals if not isinstance(p.to, Target)}
    assert left == {(p.where, p.before, p.after) for p in again.review.proposals}


def test_a_tracked_change_of_words_that_a_clerk_did_not_write_tells_where_they_stem_from(tmp_path: Path):
    root = folder(tmp_path, "aomori")
    came, _, _ = back(root, (HERE / "tracked.docx").read_bytes())
    assert came is not None

    reasons = [p.to.reason for p in came.review.proposals if isinstance(p.to, Elsewhere)]

    assert ["元のファイル", "式が印刷", "番号や記号", "元のファイル"] == [
        next(sign for sign in ("元のファイル", "式が印刷", "番号や記号") if sign in reason) for reason in reasons
    ]


def test_changes_of_rows_paragraphs_and_columns_are_told_and_not_written(tmp_path: Path):
    root = folder(tmp_path, "aomori")

    def change(document: etree._Element) -> None:
        rows = [r for r in document.iter(f"{W}tr") if "介護" in "".join(t.text or "" for t in r.iter(f"{W}t"))]
        gone = rows[0].find(f"{W}trPr")
        if gone is None:
            gone = etree.Element(f"{W}trPr")
            rows[0].insert(0, gone)
        gone.append(hands.mark("del"))
        end = hands.find(document, "疑義が生じた場合")
        properties = end.find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}rPr").append(hands.mark("ins"))
        new = etree.Element(f"{W}p")
        held = hands.mark("ins")
        held.append(hands.run("第7条　この協約は、公布の日から施行する。"))
        new.append(held)
        end.addnext(new)

    came, problems, session = back(root, hands.changed(sent(root, NAME), change))

    assert came is not None
    assert came.review.untouched
    kinds = {p.kind for p in came.review.proposals}
    assert {"行", "段落"} == kinds
    assert all(isinstance(p.to, Elsewhere) and p.place is not None for p in came.review.proposals)
    old = (root / AGREEMENT).read_bytes()
    written = returned.write(came, came.review.proposals, session, problems)
    assert written is not None
    assert () == written.files
    assert old == (root / AGREEMENT).read_bytes()
    assert len(came.review.proposals) == len([p for p in problems.found if "自動では書けません" in p.message])


def test_comments_stand_at_their_words_and_those_without_a_place_are_told(tmp_path: Path):
    root = folder(tmp_path, "aomori")

    def change(document: etree._Element) -> None:
        hands.commented(hands.find(document, "この連携協約は、甲及び乙が"), "1")

    data = hands.changed(sent(root, NAME), change, hands.comments(("1", "目的が長い"), ("2", "全体に賛成")))
    came, _, _ = back(root, data)

    assert came is not None
    first, second = came.review.proposals
    assert ("コメント", ("目的が長い",), "第1条") == (first.kind, first.comments, first.where)
    assert first.place is not None
    assert (AGREEMENT, 35) == (first.place.file.name, first.place.line)
    assert ("（場所なし）", None) == (second.where, second.place)


def test_another_paper_is_refused(tmp_path: Path):
    root = folder(tmp_path, "aomori", "shiomi")

    unknown, problems, _ = back(root, sent(folder(tmp_path / "b", "kitaalps"), "kitaalps/gaiyo"))
    wrong, told, _ = back(root, sent(root, "shiomi/gaiyo"), NAME)

    assert unknown is None
    assert "文が違います" in problems.errors[0].message
    assert wrong is None
    assert "ではありません" in told.errors[0].message


def test_the_partner_is_told_by_the_words(tmp_path: Path):
    root = folder(tmp_path, "aomori")
    for name in ("aomori/kyoyaku-平内町", "aomori/kyoyaku-外ヶ浜町"):
        came, _, _ = back(root, sent(root, name))
        assert came is not None
        assert name == came.assignment.name


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"<html>"])
def test_a_broken_file_is_refused_with_a_cure(tmp_path: Path, data: bytes):
    came, problems, _ = back(folder(tmp_path, "aomori"), data)

    assert came is None
    assert problems.errors[0].cure


def test_a_source_that_changed_since_is_told(tmp_path: Path):
    root = folder(tmp_path, "aomori")
    data = sent(root, NAME)
    path = root / AGREEMENT
    path.write_text(path.read_text(encoding="utf-8").replace("毎年度", "毎年"), encoding="utf-8")

    came, problems, _ = back(root, data)

    assert came is not None
    assert came.changed
    assert "作ったときのものと違います" in problems.found[0].message
    [only] = came.review.proposals
    assert ("毎年", "毎年度", False) == (only.before, only.after, only.tracked)


def test_two_hands_on_the_same_words_cannot_both_be_accepted(tmp_path: Path):
    """A heading and its line in 目次 are one scalar of the source."""
    root = folder(tmp_path, "aomori-shi")
    name = "aomori-shi/keikaku"
    worded = [w for w in words(root, name) if w]
    first, second = [n for n, w in enumerate(worded) if "活力ある地域産業の育成" in w][:2]
    slips = [
        Slip(at, (start := worded[at].index("活力ある")), start + 2, new)
        for at, new in ((first, "元気"), (second, "体力"))
    ]
    came, problems, session = back(root, hands.slipped(sent(root, name), slips), name)
    assert came is not None
    one, other = came.review.proposals

    both = returned.write(came, (one, other), session, problems)
    alone = returned.write(came, (one,), session, problems)

    assert both is None
    assert "同じ所の別の案" in problems.errors[0].message
    assert alone is not None
    assert alone.elsewhere  # its other place changes with it
    assert 2 <= sum("元気ある地域産業の育成" in w for w in words(root, name))


def test_a_tracked_change_amid_an_untracked_one_is_one_that_is_not_recorded(tmp_path: Path):
    root = folder(tmp_path, "aomori")
    at = next(n for n, w in enumerate(w for w in words(root, NAME) if w) if w.startswith("第6条　"))
    text = next(w for w in words(root, NAME) if w.startswith("第6条　"))
    start = text.index("疑義が生じた")
    first = hands.slipped(sent(root, NAME), [Slip(at, start, start + 6, "疑いが起こった", tracked=False)])

    came, _, _ = back(root, hands.slipped(first, [Slip(at, start + 3, start + 5, "生じ")]))

    assert came is not None
    [only] = came.review.proposals
    assert (False, "疑いが生じった") == (only.tracked, only.after)
    assert isinstance(only.to, Target)


def test_an_amount_leads_to_the_words_that_it_was_printed_from(tmp_path: Path):
    """64,000 stands in 64,000千円; the sums that change with it keep the paper from being written."""
    root = folder(tmp_path, "shiomi")
    name = "shiomi/yosan"
    worded = [w for w in words(root, name) if w]
    at = worded.index("64,000")
    came, problems, session = back(root, hands.slipped(sent(root, name), [Slip(at, 0, 2, "65")]))
    assert came is not None
    [only] = came.review.proposals
    assert "主要事業一覧の表「窓口のオンライン化」の行の「当初予算額（前年度当初）」の欄" in only.where
    assert isinstance(only.to, Target)
    assert "64,000千円" == only.to.written.text

    assert returned.write(came, (only,), session, problems) is None
    assert "採用すると誤りになります" in problems.errors[0].message


def test_the_paper_of_one_partner_is_not_taken_for_another(tmp_path: Path):
    root = folder(tmp_path, "aomori")

    came, problems, _ = back(root, sent(root, "aomori/kyoyaku-平内町"), NAME)

    assert came is None
    assert "「aomori/kyoyaku-平内町」に最も近く" in problems.errors[0].message


def test_every_paragraph_of_every_shipped_document_is_found_in_its_own_docx(tmp_path: Path):
    """Else a proposal on it could not be led to its source."""
    root = folder(tmp_path, *(p.name for p in sorted((ROOT / "sources").iterdir())))
    session, problems = Session(root), Problems()
    lost: list[tuple[str, str]] = []
    seen: set[str] = set()
    for assignment in plan(session, (), problems).assignments:
        if assignment.original.id in seen:
            continue  # one of several partners
        seen.add(assignment.original.id)
        printer = documents.exporter(assignment.original, session)
        ready = documents.ready(assignment, session, problems)
        galley = documents.compiled(ready, session, printer, problems).galley
        data = printer.print(galley, "docx", problems)
        assert data is not None
        paragraphs = named(galley)
        found = {each.paragraph for each in ours(read_returned(data).passages, paragraphs)}
        lost += [(assignment.name, p.words) for n, p in enumerate(paragraphs) if n not in found and p.words]

    assert [] == lost
    assert len(seen) > 10


def test_a_footnote_is_a_place_of_the_source_too(tmp_path: Path):
    root = folder(tmp_path, "shiomi")
    name = "shiomi/kankyo"
    clean, _, _ = back(root, sent(root, name), name)
    assert clean is not None
    assert () == clean.review.proposals
    told = hands.part_changed(sent(root, name), "word/footnotes.xml", "今ある良い環境", "今ある豊かな環境")

    came, problems, session = back(root, told, name)

    assert came is not None
    [only] = came.review.proposals
    assert ("脚注 ※2", False) == (only.where, only.tracked)
    assert returned.write(came, (only,), session, problems) is not None
    assert any("今ある豊かな環境" in w for w in words(root, name))


@pytest.mark.parametrize("mark", ["cellDel", "cellIns"])
def test_a_cell_that_a_tracked_change_takes_or_puts_in_is_a_proposal(tmp_path: Path, mark: str):
    """A cell marked as deleted with its words as they were came back as no proposal at all."""
    root = folder(tmp_path, "aomori")

    def change(document: etree._Element) -> None:
        cell = next(
            c for c in document.iter(f"{W}tc") if "甲と連携して、" in "".join(t.text or "" for t in c.iter(f"{W}t"))
        )
        if mark == "cellIns":
            new = copy.deepcopy(cell)
            cell.addnext(new)
            cell = new
        properties = cell.find(f"{W}tcPr")
        assert properties is not None
        properties.append(hands.mark(mark))

    came, _, _ = back(root, hands.changed(sent(root, NAME), change))

    assert came is not None
    assert came.review.untouched
    (proposal,) = came.review.proposals
    assert (mark == "cellDel") == proposal.before.startswith("甲と連携して、")
    assert (mark == "cellIns") == proposal.after.startswith("甲と連携して、")
