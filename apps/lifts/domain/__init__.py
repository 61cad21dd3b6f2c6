"""Pure rules of what was lifted: operations, merging, normalising."""
