"""A wording template and two editions of one master -> the lines that all its editions print, with what each puts into them.

A rendering decides which lines there are by what an edition holds and not by how it calls its parties. So the second edition is
rendered with holes where it differs from the first (holes.py); a third that differs in no more fills them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.tree.nodes import Inlines
from pipeline.wording.expressions import Scope
from pipeline.wording.holes import Hole, Names, UnfitError, Way, at, opened, ways
from pipeline.wording.ledger import Ledger, WordingError

# What stands in the lines of a rendering for what they print: numbers between private-use characters, which
# characters.forbidden() keeps out of every source.
OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = regex(f"{OPEN}([0-9]+){CLOSE}")
# What an edition puts in: the words of a hole, or a text that asks for names.
_LATE = regex(f"{OPEN}([a-z][0-9]+){CLOSE}")
# A master has editions of few makes: with a witness and without, signed and not.
_MOST_MAKES = 3


class Late:
    """What a rendering with holes leaves for later: texts that ask for names, in reading order."""

    def __init__(self) -> None:
        self.texts: list[Written] = []

    def token(self, value: object, ledger: Ledger) -> str | None:
        """The token of what an edition puts in; None for what all print."""
        if isinstance(value, Hole):
            return f"{OPEN}h{value.number}{CLOSE}"
        if isinstance(value, Written) and ledger.asks(value):
            self.texts.append(value)
            return f"{OPEN}t{len(self.texts) - 1}{CLOSE}"
        return None


@dataclass(frozen=True, slots=True)
class Script:
    """The lines of all editions of one make: whole ones, and those in which every second piece is late (h0, t1)."""

    ways: tuple[Way, ...]
    lines: tuple[str | tuple[str, ...], ...]
    texts: tuple[Written, ...]
    # Of the numbers in lines with late pieces, what they stand for.
    inlines: Mapping[int, Inlines]

    def filled(self, names: Names, scope: Scope, ledger: Ledger, problems: Problems) -> list[str]:
        """The lines of an edition, whose tokens the ledger knows."""
        ledger.inlines.update(self.inlines)
        late = {f"h{n}": ledger.number(at(names, way), scope, problems) for n, way in enumerate(self.ways)}
        late |= {f"t{n}": ledger.number(text, scope, problems) for n, text in enumerate(self.texts)}
        return [line if isinstance(line, str) else _joined(line, late) for line in self.lines]


def _joined(pieces: tuple[str, ...], late: Mapping[str, int]) -> str:
    return "".join([f"{OPEN}{late[piece]}{CLOSE}" if n % 2 else piece for n, piece in enumerate(pieces)])


@dataclass(frozen=True, slots=True)
class _Make:
    """The names of an edition, and the script of those that differ from it in words alone (None: there is none yet)."""

    names: Names
    script: Script | None
    unfit: bool = False


Render = Callable[[Names, Problems, Late], str]


class Scripts:
    """The scripts of one template for one master."""

    def __init__(self) -> None:
        self._makes: list[_Make] = []

    def script(self, names: Names, ledger: Ledger, render: Render) -> Script | None:
        """The script that an edition fills, made by `render` if need be; None if there is none for it."""
        for n, make in enumerate(self._makes):
            found = ways(make.names, names)
            if found is not None:
                self._makes.insert(0, self._makes.pop(n))  # most editions are of one make
                break
        else:
            self._makes = [_Make(names, None), *self._makes][:_MOST_MAKES]
            return None
        known = make.script.ways if make.script is not None else ()
        if make.unfit or (make.script is not None and set(found) <= set(known)):
            return make.script
        script = _script(names, tuple(dict.fromkeys((*known, *found))), ledger, render)
        self._makes[0] = _Make(make.names, script, script is None)
        return script


def _script(names: Names, open_: tuple[Way, ...], ledger: Ledger, render: Render) -> Script | None:
    """None if the template asks more of a hole than its words, or if something has to be said of what all print."""
    late, said = Late(), Problems()
    try:
        text = render(opened(names, {way: Hole(n) for n, way in enumerate(open_)}), said, late)
    except (UnfitError, WordingError, TypeError):
        return None
    if said.said:
        return None
    lines: list[str | tuple[str, ...]] = []
    numbers: set[int] = set()
    for line in text.splitlines():
        pieces = tuple(_LATE.split(line))
        if len(pieces) > 1:
            lines.append(pieces)
            numbers |= {int(found[1]) for found in TOKEN.finditer(line)}
        elif line.strip():
            lines.append(line)
    return Script(open_, tuple(lines), tuple(late.texts), {n: ledger.inlines[n] for n in numbers})
