"""What we keep: rows, files and registers; the only room that knows the database."""
