"""Web pages, whoever wrote them -> the blocks that they show."""
