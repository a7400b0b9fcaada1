"""Whether a text is AP-HP's: the versions of each release, their proof, and the page that compares (docs/verification.md)."""
