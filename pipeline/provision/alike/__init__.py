"""One text seen as another one is: its sheets as 様式, its cells in the same paragraphs, its ends below the same divisions."""
