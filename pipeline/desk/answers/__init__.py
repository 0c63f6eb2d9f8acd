"""What the browser asks of the desk, one matter a file: each answer is JSON made from the room, by the rooms that a command uses."""
