"""What a message tells of the command line -> the same of the desk: buttons and fields in place of commands and options."""

from __future__ import annotations

from pipeline.diagnostics import Place, Span
from pipeline.diagnostics.here import from_here
from pipeline.late.regex import regex

_NAME = r"(?:\"[^\"]*\"|'[^']*'|[^\s、。「」（）\"']+)"
# What stands in messages -> what a clerk before the desk does; longer ones come first, and each is of at least one message.
RULES = tuple(
    (regex(pattern), words)
    for pattern, words in (
        # ---- signed versions and amendments
        (rf"締結した文を renkei freeze ({_NAME}) で固定", r"「\1」の「変更」の欄で、締結した文を署名版に"),
        (r"（変更のときは --again --on 日付 --amendment 改め文\.txt）", "（変更のときは「変更を署名版に加える」）"),
        (
            rf"renkei freeze ({_NAME}) --again --on 日付 --amendment 改め文\.txt で固定",
            r"「\1」の「変更」の欄の「変更を署名版に加える」で固定",
        ),
        (
            r"renkei freeze --again --on 日付 --amendment 改め文\.txt を実行",
            "「変更」の欄の「変更を署名版に加える」を実行",
        ),
        (rf"renkei freeze --again(?: {_NAME})? で固定し直", "「変更」の欄の「固定し直す」で固定し直"),
        (rf"renkei freeze --again(?: {_NAME})? を使", "「固定し直す」を使"),
        (r"署名版が誤りなら --again を、", "署名版が誤りなら「固定し直す」を、"),
        (r"したなら --again --on 日付 を", "したなら「変更を署名版に加える」を"),
        (r"改め文（--amendment）は、([^（]+)（--on）と", r"改め文は、\1と"),
        (r"--on（[^（）]+）は付けられません", "変更の日は記せません"),
        (r"--on を付けないでください", "「署名版にする」を使ってください"),
        (r"--on 日付 を付けて固定し直し", "「変更の日」を書き、「変更を署名版に加える」で固定し直し"),
        (r"した改め文があれば、--amendment 改め文\.txt を付けて固定し直して", "した文と一字ずつ見比べて"),
        (r"--on (?:日付 )?を付けて", "「変更の日」を書いて"),
        (r"なら、--unfilled を付けて固定して", "なら、もう一度固定し、そのままでよいと答えて"),
        (rf"renkei amend(?: {_NAME})? に --effective 日付 を付けて", "「施行期日」の欄に日を書いて"),
        (rf"renkei amend(?: {_NAME})? (を|で)", r"「書類を作る」\1"),
        (r"を renkei consolidate 元の文 改め文 で当てると", "を、端末の「consolidate」の命令で元の文に当てると"),
        (r"（--from で元の文を指定することもできます）", ""),
        (r"（--effective）", ""),
        (r"附則に加える項（--supplement）", "「附則に加える項」"),
        (r"--supplement (?:で書き|に書き)", "「附則に加える項」に書き"),
        # ---- versions of papers without 条
        (rf"renkei freeze {_NAME} --as 素案 --on 日付 で版として記録し、", "「変更」の欄で版として記録し、"),
        (rf"renkei freeze ({_NAME}) --as 素案 --on 日付 で記録", r"「\1」の「変更」の欄で、版として記録"),
        (r"renkei freeze --as で記録", "「変更」の欄で、版として記録"),
        (r"renkei compare で", "「比べる」の頁で"),
        (rf"renkei diff ({_NAME}) ({_NAME}) で並べて", r"「比べる」の頁で、\1 と \2 を並べて"),
        (r"--from に、前の版を指定して", "「比べる」の頁で、前の版を選んで"),
        (r"訂正なら --again を付けて", "訂正なら「同じ名前の版を訂正する」を選んで"),
        (r"--again を付けずに", "「同じ名前の版を訂正する」を選ばずに"),
        (r"renkei review ファイル --document 文書 と、文書の名前を指定して", "その文書の頁で、もう一度置いて"),
        (r"（renkei list で分かります）", ""),
        (r"--document で一つを指定して", "その文書の頁で、もう一度置いて"),
        # ---- sources
        (
            rf"「renkei init」で見本を用意するか、「renkei import ファイル --area {_NAME}」で協約書を取り込んで",
            "「はじめる」の頁で見本から始めるか、今ある文書を取り込んで",
        ),
        (rf"「renkei init(?: --[a-z]+ {_NAME})+」(?:で|などで)", "「はじめる」の頁で"),
        (r"「renkei schema」で書き方を", "「原稿」の欄の補完で、書き方を"),
        (r"（?「renkei new-table」で記入用の表を作れます）?", ""),
        (r"「renkei normalize」で直せます。", ""),
        (rf"（renkei explain {_NAME}）", ""),
        # ---- making
        (r"移すか、別の出力先（--out）を指定して", "移して"),
        (
            r"ファイルを別の場所に移すか、--force を付けて実行してください（書き換えたものは失われます）",
            "ファイルを別の場所に移し、もう一度「作る」を押してください",
        ),
        (r"要らなければ --force を付けて、もう一度実行して", "要らなければ、もう一度ボタンを押して作り直して"),
        (
            r"前に作ったもので、失われてもよければ、--force を付けて実行して",
            "前に作ったもので、失われてもよければ、もう一度「作る」を押し、作り直して",
        ),
        (r" ?--force を付けて実行して", "、そのファイルを別の場所に移し、「作る」を押して"),
        (r"renkei build を実行して", "「作る」を押して"),
        (r"renkei build で作った文書と", "左の頁と"),
        (r"を閉じるか、--jobs の数を減らして", "を閉じて"),
        (r"、--jobs 1 で作ってみて", "、一つずつ作ってみて"),
        (r"--jobs で同時に動かす数を減らして", "ほかのプログラムを閉じて"),
        (r"--force が付いています", "作り直すように指定されています"),
        (r"--draft か --embed-source の指定が", "下書きの印か、添える原稿の指定が"),
    )
)
# Commands stand between blanks, buttons do not.
_BLANK = regex("(?<=[^ -~]) (?=「)")
# What an answer calls the words of a problem; all else may be words of a paper.
_TOLD = frozenset({"message", "cure", "file", "error"})
_SUPPLEMENT = "--supplement"  # the name under which the clauses of an occasion are read


def at_desk(words: str) -> str:
    """The words of a message as the desk says them."""
    if "renkei " not in words and "--" not in words:
        return words
    for pattern, instead in RULES:
        words = pattern.sub(instead, words)
    return _BLANK.sub("", words)


def told_at(answer: object, here: str) -> object:
    """An answer whose problems name files from the folder of the desk on."""
    match answer:
        case dict():
            return {k: _told(v, here) if k in _TOLD else told_at(v, here) for k, v in answer.items()}
        case list() | tuple():
            return [told_at(value, here) for value in answer]
        case _:
            return answer


def _told(words: object, here: str) -> object:
    return from_here(words, here) if isinstance(words, str) else told_at(words, here)


def field_of(place: Span | Place | None) -> str | None:
    """The field of the desk in which stands what a problem is about; None if it stands in a file, or nowhere."""
    return "附則に加える項" if isinstance(place, Span) and place.file.name == _SUPPLEMENT else None
