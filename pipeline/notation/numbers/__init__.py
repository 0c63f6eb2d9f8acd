"""Digits, numbers, amounts, labels of lists, numbers of laws."""
