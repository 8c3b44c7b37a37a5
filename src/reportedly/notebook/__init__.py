"""The interface for notebooks and scripts: collections, stories and rows that show themselves.

read, open -> Collection -> StoryView -> Rows -> data frames
"""
