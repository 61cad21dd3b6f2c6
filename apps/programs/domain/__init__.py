"""Pure rules of programs: what to train, when, how much, why, and what comes next."""
