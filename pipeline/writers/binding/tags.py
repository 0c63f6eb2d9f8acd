"""The structure tree of a bound paper -> a part of that of the book: numbers, roles, classes and names that meet no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_MOST_KIDS = 2_000_000


class TagsError(Exception):
    """A structure tree that does not hold together."""


def number_tree(tree: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - objects of pikepdf have no types
    """The entries of a number tree in their order."""
    waiting, met = [tree], 0
    while waiting:
        node = waiting.pop()
        met += 1
        if met > _MOST_KIDS:
            raise TagsError
        entries = node.get("/Nums", [])
        for n in range(0, len(entries) - 1, 2):
            yield int(entries[n]), entries[n + 1]
        waiting += reversed(list(node.get("/Kids", [])))


def elements(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every structure element below a root, in reading order, each once."""
    waiting, seen = [tree.get("/K")], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += reversed(list(node))
        elif isinstance(node, Dictionary) and "/S" in node:
            if node.objgen != (0, 0):
                if node.objgen in seen:
                    continue
                seen.add(node.objgen)
            if len(seen) > _MOST_KIDS:
                raise TagsError
            yield node
            if "/K" in node:
                waiting.append(node["/K"])


def strip(pdf: pikepdf.Pdf) -> None:
    """Takes the keys of a parent tree off the pages of a paper without tags."""
    for holder in _marked(pdf):
        for key in ("/StructParents", "/StructParent"):
            if key in holder:
                del holder[key]


def renumber(pdf: pikepdf.Pdf, more: int) -> None:
    """Raises every key of the parent tree by `more`."""
    for holder in _marked(pdf):
        for key in ("/StructParents", "/StructParent"):
            if key in holder:
                holder[key] = int(holder[key]) + more


