"""Exports are imports backwards: the tables offices hand in, written out and read back unchanged.

`columns` says what each table's columns are called; templates, exports and the readers' headings
all go by it. `cells` turns values into cells, `tables` composes, the views stream.
"""
