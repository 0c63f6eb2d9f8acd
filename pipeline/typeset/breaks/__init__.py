"""Where lines end."""
