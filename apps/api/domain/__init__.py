"""What programs of the athlete's own may ask, and how they prove whose they are."""
