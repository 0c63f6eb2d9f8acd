"""What a council and its office are shown besides bills: the board of dates."""