def _marked(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Pages, annotations and what pages draw: all that may have a key in the parent tree, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = []
    for page in pdf.pages:
        waiting += [page.obj, *page.obj.get("/Annots", [])]
    while waiting:
        holder = waiting.pop()
        if holder.objgen != (0, 0):
            if holder.objgen in seen:
                continue
            seen.add(holder.objgen)
        yield holder
        resources = holder.get("/Resources")
        if resources is not None:
            waiting += [x for x in resources.get("/XObject", {}).values() if isinstance(x, pikepdf.Stream)]


class Grafter:
    """Hangs the trees of bound papers into that of the book."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        self._book = book
        root: Any = book.Root
        self._tree = root["/StructTreeRoot"]
        self._top = self._tree["/K"]
        self._parts = [kid for kid in self._top["/K"] if isinstance(kid, Dictionary) and str(kid.get("/S")) == "/Part"]
        self._nums = self._tree["/ParentTree"]["/Nums"]
        self.next = int(self._tree["/ParentTreeNextKey"])
        self._papers = 0

    def part(self, opening: int) -> Any:  # noqa: ANN401
        """The element of the paper that begins as the n-th of the book."""
        return self._parts[opening]

    def prepare(self, pdf: pikepdf.Pdf) -> None:
        """Changes names and numbers of a paper that is not yet copied. Raises TagsError."""
        self._papers += 1
        tree: Any = pdf.Root["/StructTreeRoot"]
        renumber(pdf, self.next)
        self._rename(tree)

    def hang(self, pdf: pikepdf.Pdf, opening: int, language: str) -> None:
        """Copies the tree of a prepared paper, whose pages were copied before. Raises TagsError."""
        source: Any = pdf.Root["/StructTreeRoot"]
        copied: Any = self._book.copy_foreign(pdf.make_indirect(source))
        own = self.part(opening)
        kids = list(copied["/K"]) if isinstance(copied["/K"], Array) else [copied["/K"]]
        for kid in kids:
            if not isinstance(kid, Dictionary):
                raise TagsError
            kid["/P"] = own
            if str(kid.get("/S")) == "/Document":
                kid["/S"] = Name("/Part")
        own["/K"] = Array(kids)
        if language and language != str(self._book.Root.get("/Lang", "")):
            own["/Lang"] = String(language)
        highest = self.next - 1
        for key, value in sorted(number_tree(copied["/ParentTree"]), key=lambda entry: entry[0]):
            self._nums.append(key + self.next)
            self._nums.append(value)
            highest = max(highest, key + self.next)
        self.next = highest + 1
        self._tree["/ParentTreeNextKey"] = self.next
        self._take_maps(copied)
        self._take_names(copied)

    def figures(self, pages: list[Any], opening: int, texts: tuple[str, ...]) -> None:
        """Each page of a scan as a figure that says what stands on it."""
        own, kids = self.part(opening), []
        for page, text in zip(pages, texts, strict=True):
            x0, y0, x1, y1 = (float(edge) for edge in page["/MediaBox"])
            layout = Dictionary(O=Name("/Layout"), Placement=Name("/Block"), BBox=Array([x0, y0, x1, y1]))
            figure = self._book.make_indirect(
                Dictionary(Type=Name("/StructElem"), S=Name("/Figure"), P=own, Alt=String(text), A=layout, Pg=page, K=0)
            )
            page["/StructParents"] = self.next
            self._nums.append(self.next)
            self._nums.append(self._book.make_indirect(Array([figure])))
            self.next += 1
            kids.append(figure)
        own["/K"] = Array(kids)
        self._tree["/ParentTreeNextKey"] = self.next

    def _rename(self, tree: Any) -> None:  # noqa: ANN401
        """Roles and classes of the paper that mean something else in the book, and the names of its elements."""
        known_roles, known_classes = self._tree.get("/RoleMap", {}), self._tree.get("/ClassMap", {})
        roles = self._clashing(tree.get("/RoleMap", {}), known_roles)
        classes = self._clashing(tree.get("/ClassMap", {}), known_classes)
        for found, names in ((tree.get("/RoleMap"), roles), (tree.get("/ClassMap"), classes)):
            for old, new in names.items():
                found[new] = found[old]
                del found[old]
        for element in elements(tree):
            role = str(element["/S"])
            if role in roles:
                element["/S"] = Name(roles[role])
            if classes and "/C" in element:
                element["/C"] = _renamed(element["/C"], classes)
            if "/ID" in element:
                element["/ID"] = self._named(element["/ID"])
            if "/A" in element:
                self._rename_headers(element["/A"])
        renamed_map = tree.get("/RoleMap")
        for key in list(renamed_map.keys()) if renamed_map is not None else ():
            if str(renamed_map[key]) in roles:  # a role may stand for another of the paper's own
                renamed_map[key] = Name(roles[str(renamed_map[key])])

    def _clashing(self, own: Any, known: Any) -> dict[str, str]:  # noqa: ANN401
        """Names of the paper that the book has for something else, and what they are called from now on."""
        return {
            key: f"{key}_{self._papers}"
            for key in list(own.keys())
            if key in known and pikepdf.Object.unparse(own[key], resolved=True) != known[key].unparse(resolved=True)
        }

    def _named(self, name: Any) -> Any:  # noqa: ANN401
        return String(bytes(f"{self._papers}-", "ascii") + bytes(name))

    def _rename_headers(self, attributes: Any) -> None:  # noqa: ANN401
        for one in attributes if isinstance(attributes, Array) else (attributes,):
            if isinstance(one, Dictionary) and "/Headers" in one:
                one["/Headers"] = Array([self._named(header) for header in one["/Headers"]])

    def _take_maps(self, tree: Any) -> None:  # noqa: ANN401
        for key in ("/RoleMap", "/ClassMap"):
            own = tree.get(key)
            if own is None:
                continue
            if key not in self._tree:
                self._tree[key] = Dictionary()
            for name, value in own.items():
                self._tree[key][name] = value

    def _take_names(self, tree: Any) -> None:  # noqa: ANN401
        """The names of elements, in the order of their bytes, with those of the book."""
        found = {bytes(e["/ID"]): e for e in elements(tree) if "/ID" in e}
        if not found:
            return
        before = self._tree.get("/IDTree", {}).get("/Names", [])
        found |= {bytes(before[n]): before[n + 1] for n in range(0, len(before), 2)}
        entries = Array()
        for name in sorted(found):
            entries.append(String(name))
            entries.append(found[name])
        self._tree["/IDTree"] = self._book.make_indirect(Dictionary(Names=entries))


def _renamed(classes: Any, names: dict[str, str]) -> Any:  # noqa: ANN401
    if isinstance(classes, Array):
        return Array([_renamed(one, names) for one in classes])
    return Name(names[str(classes)]) if isinstance(classes, Name) and str(classes) in names else classes
