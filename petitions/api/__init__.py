"""The second noun over REST: the same services, table and sight as its pages."""
