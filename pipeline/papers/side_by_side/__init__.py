"""Edits -> 新旧対照表: old and new side by side, or one above the other."""
