"""Warnings over REST, and the code lists of everything below."""
