"""What makes releases and judges outputs; not part of the program."""
