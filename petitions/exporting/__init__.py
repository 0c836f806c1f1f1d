"""Tables of petitions out of the system."""
