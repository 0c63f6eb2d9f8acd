"""What tables ask of their columns, whoever sets them: widths, numbers that stay whole, figures under figures."""
