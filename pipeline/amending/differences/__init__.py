"""Two provisions -> what happens to every unit and to every word of it."""
