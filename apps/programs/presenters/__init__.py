"""What the pages of programs print: sessions, lines, reasons, the player."""
