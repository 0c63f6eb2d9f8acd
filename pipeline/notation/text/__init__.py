"""Characters: width, look-alikes, old forms, letter spacing."""
