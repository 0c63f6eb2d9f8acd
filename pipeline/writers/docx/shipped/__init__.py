"""The Word templates that come with the program, written from nothing."""
