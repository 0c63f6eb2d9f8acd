"""What all requests of the desk share: the room, the clock, who is listening; work is done in threads, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from pipeline.desk.answers.dropped import Drawer
from pipeline.desk.room import Room

T = TypeVar("T")
Clock = Callable[[], datetime]


class Desk:
    """The app's own state: the room, the clock, who is listening, and whether the server is about to end."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self.room, self.clock = room, clock
        self.listeners = 0
        self.quiet_since = clock()
        self.drawer = Drawer()
        self.is_left: Callable[[], bool] = lambda: False

    async def aside(self, do: Callable[..., T], *arguments: object) -> T:
        """Does work in a thread, alone at the folder."""

        def alone() -> T:
            with self.room.at_work():
                return do(*arguments)

        return await run_in_threadpool(alone)
