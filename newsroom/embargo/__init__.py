"""A release for named persons before it is public: journalists under embargo, outside readers who approve.

access.py    who may read what, and the links
files.py     the files of what is read
watermark.py the reader's name in what they are given
views.py     the pages and files behind a link
answers.py   comments and approvals of outside readers
"""
