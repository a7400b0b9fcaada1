"""What others may follow without the newsroom knowing of them."""

from django.dispatch import Signal

# `page_ids`: the rows of these pages were written, or what is approved of them has changed. Sent within the transaction
# that does it, once the row and what hangs on it are in the database.
content_written = Signal()

# A round of the outbox is over, and what follows from publications has left: time for what may wait.
round_over = Signal()
