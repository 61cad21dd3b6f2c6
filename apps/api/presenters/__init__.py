"""What goes out: rows as JSON tells them, problems in words, and the page that documents it all."""
