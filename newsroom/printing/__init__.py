"""From HTML to a tagged PDF (PDF/UA-1), in a process of its own: whatever a text does to the printer, it does it within
bounds of memory and time, and reads nothing but what it is given.
"""

from .printer import NotPrinted, Printer

__all__ = ["NotPrinted", "Printer"]
