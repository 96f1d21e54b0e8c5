"""Tables to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from views.i18n import Translator
from views.typed import unturned


def table(tr: Translator, rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV that Excel opens as it is: UTF-8 with its mark, semicolons for Russian; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if tr.language == "ru" else ",")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that can be written and that a spreadsheet won't take for a formula."""
    cell = unturned(cell)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
