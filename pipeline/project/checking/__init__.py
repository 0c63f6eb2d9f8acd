"""What people look for in papers as a whole: areas that agree with themselves, papers that came back."""
