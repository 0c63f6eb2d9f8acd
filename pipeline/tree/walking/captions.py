"""A numbered body -> the 見出し of its 条, 項 and headings by their paths: what 引用 finds by their 見出し."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tree.headings import headings
from pipeline.tree.nodes import Article, Block, Inlines, Path, Supplement, text_of


def captions(body: tuple[Block, ...]) -> Iterator[tuple[Path, str]]:
    """Each 見出し with the path of what bears it, whether or not that goes by a key of its own."""
    yield from ((path, text_of(heading.text)) for path, heading in headings(body))
    for block in body:
        match block:
            case Article(bare=True):
                yield from _paragraphs(block, (block.key,))
            case Article():
                yield from _article(block, (block.key,))
            case Supplement():
                for article in block.articles:
                    if article.bare:
                        yield from _paragraphs(article, (block.key,))
                    else:
                        yield from _article(article, (block.key, article.key))
            case _:
                pass


def _said(path: Path, caption: Inlines) -> Iterator[tuple[Path, str]]:
    if caption:
        yield path, text_of(caption)


def _article(article: Article, path: Path) -> Iterator[tuple[Path, str]]:
    yield from _said(path, article.caption)
    yield from _paragraphs(article, path)


def _paragraphs(article: Article, above: Path) -> Iterator[tuple[Path, str]]:
    for paragraph in article.paragraphs:
        path = (*above, paragraph.key)
        yield from _said(path, paragraph.caption)
