"""The candidate join on disk: which keys occur more than once, when there are more than memory should hold.

The only module that knows DuckDB for this purpose. Keys go into one table for each kind; what repeats comes
back in parts that fit, in the order in which the join in memory has it.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from provenance.candidates.listing import Listed
from provenance.machine import Machine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ROW = 160  # bytes of memory a row takes while its part is joined, sorted and turned into pairs
_BITS = 64
_REPEATED = """
    select key, article, context from {table} where key between {low} and {high} and key in (
        select key from {table} where key between {low} and {high} group by key having count(*) > 1
    ) order by key, rowid
"""


class Shelf:
    """Keys of articles on disk. A context manager: the file is gone afterwards.

    Parameters
    ----------
    folder : Path
        Where the file may lie; it holds about 10 bytes a key.
    machine : Machine
    """

    def __init__(self, folder: Path, machine: Machine) -> None:
        import duckdb

        self._file = folder / "keys.duckdb"
        self._memory = machine.memory
        self._base: DuckDBPyConnection = duckdb.connect(str(self._file))
        self._base.execute(f"set memory_limit = '{machine.memory // 2} bytes'")
        self._base.execute(f"set threads = {machine.workers}")
        quoted = str(folder).replace("'", "''")
        self._base.execute(f"set temp_directory = '{quoted}'")
        self.kinds: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
        self._file.unlink(missing_ok=True)

    def add(self, kind: int, what: str, listed: Listed, first: int) -> None:
        """Put rows away whose articles are counted from `first`."""
        if kind not in self.kinds:
            self._base.execute(f"create table kind{kind} (key ubigint, article integer, context usmallint)")
            self.kinds[kind] = what
        rows = {"key": listed.keys, "article": listed.articles + first, "context": listed.context}
        self._base.register("rows", rows)
        self._base.execute(f"insert into kind{kind} select key, article, context from rows")  # noqa: S608
        self._base.unregister("rows")

    def repeated(self, kind: int) -> Iterator[Listed]:
        """Yield the rows whose key occurs more than once, sorted by key, in parts that fit into memory."""
        count = self._base.execute(f"select count(*) from kind{kind}").fetchall()[0][0]  # noqa: S608
        halvings = max(0, (count * _ROW // self._memory).bit_length())
        width = 1 << (_BITS - halvings)
        for part in range(1 << halvings):
            query = _REPEATED.format(table=f"kind{kind}", low=part * width, high=(part + 1) * width - 1)
            found = self._base.execute(query).fetchnumpy()
            yield Listed(found["key"], found["article"], found["context"])
