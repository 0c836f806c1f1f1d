"""Figures over REST, each with its definition and the way to exactly its rows."""
