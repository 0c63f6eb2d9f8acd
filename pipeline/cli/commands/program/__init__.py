"""Commands about the program itself and the machine."""
