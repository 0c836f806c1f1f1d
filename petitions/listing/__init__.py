"""The list of petitions: what was asked, and its rows with a constant number of queries."""
