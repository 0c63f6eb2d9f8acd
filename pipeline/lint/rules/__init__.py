"""The rules, by what they look at; RULES are all of them in the order of their ids."""

from pipeline.lint.rules import blanks, connectives, kana, look_alikes, marks, numbers, okurigana, papers, style, terms

RULES = tuple(
    sorted(
        (
            rule
            for room in (blanks, connectives, kana, look_alikes, marks, numbers, okurigana, papers, style, terms)
            for rule in room.RULES
        ),
        key=lambda rule: rule.id,
    )
)
BY_ID = {rule.id: rule for rule in RULES}

__all__ = ["BY_ID", "RULES"]
