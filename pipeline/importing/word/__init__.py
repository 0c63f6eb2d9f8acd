"""A Word document -> the lines of a paper."""
