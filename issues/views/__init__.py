"""Pages of the first noun. The issue's own page is composed in `rectify.desk`."""
