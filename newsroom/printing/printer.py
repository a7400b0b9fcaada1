import json
import subprocess
import sys
import threading
from pathlib import Path

WORKER = Path(__file__).with_name("worker.py")
PATIENCE = 60.0  # seconds on the wall for one PDF; the worker's own bound is of computing
LENGTH = 4  # bytes that say how long an answer is


class NotPrinted(Exception):
    """The printer refused it, took too long or needed too much."""


class Printer:
    """Prints one after the other; begun at the first one, ended by `close` or at the end of `with`.

    After a failure the process is another one: what broke it does not reach the next PDF.
    """

    def __init__(self, resources: dict[str, bytes], patience: float = PATIENCE) -> None:
        """`resources`: style sheet and fonts, by the addresses by which the documents name them."""
        self._resources, self.patience = resources, patience
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "Printer":
        return self

    def __exit__(self, *error) -> None:
        self.close()

    def print(self, html: str, pictures: dict[str, bytes]) -> bytes:
        """`pictures`: by the address in `src`. An address that is not there is not drawn. Raises NotPrinted."""
        process = self._process = self._process or self._begin()
        timer = threading.Timer(self.patience, process.kill)
        timer.start()
        try:
            _send(process, html, pictures)
            return _receive(process)
        except (BrokenPipeError, EOFError) as error:
            self.close()
            raise NotPrinted("the printer has ended: too long, or too much") from error
        except NotPrinted:
            self.close()
            raise
        finally:
            timer.cancel()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _begin(self) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-I", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _send(process, "", self._resources)
        return process


def _send(process: subprocess.Popen, html: str, files: dict[str, bytes]) -> None:
    """One line that says what follows, then the files one after the other."""
    sizes = {address: len(content) for address, content in files.items()}
    process.stdin.write(json.dumps({"html": html, "files": sizes}).encode() + b"\n")
    for content in files.values():
        process.stdin.write(content)
    process.stdin.flush()


def _receive(process: subprocess.Popen) -> bytes:
    """A PDF, or in words why there is none."""
    head = process.stdout.read(LENGTH)
    if len(head) < LENGTH:
        raise EOFError
    size = int.from_bytes(head)
    content = process.stdout.read(size)
    if len(content) < size:
        raise EOFError
    if not content.startswith(b"%PDF-"):
        raise NotPrinted(content.decode(errors="replace"))
    return content
