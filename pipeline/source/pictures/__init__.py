"""Pictures that lie beside a source."""

from pipeline.source.pictures.gather import Gathered, gather

__all__ = ["Gathered", "gather"]
