"""The web app of the desk: addresses -> what the room answers. All work is done in threads, one at a time."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.desk.answers import (
    amending,
    checks,
    comparing,
    council,
    forms,
    making,
    starting,
    work,
)
from pipeline.desk.answers.review import reading, returning, reviewing
from pipeline.desk.at_desk import Clock, Desk
from pipeline.desk.guard import Guard, Keys
from pipeline.desk.pages import page
from pipeline.desk.room import LedOutError, NotSavedError, Room, StaleError, UnknownError
from pipeline.desk.spoken import at_desk, told_at
from pipeline.diagnostics import Diagnostic, Problems
from pipeline.diagnostics.here import from_here
from pipeline.diagnostics.system import report
from pipeline.project.provenance.reviews import UnreadableError
from pipeline.source.rewriting.scalars import UnwritableError

Json = dict[str, object]
_MOST_BYTES = 20_000_000
# Between two looks at the folder: seconds; on a slow share many times as long as a look takes, so that work is not held up.
_SHORTEST_PAUSE, _REST = 0.7, 8.0
_STATIC = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".LICENSE": "text/plain"}


def create(room: Room, keys: Keys, clock: Clock, hosts: frozenset[str] = frozenset()) -> Starlette:
    """The app. `hosts`: names besides those of this machine under which it may be reached."""
    desk = Desk(room, clock)
    routes = [
        Route("/", _page(desk, "home", keys.nonce)),
        Route("/documents/{name:path}", _page(desk, "document", keys.nonce)),
        Route("/council", _page(desk, "council", keys.nonce)),
        Route("/compare", _page(desk, "compare", keys.nonce)),
        Route("/checks", _page(desk, "checks", keys.nonce)),
        Route("/start", _page(desk, "start", keys.nonce)),
        Route("/static/{name:path}", _static),
        Route("/pages/{key}.png", _picture(desk)),
        Route("/events", _events(desk)),
        Route("/api/start", _get(desk, starting.offer)),
        Route("/api/start/paper", _post(desk, starting.begin), methods=["POST"]),
        Route("/api/start/intake", _post(desk, starting.take_in), methods=["POST"]),
        Route("/api/documents", _get(desk, work.documents)),
        Route("/api/preview/{name:path}", _post(desk, work.preview), methods=["POST"]),
        Route("/api/source", _get(desk, work.source)),
        Route("/api/save", _post(desk, work.save), methods=["POST"]),
        Route("/api/edit", _post(desk, work.edit), methods=["POST"]),
        Route("/api/structure", _post(desk, forms.structure), methods=["POST"]),
        Route("/api/parties", _get(desk, forms.parties)),
        Route("/api/change", _post(desk, forms.change), methods=["POST"]),
        Route("/api/facts/{name:path}", _get(desk, work.facts)),
        Route("/api/schema/{name:path}", _get(desk, work.schema)),
        Route("/api/build", _post(desk, making.build), methods=["POST"]),
        Route("/api/freeze", _post(desk, making.freeze), methods=["POST"]),
        Route("/api/amend/{name:path}", _get(desk, making.amendment)),
        Route("/api/changes/{name:path}", _get(desk, amending.since)),
        Route("/api/back", _post(desk, amending.back), methods=["POST"]),
        Route("/api/version", _post(desk, amending.record), methods=["POST"]),
        Route("/api/amend", _post(desk, making.amend), methods=["POST"]),
        Route("/api/reviews/{name:path}", _get(desk, reviewing.reviews)),
        Route("/api/reviews", _post(desk, reviewing.add), methods=["POST"]),
        Route("/api/reading/{name:path}", _get(desk, reading.reading)),
        Route("/api/returned", _post(desk, returning.returned), methods=["POST"]),
        Route("/api/reply", _post(desk, returning.reply), methods=["POST"]),
        Route("/api/standing/{name:path}", _get(desk, reviewing.standing)),
        Route("/api/versions/{name:path}", _get(desk, comparing.versions)),
        Route("/api/drop", _upload(desk, comparing.drop), methods=["POST"]),
        Route("/api/compare", _post(desk, comparing.compare), methods=["POST"]),
        Route("/api/compare/page", _post(desk, comparing.page), methods=["POST"]),
        Route("/api/compare/papers", _post(desk, comparing.papers), methods=["POST"]),
        Route("/api/areas", _get(desk, checks.folders)),
        Route("/api/crosscheck/{name}", _get(desk, checks.crosscheck)),
        Route("/api/lint/{name:path}", _get(desk, checks.lint)),
        Route("/api/cure", _post(desk, checks.cured), methods=["POST"]),
        Route("/api/board", _get(desk, council.board)),
        Route("/api/dates", _post(desk, council.dates), methods=["POST"]),
        Route("/api/errata/{name:path}", _upload(desk, council.errata), methods=["POST"]),
        Route("/api/workbook/{name:path}", _upload(desk, work.workbook), methods=["POST"]),
        Route("/download/{name:path}", _download(desk)),
    ]
    guard = Middleware(Guard, keys=keys, hosts=hosts)
    app = Starlette(routes=routes, middleware=[guard], exception_handlers={404: _nowhere(desk, keys.nonce)})
    app.state.desk = desk
    return app


Handler = Callable[[Request], Awaitable[Response]]


def _get(desk: Desk, do: Callable[[Desk, Json], object]) -> Handler:
    async def handle(request: Request) -> Response:
        given: Json = {**request.query_params, **request.path_params}
        return await _answered(desk, do, given)

    return handle


def _post(desk: Desk, do: Callable[[Desk, Json], object]) -> Handler:
    async def handle(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "大きすぎます"}, 413)
        try:
            sent = json.loads(body or b"{}")
            json.dumps(sent, ensure_ascii=False).encode()
        except (ValueError, RecursionError):  # half a pair of surrogates is no text, either
            return JSONResponse({"error": "JSONとして読めません"}, 400)
        if not isinstance(sent, dict):
            return JSONResponse({"error": "JSONの組ではありません"}, 400)
        return await _answered(desk, do, {**sent, **request.path_params})

    return handle


def _upload(desk: Desk, do: Callable[[Desk, Json], object]) -> Handler:
    async def handle(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "ファイルが大きすぎます"}, 413)
        return await _answered(desk, do, {**request.query_params, **request.path_params, "data": body})

    return handle


async def _body(request: Request) -> bytes | None:
    made = bytearray()
    async for chunk in request.stream():
        made += chunk
        if len(made) > _MOST_BYTES:
            return None
    return bytes(made)


async def _answered(desk: Desk, do: Callable[[Desk, Json], object], given: Json) -> Response:
    """What the work gives, or why it gives nothing, as JSON."""
    here = desk.room.root.as_posix()
    try:
        return JSONResponse(told_at(await desk.aside(do, desk, given), here))
    except LedOutError as error:
        words = f"「{error.args[0]}」は、原稿のフォルダ（sources）の外を指すリンクなので、机では開きません"
        return JSONResponse({"error": words}, 404)
    except UnknownError as error:
        return JSONResponse({"error": f"「{error.args[0]}」は、この原稿のフォルダにありません"}, 404)
    except StaleError as error:
        now = error.now.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        words = "ほかの人か別の窓が、このファイルを先に書き換えました"
        sha256 = hashlib.sha256(error.now).hexdigest()
        return JSONResponse({"error": words, "now": now, "sha256": sha256}, 409)
    except (UnwritableError, UnreadableError, work.BadRequestError) as error:
        return JSONResponse({"error": str(error)}, 422)
    except NotSavedError as error:
        return _unsaved(error.problems, here)
    except OSError as error:  # Excel and Word keep what they have open from others; a share may be gone for a moment
        return _refused(error, here)


def _refused(error: OSError, here: str) -> Response:
    problems = Problems()
    report(error, str(error.filename or "ファイル"), problems)
    return _unsaved(problems.found, here)


def _unsaved(problems: Iterable[Diagnostic], here: str) -> Response:
    words = "。".join(f"{p.message}（{at_desk(p.cure)}）" for p in problems)
    return JSONResponse({"error": from_here(words, here)}, 507)


def _page(desk: Desk, name: str, nonce: str) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            return HTMLResponse(await desk.aside(page, desk.room, name, dict(request.path_params), nonce))
        except UnknownError:
            return HTMLResponse(await desk.aside(page, desk.room, "unknown", dict(request.path_params), nonce), 404)

    return handle


def _nowhere(desk: Desk, nonce: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(_request: Request, _error: Exception) -> Response:
        return HTMLResponse(await desk.aside(page, desk.room, "nowhere", {}, nonce), 404)

    return handle


async def _static(request: Request) -> Response:
    """Files of the package by their exact names; nothing else can be asked for."""
    name = request.path_params["name"]
    known = {str(p): p for p in _static_files()}
    if name not in known:
        return Response("", 404)
    kind = next((k for suffix, k in _STATIC.items() if name.endswith(suffix)), "application/octet-stream")
    return Response(files("pipeline.desk").joinpath("static", name).read_bytes(), media_type=kind)


def _static_files() -> list[Path]:
    root = Path(str(files("pipeline.desk").joinpath("static")))
    return [p.relative_to(root) for p in root.rglob("*") if p.is_file()]


def _picture(desk: Desk) -> Handler:
    async def handle(request: Request) -> Response:
        data = await desk.aside(desk.room.pictures.png, request.path_params["key"])
        if data is None:
            return Response("", 404)
        # The key is a hash of what the picture shows.
        return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=31536000, immutable"})

    return handle


def _events(desk: Desk) -> Handler:
    async def handle(_request: Request) -> Response:
        return StreamingResponse(_news(desk), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    return handle


async def _news(desk: Desk) -> AsyncIterator[str]:
    """A line whenever a file of the folder has changed; polled, since shares of offices tell nothing."""
    desk.listeners += 1
    watch = asyncio.get_running_loop()
    try:
        last = await desk.aside(desk.room.version)
        yield f"data: {json.dumps({'version': last})}\n\n"
        pause = _SHORTEST_PAUSE
        while await _rested(desk, pause):
            began = watch.time()
            now = await desk.aside(desk.room.version)
            pause = max(_SHORTEST_PAUSE, _REST * (watch.time() - began))
            yield f"data: {json.dumps({'version': now})}\n\n" if now != last else ": \n\n"
            last = now
    finally:
        desk.listeners -= 1
        desk.quiet_since = desk.clock()


async def _rested(desk: Desk, pause: float) -> bool:
    """Whether there is still a server after so many seconds: one that waits for its pages to close would not end."""
    watch = asyncio.get_running_loop()
    end = watch.time() + pause
    while not desk.is_left() and watch.time() < end:
        await asyncio.sleep(min(_SHORTEST_PAUSE, end - watch.time()))
    return not desk.is_left()


def _download(desk: Desk) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            name, kind, data = await desk.aside(making.download, desk, request.path_params["name"])
        except UnknownError:
            return Response("まだ作られていません", 404)
        how = "inline" if kind == "application/pdf" and "show" in request.query_params else "attachment"
        disposition = f"{how}; filename*=UTF-8''{quote(name)}"
        return Response(data, media_type=kind, headers={"Content-Disposition": disposition})

    return handle
