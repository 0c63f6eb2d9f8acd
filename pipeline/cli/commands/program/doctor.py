"""renkei doctor: whether this machine and this folder have all that a build needs, and what to do where they do not."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli import exits, status
from pipeline.cli.out_folder import out_option
from pipeline.project.examining import Finding, examine

_SIGNS = {"良": "○", "参考": "－", "注意": "△", "不可": "×"}


@click.command(name="doctor", options_metavar="[オプション]")
@out_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def doctor(out: str, as_json: bool) -> None:
    """この機械とフォルダに、文書を作るのに要るもの（版、書体、符号、書込みの権限など）がそろっているかを調べます。

    ○ 良い、－ 参考（なくてもよいもの）、△ 注意、× 不可（このままでは作れません）。× があると終了の状態は1です。
    """
    root = Path.cwd()
    streams = tuple(s.encoding for s in (sys.stdout, sys.stderr) if s is not None and s.encoding)
    found = examine(root, root / out, streams)
    if as_json:
        status.echo_json({"findings": [asdict(f) for f in found]})
    else:
        for finding in found:
            click.echo(_line(finding))
    sys.exit(exits.PROBLEMS if any(f.state == "不可" for f in found) else exits.DONE)


def _line(finding: Finding) -> str:
    cure = f"\n    直し方: {finding.cure}" if finding.cure else ""
    return f"{_SIGNS[finding.state]} {finding.about}: {finding.found}{cure}"
