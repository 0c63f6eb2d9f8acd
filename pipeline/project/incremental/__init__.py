"""What documents were made from and what has changed since -> which are to be made again, and why."""
