"""Plans: narrative, Word table, Excel list, pasted text, and plans of overall measures."""
