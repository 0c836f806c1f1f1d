"""What every resource of the REST API stands on: rows, filters, cursors, errors, versions."""
