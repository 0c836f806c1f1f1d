"""Pages composed from several apps."""
