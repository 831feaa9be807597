# Organisations side by side, similar ones, possible duplicates, and the history of what was said.

compare-title = Side by side
