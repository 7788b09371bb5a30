"""Measure speed and memory: ``PROVENANCE_DATA=… python tests/bench``, see ``--help``.

Every measure is a ratio or a size from one run on one machine; each task runs in a process of its own, the
sides of a ratio in turn, and the median of several runs counts.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import log
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
SHARED = {"quotes": "quote", "trace": "trace", "collect": "collect"}  # measure: step, as `compare` names it
LIBRARIES = ["news-provenance", "numpy", "numba", "scikit-learn", "datasketch", "nltk", "rensa", "copydetect"]
NOT_MEASURED = {
    "semhash": "compares embeddings of a model that has to be downloaded: another task, and not offline",
    "text-dedup": "scripts for data sets on a hub; their MinHash and LSH are measured as the script's",
}


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: CPU and wall seconds, peak megabytes, and what it printed."""

    cpu: float
    wall: float
    peak: float
    said: dict


def spend(*command, **environment):
    """Run a command to its end and measure it."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        out.seek(0)
        printed = out.read().strip().splitlines()
    if status:
        message = f"{' '.join(map(str, command))} ended with status {status}"
        raise RuntimeError(message)
    said = json.loads(printed[-1]) if printed and printed[-1].startswith("{") else {}
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, said)


def task(*arguments):
    """Run one task of `work.py`."""
    return spend(sys.executable, HERE / "work.py", *arguments)


class Bench:
    """All measures of one run."""

    def __init__(self, data, runs):
        self.news = data / "news-12k.jsonl.gz"
        self.helsinki = data / "helsinki-summit.jsonl.gz"
        self.runs = runs
        self.warm = False
        self.rows = []
        self.made = 0

    def turns(self, **sides):
        """Run the sides of a ratio in turn and return a list of `Spent` for each."""
        if "ours" in sides and not self.warm:
            task("compare", self.news, 500)  # compiles; not counted
            self.warm = True
        spent = {name: [] for name in sides}
        for _ in range(self.runs):
            for name, side in sides.items():
                spent[name].append(side())
        return spent

    def note(self, measure, value, floor, aim, detail=""):
        row = {"measure": measure, "value": value, "floor": floor, "aim": aim, "detail": detail}
        self.rows.append(row | {"runs": self.runs, "load": round(os.getloadavg()[1], 1)})
        print(f"{measure:<70} {value:>10.3g}   floor {floor:<8} aim {aim:<8} {detail}", flush=True)

    # ── the measures ─────────────────────────────────────────────────────────────────────────────────

    def help(self):
        spent = [spend(Path(sys.executable).parent / "provenance", "--help") for _ in range(self.runs * 3)]
        cpu = median(each.cpu for each in spent)
        value = median(each.wall for each in spent)
        self.note("provenance --help, wall s", value, "≤ 0.3", "0.15", f"{cpu:.2f} s of CPU")

    def small(self):
        """Compare four articles; the first time with what pip leaves: it compiles what it installs, no more.

        So nothing of ours is compiled, as in an editable install, numba has nothing kept, and matplotlib has
        not yet listed the fonts.
        """
        root = HERE.parent.parent
        four = sorted((root / "corpus").rglob("*_detainees.txt"))[:4]
        command = [sys.executable, "-m", "provenance", "compare", "--quiet", *four]
        with tempfile.TemporaryDirectory() as out, tempfile.TemporaryDirectory() as empty:
            shutil.copytree(root / "provenance", Path(empty) / "provenance", ignore=_compiled)
            fresh = {
                "PYTHONPATH": empty,
                "PYTHONSAFEPATH": "1",
                "MPLCONFIGDIR": empty,
                "NUMBA_CACHE_DIR": empty,
            }
            first = spend(*command, "--out", out, **fresh)
            spent = [spend(*command, "--out", out) for _ in range(self.runs)]
        self.note(
            "four articles, all outputs, whole process, wall s",
            median(each.wall for each in spent),
            "≤ 3",
            "1.5",
            f"{median(each.cpu for each in spent):.2f} s of CPU",
        )
        self.note(
            "the same for the first time after installation, wall s",
            first.wall,
            "≤ 5",
            "",
            f"{first.cpu:.2f} s of CPU",
        )

    def candidates(self):
        spent = self.turns(
            ours=lambda: task("candidates", self.news, 3000),
            script=lambda: task("straightforward", self.news, 3000),
        )
        ours, script = (median(each.cpu for each in spent[name]) for name in ("ours", "script"))
        self.note(
            "read → propose against the script, CPU, 3,000 articles, times faster",
            script / ours,
            "15",
            "30",
            f"{ours:.1f} s and {script:.1f} s",
        )
        self._note_recall(spent["script"][0].said, spent["ours"][0].said)
        whole = self.turns(ours=lambda: task("compare", self.news, 3000))["ours"]
        cpu = median(each.cpu for each in whole)
        self.note(
            "whole compare against the script, CPU, 3,000 articles, times faster",
            script / cpu,
            "2",
            "5",
            f"{cpu:.1f} s: "
            + ", ".join(f"{step} {spent:.2f}" for step, spent in whole[0].said["steps"].items()),
        )
        self._note_shares(whole)

    def _note_recall(self, script, ours):
        """Note how many of the script's pairs of body sentences are found, and what the others are."""
        with tempfile.TemporaryDirectory() as where:
            files = [Path(where) / name for name in ("script", "ours")]
            for file, said in zip(files, (script, ours), strict=True):
                file.write_text(json.dumps(said), encoding="utf-8")
            kinds = task("recall", self.news, 3000, *files).said["kinds"]
        found, count = kinds["body"]
        self.note(
            "the script's verified pairs of body sentences of 8 or more words, share that is found",
            found / count,
            ".98",
            "1",
            "pairs of sentences found, by kind: "
            + "; ".join(f"{kind} {found:,} of {count:,}" for kind, (found, count) in kinds.items()),
        )

    def shares(self):
        """Measure the shares alone; `candidates` notes them too."""
        self._note_shares(self.turns(ours=lambda: task("compare", self.news, 3000))["ours"])

    def _note_shares(self, whole):
        """Note which part of a whole compare's CPU each of the later steps takes."""
        runs = [each.said["steps"] for each in whole]
        for name, step in SHARED.items():
            share = median(steps[step] / sum(steps.values()) for steps in runs)
            took = median(steps[step] for steps in runs)
            measure = f"{name} share: part of a whole compare's CPU, 3,000 articles"
            self.note(measure, share, "≤ 0.25", "", f"{took:.2f} s")

    def signing(self):
        spent = self.turns(
            ours=lambda: task("signing", "provenance", self.news, 3000),
            rensa=lambda: task("signing", "rensa", self.news, 3000),
        )
        ours, rensa = (median(each.said["seconds"] for each in spent[name]) for name in ("ours", "rensa"))
        self.note(
            "signing against rensa, same shingles and permutations, times faster",
            rensa / ours,
            "1.2",
            "2",
            f"{spent['ours'][0].said['sentences'] / ours:,.0f} sentences a second",
        )

    def reading(self):
        spent = self.turns(ours=lambda: task("read", self.news, 3000))["ours"]
        self.note(
            "reading, MB of text a second",
            median(each.said["megabytes_per_second"] for each in spent),
            "20",
            "",
        )

    def peers(self):
        """Match and write side by side with tools that do only that, each set to find what we report.

        Our shortest passage is a run of five words in quotation marks, and our files hold its text and the
        words around it that were changed. So sim_text is asked for runs of five words (``-r5``), file against
        file (``-e``, which its manual recommends for text), with the text of each run, as it writes if not
        told otherwise. With runs of eight, its default, and places alone (``-n``) it does less: every
        passage of five to seven words and all texts are missing; that is the row "eight words, places only".
        copydetect: see `work.copydetect`; it reports pairs that are a third alike, and no shorter quotes.
        """
        with tempfile.TemporaryDirectory() as where:
            task("folder", self.helsinki, 612, where)
            files = sorted(map(str, Path(where).glob("*.txt")))
            sides = {"ours": lambda: task("compare", self.helsinki, 612)}
            if shutil.which("sim_text"):
                out = Path(where) / "found"
                sides["sim_text 3"] = lambda: spend("sim_text", "-r5", "-e", "-o", out, *files)
                sides["sim_text 3 (eight words, places only)"] = lambda: spend(
                    "sim_text", "-r8", "-n", "-e", "-o", out, *files
                )
            sides["copydetect"] = lambda: task("copydetect", where)
            spent = self.turns(**sides)
        ours = median(each.wall for each in spent.pop("ours"))
        asked = {"sim_text 3": ("1", "3"), "copydetect": ("4", "10")}
        for name, runs in spent.items():
            wall = median(each.wall for each in runs)
            self.note(
                f"whole compare, 612 articles, against {name}, wall, times faster",
                wall / ours,
                *asked.get(name, ("", "")),
                f"{ours:.1f} s and {wall:.1f} s",
            )

    def million(self):
        spent = task("million", self.news, self.made)
        steps = spent.said["seconds"]
        own = sum(took for step, took in steps.items() if step not in {"statistics", "making"})
        self.note(
            "a million made-up articles through read → propose, keys on disk, CPU minutes",
            own / 60 * 1e6 / self.made,
            "≤ 16 GB",
            "15",
            f"run with {self.made:,}: {own:.0f} s of CPU, {spent.wall / 60:.0f} minutes, peak "
            f"{spent.said['peak']:,.0f} MB, {spent.said['pairs']:,} pairs",
        )

    def growth(self):
        """Measure what more articles cost: of all years at random, and of more and more days.

        The first 3,000 are a sample of all years. In four times as many each article has four times as many
        others of its days beside it, so there are sixteen times as many related pairs to tell of. The first
        3,000 by date are an archive that grows: the days are as full, there are more of them.
        """
        last = self.turns(ours=lambda: task("compare", self.news, "12000"))["ours"]
        peak = median(each.peak for each in last)
        self.note("peak memory at 12,000 articles, MB", peak, "≤ 2000", "1000")
        for count, way in (("3000", ""), ("3000d", ", first by date")):
            first = self.turns(ours=lambda count=count: task("compare", self.news, count))["ours"]
            cpu = [median(each.cpu for each in runs) for runs in (first, last)]
            one, other = (runs[0].said for runs in (first, last))
            steps = (f"{step} {took:.1f} → {other['steps'][step]:.1f}" for step, took in one["steps"].items())
            self.note(
                f"growth of CPU, 3,000 → 12,000 articles{way}, exponent",
                log(cpu[1] / cpu[0]) / log(4),
                "≤ 1.2",
                "1.05",
                f"{cpu[0]:.0f} → {cpu[1]:.0f} s; pairs listed {one['pairs']:,} → {other['pairs']:,}, "
                f"passages {one['passages']:,} → {other['passages']:,}; {', '.join(steps)}",
            )
            began = median(each.peak for each in first)
            each = (peak - began) * 1024 / 9000
            detail = f"{began:.0f} MB at 3,000"
            self.note(f"peak memory per further article{way}, KB", each, "≤ 40", "15", detail)

    def store(self, count=12_000, size=1_000):
        """Ingest all articles in twelve drops by date; what the first takes holds what is compiled once."""
        with tempfile.TemporaryDirectory() as where:
            said = task("drops", self.news, count, size, where).said
            traced = self._traced(Path(where))
        ratio = said["drops"][-1] / said["drops"][1]
        detail = " ".join(f"{each:.0f}" for each in said["drops"]) + " s"
        self.note("the last of twelve drops against the second, CPU, times", ratio, "≤ 2", "1.2", detail)
        self.note("store, bytes an article", said["bytes"], "≤ 50000", "35000")
        for what, spent in traced.items():
            wall, cpu = (median(getattr(each, name) for each in spent) for name in ("wall", "cpu"))
            detail = f"{cpu:.2f} s of CPU"
            self.note(f"provenance trace, {what}, whole process, wall s", wall, "≤ 1", "0.3", detail)

    def _traced(self, where):
        """Look for a text, and for some of its words, by the command; the first run warms the file cache."""
        release, command = where / "release.txt", Path(sys.executable).parent / "provenance"
        words = " ".join(release.read_text(encoding="utf-8").split()[20:32])
        asked = {"a text": ("--file", release), "twelve words": (words,)}
        return {
            what: [
                spend(command, "trace", *given, "--store", where / "news.duckdb")
                for _ in range(self.runs * 3 + 1)
            ][1:]
            for what, given in asked.items()
        }


