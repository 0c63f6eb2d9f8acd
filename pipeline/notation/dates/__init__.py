"""Days, eras, years, fiscal years, periods."""
