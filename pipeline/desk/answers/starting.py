"""The first hour in the browser: an area, a paper to begin with, or a paper that is there already -> files, shown first.

Nothing that is there is written over. What would be written is made as a whole before, and its pages are shown.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk.answers.dropped import Dropped, lying, renamed
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import as_json, listed, preview
from pipeline.desk.room import NotSavedError
from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.notation.file_name import unfit
from pipeline.notation.problem import NotationError
from pipeline.project import store
from pipeline.project.intake import names
from pipeline.project.intake.any_paper import read_any
from pipeline.project.intake.beginning import first_files, more_files
from pipeline.project.intake.first_paper import COUNCIL, STARTERS, Town, area_file, paper, towns_of, with_table
from pipeline.project.intake.transcribe import Target, transcribe
from pipeline.project.load import AREA_FILE, document_id
from pipeline.source.resources import profile_names, profile_path

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk

Json = dict[str, object]
_SITTINGS = {
    COUNCIL: ("gikai", "協約や条例を議会に出す議案書、説明資料。市町村ごとに一つ（その原稿のある圏域に加える）")
}


def offer(desk: Desk, _given: Json) -> Json:
    """What a clerk may begin with: areas that are there, kinds of papers, house styles; and the day."""
    files = desk.room.session.files
    top = desk.room.root / "sources"
    folders = [f for f in files.listing(top, "*") if files.is_file(top / f / AREA_FILE)]
    return {
        "areas": [{"folder": f, "towns": _towns_there(desk, f), "sources": _sources_there(desk, f)} for f in folders],
        "kinds": [{"kind": kind, "stem": stem, "told": told} for kind, (stem, told) in (STARTERS | _SITTINGS).items()],
        "profiles": list(profile_names(files)),
        "day": wareki.format(desk.clock().date()),
        "folder": desk.room.root.name,
    }


def _towns_there(desk: Desk, folder: str) -> list[str]:
    data = (desk.room.root / "sources" / folder / AREA_FILE).read_bytes()
    return list(towns_of(data))


def _sources_there(desk: Desk, folder: str) -> list[str]:
    names_there = desk.room.session.files.listing(desk.room.root / "sources" / folder, "*.y*ml")
    return [name.rpartition(".")[0] for name in names_there]


@dataclass(frozen=True, slots=True)
class _Begun:
    """Files to write, by their names from the folder on; the source among them; what was told on the way."""

    files: dict[str, bytes]
    source: str
    told: Json


def begin(desk: Desk, given: Json) -> Json:
    """A paper of a kind for an area that is there or is begun with it: shown, or written with `save`."""
    kind = words(given, "kind")
    if kind == COUNCIL:
        return _sittings(desk, given)
    if kind not in STARTERS:
        raise BadRequestError(f"「{kind}」の見本はありません")
    folder, is_new = _folder(desk, given)
    towns, facts = _new_area(given) if is_new else (tuple(_chosen(desk, folder, given)), None)
    day = _day(given, "day", "締結日")
    data = paper(kind, towns, day, wareki.format(desk.clock().date()))
    own: dict[str, bytes] = {}
    book = _dropped(given, "book")
    if book is not None:
        if book.suffix != ".xlsx" or unfit(book.shown) is not None:
            raise BadRequestError("Excel のブック（.xlsx）を選んでください")
        data = with_table(data, book.shown, str(given.get("sheet") or "").strip())
        own[f"sources/{folder}/{book.shown}"] = book.data
    name = f"sources/{folder}/{_stem(given, STARTERS[kind][0])}.yaml"
    own[name] = data
    if facts is not None:
        own = (
            _area_files(desk, folder, str(given.get("profile") or "")) | {f"sources/{folder}/{AREA_FILE}": facts} | own
        )
    return _answer(desk, _Begun(own, name, {}), given)


def _sittings(desk: Desk, given: Json) -> Json:
    """The next session of each council, about an agreement of an area that is there."""
    folder, is_new = _folder(desk, given)
    if is_new:
        raise BadRequestError("議会に出すものは、協約や条例の原稿のある圏域に加えます。先に協約か条例を始めてください")
    problems = Problems()
    own = more_files(COUNCIL, folder, desk.room.root, {}, problems)
    if not own:
        raise BadRequestError("この圏域に、議会に出す協約や協定、条例の原稿がありません。先にそれを始めてください")
    return _answer(desk, _Begun(own, next(iter(own)), {}), given)


def take_in(desk: Desk, given: Json) -> Json:
    """A paper that was written elsewhere (DOCX, TXT, PDF, HTML, XML): as a source that prints the same words, shown or written."""
    file = _dropped(given, "paper")
    if file is None:
        raise BadRequestError("取り込む文書（Word・テキスト・PDF・Webページ・法令標準XML）を選んでください")
    folder, _ = _folder(desk, given)
    stem = _stem(given, names.stem(Path(file.shown).stem))
    target = Target(folder, stem)
    problems = Problems()
    made = None
    with lying(file, problems) as path:
        if not problems.errors:
            read = read_any(path, problems)
            made = transcribe(read, file.shown, target, desk.room.root, problems) if read is not None else None
        told = renamed(listed(problems.found), path, file.shown)
    if made is None:
        return {"files": [], "document": None, "told": told, "problems": [], "pages": None, "saved": False}
    own = {f"sources/{folder}/{stem}.yaml": made.source.encode()}
    if made.area is not None:
        own = _area_files(desk, folder, "") | {f"sources/{folder}/{AREA_FILE}": made.area.encode()} | own
    said = {"told": told, "letters": made.letters, "same": made.same, "off": made.off, "text": made.source}
    return _answer(desk, _Begun(own, f"sources/{folder}/{stem}.yaml", said), given)


def _folder(desk: Desk, given: Json) -> tuple[str, bool]:
    """The folder of the area, and whether the area is begun now."""
    named = words(given, "folder").strip()
    folder = names.folder(named)
    if folder is None or unfit(folder) is not None:
        raise BadRequestError(
            f"「{named}」はフォルダの名前に使えません。「aomori」「緑川圏域」のような名前にしてください"
        )
    return folder, not (desk.room.root / "sources" / folder / AREA_FILE).is_file()


def _stem(given: Json, usual: str) -> str:
    named = str(given.get("stem") or "").strip() or usual
    made = names.stem(named)
    if made != named or unfit(named) is not None:
        raise BadRequestError(f"「{named}」は原稿の名前に使えません。「{usual}」のような名前にしてください")
    return made


def _new_area(given: Json) -> tuple[tuple[str, ...], bytes]:
    """The names of the towns of a new area, and its file of facts."""
    name = words(given, "area").strip()
    if not name:
        raise BadRequestError("圏域の名前を書いてください（例: 緑川圏域）")
    towns: list[Town] = []
    sent = given.get("towns")
    for one in sent if isinstance(sent, list) else ():
        said = {key: str(one.get(key) or "").strip() for key in ("name", "office", "head", "since")}
        if not any(said.values()):
            continue
        if not said["name"]:
            raise BadRequestError("市町村の名前が空の行があります")
        if said["name"] in (t.name for t in towns):
            raise BadRequestError(f"「{said['name']}」が二度あります")
        if said["head"] and not said["since"]:
            raise BadRequestError(f"{said['name']}の「{said['head']}」の就任日を書いてください")
        if said["since"] and not said["head"]:
            raise BadRequestError(f"{said['name']}の長の氏名を書いてください")
        since = _day(said, "since", f"{said['name']}の長の就任日")
        towns.append(Town(said["name"], said["office"] or f"{said['name']}長", said["head"], since))
    if not towns:
        raise BadRequestError("市町村を一つは書いてください")
    profile = str(given.get("profile") or "半角")
    return tuple(t.name for t in towns), area_file(name, profile, tuple(towns))


def _chosen(desk: Desk, folder: str, given: Json) -> Iterator[str]:
    """The parties of a paper in an area that is there: those that were chosen, else all."""
    there = _towns_there(desk, folder)
    sent = given.get("parties")
    wanted = [str(one) for one in sent] if isinstance(sent, list) and sent else there
    for town in wanted:
        if town not in there:
            raise BadRequestError(f"「{town}」は、この圏域の市町村にありません")
        yield town


def _day(given: Mapping[str, object], key: str, called: str) -> str:
    written = str(given.get(key) or "").strip()
    if written:
        try:
            return wareki.format(wareki.parse_date(written))
        except NotationError as error:
            raise BadRequestError(f"{called}「{written}」: {error.message}（{error.cure}）") from error
    return ""


def _dropped(given: Json, key: str) -> Dropped | None:
    sent = given.get(key)
    if not isinstance(sent, dict):
        return None
    try:
        return Dropped(words(sent, "name"), base64.b64decode(words(sent, "data"), validate=True))
    except ValueError as error:
        raise BadRequestError("ファイルが途中で切れています。もう一度選んでください") from error


def _area_files(desk: Desk, folder: str, profile: str) -> dict[str, bytes]:
    """What `renkei init` writes beside an area and its first paper."""
    made = {n: d for n, d in first_files(folder, desk.room.root).items() if not n.startswith(f"sources/{folder}/")}
    shipped = profile_path(profile, desk.room.session.files) if profile else None
    if shipped is not None:
        made[f"sources/profiles/{profile}.yaml"] = shipped.read_bytes()
    return {name: data for name, data in made.items() if not store.is_there(desk.room.root / name)}


def _answer(desk: Desk, begun: _Begun, given: Json) -> Json:
    root = desk.room.root
    there = [name for name in begun.files if store.is_there(root / name)]
    if there:
        raise BadRequestError(f"{there[0]} は、もうあります。上書きしないので、別の名前にしてください")
    document = document_id(root / begun.source)
    with desk.room.session.files.standing({root / name: data for name, data in begun.files.items()}):
        plan, problems = desk.room.plan()
        made = next((a for a in plan.assignments if a.original.path == root / begun.source), None)
        named = [a.name for a in plan.assignments if a.original.path == root / begun.source]
        folder = begun.source.rpartition("/")[0]
        found = [p for p in problems.found if str(p.place).startswith(folder)]
        shown = preview(made, desk.room.session, desk.room.pictures) if made is not None else None
    answer: Json = {
        "files": [n for n in begun.files if not n.startswith(("schemas/", ".vscode/"))],
        "document": made.name if made is not None else document,
        "documents": named,
        "pages": None,
        "saved": False,
        **begun.told,
    }
    answer |= as_json(shown) if shown is not None else {"scalars": []}
    told = [*found, *(p for p in (shown.problems if shown is not None else ()) if p not in found)]
    answer["problems"] = listed(told)
    if given.get("save") is True:
        if answer["pages"] is None and not begun.told:
            raise BadRequestError("このままでは文書を作れません。下の誤りを直してください")
        refused = Problems()
        if not store.save(root, begun.files, refused, instead_of=dict.fromkeys(begun.files)):
            raise NotSavedError(tuple(refused.found))
        desk.room.session.files.refresh()
        answer["saved"] = True
    return answer
