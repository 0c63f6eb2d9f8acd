"""A folder of sources -> the desk at an address of this machine, until Ctrl-C or until its last page has been closed."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from pipeline.desk.app import create
from pipeline.desk.at_desk import Desk
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from pipeline.late.dataclass import dataclass

LOOPBACK = "127.0.0.1"
# How long no page may be open before the desk is left.
IDLE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the desk can be entered. `password` None: by the token of the address alone, from this machine alone.

    `port` None: the folder's own, or any if that is taken.
    """

    host: str = LOOPBACK
    port: int | None = None
    password: str | None = None
    names: frozenset[str] = frozenset()


def own_port(root: Path) -> int:
    """The same for a folder each time, below those that systems give away: a browser keeps what was typed by the port."""
    return 20_000 + zlib.crc32(root.resolve().as_posix().encode()) % 10_000


def serve(root: Path, out: Path, doors: Doors, *, open_browser: bool, tell: Callable[[str, int], None]) -> None:
    """Runs the desk. `tell` is given its address and its port first. Raises OSError if the port is taken."""
    keys = Keys(doors.password)
    door = _door(root, doors)
    port = door.getsockname()[1]
    shown = LOOPBACK if doors.host in {LOOPBACK, "0.0.0.0"} else doors.host  # noqa: S104 - shown, not bound
    address = f"http://{shown}:{port}/?token={keys.token}"
    app = create(Room(root, out), keys, lambda: datetime.now().astimezone(), doors.names)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2))
    app.state.desk.is_left = lambda: server.should_exit
    # What was under way when the desk was closed is no fault of anything.
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
    tell(address, port)
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    threading.Thread(target=_leave_when_idle, args=(server, app.state.desk), daemon=True).start()
    with suppress(KeyboardInterrupt):  # raised once more when all is closed
        server.run(sockets=[door])


def _door(root: Path, doors: Doors) -> socket.socket:
    if doors.port is not None:
        return socket.create_server((doors.host, doors.port))
    try:
        return socket.create_server((doors.host, own_port(root)))
    except OSError:
        return socket.create_server((doors.host, 0))


def _leave_when_idle(server: uvicorn.Server, desk: Desk) -> None:
    """Ends the server some minutes after the last page was closed."""
    waiting = threading.Event()
    while not server.should_exit:
        waiting.wait(5)
        if desk.listeners == 0 and desk.clock() - desk.quiet_since > IDLE:
            server.should_exit = True
