"""Pure rules of files: reading rows out of text, writing them back, telling what is new."""
