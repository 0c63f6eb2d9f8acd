"""Papers that nobody thought of: a starting file, grown key by key from its JSON Schema, as far as it stays without error.

Every text that is put in is a word of its own, so that what is printed of it can be found.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import yaml

import pipeline
from pipeline.project.intake.first_paper import STARTERS
from pipeline.project.intake.schemas import rendered
from tests.workshop import ROOT

Schema = dict[str, object]
Keys = tuple[str, ...]
# Keys that lead to other files, or whose words are not words of the paper.
LEFT_ALONE = frozenset(
    {
        "キー",
        "文字幅",
        "参照",
        "図",
        "画像",
        "表紙",
        "流儀",
        "相手方別",
        "締結日",
        "種別",
        "件名",
        "変更の印",
        "元",
        "額の元",
    }
)
# None of these begins a count (ア, イ, 一), so that a word in the place of a number is a sign.
_KANA = "カサタナハマヤラワキシチニヒミリヌユ"
_DEEPEST = 3


@dataclass(slots=True)
class Growth:
    """A paper of one kind in a folder of its own. `words` has every word that was put in, with the keys down to it."""

    kind: str
    folder: Path
    random: Random
    words: dict[str, Keys] = field(default_factory=dict)
    schema: Schema = field(init=False)
    paper: Schema = field(init=False)
    source: Path = field(init=False)

    def __post_init__(self) -> None:
        starting, area = ROOT / "pipeline/project/intake/starter", self.folder / "sources/midori"
        area.mkdir(parents=True)
        self.source = area / f"{STARTERS[self.kind][0]}.yaml"
        for file in (area / "area.yaml", self.source):
            file.write_bytes((starting / file.name).read_bytes())
        self.schema = json.loads(rendered(self.kind))
        # Lines of one text are set on one: in quotes there is no sign for the end of a line.
        paper = yaml.safe_load(self.source.read_text(encoding="utf-8"))
        self.paper = json.loads(json.dumps(paper, ensure_ascii=False).replace("\\n", ""))

    @property
    def name(self) -> str:
        """The document as commands name it."""
        return f"midori/{self.source.stem}"

    def loaded(self, paper: Schema | None = None) -> pipeline.Folder:
        """The folder with this paper (none: as it has grown) in place of the file on disk; JSON is YAML."""
        data = json.dumps(self.paper if paper is None else paper, ensure_ascii=False, indent=1)
        return pipeline.load(self.folder, {self.source.absolute(): data.encode()})

    def grow(self, steps: int) -> None:
        """Tries so many changes and keeps those that the program takes."""
        for _ in range(steps):
            tried = copy.deepcopy(self.paper)
            self._change(tried)
            if not any(p.stops for p in self.loaded(tried).check(self.name)):
                self.paper = tried

    def held(self) -> dict[str, Keys]:
        """The words that the paper has."""
        text = json.dumps(self.paper, ensure_ascii=False)
        return {word: path for word, path in self.words.items() if word in text}

    def _change(self, paper: Schema) -> None:
        """One key more somewhere, one entry more or less in a list, or two in another order."""
        node, schema, path = self.random.choice(list(self._places(paper, self.schema, ())))
        if isinstance(node, list):
            if len(node) > 1 and self.random.random() < 0.3:
                node.pop(self.random.randrange(len(node)))
            else:
                node.insert(self.random.randint(0, len(node)), self._made(schema.get("items", {}), _DEEPEST, path))
            return
        assert isinstance(node, dict)
        keys = {k: v for k, v in _of(schema, "properties").items() if k not in node and k not in LEFT_ALONE}
        if keys:
            key = self.random.choice(list(keys))
            node[key] = self._made(keys[key], _DEEPEST, (*path, key))

    def _places(self, node: object, schema: object, path: Keys) -> Iterator[tuple[object, Schema, Keys]]:
        """Groups and lists of the paper with what the schema says of them."""
        for way in self._ways(schema):
            if isinstance(node, dict) and (known := _of(way, "properties")) and set(node) <= set(known):
                yield node, way, path
                for key, value in node.items():
                    yield from self._places(value, known[key], (*path, key))
                return
            named = way.get("additionalProperties")
            if isinstance(node, dict) and not _of(way, "properties") and isinstance(named, dict):
                for key, value in node.items():
                    yield from self._places(value, named, (*path, key))
                return
            if isinstance(node, list) and way.get("type") == "array":
                yield node, way, path
                for value in node:
                    yield from self._places(value, way.get("items", {}), path)
                return

    def _ways(self, schema: object) -> list[Schema]:
        """What may stand here, one by one."""
        assert isinstance(schema, dict)
        while isinstance(name := schema.get("$ref"), str):
            schema = _of(self.schema, "$defs")[name.rpartition("/")[2]]
            assert isinstance(schema, dict)
        several = schema.get("anyOf", schema.get("oneOf"))
        return [w for each in several for w in self._ways(each)] if isinstance(several, list) else [schema]

    def _made(self, schema: object, depth: int, path: Keys) -> object:
        """Something that may stand here."""
        ways = [w for w in self._ways(schema) if w.get("type") != "null" and "表の元" not in _of(w, "properties")]
        flat = [w for w in ways if w.get("type") not in ("object", "array")]
        way = self.random.choice((flat if depth <= 0 else ways) or ways or [{}])
        match way:
            case {"enum": list(choices)}:
                return self.random.choice(choices)
            case {"type": "array"}:
                fewest, most = int(str(way.get("minItems", 1))), int(str(way.get("maxItems", 3)))
                count = self.random.randint(max(1, fewest), max(1, fewest, min(3, most)))
                return [self._made(way.get("items", {}), depth - 1, path) for _ in range(count)]
            case {"type": "object"}:
                return self._group(way, depth, path)
            case {"type": "integer" | "number"}:
                return self.random.choice((1, 2, 3, 12))
            case {"examples": list(examples)} if self.random.random() < 0.5:
                return self.random.choice(examples)
        return self._word(path)

    def _group(self, way: Schema, depth: int, path: Keys) -> Schema:
        keys = {k: v for k, v in _of(way, "properties").items() if k not in LEFT_ALONE}
        wanted = way.get("required", [])
        assert isinstance(wanted, list)
        # An entry of 内容 says one thing.
        one = self.random.choice(list(keys)) if not wanted and len(keys) > 5 else None
        chosen = [
            k for k in keys if k == one or k in wanted or (one is None and depth > 0 and self.random.random() < 0.2)
        ]
        return {key: self._made(keys[key], depth - 1, (*path, key)) for key in chosen}

    def _word(self, path: Keys) -> str:
        number, made = len(self.words), ""
        for _ in range(4):
            number, at = divmod(number, len(_KANA))
            made += _KANA[at]
        self.words[f"ヱ{made}ヱ"] = path
        return f"ヱ{made}ヱ"


def _of(schema: Schema, key: str) -> Schema:
    held = schema.get(key, {})
    assert isinstance(held, dict)
    return held
