"""Pure rules of the sample athlete."""
