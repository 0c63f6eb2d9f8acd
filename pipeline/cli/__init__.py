"""The command `renkei`: what a clerk types -> a build, a check, a list. Owns arguments, messages and exit statuses."""

import gc
import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command line and exits; a build that has nothing to do says so before anything is loaded."""
    from pipeline.project.incremental.look import nothing_to_do  # noqa: PLC0415

    if nothing_to_do(sys.argv[1:]):
        sys.exit(0)
    # What is loaded stays: to look for garbage among it again and again took a tenth of a short command. One document
    # makes less than this.
    gc.set_threshold(200_000)
    from pipeline.cli.alone import read_alone  # noqa: PLC0415
    from pipeline.cli.main import main as command  # noqa: PLC0415
    from pipeline.late import kept  # noqa: PLC0415

    read_alone()
    kept.begin()
    try:
        command()
    finally:  # else Python looks for garbage among all that was loaded once more before it ends
        gc.freeze()
