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
from provenance.store import opening, signed

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
    live : callable, optional
        Makes, for the store's settings, the live index that holds the bands of its sentences.

    Raises
    ------
    NoStoreError, NotAStoreError, StoreBusyError, StoreSchemaError, OtherSettingsError
    IndexMissingError, IndexMixedError, IndexLostError
        If it was begun with a live index and is opened for writing without, the other way round, or if the
        index lost what it had.
    """

    def __init__(  # noqa: PLR0913
        self,
        path: Path,
        recipe: Callable[[Settings], opening.Recipe],
        settings: Settings | None = None,
        *,
        wait: float = WAIT,
        writing: bool = False,
        live: Callable[[Settings], signed.LiveIndex] | None = None,
    ) -> None:
        if not writing:
            opening.exists(path)
        self.path = path
        self._empty = not path.exists()  # made for this run, and nothing in it yet
        self.connection: DuckDBPyConnection = opening.connected(path, wait, writing=writing)
        self.live: signed.LiveIndex | None = None
        try:
            self.settings: Settings = self._agreed(recipe, settings, writing=writing)
            if live is not None:
                self.live = live(self.settings)
            signed.agreed(self, self.live, writing=writing)
        except BaseException:
            self._closed(failed=True)
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
        self._closed(failed=error is not None)

    def _closed(self, *, failed: bool) -> None:
        self.connection.close()
        if failed and self._empty:  # what could not be ingested leaves no store behind
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
        if self.live is not None:
            signed.swept(self.connection, self.live)
