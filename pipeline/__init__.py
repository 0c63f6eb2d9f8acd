"""renkei: structured sources -> formally formatted Japanese administrative documents."""

__version__ = "0.1.0"
