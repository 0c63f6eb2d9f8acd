"""Wheels for Windows and Python's embeddable zip -> one zip that an office unpacks and uses."""
