"""What people type about issues, cleaned; every sentence says what to do."""
