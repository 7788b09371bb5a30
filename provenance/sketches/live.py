"""Signatures in a Redis server that several processes ask: datasketch's `MinHashLSH` with its Redis storage.

Every signed sentence has one name, unique over all stores. Names are bytes, not pickles: what others wrote to
the server is read, never run.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import IndexLostError, IndexPackageError, IndexServerError, IndexUrlError
from provenance.settings import Settings
from provenance.sketches import SCHEME, band_key, bands, permutations, recipe

_SCHEMES = ("redis://", "rediss://", "redis+unix://", "unix://")
_SECONDS = 10.0  # until a server that does not answer a connection counts as missing
_ASKED = 10_000  # buckets or names asked for at once: bounds what one answer holds


class LiveIndex:
    """Signatures of sentences, by name.

    Parameters
    ----------
    url : str
        ``redis://[[user]:password@]host[:port][/db]``, ``rediss://…``, or ``redis+unix:///path/of/socket``.
    settings : Settings
        Signatures of other recipes or bands are kept apart, under another basename.

    Raises
    ------
    IndexUrlError, IndexPackageError, IndexServerError
    """

    def __init__(self, url: str, settings: Settings) -> None:
        if not url.startswith(_SCHEMES):
            raise IndexUrlError(url)
        try:
            import redis
        except ImportError as error:
            raise IndexPackageError from error
        self._failure: type[Exception] = redis.RedisError
        self._server = _without_password(url)
        self.basename = _basename(settings)
        self._permutations = np.array(permutations(settings))
        self._seed = settings.seed
        try:
            server = _parameters(url)
        except ValueError as error:
            raise IndexUrlError(url) from error
        with self._answering():
            redis.Redis(**server).ping()
            self._lsh = _lsh(server, self.basename, settings)

    def insert(self, names: Sequence[str], signatures: NDArray[np.uint32]) -> None:
        """Add sentences: names, and a row of the signatures for each."""
        from datasketch import MinHash

        with self._answering(), self._lsh.insertion_session(buffer_size=_ASKED) as session:
            for name, values in zip(names, signatures, strict=True):
                signed = MinHash(
                    seed=self._seed, hashvalues=values, permutations=self._permutations, scheme=SCHEME
                )
                session.insert(name.encode(), signed, check_duplication=False)

    def banded(self, names: Sequence[str]) -> NDArray[np.uint32]:
        """Return the part of the signatures that is in bands, uint32 (len(names), bands * rows).

        Raises
        ------
        IndexLostError
            If the server does not have one of them.
        """
        with self._answering():
            found = [row for part in _parts(names) for row in self._lsh.keys.getmany(*_encoded(part))]
        lost = sum(not row for row in found)
        if lost:
            raise IndexLostError(self._server, lost, len(names))
        width = self._lsh.b * self._lsh.r
        if not names:
            return np.zeros((0, width), dtype=np.uint32)
        joined = b"".join(band for row in found for band in row)
        # datasketch turns the bytes of a value around to make a bucket's name of it
        return np.frombuffer(joined, dtype=np.uint32).byteswap().reshape(-1, width)

    def sharing(
        self, signatures: NDArray[np.uint32]
    ) -> tuple[NDArray[np.uint64], NDArray[np.uint8], list[str]]:
        """Return every sentence that has a band in common with any of some signatures.

        Returns
        -------
        keys : uint64 (N,)
            The key of the band, as `band_keys` makes it.
        numbers : uint8 (N,)
            The number of the band.
        names : list of str
        """
        keys: list[NDArray[np.uint64]] = [np.zeros(0, dtype=np.uint64)]
        numbers: list[NDArray[np.uint8]] = [np.zeros(0, dtype=np.uint8)]
        names: list[str] = []
        for band, ((begin, end), buckets) in enumerate(
            zip(self._lsh.hashranges, self._lsh.hashtables, strict=True)
        ):
            values = np.unique(signatures[:, begin:end], axis=0)
            wanted = [row.tobytes() for row in values.byteswap()]
            with self._answering():
                found = [row for part in _parts(wanted) for row in buckets.getmany(*part)]
            often = np.array([len(row) for row in found], dtype=np.int64)
            keys.append(np.repeat(band_key(values, band), often))
            numbers.append(np.full(int(often.sum()), band, dtype=np.uint8))
            names += [name.decode() for row in found for name in row]
        return np.concatenate(keys), np.concatenate(numbers), names

    def remove(self, names: Sequence[str]) -> None:
        """Take sentences out; those that are not there are passed over.

        `MinHashLSH.remove` looks whether a bucket is empty and then deletes it: what another process adds in
        between would be lost. Here names are only taken out of buckets; Redis drops one that is empty itself.
        """
        if not names:
            return
        with self._answering():
            for part in _parts(names):
                keys = _encoded(part)
                for key, buckets in zip(keys, self._lsh.keys.getmany(*keys), strict=True):
                    for bucket, table in zip(buckets, self._lsh.hashtables, strict=False):
                        table.remove_val(bucket, key, buffer=True)
                for table in self._lsh.hashtables:
                    table.empty_buffer()
                self._lsh.keys.remove(*keys)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except self._failure as error:
            raise IndexServerError(self._server, str(error)) from error


def _lsh(server: dict[str, Any], basename: str, settings: Settings) -> Any:  # noqa: ANN401 - has no types
    from datasketch import MinHashLSH

    return MinHashLSH(
        num_perm=settings.permutations,
        params=bands(settings),
        storage_config={"type": "redis", "basename": basename.encode(), "redis": server},
        prepickle=False,
    )


def _basename(settings: Settings) -> str:
    """Name an index by all that its buckets depend on."""
    made = repr((recipe(settings), bands(settings)))
    return f"provenance:{blake2b(made.encode(), digest_size=8).hexdigest()}"


def _parameters(url: str) -> dict[str, Any]:
    """Return what `redis.Redis` is given for an address."""
    from redis.connection import parse_url

    parsed = parse_url(url.removeprefix("redis+") if url.startswith("redis+unix:") else url)  # type: ignore[no-untyped-call]
    found: dict[str, Any] = dict(parsed)
    found.pop("connection_class", None)
    if "path" in found:
        found["unix_socket_path"] = found.pop("path")
    if url.startswith("rediss:"):
        found["ssl"] = True
    return {"socket_connect_timeout": _SECONDS} | found


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _encoded(names: Sequence[str]) -> list[bytes]:
    return [name.encode() for name in names]


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), _ASKED):
        yield values[first : first + _ASKED]
