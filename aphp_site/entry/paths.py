import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def called_from() -> Path:
    """The folder in which `run` was called; `run` itself works in the checkout."""
    return Path(os.environ.get("RUN_FROM") or ".")


def data_dir() -> Path:
    """DATA_DIR, else var/ in the checkout (which git ignores). Kept absolute in the environment."""
    path = (called_from() / (os.environ.get("DATA_DIR") or ROOT / "var")).resolve()
    os.environ["DATA_DIR"] = str(path)
    return path
