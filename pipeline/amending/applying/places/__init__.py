"""What a sentence names -> the nodes that it means: by numbers, and in a 別表 by the words of its rows and columns."""
