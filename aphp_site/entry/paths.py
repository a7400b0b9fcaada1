import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def data_dir() -> Path:
    """DATA_DIR, else var/ in the checkout (which git ignores). Kept absolute in the environment."""
    path = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    os.environ["DATA_DIR"] = str(path)
    return path
