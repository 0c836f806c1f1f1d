"""The first noun over REST: the same services, tables and sight as its pages."""
