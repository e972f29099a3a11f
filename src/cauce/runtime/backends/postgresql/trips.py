"""Statements to PostgreSQL and what they give, all on one trip, in libpq's pipeline mode.

psycopg's own pipelines cost several times the processor time of the statements that travel in
them, and a completion is two trips; so this speaks to libpq through `psycopg.pq`. Values and rows
are still adapted by psycopg.
"""

from __future__ import annotations

import select
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from psycopg import Connection, OperationalError, errors, pq
from psycopg.adapt import PyFormat, Transformer

Statement = tuple[str, Sequence[Any] | None]
"""SQL with `?` where its parameters go; without parameters (None) it is not worth preparing."""

_IDLE, _BAD = pq.TransactionStatus.IDLE, pq.ConnStatus.BAD
# As plain numbers: they are compared with several times on each trip.
_ROWS, _DONE = int(pq.ExecStatus.TUPLES_OK), int(pq.ExecStatus.COMMAND_OK)
_SYNC, _SKIPPED = int(pq.ExecStatus.PIPELINE_SYNC), int(pq.ExecStatus.PIPELINE_ABORTED)


class Given(NamedTuple):
    """What a statement gave: its rows, and how many rows it read or wrote."""

    rows: list[tuple[Any, ...]]
    rowcount: int


Packed = tuple[str, Sequence[Any] | None, Sequence[Any]]
"""SQL, its parameters as they travel, and the formats of these."""

_BEGIN: Packed = ("BEGIN", (), ())
_COMMIT: Packed = ("COMMIT", (), ())

_STALE = (errors.FeatureNotSupported, errors.InvalidSqlStatementName)
"""What a prepared statement fails with when its table has changed, or when it has been dropped."""


class Trips:
    """The trips of one connection. Statements are prepared when they travel first."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        self._libpq = connection.pgconn
        self._adapter = Transformer(connection)
        self._prepared: dict[str, bytes] = {}
        self._names = (b"c%d" % number for number in count())

    def pack(self, statements: Sequence[Statement]) -> list[Packed]:
        """Make statements ready to travel. Raises psycopg's errors for what cannot."""
        return [
            (sql, None, ()) if parameters is None else (sql, *self._adapted(parameters))
            for sql, parameters in statements
        ]

    def make(
        self, statements: Sequence[Packed], *, begin: bool = False, commit: bool = False
    ) -> list[Given]:
        """Send statements, have them carried out in order, and give what each gave.

        With `begin` a transaction begins where none is open; with `commit` it ends on the same
        trip. Raises psycopg's errors: that of the first statement that failed; what stands behind
        it has not been carried out.
        """
        libpq = self._libpq
        begins = begin and libpq.transaction_status == _IDLE
        travel = [*((_BEGIN,) if begins else ()), *statements, *((_COMMIT,) if commit else ())]
        libpq.enter_pipeline_mode()
        try:
            sent, new = self._send(travel)
            given = self._read(sent, new)
            return given[begins : len(given) - commit]
        except _STALE:
            # All are prepared again, under other names: those there may be as stale.
            self._prepared.clear()
            raise
        finally:
            try:
                libpq.exit_pipeline_mode()
            except OperationalError:
                # It is lost, or was left with answers that the next trip would take for its own.
                self.connection.close()

    def _adapted(self, parameters: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
        # As text a value is whatever its column takes; only bytes would double.
        formats = [PyFormat.BINARY if type(p) is bytes else PyFormat.TEXT for p in parameters]
        values = self._adapter.dump_sequence(parameters, formats)
        return values, self._adapter.formats or ()

    def _send(self, statements: Sequence[Packed]) -> tuple[list[str | None], dict[str, bytes]]:
        """Send all; give what is prepared by each that is sent, and the names of that."""
        libpq = self._libpq
        sent: list[str | None] = []
        new: dict[str, bytes] = {}
        for sql, values, formats in statements:
            if values is None:
                libpq.send_query_params(sql.encode(), None)
            else:
                name = self._prepared.get(sql) or new.get(sql)
                if name is None:
                    name = new[sql] = next(self._names)
                    libpq.send_prepare(name, _numbered(sql))
                    sent.append(sql)
                libpq.send_query_prepared(name, values, formats, result_format=pq.Format.BINARY)
            sent.append(None)
        libpq.pipeline_sync()
        return sent, new

    def _read(self, sent: Sequence[str | None], new: dict[str, bytes]) -> list[Given]:
        self._flush()
        answers = select.poll()
        answers.register(self._libpq.socket, select.POLLIN)
        given: list[Given] = []
        failed: pq.abc.PGresult | None = None
        for prepared in sent:
            result = self._next(answers)
            status = result.status
            if status not in (_ROWS, _DONE):
                failed = failed if status == _SKIPPED else result
            elif prepared is None:
                given.append(self._given(result))
            else:
                self._prepared[prepared] = new[prepared]
        while self._next(answers).status != _SYNC:
            pass
        if failed is not None:
            raise errors.error_from_result(failed)
        return given

    def _given(self, result: pq.abc.PGresult) -> Given:
        if result.status == _DONE:
            return Given([], result.command_tuples or 0)
        self._adapter.set_pgresult(result)
        return Given(self._adapter.load_rows(0, result.ntuples, tuple), result.ntuples)

    def _flush(self) -> None:
        """Send what libpq has not sent yet, and take in what comes meanwhile."""
        libpq = self._libpq
        if not libpq.flush():
            return
        socket = select.poll()
        socket.register(libpq.socket, select.POLLIN | select.POLLOUT)
        while libpq.flush():
            if socket.poll()[0][1] & select.POLLIN:
                libpq.consume_input()

    def _next(self, answers: select.poll) -> pq.abc.PGresult:
        """Give the result of the next thing sent; the last is that of the sync."""
        libpq = self._libpq
        while True:
            while libpq.is_busy():
                answers.poll()
                libpq.consume_input()
            result = libpq.get_result()
            if result is not None:
                return result
            if libpq.status == _BAD:
                raise OperationalError("the connection to the database is lost")


@cache
def _numbered(sql: str) -> bytes:
    """Give SQL with its parameters as PostgreSQL numbers them."""
    first, *rest = sql.split("?")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))).encode()
