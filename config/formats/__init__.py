"""How dates are written, where Django does not know it: one package a language."""
