"""A few whole ways through the program, from outside."""
