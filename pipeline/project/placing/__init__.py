"""Files of one command -> their places: all of them or none, whoever stops it and however (store.py is the door)."""
