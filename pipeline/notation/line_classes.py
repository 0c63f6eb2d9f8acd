"""Characters by what JLReq says of them at the ends of a line and beside their neighbours, on paper and on a terminal."""

from __future__ import annotations

# Source: W3C "Requirements for Japanese Text Layout" (JLReq), Appendix A; the letters are ours.
# cl-15, 16, 19 (kana and kanji) and all else that is full width: "i". Proportional and half-width letters: "w".
JLREQ = {
    "o": "‘“（〔［｛〈《「『【⦅〘〖«〝",  # cl-01 始め括弧類
    "c": "’”）〕］｝〉》」』】⦆〙〗»〟",  # cl-02 終わり括弧類
    "h": "‐゠–",  # cl-03 ハイフン類
    "x": "！？‼⁇⁈⁉",  # cl-04 区切り約物
    "d": "・：；",  # cl-05 中点類
    "s": "。．",  # cl-06 句点類
    "m": "、，",  # cl-07 読点類
    "n": "—―…‥〳〴〵",  # cl-08 分離禁止文字
    "y": "ヽヾゝゞ々〻",  # cl-09 繰返し記号
    "v": "〜～",  # of cl-03: no space beside figures (30～39), and a narrow column may begin with it (house)
    "g": "－",  # the dash of ranges and of page numbers: no space beside figures (house)
    "e": "ー",  # cl-10 長音記号
    "k": "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜",  # cl-11 小書きの仮名
    "p": "￥＄￡＃€№△▲",  # cl-12 前置省略記号; △ and ▲ are the minus signs of 予算書 (house)
    "q": "°′″℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄",  # cl-13 後置省略記号
    "z": "\u3000",  # cl-14 和字間隔
    "9": "0123456789",  # cl-24 連数字
    "f": "０１２３４５６７８９",  # digits on the grid: no space beside kanji (house)
    "b": " ",  # cl-26 欧文間隔
    "u": "/-_|~\\",  # of cl-27: western, no space towards kanji (60kg/世帯)
    "j": "([{",  # of cl-27: western, may not end a line
    "l": ")]},.;:!?",  # of cl-27: western, may not begin a line
}

# 行頭禁則, 行末禁則.
NO_START = "chxdsmyvekzbl"
NO_END = "ojp"
