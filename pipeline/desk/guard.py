"""Who may speak to the desk: this machine's own browser, once it has shown the token that the terminal printed.

A page of the web can send requests to 127.0.0.1, and a name of the web can be made to point there (DNS rebinding): the
Host and Origin of a request are looked at before anything else.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "renkei_desk"
CSRF = "x-renkei"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What the page shows that asks for the password.
_AT_THE_DOOR = frozenset({"/static/desk.css", "/static/login.js", "/static/icon.svg"})
_MOST_PASSWORD_BYTES = 4096
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'nonce-{nonce}'; "
    "script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Keys:
    """The secrets of one run: the token of the address, good once, and what the browser keeps instead of it.

    `rest`: what one who said a wrong password waits for; whoever asks from the same machine waits behind him.
    """

    def __init__(
        self, password: str | None = None, rest: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(1)
    ) -> None:
        self.rest = rest
        self.token: str | None = secrets.token_urlsafe(24)
        self.cookie = secrets.token_urlsafe(32)
        self.password = password
        self.nonce = secrets.token_urlsafe(16)  # for the style sheets that the editor makes

    def take(self, token: str) -> bool:
        """Whether this is the token; it is spent."""
        if self.token is None or not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = None
        return True

    def known(self, cookie: str | None) -> bool:
        """Whether a browser has been let in."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self.cookie.encode())


class Guard:
    """The door of the app. `hosts`: further names under which an office's server is reached."""

    def __init__(self, app: ASGIApp, keys: Keys, hosts: frozenset[str] = frozenset()) -> None:
        self.app, self.keys, self.hosts = app, keys, _LOOPBACK | hosts
        self._asking: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turns away, lets in, or hands on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = self._refusal(request) or await self._entry(request)
        if answer is not None:
            await answer(scope, receive, _with_headers(send, self.keys.nonce))
            return
        await self.app(scope, receive, _with_headers(send, self.keys.nonce))

    def _refusal(self, request: Request) -> Response | None:
        """Why the request is turned away before anything is looked at; None if it is not."""
        if _name(request.headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("この名前では机を開けません", 400)
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        if origin is not None and not self._own(origin, request.headers):
            return PlainTextResponse("ほかの頁からの求めには応じません", 403)
        if request.method not in {"GET", "HEAD"} and (
            site not in {"same-origin", "none"} or CSRF not in request.headers
        ):
            return PlainTextResponse("ほかの頁からの求めには応じません", 403)
        return None

    def _own(self, origin: str, headers: Headers) -> bool:
        return urlsplit(origin).netloc == headers.get("host", "") and _name(urlsplit(origin).netloc) in self.hosts

    async def _entry(self, request: Request) -> Response | None:
        """The way in: a token in the address, or the password of an office; None for one who is in."""
        token = request.query_params.get("token")
        if token is not None and request.method == "GET" and self.keys.take(token):
            return self._let_in(request)
        if self.keys.known(request.cookies.get(_cookie(request))):
            return None
        if self.keys.password is not None and request.url.path == "/login":
            return await self._login(request)
        if self.keys.password is not None and request.method == "GET":
            if request.url.path in _AT_THE_DOOR:
                return None
            if request.url.path == "/" or request.headers.get("sec-fetch-mode") == "navigate":
                return RedirectResponse("/login", 303)
        words = "机の入口は、renkei serve が表示したアドレスです（一度だけ使えます）。もう一度 renkei serve を実行してください。"
        return PlainTextResponse(words, 401)

    async def _login(self, request: Request) -> Response:
        if request.method == "POST":
            return await self._asked(request)
        page = (
            '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>机に入る</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="stylesheet" href="/static/desk.css"><script src="/static/login.js" defer></script>'
            '<main class="login"><h1>机に入る</h1><form><label>合言葉 <input type="password" autofocus></label>'
            '<button>入る</button><p role="alert"></p></form></main>'
        )
        return Response(page, media_type="text/html")

    async def _asked(self, request: Request) -> Response:
        """One guess at a time from each machine, and a rest after each that was wrong."""
        given = bytearray()
        async for chunk in request.stream():
            given += chunk
            if len(given) > _MOST_PASSWORD_BYTES:
                return PlainTextResponse("合言葉が違います", 403)
        where = request.client.host if request.client is not None else ""
        async with self._asking.setdefault(where, asyncio.Lock()):
            if hmac.compare_digest(bytes(given), (self.keys.password or "").encode()):
                return self._let_in(request)
            await self.keys.rest()
        return PlainTextResponse("合言葉が違います", 403)

    def _let_in(self, request: Request) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie(_cookie(request), self.keys.cookie, httponly=True, samesite="strict", path="/")
        return answer


def _cookie(request: Request) -> str:
    """A name for each port: browsers give the cookies of a machine to all its ports, and two desks may be open."""
    port = urlsplit(f"//{request.headers.get('host', '')}").netloc.rpartition("]")[2].rpartition(":")[2]
    return f"{COOKIE}_{port}" if port.isdigit() and port.isascii() else COOKIE


def _name(netloc: str) -> str:
    """A host without its port."""
    if netloc.startswith("["):
        return netloc.partition("]")[0] + "]"
    return netloc.partition(":")[0].lower()


def _with_headers(send: Send, nonce: str) -> Callable[[Message], Awaitable[None]]:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value.replace("{nonce}", nonce))
        await send(message)

    return sent
