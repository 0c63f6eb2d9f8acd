"""Facts of Japanese administrative writing: each module reads and writes one kind of notation.

The room imports nothing of ours and each module is pleasant alone:

    from pipeline.notation import wareki
    wareki.parse("令和元年12月25日").value == date(2019, 12, 25)

`parse` is strict; `parse_lenient` accepts what was right when it was written (平成32年度) and says so in `warnings`.
No parser changes its text; what it rejects it rejects with a NotationError that names the place and the cure.
"""
