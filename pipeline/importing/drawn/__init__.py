"""Tables that a plain text draws with characters -> their rows."""
