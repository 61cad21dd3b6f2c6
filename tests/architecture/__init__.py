"""The house's rules that a tool can hold, held."""
