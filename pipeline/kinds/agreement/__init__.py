"""連携協約: an agreement under 地方自治法 第252条の2 between a central city and its partners."""

from importlib.resources import files

from pipeline.kinds.agreement.model import Agreement
from pipeline.kinds.agreement.prepare import partners, prepare, renamed, signers
from pipeline.kinds.kind import Kind

AGREEMENT = Kind(
    name="連携協約書",
    template="agreement",
    model=Agreement,
    wording=files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=partners,
    prepare=prepare,
)

__all__ = ["AGREEMENT", "Agreement", "renamed", "signers"]
