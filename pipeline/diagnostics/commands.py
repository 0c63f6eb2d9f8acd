"""A word of a command line as a clerk can copy it: the shells of POSIX and Windows read it as one and the same."""

from __future__ import annotations

from pipeline.late.regex import regex

# What no shell takes for anything else; an option would begin with "-".
_PLAIN = regex(r"(?!-)[\w./@:+=～・-]+")
# What shells still read within double quotes: sh, PowerShell and cmd.
_READ_WITHIN = regex(r"[$`\\\"!%]")


def typed(word: str) -> str:
    """The word, in quotes where a shell would part it or read it.

    Double quotes serve sh, PowerShell and cmd alike; what they would still read stands in single ones, which cmd does not know.
    """
    if _PLAIN.fullmatch(word):
        return word
    if not _READ_WITHIN.search(word):
        return f'"{word}"'
    return "'" + word.replace("'", "'\\''") + "'"
