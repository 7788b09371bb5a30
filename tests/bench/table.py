"""The README's table of speed, from what the bench wrote: ``python tests/bench/table.py`` prints it."""

import json
from pathlib import Path

MEASURED = Path(__file__).parent / "measured.json"


def table(path=MEASURED):
    """Return the measures as Markdown."""
    found = json.loads(path.read_text(encoding="utf-8"))
    lines = ["| measure | found | asked | aim |", "|---|---|---|---|"]
    for row in found["measures"]:
        detail = f"<br>{row['detail']}" if row["detail"] else ""
        lines.append(
            f"| {row['measure']}{detail} | {_number(row['value'])} | {row['floor']} | {row['aim']} |"
        )
    load = max(row["load"] for row in found["measures"])
    runs = sorted({row["runs"] for row in found["measures"]})
    often = " or ".join("one run" if count == 1 else f"{count} runs" for count in runs)
    lines += [
        "",
        f"Medians of {often} on {found['machine']}; up to {load} processes wanted its cores meanwhile.",
    ]
    return "\n".join(lines)


def _number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    print(table())
