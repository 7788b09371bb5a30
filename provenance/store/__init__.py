"""What past runs worked out: one DuckDB file that every new drop is compared with.

A batch of articles is one transaction: all that follows from it is in the store, or nothing is. The tables
are described in `schema`; the package knows no step of the line, `pipeline.growing` walks it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from provenance.errors import NoStoreError, StoreWriteError
from provenance.settings import Settings
from provenance.store import opening

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Store"]

WAIT = 10.0  # seconds for another process to finish its batch; reading one takes less, writing may take more


class Store:
    """An open store. Use it as a context manager; `connection` may be queried.

    Parameters
    ----------
    path : Path
        The file; made if it does not exist and the store is opened for writing.
    recipe : callable
        Says for settings what stored keys depend on.
    settings : Settings, optional
        Those to work with; by default the store's own, or the package's for a new store.
    wait : float
        Seconds to wait while another process holds the file.
    writing : bool

    Raises
    ------
    NoStoreError, NotAStoreError, StoreBusyError, StoreSchemaError, OtherSettingsError
    """

    def __init__(
        self,
        path: Path,
        recipe: Callable[[Settings], opening.Recipe],
        settings: Settings | None = None,
        *,
        wait: float = WAIT,
        writing: bool = False,
    ) -> None:
        if not writing:
            opening.exists(path)
        self.path = path
        self._empty = not path.exists()  # made for this run, and nothing in it yet
        self.connection: DuckDBPyConnection = opening.connected(path, wait, writing=writing)
        try:
            self.settings: Settings = self._agreed(recipe, settings, writing=writing)
        except BaseException:
            self.connection.close()
            raise

    def _agreed(
        self, recipe: Callable[[Settings], opening.Recipe], settings: Settings | None, *, writing: bool
    ) -> Settings:
        """Return the settings to work with; lay out the tables of a new store."""
        known = opening.meta(self.connection, self.path)
        if known is not None:
            return opening.agreed(self.path, opening.checked(self.path, known, recipe), settings)
        if not writing:
            raise NoStoreError(self.path)
        chosen = settings or Settings()
        opening.created(self.connection, chosen, recipe(chosen))
        return chosen

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        if error is not None and self._empty:  # what could not be ingested leaves no store behind
            self.path.unlink(missing_ok=True)

    @contextmanager
    def batch(self) -> "Iterator[DuckDBPyConnection]":
        """Make all that is written inside one transaction.

        Raises
        ------
        StoreWriteError
            If the disk is full or the file cannot be written; nothing of the batch is in the store then.
        """
        import duckdb

        self.connection.execute("BEGIN")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
            self._empty = False
        except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, OSError) as error:
            raise StoreWriteError(self.path, str(error).splitlines()[0]) from error
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
