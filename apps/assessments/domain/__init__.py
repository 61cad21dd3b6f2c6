"""Pure rules of screening: what stops training, and what lifts the stop."""
