"""The detector: is one side really weaker? Pure; see docs/detector.md."""
