"""Divisions and units as the API shows them; whose units one sees is accounts' business."""
