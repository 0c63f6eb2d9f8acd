"""Random agreements over the whole model, as the mappings of their sources; and the facts of their area."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.source.rewriting.yaml_text import Tree, render

NAMES = ("北浜市", "東谷町", "西原村", "南沢町", "中里村", "上川町")
SYMBOLS = "甲乙丙丁戊己"
_NOUNS = ("圏域", "住民", "医療", "観光", "交通", "防災", "教育", "産業", "環境", "福祉", "図書館", "消防")
_VERBS = ("推進", "整備", "充実", "運営", "支援", "調査", "負担", "協議", "公表")
Made = dict[str, Tree]

nouns = st.sampled_from(_NOUNS)
headings = st.tuples(nouns, nouns, st.sampled_from(_VERBS)).map(lambda t: f"{t[0]}及び{t[1]}の{t[2]}")
sentences = st.tuples(
    nouns, nouns, st.sampled_from(_VERBS), st.sampled_from(["する。", "し、その費用を負担する。"])
).map(lambda t: f"甲及び乙は、{t[0]}に関する{t[1]}の{t[2]}を{t[3]}")
ladders = st.sampled_from([
    [], ["(1)", "a", "(a)", "i"], ["①", "ア", "(ア)"], ["一", "イ", "(1)"], ["ア", "(ア)", "a"], ["1．", "(1)", "ア"], ["1)", "ア"],
    ["ア、", "a", "(a)"],
])  # fmt: skip


@st.composite
def items(draw: st.DrawFn, depth: int) -> list[Tree]:
    """号 and what stands below them; either all are headings of words below them or none is."""
    count = draw(st.integers(2, 3))
    headed = draw(st.booleans())
    made: list[Tree] = []
    for _ in range(count):
        one: Made = {"見出し": draw(headings), "本文": draw(sentences)} if headed else {"本文": draw(sentences)}
        if depth and draw(st.integers(0, 3)) == 0:
            one["細分"] = draw(items(depth - 1))
        made.append(one if len(one) > 1 else one["本文"])
    return made


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """列 and 行: own columns, a first column that is merged, bands, an empty cell, heads of two levels."""
    width = draw(st.integers(2, 5))
    names = [f"{draw(nouns)}の欄{n}" for n in range(1, width + 1)]
    merged = draw(st.booleans()) and width > 2
    columns: list[Tree] = [{"名": names[0], "結合": "はい"} if merged else names[0], *names[1:]]
    heads = draw(st.sampled_from(["一段", "二段", "三段"])) if width > 3 else "一段"
    if heads == "二段":
        columns = [columns[0], {"名": "役割分担", "列": [names[1], names[2]]}, *names[3:]]
    elif heads == "三段":
        inner: Made = {"名": "市町村", "列": [names[1], names[2]]}
        columns = [columns[0], {"名": "役割分担", "列": [inner, names[3]]}, *names[4:]]
    rows: list[Tree] = []
    for n in range(draw(st.integers(1, 4))):
        if n != 1 and draw(st.integers(0, 4)) == 0:
            rows.append({"帯": f"{draw(nouns)}の部{n}"})
        first = "同じ欄" if merged and draw(st.booleans()) else f"{draw(nouns)}{n}"
        rows.append({name: first if name == names[0] else f"{draw(sentences)}" for name in names})
    return {"列": columns, "行": rows}


@st.composite
def annexes(draw: st.DrawFn, cited: list[str], called: list[str], place: int) -> Made:
    """One 別表: in short form, of tables, in divisions; with words above, 備考 and 注."""
    made: Made = {}
    if draw(st.booleans()):
        made["関係"] = draw(st.sampled_from(cited))
    if draw(st.integers(0, 3)) == 0 and len(cited) > 1:
        made |= {"関係": cited[:2], "関係のつなぎ": draw(st.sampled_from(["、", "及び", "並びに", "・"]))}
    if draw(st.booleans()):
        made["見出し"] = f"{draw(headings)}その{place}"
        made["見出しの位置"] = draw(st.sampled_from(["次の行", "関係の前", "関係の後"]))
    if draw(st.booleans()):
        made["前書き"] = draw(sentences)
    form = draw(st.sampled_from(["施策", "表", "項目", "二つの表"]))
    if form == "項目":
        divisions: list[Tree] = []
        for n in range(draw(st.integers(1, 3))):
            one: Made = {"見出し": f"{draw(headings)}{place}の{n}"}
            divisions.append(one | draw(tables()))
        made["項目"] = divisions
    elif form == "施策" and called:
        made["施策"] = [
            {"連携施策": f"{draw(nouns)}{n}", "取組内容": draw(sentences), "役割": {c: draw(sentences) for c in called}}
            for n in range(draw(st.integers(1, 2)))
        ]
    elif form == "二つの表":
        made["表"] = [{"題": f"{draw(headings)}の表{n}"} | draw(tables()) for n in (1, 2)]
    else:
        made |= draw(tables())
    if draw(st.booleans()):
        made["備考"] = draw(st.one_of(sentences, st.lists(sentences, min_size=2, max_size=3)))
    if draw(st.booleans()):
        made["注"] = draw(sentences)
    return made


@st.composite
def articles(draw: st.DrawFn, captions: list[str], deepest: int) -> list[Tree]:
    """条, one for each 見出し."""
    made: list[Tree] = []
    for n, caption in enumerate(captions):
        one: Made = {"見出し": caption}
        form = draw(st.integers(0, 5))
        if n and form == 0:
            one |= {"枝番": "はい", "本文": draw(sentences)}
        elif form == 1:
            one["項"] = [{"本文": draw(sentences)}, {"本文": draw(sentences), "号": draw(items(deepest))}]
        elif form == 2:
            around: list[Made] = [
                {"後文": draw(sentences)},
                {"記": "はい"},
                {"記": {"終わり": "以　上"}},
                {"記": {"終わり": "なし"}},
            ]
            one |= {"本文": draw(sentences), "号": draw(items(deepest))} | draw(st.sampled_from(around))
        elif form == 3:
            one |= {"本文": draw(sentences), "表": draw(tables())}
        else:
            one["本文"] = draw(sentences)
        made.append(one)
    return made


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, str]:
    """The source and the area file of an agreement."""
    count = draw(st.integers(2, 6))
    named = draw(st.booleans())
    called = list(NAMES[:count]) if named else list(SYMBOLS[:count])
    made: Made = {"種別": draw(st.sampled_from(["連携協約書", "協定書", "覚書"]))}
    word = {"連携協約書": "連携協約", "協定書": "協定書", "覚書": "覚書"}[str(made["種別"])]
    made["題名"] = f"{NAMES[0]}及び{NAMES[1]}における{draw(headings)}に関する{word}"
    made |= draw(_head())
    made["締結日"] = draw(st.sampled_from(["令和4年3月28日", "平成30年12月1日", "令和　年　月　日"]))
    made["当事者"] = called if named else dict(zip(called, NAMES, strict=False))
    made["前文"] = draw(_preamble(count, named=named))
    captions = [f"{draw(nouns)}{n}" for n in range(1, draw(st.integers(2, 5)) + 1)]
    ladder = draw(ladders)
    if ladder:
        made["号の記号"] = list(ladder)
    deepest = min(2, len(ladder) - 1) if ladder else 2
    if draw(st.integers(0, 3)) == 0 and ladder[:1] not in (["①"], ["1．"]):
        made["項の記号"] = draw(st.sampled_from(["1．", "①"]))
    if draw(st.integers(0, 3)) == 0:
        made["記"] = draw(st.sampled_from(["はい", {"初め": "記　"}, {"終わり": "以　上"}, {"終わり": "なし"}]))
    body = draw(articles(captions, deepest))
    if draw(st.booleans()):
        made["条"] = body
    else:
        made |= draw(_chapters(body))
    made |= draw(_end(count, called, named=named))
    cited = captions[:2]
    if draw(st.booleans()):
        made["別表"] = [draw(annexes(cited, called, n)) for n in range(draw(st.integers(1, 2)))]
        if draw(st.integers(0, 3)) == 0:
            made["別表の記号"] = "別表1"
        if "末文" in made and made["締結日"] != "令和　年　月　日" and draw(st.integers(0, 2)) == 0:
            made["末尾の位置"] = "別表の後"
    return render(made), _area(count)


@st.composite
def _chapters(draw: st.DrawFn, body: list[Tree]) -> Made:
    """The articles in 章, one or two in each, some below a 節; with a 目次 or none."""
    made: list[Tree] = []
    rest = list(body)
    while rest:
        count = draw(st.integers(1, 3))
        held, rest = rest[:count], rest[count:]
        name = f"{draw(nouns)}の章{len(made)}"
        if draw(st.integers(0, 3)) == 0:
            made.append({"見出し": name, "節": [{"見出し": f"{name}の節", "条": held}]})
        else:
            made.append({"見出し": name, "条": held})
    forms: list[Tree] = ["はい", "いいえ", {"範囲": "～", "二条": "、"}, {"附則": "なし"}, {"別表": "あり"}]
    contents = draw(st.sampled_from(forms))
    return {"目次": contents, "章": made}


@st.composite
def _head(draw: st.DrawFn) -> Made:
    made: Made = {}
    if draw(st.integers(0, 2)) == 0:
        made["公布"] = {
            "標": "○",
            "題名の後": draw(st.sampled_from(["北浜市告示第12号", "（令和2年3月25日変更）"])),
        }
    if draw(st.booleans()):
        made["見出しの位置"] = "条の後"
    return made


@st.composite
def _preamble(draw: st.DrawFn, count: int, *, named: bool) -> Tree:
    who = [NAMES[n] if named else f"{NAMES[n]}（以下「{SYMBOLS[n]}」という。）" for n in range(count)]
    first = "、".join(who[:-1]) + f"及び{who[-1]}は、次のとおり締結する。"
    return [first, draw(sentences)] if draw(st.booleans()) else first


@st.composite
def _end(draw: st.DrawFn, count: int, called: list[str], *, named: bool) -> Made:
    made: Made = {}
    if draw(st.booleans()):
        made |= {"附則の字": "付則"} if draw(st.booleans()) else {}
        made["附則"] = draw(st.one_of(sentences, st.lists(sentences, min_size=2, max_size=3)))
    if draw(st.booleans()):
        made["末文"] = f"この締結を証するため、本書{count}通を作成し、記名押印の上、各自1通を保有する。"
    lines = draw(
        st.sampled_from([[], ["職名 氏名"], ["住所", "名称", "職名 氏名 印"], ["住所", "職名 氏名"], ["職名", "氏名"]])
    )
    above = not named and draw(st.integers(0, 3)) == 0
    if above:
        lines = ["住所", "記号 名称", "職名 氏名"]
    if lines:
        layout: Made = {"行": list(lines)}
        if not named and draw(st.integers(0, 3)) == 0:
            layout["記号"] = "（甲）"
        made["記名欄"] = layout
    made["記名"] = {
        c: ({"住所": f"{NAMES[n]}本町{n + 1}番地"} if "住所" in lines else {})
        | {"職名": f"{NAMES[n]}長", "氏名": f"見本{'一二三四五六'[n]}郎"}
        for n, c in enumerate(called)
    }
    if draw(st.integers(0, 3)) == 0:
        own = draw(st.sampled_from([["住所", "名称", "職名 氏名"], ["名称", "住所", "職名", "氏名"]]))
        witness = {"職名": "北県知事", "氏名": "見本七郎", "住所": "北県庁前1番1号", "名称": "北県", "行": own}
        made["立会人"] = [witness if draw(st.booleans()) else {"職名": "北県知事", "氏名": "見本七郎"}]
    del named
    return made


def _area(count: int) -> str:
    return render({"種別": "圏域", "圏域名": "北圏域", "流儀": "半角", "市町村": {n: {} for n in NAMES[:count]}})
