"""A release as others take it away: one plain structure (structure.py), made by one serializer (serializer.py), and the
forms that are written from it (text.py, markdown.py, data.py). None of them reads a page.
"""
