"""Whether JSON is as published TypeScript declarations describe it: names, types of values, what is required."""

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from . import tools

CHECK = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--types", ""]


class Typed(NamedTuple):
    where: str
    type: str
    value: object


def complaints(imports: str, documents: list[Typed], folder: Path) -> list[str]:
    """`imports`: one line that names the types of the documents. One process for all of them."""
    (folder / "node_modules").symlink_to(tools.PACKAGES)
    lines = [f"export const _{n}: {row.type} = {json.dumps(row.value)};" for n, row in enumerate(documents)]
    (folder / "documents.ts").write_text("\n".join([imports, *lines]))
    run = subprocess.run(
        [tools.PACKAGES / ".bin" / "tsc", *CHECK, "documents.ts"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = re.findall(r"^documents\.ts\((\d+),\d+\): error (.+)$", run.stdout, re.MULTILINE)
    assert found or run.returncode == 0, run.stdout + run.stderr
    places = ["imports", *(row.where for row in documents)]
    return [f"{places[int(line) - 1]}: {message[:300]}" for line, message in found]
