"""A web page -> the same with what its own style sheets say of words written into it: what is hidden or struck, numbers, signs.

Of CSS only what decides which words are seen is taken: elements bear it in their `style`, and words put before and behind
them stand in them, in the letters that are seen. What other files say, what is not read, and what nobody can read, is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Place, Problems
from pipeline.importing.web import counts
from pipeline.importing.web.looks import COLOURS, NAMES, Look
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from cssselect2 import ElementWrapper, Matcher
    from lxml.etree import _Element
    from tinycss2.ast import Node as Token

# What hides words, strikes them or numbers an element.
_OF_WORDS = frozenset({
    "display", "visibility", "text-decoration-line", "list-style-type", "opacity", "font-size", "text-indent", "left", "top", "clip",
})  # fmt: skip
_OF_COUNTERS = ("counter-reset", "counter-set", "counter-increment")
_KEPT = _OF_WORDS | NAMES | {*_OF_COUNTERS, "content"}
# Of these only a part matters.
_SHORT = {"text-decoration": "text-decoration-line", "list-style": "list-style-type"}
_SHOWN = regex(r"(?i)\s*(?:(?:only\s+)?(?:all|screen)\s*)?")
_PRINTED = regex(r"(?i)\s*(?:only\s+)?(?:print|speech|tty|tv|projection|handheld|braille|embossed|aural)\b.*")
_GONE = regex(r"(?i)\s*none\s*")
# Words before the whole page are a mark on it (案), and none of the paper.
_WHOLE = ("html", "body", "main")
_ROOTS = (":root", "html", "body")
# Elements whose words no browser shows, and such as hold none.
_WORDLESS = frozenset({"head", "script", "style", "template", "img", "br", "hr", "input", "iframe", "svg"})
_QUOTES = ("open-quote", "close-quote", "no-open-quote", "no-close-quote")
_LOOK = "ブラウザで頁を見て、隠れた文や番号が違わないかを確かめてください"


class _Said(NamedTuple):
    """A declaration: what it is of, its words, its tokens, and whether it is !important."""

    name: str
    words: str
    tokens: Sequence[Token]
    important: bool


class _Sheets:
    """What the style sheets of a page say, and what of them is not read."""

    def __init__(self, root: _Element) -> None:
        import cssselect2  # noqa: PLC0415 - loaded where a page with styles is read

        self.elsewhere = [
            str(link.get("href"))
            for link in root.iter("link")
            if "stylesheet" in (link.get("rel") or "").lower().split() and _is_shown(link.get("media") or "")
        ]
        self.unread: list[str] = []
        self.colours: dict[str, Sequence[Token]] = {}
        self.matcher: Matcher = cssselect2.Matcher()
        for style in root.iter("style"):
            if _is_shown(style.get("media") or ""):
                self._read("".join(map(str, style.itertext())))

    def _read(self, text: str) -> None:
        import tinycss2  # noqa: PLC0415

        self._rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def _rules(self, rules: Iterable[Token]) -> None:
        import cssselect2  # noqa: PLC0415
        import tinycss2  # noqa: PLC0415

        for rule in rules:
            if rule.type == "at-rule":
                self._at(rule)
                continue
            if rule.type != "qualified-rule":
                continue
            declared = _declared(rule.content)
            if tinycss2.serialize(rule.prelude).strip() in _ROOTS:
                self.colours |= _named(rule.content)
            if not declared:
                continue
            try:
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    self.matcher.add_selector(selector, declared)
            except cssselect2.SelectorError:
                if _of_words(declared):
                    self.unread.append(tinycss2.serialize(rule.prelude).strip())

    def _at(self, rule: Token) -> None:
        import tinycss2  # noqa: PLC0415

        kind, said = rule.lower_at_keyword, tinycss2.serialize(rule.prelude).strip()
        if kind == "import":
            self.elsewhere.append(said)
        elif kind in ("media", "supports", "layer") and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if kind != "media" or _SHOWN.fullmatch(said):
                self._rules(inner)
            elif not _PRINTED.fullmatch(said) and any(
                r.type == "qualified-rule" and _of_words(_declared(r.content)) for r in inner
            ):
                self.unread.append(f"@media {said}")


def _is_shown(media: str) -> bool:
    return any(not _PRINTED.fullmatch(each) for each in media.split(","))


def _declared(content: str | Sequence[Token] | None) -> list[_Said]:
    """The declarations that matter; what hides an element until something is done with it is none."""
    import tinycss2  # noqa: PLC0415

    made: list[_Said] = []
    for node in tinycss2.parse_declaration_list(content or "", skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        name = _SHORT.get(node.lower_name, node.lower_name)
        if name in _KEPT:
            made.append(_Said(name, _value(name, node.value), node.value, node.important))
    return made


def _of_words(declared: Iterable[_Said]) -> bool:
    """Whether it matters if they are read: of a colour that is not read, the words are."""
    return any(d.name not in COLOURS for d in declared)


def _named(content: Sequence[Token]) -> dict[str, Sequence[Token]]:
    """Values that the page has names for (--ink)."""
    import tinycss2  # noqa: PLC0415

    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return {d.name: d.value for d in found if d.type == "declaration" and d.name.startswith("--")}


def _value(name: str, tokens: Sequence[Token]) -> str:
    """The value; of a list the type alone, whose shorthand may say places and pictures as well."""
    import tinycss2  # noqa: PLC0415

    if name == "list-style-type":
        kinds = [t for t in tokens if t.type in ("ident", "string") and t.value not in ("inside", "outside")]
        return (kinds[0].serialize() if kinds[0].type == "string" else kinds[0].lower_value) if kinds else "disc"
    return str(tinycss2.serialize(tokens)).strip()


def write_styles(root: _Element, name: str, problems: Problems) -> None:
    """Writes into the page what its styles say of its words; what they say elsewhere, or in a way that is not read, is told."""
    import cssselect2  # noqa: PLC0415

    sheets = _Sheets(root)
    walk = _Walk(sheets)
    walk.element(cssselect2.ElementWrapper.from_html_root(root), 0, Look())
    if sheets.elsewhere:
        files = "、".join(dict.fromkeys(sheets.elsewhere))
        message = f"頁の体裁のうち、別のファイルにあるもの（{files[:80]}）は読んでいません"
        problems.warning("読取り", message, _LOOK, Place(name, "style"))
    unread = list(dict.fromkeys([*sheets.unread, *walk.unread]))
    if unread:
        message = f"頁の体裁のうち、読めない指定が{len(unread)}か所あります: 「{'」「'.join(unread)[:80]}」"
        problems.warning("読取り", message, _LOOK, Place(name, "style"))

    faint = "".join("".join(walk.faint).split())
    if faint:
        message = f"白い字か透明な字（画面では読めません）を、ほかの字と同じに読みました: 「{faint[:60]}」"
        problems.warning("読取り", message, _LOOK, Place(name, faint[:40]))


Styles = Mapping[str, _Said]


class _Walk:
    """A page from top to bottom, for numbers that are counted in this order."""

    def __init__(self, sheets: _Sheets) -> None:
        self.matcher, self.colours = sheets.matcher, sheets.colours
        self.unread: list[str] = []
        self.faint: list[str] = []
        self._quotes = 0
        self.counters = counts.Counters()
        self._keys = count(1)

    def element(self, wrapper: ElementWrapper, owner: int, above: Look) -> None:
        """An element and all in it. `owner`: the scope that it stands in; `above`: the look of what holds it."""
        element = wrapper.etree_element
        said = self._cascade(wrapper)
        own = said.get("", {})
        if own:
            element.set("style", "; ".join(f"{n}: {d.words}" for n, d in own.items() if n in _OF_WORDS))
        if "display" in own and _GONE.fullmatch(own["display"].words):
            return  # it counts nothing either
        self._count(own, owner)
        kind = own.get("list-style-type")
        if kind is not None and not kind.words.startswith(("'", '"')) and not counts.is_known(kind.words):
            self.unread.append(f"list-style-type: {kind.words}")
        look = above.within({n: d.tokens for n, d in own.items()}, self.colours, element.get("lang") or "")
        key = next(self._keys)
        before = self._words(_quoted(said.get("before", {}), wrapper, "open-quote"), key, look)
        has_words = wrapper.local_name not in _WORDLESS
        if has_words:
            element.text = self._seen(element.text, look)
            for aside in (e for e in element if not isinstance(e.tag, str)):  # a comment
                aside.tail = self._seen(aside.tail, look)
        for child in wrapper.iter_children():
            self.element(child, key, look)
            if has_words:
                child.etree_element.tail = self._seen(child.etree_element.tail, look)
        behind = self._words(_quoted(said.get("after", {}), wrapper, "close-quote"), key, look)
        self.counters.end(key)
        if has_words and wrapper.local_name not in _WHOLE:
            _put(element, look.shown(before), look.shown(behind))

    def _seen(self, words: str | None, look: Look) -> str | None:
        """Words that stand in an element itself, as they are seen."""
        if words and look.is_unread:
            self.faint.append(words)
        return look.shown(words) if words else words

    def _cascade(self, wrapper: ElementWrapper) -> dict[str, Styles]:
        """What holds of an element ("") and of what is put before and behind it, by CSS Cascade 4, 6.1."""
        made: dict[str, dict[str, _Said]] = {}
        inline = _declared(wrapper.etree_element.get("style"))
        layers = [
            *((pseudo or "", declared) for _, _, pseudo, declared in self.matcher.match(wrapper)),
            ("", inline),
        ]
        for important in (False, True):
            for pseudo, declared in layers:
                made.setdefault(pseudo, {}).update({d.name: d for d in declared if d.important == important})
        return dict(made)

    def _count(self, said: Styles, owner: int) -> None:
        for name, act, usual in (
            ("counter-reset", self.counters.begin, 0),
            ("counter-increment", self.counters.add, 1),
            ("counter-set", self.counters.put, 0),
        ):
            if name in said:
                for counter, number in _pairs(said[name].tokens, usual):
                    act(counter, number, owner)

    def _words(self, said: Styles, key: int, look: Look) -> str:
        """What `content` puts before or behind an element; "" where it puts nothing."""
        content = said.get("content")
        hides = said.get("display")
        if content is None or content.words in ("none", "normal") or (hides and _GONE.fullmatch(hides.words)):
            return ""
        self._count(said, key)
        made, is_counted = "", False
        for token in content.tokens:
            if token.type == "literal" and token.value == "/":  # what is read out instead
                break
            if token.type == "string":
                made += token.value
            elif token.type == "function" and token.lower_name in ("counter", "counters"):
                made += self._number(token)
                is_counted = True
            elif token.type == "ident" and token.lower_value in _QUOTES:
                made += self._quote(token.lower_value, look)
            elif token.type not in ("whitespace", "comment"):
                self.unread.append(f"content: {content.words}")
        return made + "\u3000" if is_counted and made.strip() == made else made

    def _quote(self, how: str, look: Look) -> str:
        opens = how.endswith("open-quote")
        self._quotes = max(0, self._quotes - (0 if opens else 1))
        mark = "" if how.startswith("no-") else look.quote(self._quotes, opens=opens)
        self._quotes += 1 if opens else 0
        return mark

    def _number(self, token: Token) -> str:
        parts = [t for t in token.arguments if t.type in ("ident", "string")]
        names = [t for t in parts if t.type == "ident"]
        form = names[1].lower_value if len(names) > 1 else "decimal"
        if not names or not counts.is_known(form):
            self.unread.append(token.serialize())
            return ""
        values = self.counters.values(names[0].value)
        between = next((t.value for t in parts if t.type == "string"), "")
        shown = values if token.lower_name == "counters" else values[-1:]
        return between.join(counts.said(value, form) for value in shown)


def _quoted(said: Styles, wrapper: ElementWrapper, mark: str) -> Styles:
    """What is put before or behind an element: around <q> quotation marks, if the page says nothing else."""
    if wrapper.local_name != "q" or "content" in said:
        return said
    import tinycss2  # noqa: PLC0415

    return {**said, "content": _Said("content", mark, tinycss2.parse_component_value_list(mark), important=False)}


def _pairs(tokens: Sequence[Token], usual: int) -> Iterator[tuple[str, int]]:
    """Counters and numbers: a 1 b c 3."""
    said = [t for t in tokens if t.type in ("ident", "number")]
    for n, token in enumerate(said):
        if token.type == "ident" and token.lower_value != "none":
            behind = said[n + 1] if n + 1 < len(said) else None
            number = behind.int_value if behind is not None and behind.type == "number" else None
            yield token.value, usual if number is None else number


def _put(element: _Element, before: str, behind: str) -> None:
    if before:
        element.text = before + (element.text or "")
    if behind and len(element):
        element[-1].tail = (element[-1].tail or "") + behind
    elif behind:
        element.text = (element.text or "") + behind
