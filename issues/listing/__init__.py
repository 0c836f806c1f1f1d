"""The issue list: what was asked, counts by state and lamp, one page of rows."""
