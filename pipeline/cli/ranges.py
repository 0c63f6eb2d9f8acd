"""Whole numbers of the command line, whose bounds the help tells in Japanese."""

from __future__ import annotations

import click


class Between(click.IntRange):
    """A whole number from one to another, both included."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)

    def _describe_range(self) -> str:
        return f"{self.min}から{self.max}まで"
