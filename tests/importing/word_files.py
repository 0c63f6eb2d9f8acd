"""Random Word documents of which is known what a reader sees, in order, and what the file holds besides."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

PLAIN, DRAWN = "甲乙丙丁第条ｱﾞ⼈か\u3099髙﨑０1a\u00a0\u3000「」、。（）①", "lnoqü\uf0fe\uf0a8"
SEEN = {"l": "●", "n": "■", "o": "□", "q": "❑", "ü": "✓", "\uf0fe": "☑", "\uf0a8": "□"}


class Made(NamedTuple):
    """Markup; what is seen of it; what the file holds and nobody sees, which must be told."""

    markup: str
    seen: str
    told: str = ""


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def within(tag: str, markup: str, properties: str = "") -> str:
    return f"<w:{tag}{properties}>{markup}</w:{tag}>"


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


WORDS = st.text(PLAIN, min_size=1, max_size=5)
FONT = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
HAND = ' w:id="1" w:author="担当"'
SIMPLE = st.one_of(
    WORDS.map(lambda t: Made(run(t), t)),
    WORDS.map(lambda t: Made(run(t, "<w:webHidden/>"), t)),
    WORDS.map(lambda t: Made(run(t, '<w:em w:val="dot"/><w:strike w:val="0"/>'), t)),
    st.text(DRAWN, min_size=1, max_size=3).map(lambda t: Made(run(t, FONT), "".join(SEEN[c] for c in t))),
    st.text("abxy", min_size=1, max_size=3).map(lambda t: Made(run(t, "<w:caps/>"), t.upper())),
    st.sampled_from(["vanish", "strike", "dstrike"]).flatmap(
        lambda name: WORDS.map(lambda t: Made(run(t, f"<w:{name}/>"), "", t))
    ),
    st.sampled_from(
        [
            Made("<w:r><w:tab/></w:r>", ""),
            Made("<w:r><w:br/></w:r>", ""),
            Made("<w:r><w:noBreakHyphen/></w:r>", "-"),
            Made("<w:r><w:softHyphen/></w:r>", ""),
            Made('<w:r><w:sym w:font="Wingdings 2" w:char="F06B"/></w:r>', "②"),
            Made('<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>', "×"),
            Made("<w:proofErr/><w:bookmarkStart/>", ""),
            Made(f"<w:del{HAND}><w:r><w:delText>旧</w:delText></w:r></w:del>", "", "旧"),
        ]
    ),
)
PIECE = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        inner.map(lambda m: Made(within("ins", m.markup, HAND), m.seen, m.told)),
        inner.map(lambda m: Made(within("moveTo", m.markup, HAND), m.seen, m.told)),
        inner.map(lambda m: Made(within("hyperlink", m.markup), m.seen, m.told)),
        inner.map(lambda m: Made(within("sdt", within("sdtContent", m.markup)), m.seen, m.told)),
        inner.map(lambda m: Made(within("fldSimple", m.markup, ' w:instr="REF a"'), m.seen, m.told)),
        inner.map(lambda m: Made(field(" REF 乙 ", m.markup), m.seen, m.told)),
        inner.map(
            lambda m: Made(f"<w:r><w:ruby><w:rt>{run('よみ')}</w:rt>{within('rubyBase', m.markup)}</w:ruby></w:r>", m.seen, "よみ" + m.told)
        ),
    ),
    max_leaves=3,
)  # fmt: skip


def joined(pieces: list[Made]) -> Made:
    return Made(*("".join(part) for part in zip(*pieces, strict=True))) if pieces else Made("", "")


def paragraph(inner: Made, properties: str = "") -> Made:
    own = within("pPr", properties) if properties else ""
    return inner._replace(markup=within("p", own + inner.markup))


def cells(rows: list[list[list[Made]]]) -> Made:
    """A table: rows of cells of blocks."""
    made = [
        joined([(block := joined(cell))._replace(markup=within("tc", block.markup)) for cell in row]) for row in rows
    ]
    whole = joined([row._replace(markup=within("tr", row.markup)) for row in made])
    return whole._replace(markup=within("tbl", whole.markup))


INLINE = st.lists(PIECE, min_size=1, max_size=4).map(joined)
PARAGRAPH = INLINE.map(paragraph)
DELETED_END = INLINE.map(lambda m: paragraph(m, f"<w:rPr><w:del{HAND}/></w:rPr>"))
BLOCK = st.recursive(
    st.one_of(PARAGRAPH, PARAGRAPH, DELETED_END),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(
            lambda blocks: (m := joined(blocks))._replace(markup=within("sdt", within("sdtContent", m.markup)))
        ),
        st.lists(st.lists(st.lists(inner, min_size=1, max_size=2), min_size=2, max_size=2), min_size=1, max_size=2).map(cells),
        st.tuples(PARAGRAPH, st.lists(inner, min_size=1, max_size=2).map(joined)).map(
            lambda pair: Made(
                pair[0].markup.removesuffix("</w:p>")
                + f"<w:r><w:pict><w:txbxContent>{pair[1].markup}</w:txbxContent></w:pict></w:r></w:p>",
                pair[0].seen + pair[1].seen,
                pair[0].told + pair[1].told,
            )
        ),
    ),
    max_leaves=5,
)  # fmt: skip
# The last paragraph has an end of its own: nothing behind it takes the words of one whose end is deleted.
BODY = st.lists(BLOCK, min_size=1, max_size=5).map(lambda blocks: joined([*blocks, paragraph(Made(run("終"), "終"))]))
