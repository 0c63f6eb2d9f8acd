"""Contents -> their lines, and the pages that they name once a layout has told them.

Words must be the same in all formats, so the pages are those of the PDF: `wanting` says whether a galley asks for them,
`with_pages` puts them in. Until then a run that names a page holds a blank of the usual width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.galley.blocks import LEADER, LINE_OF, Block, Galley, Para, Run, each_para, paras, plain
from pipeline.galley.footnotes import entry
from pipeline.galley.styles import CONTENTS_STYLES
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.notation.house_style import House
from pipeline.tree import nodes
from pipeline.tree.headings import headings

# What stands behind the number of a page, and for a number not yet known.
_PAGE, _UNKNOWN = "頁", 88
CONTENTS_TITLE = "目次見出し"


def contents(node: nodes.Contents, body: tuple[nodes.Block, ...], words: Words) -> tuple[Block, ...]:
    """The title and a line for each heading that is numbered or has words for it.

    Where numbers are joined to those above, headings that hold no others name their pages; elsewhere all do.
    """
    made: list[Block] = [Para(CONTENTS_TITLE, words.runs(node.title))]
    numbers: dict[tuple[str, ...], str] = {}
    listed = [(path, heading) for path, heading in headings(body) if _is_listed(heading, node.depth)]
    behind: list[tuple[str, ...]] = [*(path for path, _ in listed[1:]), ()]
    for (path, heading), following in zip(listed, behind, strict=True):
        above = [numbers[path[:n]] for n in range(1, len(path)) if path[:n] in numbers]
        counted = node.joint is not None and heading.number is not None and len(path) > 1
        own = str(heading.number) if counted else heading.scheme.label(heading.number)
        numbers[path] = own if node.joint is None or not own else node.joint.join((*above[-1:], own))
        anchor = "/".join(path)
        runs = [replace(run, target=anchor) for run in entry(words.runs(heading.listed or heading.text))]
        if node.joint is None or following[: len(path)] != path:
            number = Run(words.house.text(str(_UNKNOWN)), target=anchor, page_of=anchor)
            runs += [Run(LEADER), number, Run(_PAGE, target=anchor)]
        style = CONTENTS_STYLES[min(heading.level, len(CONTENTS_STYLES)) - 1]
        made.append(Para(style, tuple(runs), words.scheme_label(numbers[path]) if own else ()))
    return tuple(made)


def _is_listed(heading: nodes.Heading, depth: int) -> bool:
    return heading.level <= depth and (heading.scheme.counter is not None or bool(heading.listed))


def contents_line(line: nodes.ContentsLine, words: Words) -> Para:
    """A line of the list of papers in a book: one link of its words and its page."""
    runs = [*words.runs(line.text)]
    if line.page:
        target = next((run.target for run in runs if run.target is not None), None)
        runs += [Run(LEADER), *words.runs(line.page), Run(_PAGE, target=target)]
    style = CONTENTS_STYLES[min(line.level, len(CONTENTS_STYLES)) - 1]
    label = words.runs(line.label)
    return Para(style, tuple(runs), (*label, Run(GAP)) if plain(label) else ())


def wanting(galley: Galley) -> bool:
    """Whether some run names a page."""
    return any(names_page(block) for part in galley.parts for block in part.blocks)


def names_page(block: Block) -> bool:
    """Whether some run of a block names a page."""
    return any(_names_page(para) for para in paras((block,)))


def with_pages(galley: Galley, pages: Mapping[str, str], house: House) -> Galley:
    """The galley with the page of each anchor put in, as it is numbered."""

    def paged(para: Para) -> Para:
        if not _names_page(para):
            return para
        runs = (run if run.page_of is None else replace(run, text=house.text(pages[run.page_of])) for run in para.runs)
        return replace(para, runs=tuple(runs))

    return each_para(galley, paged)


def by_line(galley: Galley) -> frozenset[str]:
    """The anchors of places of which some run names the line."""
    runs = (run for part in galley.parts for para in paras(part.blocks) for run in para.runs)
    return frozenset(r.page_of.removesuffix(LINE_OF) for r in runs if r.page_of and r.page_of.endswith(LINE_OF))


def _names_page(para: Para) -> bool:
    return any(run.page_of is not None for run in para.runs)


def outlined(galley: Galley) -> tuple[Para, ...]:
    """Paragraphs with an entry in the bookmarks, in reading order."""
    blocks = (block for part in galley.parts for block in part.blocks)
    return tuple(block for block in blocks if isinstance(block, Para) and block.outline is not None)
