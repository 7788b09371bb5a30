"""The layout's own rules: who may import whom, and what stays unloaded until it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "provenance"
# Lower layers: any step may use them.
SHARED = {
    "model",
    "settings",
    "errors",
    "background",
    "hashing",
    "kernels",
    "dates",
    "naming",
    "machine",
    "batches",
}
SHARED_PARTS = {"reading.words"}  # the fold and the hash that every stored key depends on
STEPS = {
    "reading",
    "sketches",
    "candidates",
    "similarity",
    "passages",
    "paraphrase",
    "pairs",
    "groups",
    "stories",
    "quotations",
    "lineage",
    "facts",
}
# One module knows each heavy library.
HEAVY = {
    "datasketch": {"sketches", "candidates"},
    "sklearn": {"similarity", "paraphrase"},
    "nltk": {"reading"},
    "matplotlib": {"renderers"},
    "typer": {"cli"},
    "rich": {"cli", "renderers"},
    "duckdb": {"store", "candidates"},  # there `candidates.disk` alone
    "watchfiles": {"watching"},
    "trafilatura": {"loaders"},
    "jinja2": {"renderers"},
    "redis": {"sketches"},  # there `sketches.live` alone
}


def _modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), ast.parse(path.read_text())


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_steps_import_no_other_step():
    wrong = []
    for module, tree in _modules():
        step = module.split(".")[0]
        if step not in STEPS:
            continue
        for name in _imports(tree):
            if not name.startswith("provenance."):
                continue
            target = name.removeprefix("provenance.")
            first = target.split(".")[0]
            if first != step and first not in SHARED and target not in SHARED_PARTS:
                wrong.append(f"{module} imports {name}")
    assert not wrong


def test_only_the_pipeline_knows_the_order():
    wrong = [
        f"{module} imports {name}"
        for module, tree in _modules()
        if module.split(".")[0] not in {"pipeline"} | STEPS
        for name in _imports(tree)
        if name.startswith("provenance.")
        and name.split(".")[1] in STEPS
        and name.removeprefix("provenance.") not in SHARED_PARTS
    ]
    assert not wrong


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_one_module_knows_each_heavy_library(library):
    wrong = [
        module
        for module, tree in _modules()
        if any(name.split(".")[0] == library for name in _imports(tree))
        and module.split(".")[0] not in HEAVY[library]
    ]
    assert not wrong


def test_importing_the_package_and_its_command_line_loads_nothing_heavy():
    heavy = [
        "sklearn",
        "nltk",
        "matplotlib",
        "numba",
        "datasketch",
        "duckdb",
        "scipy",
        "numpy",
        "trafilatura",
    ]
    script = f"import sys, provenance.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("words", "loaded"), [(10, False), (10_000, True)])
def test_the_compiler_is_loaded_before_much_is_read_and_never_for_little(words, loaded):
    script = (
        "import sys; from provenance import Article, Settings, reading\n"
        f"reading.prepare([Article('a', 'Outlet', '', 'word ' * {words})], Settings(compile_above=10_000))\n"
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)


def test_every_public_name_is_there():
    import provenance

    for name in provenance.__all__:
        assert getattr(provenance, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        _ = provenance.nonsense
