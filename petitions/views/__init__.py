"""Pages of the second noun. The page of one petition is composed in `rectify.desk`."""
