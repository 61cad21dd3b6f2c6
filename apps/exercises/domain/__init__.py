"""Pure vocabulary and formulas of strength and symmetry: no Django, no clock, no I/O."""
