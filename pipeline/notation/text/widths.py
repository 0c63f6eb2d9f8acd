"""Text -> the same text in another width: by mojimoji where there is one, else by tables of the same results.

mojimoji 0.0.13 has no wheel for CPython 3.13 and later, where its source wants a compiler (pyproject.toml).
"""

from __future__ import annotations

from pipeline.notation.text import width_tables

try:
    import mojimoji
except ImportError:
    full_kana = width_tables.full_kana
    half_letters = width_tables.half_letters
    full_letters = width_tables.full_letters
else:

    def full_kana(text: str) -> str:
        """Katakana and its marks at full width, ｶﾞ as one ガ; all else as it is."""
        done: str = mojimoji.han_to_zen(text, digit=False, ascii=False)
        return done

    def half_letters(text: str) -> str:
        """Digits, Latin letters, signs and the blank at half width; all else as it is."""
        done: str = mojimoji.zen_to_han(text, kana=False)
        return done

    def full_letters(text: str) -> str:
        """Digits, Latin letters, signs and the blank at full width; all else as it is."""
        done: str = mojimoji.han_to_zen(text, kana=False)
        return done


__all__ = ["full_kana", "full_letters", "half_letters"]
