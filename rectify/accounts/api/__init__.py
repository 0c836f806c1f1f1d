"""The API where it knows who calls: sight, versions with history, keys, second proofs."""
