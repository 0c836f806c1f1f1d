"""方案调整: listed, read with both values, drafted, decided, offered by an import."""
