"""Printed words and labels of 条, 項, 号, 細分, 別表, 備考 and 附則: the one place that decides them."""