def _compiled(_, names):
    return [name for name in names if name == "__pycache__"]


def main():
    """Run the chosen measures, print them and write them as JSON."""
    measures = ["help", "small", "reading", "signing", "candidates", "peers", "growth", "million"]
    parser = argparse.ArgumentParser(prog="python tests/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", action="extend", choices=[*measures, "shares", "store"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--made", type=int, default=100_000, help="how many articles `million` makes up")
    parser.add_argument("--out", type=Path, default=HERE / "measured.json")
    options = parser.parse_args()
    data = Path(os.environ["PROVENANCE_DATA"])
    bench = Bench(data, options.runs)
    bench.made = options.made
    for measure in options.only or measures:
        getattr(bench, measure)()
        write(options.out, bench)


def write(out, bench):
    """Write what was measured so far, beside what was measured before on the same machine and data."""
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "versions": {name: _version(name) for name in LIBRARIES},
        "data": {bench.news.name: hashlib.sha256(bench.news.read_bytes()).hexdigest()[:16]},
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    earlier = json.loads(out.read_text()) if out.is_file() else {}
    rows = bench.rows
    if {name: earlier.get(name) for name in found} == found:
        fresh = {row["measure"] for row in rows}
        rows = [row for row in earlier["measures"] if row["measure"] not in fresh] + rows
    found |= {"not measured": NOT_MEASURED, "measures": rows}
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
