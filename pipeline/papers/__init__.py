"""Two provisions -> what is shown of their differences: comparison table, redline, change report, 変更協約書."""
