"""A PDF -> its pages and pictures, read by a process that can hang, crash or grow without harm to this one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Literal, Self

from pipeline.pdfdiff.page import Drawn, PrintedPage

if TYPE_CHECKING:
    from pipeline.pdfdiff.pdfium import Opened

MOST_BYTES = 200 * 1024 * 1024
# Of the whole document: what can be compared in a few hundred megabytes.
MOST_CHARACTERS = 1_000_000
_MOST_MEMORY = 2 * 1024**3
# How long to wait for an answer.
OPENING_S, PAGE_S = 60.0, 30.0

_Request = tuple[Literal["page", "tagged", "picture", "look", "drawn"], int]


class UnprintableError(Exception):
    """Why a PDF cannot be read, in Japanese: what is wrong, and the cure."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason, cure)
        self.reason, self.cure = reason, cure


class Facsimile:
    """An open PDF; close it, or use it in a with statement. Every call may raise UnprintableError."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise UnprintableError(
                f"ファイルが大きすぎます（{len(data):,}バイト。上限は{MOST_BYTES:,}バイト）",
                "比べる頁だけに分けてください",
            )
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        try:
            with suppress(OSError):  # a process that died is told of by the answer that does not come
                self._pipe.send_bytes(data)
            count = self._answer("", OPENING_S)
        except BaseException:
            self.close()
            raise
        assert isinstance(count, int)
        self.count = count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pages(self) -> Iterator[PrintedPage]:
        """All pages in order."""
        return self._pages("page")

    def tagged_pages(self) -> Iterator[PrintedPage]:
        """All pages in order, their lines with what the tags of the file say of them."""
        return self._pages("tagged")

    def _pages(self, what: Literal["page", "tagged"]) -> Iterator[PrintedPage]:
        characters = 0
        for index in range(self.count):
            page = self._ask((what, index))
            assert isinstance(page, PrintedPage)
            characters += sum(len(line.text) for line in page.lines)
            if characters > MOST_CHARACTERS:
                raise UnprintableError(
                    f"文字が多すぎます（{index + 1}頁目までで{characters:,}字。上限は{MOST_CHARACTERS:,}字）",
                    "比べる頁だけに分けてください",
                )
            yield page

    def drawn(self, index: int) -> Drawn:
        """What is drawn on a page (0 is the first) beside its words."""
        found = self._ask(("drawn", index))
        assert isinstance(found, Drawn)
        return found

    def picture(self, index: int) -> bytes:
        """A page (0 is the first) as PNG."""
        image = self._ask(("picture", index))
        assert isinstance(image, bytes)
        return image

    def look(self, index: int) -> bytes:
        """What is the same for two pages (0 is the first) that look the same."""
        look = self._ask(("look", index))
        assert isinstance(look, bytes)
        return look

    def close(self) -> None:
        """Ends the reading process."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def _ask(self, request: _Request) -> object:
        place = f"{request[1] + 1}頁目を"
        with suppress(OSError):  # as above
            self._pipe.send(request)
        return self._answer(place, PAGE_S)

    def _answer(self, place: str, patience_s: float) -> object:
        cure = "PDFを開いて印刷し直すなど、作り直してから比べてください"
        try:
            if not self._pipe.poll(patience_s):
                raise UnprintableError(f"{place}読むのに{patience_s:.0f}秒を超えました", cure)
            said = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise UnprintableError(f"{place}読む途中で、PDFを読む処理が止まりました", cure) from error
        if isinstance(said, _Failure):
            raise UnprintableError(place.replace("を", "：") + said.reason if place else said.reason, said.cure or cure)
        return said


class _Failure:
    """What the reading process could not do."""

    def __init__(self, reason: str, cure: str) -> None:
        self.reason, self.cure = reason, cure


def _serve(pipe: Connection) -> None:
    """The life of the reading process: bytes in, the number of pages out, then one answer to each request."""
    _bound_memory()
    from pipeline.pdfdiff.pdfium import Opened, UnopenedError  # noqa: PLC0415 - pdfium is loaded here and nowhere else

    opened: Opened | None = None
    while True:
        try:
            if opened is None:
                opened = Opened(pipe.recv_bytes())
                pipe.send(len(opened))
                continue
            what, index = pipe.recv()
            pipe.send(_answered(opened, what, index))
        except EOFError:
            return
        except UnopenedError as error:
            pipe.send(_Failure(error.reason, error.cure))
        except MemoryError:
            pipe.send(_Failure("読むのに要る記憶が多すぎます", ""))
        except Exception:  # whatever pdfium says of a hostile file is one thing to the clerk
            pipe.send(_Failure("読めません", ""))


def _answered(opened: Opened, what: str, index: int) -> PrintedPage | Drawn | bytes:
    match what:
        case "page":
            return opened.page(index)
        case "tagged":
            return opened.tagged(index)
        case "drawn":
            return opened.drawn(index)
        case "look":
            return opened.look(index)
        case _:
            return opened.picture(index)


def _bound_memory() -> None:
    """Bounds the memory of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
