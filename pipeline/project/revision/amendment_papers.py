"""A proven amendment -> all papers of it by their file names, from one list of edits, so that none contradicts another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from pipeline.amending.language.address import base_line, words_sha256
from pipeline.amending.language.signs import for_people
from pipeline.amending.prove import Proven
from pipeline.diagnostics import Problems
from pipeline.galley import Para
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import agreement
from pipeline.papers.amendment_frame import Frame
from pipeline.papers.change_list import Side, data
from pipeline.papers.changes import Report
from pipeline.papers.consolidated_paper import Event, consolidated_paper
from pipeline.papers.reading_sheet import reading_sheet
from pipeline.papers.redline import redline
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.project.export.exporter import USUAL, Exporter, complete
from pipeline.project.export.templates import BASE, Templates
from pipeline.provision.added_supplement import with_added
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.write import shown_lines
from pipeline.writers import html
from pipeline.writers.docx.redline import Reviser, Unmarked

# How the names of amending papers begin (`Papers.file_name`), of agreements and of rules.
AMENDING_PAPERS = ("変更協約書", "一部改正", "一部変更")


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers say: the amendment, its report and frame, and the parts of the agreement that bear no marks.

    `added` is the 附則 of the amendment, which stands in the consolidated text behind those of the text; `done` what was done
    with the base on its day (締結, 公布), `published` the lines that tell of it below its title.
    """

    made: Proven
    report: Report
    frame: Frame
    unmarked: Unmarked
    house: House
    manner: Manner
    signed: date | None = None
    history: tuple[tuple[str, date | None], ...] = ()
    name: str = ""
    added: Unit | None = None
    done: str = paper_name.SIGNED
    published: tuple[Para, ...] = ()

    @property
    def file_name(self) -> str:
        """What the file of the amending paper is called: 変更協約書, 一部改正条例, 一部変更規約."""
        return f"一部{self.house.revising}{self.frame.called or '例規'}" if self.house.rules else "変更協約書"

    def files(
        self, template: str, templates: Templates, day: date | None, reviser: Reviser, problems: Problems
    ) -> Mapping[str, bytes]:
        """Every file. `template` is that of the agreement; `day` dates the files. Raises Rejected."""
        made, house = self.made, self.house
        consolidated = with_added(made.new, self.added)
        title = f"{self.frame.title}新旧対照表"
        blocks = compare(made.edits, self.manner, house.marks)
        sides = (_side(self.name, made.old, self.signed), _side(self.name, made.new, day))
        texts = {
            "改め文.txt": for_people(
                f"{self.frame.pillar}\n{base_line(made.old, self.signed, self.done)}\n{made.text}"
            ),
            "溶け込み後.txt": "".join(f"{line}\n" for line in shown_lines(consolidated, self.manner)),
            "変更一覧.json": json.dumps(data(self.report, *sides), ensure_ascii=False, indent=1) + "\n",
            "変更一覧.html": html.report_page(f"{self.frame.title}変更一覧", self.report, sides),
            "新旧対照表.html": html.comparison_page(title, blocks, house),
        }
        printer, plain = Exporter(template, templates), Exporter(BASE, templates)
        sheet = agreement(made, self.frame, self.manner, day)
        printed = {f"{self.file_name}.{f}": printer.print(sheet, f, problems) for f in USUAL}
        table = comparison(blocks, title, house, day)
        tables = {f"新旧対照表.{f}": plain.print(table, f, problems) for f in USUAL}
        reading = reading_sheet(self.report, f"{self.frame.title}読み合わせ票", house, day)
        tables |= {f"読み合わせ票.{f}": plain.print(reading, f, problems) for f in ("docx", "pdf")}
        past = self.history or ((paper_name.SIGNED, self.signed),)
        history = (*(Event(*event) for event in past), Event(house.revising, day))
        whole = consolidated_paper(consolidated, history, self.manner, day, published=self.published)
        printed |= {f"溶け込み後.{f}": printer.print(whole, f, problems) for f in ("docx", "pdf")}
        lines = redline(made.edits, self.manner, made.new.supplement_place)
        marked = printer.redline(f"{made.new.title}（見え消し）", lines, self.unmarked, reviser, problems)
        plain_texts = {name: text.encode() for name, text in texts.items()}
        return complete((plain_texts, printed, tables, {"見え消し.docx": marked}), problems)


def _side(name: str, text: Provision, day: date | None) -> Side:
    return Side(name, text.title, day.isoformat() if day is not None else "", words_sha256(text))
