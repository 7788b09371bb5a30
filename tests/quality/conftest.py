"""Where the labelled data are, and the floors that hold what was once measured."""

import hashlib
import os
import tomllib
from pathlib import Path

import pytest

FLOORS = Path(__file__).parent / "floors.toml"


@pytest.fixture(scope="session")
def data():
    """Return the folder of labelled data, or skip with the reason."""
    folder = os.environ.get("PROVENANCE_DATA")
    if not folder:
        pytest.skip("PROVENANCE_DATA names no folder with the labelled data")
    return Path(folder)


@pytest.fixture(scope="session")
def seeds(data):
    """Return the folder of the four seed articles beside the labelled data, or skip."""
    folder = data.parent / "seeds"
    if not folder.is_dir():
        pytest.skip("no folder of seed articles beside PROVENANCE_DATA")
    return folder


@pytest.fixture(scope="session")
def hold():
    """Return a check of measured figures against one table of floors.toml, which it prints."""

    def check(aspect, measured, *files):
        floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[aspect]
        for file in files:
            known = floors.get("digests", {}).get(file.name)
            found = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
            assert found == known, f"{file.name}: digest {found}, the floors were measured on {known}"
        limits = {name: limit for name, limit in floors.items() if name != "digests"}
        print(f"\n{aspect}")
        for name, value in measured.items():
            print(f"  {name:<44} {value:>8.4f}   {_limit(limits.get(name))}")
        missing = sorted(set(limits) - set(measured))
        assert not missing, f"held by a floor but not measured: {missing}"
        under = [name for name, limit in limits.items() if not _holds(measured[name], limit)]
        assert not under, f"{aspect}: under the floor: " + ", ".join(
            f"{name} {measured[name]:.4f}" for name in under
        )

    return check


def _holds(value, limit):
    if isinstance(limit, dict):
        return value <= limit["most"]
    return value >= limit


def _limit(limit):
    if limit is None:
        return ""
    return f"at most {limit['most']}" if isinstance(limit, dict) else f"at least {limit}"
