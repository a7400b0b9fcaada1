"""One connection to the mail server for many mails, opened anew after a number of them; and what its answers mean."""

import smtplib

from django.core.mail import EmailMessage, mailers

MAILS_ON_A_CONNECTION = 100
PERMANENT = range(500, 600)
POLICY = "5.7."  # of an enhanced code (RFC 3463): who sends is not wanted, which is no fault of the address


class Refused(Exception):
    """This mail for good. `is_of_address`: because of the address, not of what was in the mail."""

    def __init__(self, words: str, is_of_address: bool) -> None:
        super().__init__(words)
        self.is_of_address = is_of_address


class Away(Exception):
    """Nothing can be sent to anybody at the moment."""


class Sender:
    """A context: leaving it closes the connection. Raises Refused, Away, or what the mail server raised otherwise."""

    def __init__(self) -> None:
        self._mailer, self._count = None, 0

    def __enter__(self) -> "Sender":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def send(self, message: EmailMessage) -> None:
        if self._count >= MAILS_ON_A_CONNECTION:
            self.close()
        try:
            self._open()
            self._mailer.send_messages([message])
            self._count += 1
        except smtplib.SMTPRecipientsRefused as error:
            self._forget_the_mail()
            raise _meaning(error, *next(iter(error.recipients.values())), is_of_address=True) from error
        except smtplib.SMTPDataError as error:
            self._forget_the_mail()
            raise _meaning(error, error.smtp_code, error.smtp_error, is_of_address=False) from error
        except OSError as error:  # smtplib's errors are such, and those of the network
            self.close()
            raise Away(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        mailer, self._mailer, self._count = self._mailer, None, 0
        try:
            if mailer is not None:
                mailer.close()
        except OSError:
            pass  # it is gone already

    def _open(self) -> None:
        if self._mailer is None:
            mailer = mailers.default
            mailer.open()
            self._mailer = mailer

    def _forget_the_mail(self) -> None:
        """smtplib has taken the mail back (RSET); where the server hung up, the next one opens anew."""
        connection = getattr(self._mailer, "connection", None)
        if getattr(connection, "sock", None) is None:
            self.close()


def _meaning(error: smtplib.SMTPException, code: int, words: bytes | str, is_of_address: bool) -> Exception:
    """A refusal by policy is tried again like one for now: a block list must not end everybody's alerts."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    is_for_good = code in PERMANENT and not text.startswith(POLICY)
    return Refused(f"{code} {text}", is_of_address) if is_for_good else error
