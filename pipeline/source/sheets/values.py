"""One cell -> the text that a source would hold. Money never guesses: what is no amount is an error at its cell."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from pipeline.diagnostics import Problems
from pipeline.late.regex import regex
from pipeline.notation.numbers import money, number, quantity
from pipeline.notation.problem import NotationError
from pipeline.notation.text import characters, closed_lines
from pipeline.source.sheets.cells.number_format import Shown
from pipeline.source.sheets.columns.stacked import Share
from pipeline.source.sheets.form import fold
from pipeline.source.sheets.grid import Grid, Spot, Unshown

# The value is that of the row above.
DITTO = frozenset({"〃", "同上", "″", '"', "々"})
# No figure, which is not 0. Source: 統計表の記号 (総務省統計局: 「-」 該当数字がないもの).
_NO_FIGURE = frozenset("-‐‑–—―−ー─")
# Signs of a reduction, as a number format writes them, and of yen.
_SIGNS = "△▲-−－( "
_YEN = ("¥", "￥", "\\")
_SIGN_SPACE = regex(rf"^([{number.MINUS}])\s+")
# Where words that stood in two lines run into one another: at figures, and between Latin letters.
_RUNS_ON = regex("[0-9０-９%％]|[A-Za-z]{2}")


def lines(grid: Grid, spot: Spot, problems: Problems, share: Share | None = None) -> tuple[str, ...]:
    """The lines of a cell without the blanks around them, those of a share alone; () if it is blank or after an error."""
    text = _text(grid, spot, problems)
    broken = next(iter(characters.unwanted(text)), None)
    if broken is not None:
        problems.error("文字", broken.message, "セルのこの文字を消して、打ち直してください", grid.place(spot))
        return ()
    found = tuple(line for line in (line.strip() for line in text.split("\n")) if line)
    own = found if share is None else share.of(found)
    if own is None:
        problems.error(
            "表",
            f"欄は{len(found)}行ですが、見出しは{len(share.marks) if share is not None else 1}行です",
            "見出しの行と同じ数だけ、一行に一つずつ書いてください（ないものは「－」）",
            grid.place(spot),
        )
    return own or ()


def joined(grid: Grid, spot: Spot, problems: Problems, share: Share | None = None) -> str:
    """The text of a cell; its lines are closed up, as those of a YAML text are. What reads otherwise then is warned of."""
    found = lines(grid, spot, problems, share)
    cure = "分けて印刷する内容は、行（レコード）を分けるか原稿に書いてください"
    if any(map(closed_lines.is_entry, found[1:])):
        what = "箇条書きのように改行したセルの行を、詰めてつなぎました"
        problems.warning("表", what, cure, grid.place(spot))
        return "".join(found)
    if any(map(_RUNS_ON.search, closed_lines.joints(found))):
        what = f"「{'｜'.join(found)}」と改行したセルの行を、「{''.join(found)}」と詰めてつなぎました"
        cure = f"一続きの語でなければ、改行のところに「、」などを書いてください。{cure}"
        problems.warning("表", what, cure, grid.place(spot))
    return "".join(found)


def amount(grid: Grid, spot: Spot, unit: str | None, problems: Problems, share: Share | None = None) -> str:
    """A cell of a money column as an exact amount with its unit: 12,345千円, △500千円; "" where there is no figure."""
    # A number may show more lines than one: 12,400 with the format 「#,##0⏎（－）」.
    alone = share is None or (share.is_first and "\n" not in grid.words(spot))
    if isinstance(grid.value(spot), Decimal) and alone:
        return _figure(grid, spot, unit, problems)
    written = "".join(lines(grid, spot, problems, share))
    text = _SIGN_SPACE.sub(r"\1", unicodedata.normalize("NFKC", written).strip())
    if not text or text in _NO_FIGURE:
        return ""
    try:
        if text.endswith("円"):
            return _checked(text, grid, spot, problems)
        exact = number.parse(text).value
    except NotationError:
        return _not_an_amount(written, grid, spot, problems)
    return _with_unit(exact, written, unit, grid, spot, problems)


def is_no_figure(text: str) -> bool:
    """Whether a text of a money column says that there is no amount."""
    return unicodedata.normalize("NFKC", text).strip() in _NO_FIGURE


def _figure(grid: Grid, spot: Spot, unit: str | None, problems: Problems) -> str:
    """A number in a money column: exact, in the unit that the cell itself shows or that its column names."""
    text = _text(grid, spot, problems)
    shown = grid.shown.get(grid.source(spot))
    if not isinstance(shown, Shown) or not text or text in _NO_FIGURE:
        return ""
    if shown.figure is None:  # a day
        return _not_an_amount(text, grid, spot, problems)
    exact = shown.figure
    before = "".join(c for c in shown.before if c not in _SIGNS)
    behind = unicodedata.normalize("NFKC", shown.behind).strip(" )")
    own = behind if behind in money.UNITS else "円" if before in _YEN and not behind and before else None
    if (before and before not in _YEN) or (behind and own is None):
        return _not_an_amount(text, grid, spot, problems)
    if exact < 0 and not set(shown.before) & set(_SIGNS):
        return _not_an_amount(text, grid, spot, problems)
    return _with_unit(exact, text, own or unit, grid, spot, problems)


def _not_an_amount(written: str, grid: Grid, spot: Spot, problems: Problems) -> str:
    problems.error(
        "金額",
        f"「{written}」は金額として読めません",
        "「1,234」「△500」のような数だけを書き、額がないときは「－」か空欄にしてください",
        grid.place(spot),
    )
    return ""


def _with_unit(exact: Decimal, written: str, unit: str | None, grid: Grid, spot: Spot, problems: Problems) -> str:
    if unit is None:
        problems.error(
            "金額",
            f"「{written}」の単位がわかりません",
            "表の上に「（単位：千円）」と書くか、見出しを「予算額（千円）」のように書いてください",
            grid.place(spot),
        )
        return ""
    shown = f"{'△' if exact < 0 else ''}{abs(exact):,f}{unit}"
    try:
        quantity.parse(shown)
    except NotationError:  # 12,345万円: amounts are written in blocks of four digits
        yen = exact * money.UNITS[unit]
        return f"{'△' if yen < 0 else ''}{abs(yen):,f}円"
    return shown


def _checked(text: str, grid: Grid, spot: Spot, problems: Problems) -> str:
    """An amount that names its own unit. Raises NotationError."""
    if quantity.parse(text).unit != "円":
        problems.error(
            "金額", f"「{text}」は金額ではありません", "「1,234千円」のように書いてください", grid.place(spot)
        )
        return ""
    return text


def _text(grid: Grid, spot: Spot, problems: Problems) -> str:
    """The text that a cell shows; "" after an error."""
    value = grid.value(spot)
    source = grid.source(spot)
    if source in grid.uncalculated:
        return _refused("数式がまだ計算されていません", "Excelで開いて保存し直してください", grid, spot, problems)
    if source in grid.failed:
        return _refused(
            "セルがエラー（#N/A、#REF! など）になっています", "数式か値を直してください", grid, spot, problems
        )
    shown = grid.shown.get(source)
    if isinstance(shown, Unshown):
        return _refused(shown.message, shown.cure, grid, spot, problems)
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return _refused(
                "論理値（TRUE、FALSE）は読めません", "「はい」又は「いいえ」と書いてください", grid, spot, problems
            )
        case _:
            assert shown is not None
            return shown.text


def _refused(message: str, cure: str, grid: Grid, spot: Spot, problems: Problems) -> str:
    problems.error("表", message, cure, grid.place(grid.source(spot)))
    return ""


def is_ditto(grid: Grid, spot: Spot) -> bool:
    """Whether a cell says that it is as the one above."""
    return fold(grid.words(spot)) in DITTO
