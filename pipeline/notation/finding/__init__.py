"""Running text -> every date, number and citation in it."""
