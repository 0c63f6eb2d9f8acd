"""Blocks of a galley -> WordprocessingML."""
