"""What a journalist takes away from a public release as files: its PDF, its pictures with their notices, its press kit.

PDF and pictures are made after publication by the worker of the outbox (making.py), as rows of ReleaseFile; the kit is
put together while it is sent, from what there is (kit.py).
"""
