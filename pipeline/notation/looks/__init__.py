"""How characters are drawn: raised above the line, in a font of symbols."""
