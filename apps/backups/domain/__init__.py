"""Pure rules of backups: what is kept, what a file must say of itself, what a database may be."""
