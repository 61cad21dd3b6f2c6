"""Pure facts about a person that other parts reason with."""
