"""Anki's packages: a zip with a database in it, which is unpacked to a private file within bounds."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from trainer.bring.model import MOST_UNPACKED, Refused
from trainer.i18n import message

ZIP, SQLITE, ZSTD = b"PK\x03\x04", b"SQLite format 3\0", b"\x28\xb5\x2f\xfd"
"""How the files begin."""
_NEWEST_FIRST = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""A newer Anki adds an empty database for the older ones, so the newest one counts."""
_MOST = MOST_UNPACKED * 1_000_000
_DIRECTORY = 64_000_000
"""Bytes of the zip's list of files: about 500 000 of them. It is held in memory, some ten times as large."""
_ELSEWHERE = 0xFFFFFFFF  # what stands for a size in a zip that says it elsewhere
_CHUNK = 1 << 20
_TAIL = 22 + 65_535  # bytes in which the end of a zip's list stands: its record and the longest comment
_DAMAGED = (BadZipFile, LargeZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises on a file that is cut off, encrypted or made up; UnicodeError is a ValueError."""


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The database in a package, in a folder that only this learner can read and that is gone afterwards."""
    with TemporaryDirectory(prefix="trainer-") as folder:
        database = Path(folder) / "collection.db"
        with path.open("rb") as file:
            try:
                _check_directory(file)
                with ZipFile(file) as package:
                    member = _collection(package)
                    with package.open(member) as packed, database.open("xb") as plain:
                        _copy(packed, plain)
            except _DAMAGED as error:
                raise Refused(message("bring.damaged")) from error
        yield database


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a list of files that would fill the memory, before zipfile reads it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL - 76))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise Refused(message("bring.damaged"))
    (directory,) = struct.unpack_from("<L", tail, end + 12)
    sizes = [directory]
    if end >= 20 and tail[end - 20 : end - 16] == b"PK\x06\x07":  # a larger zip says it elsewhere
        (place,) = struct.unpack_from("<Q", tail, end - 12)
        if place > size - 56:
            raise Refused(message("bring.damaged"))
        file.seek(place)
        # Some versions of zipfile look where it says, some right before it, and without a record there is the first.
        records = [tail[max(end - 76, 0) : end - 20], file.read(56)]
        file.seek(0)
        found = [record for record in records if record.startswith(b"PK\x06\x06") and len(record) == 56]
        if directory == _ELSEWHERE and records[0] in found:
            sizes.clear()
        sizes += [struct.unpack_from("<Q", record, 40)[0] for record in found]
    if max(sizes) > _DIRECTORY:
        raise Refused(message("bring.too_many_files"))


def _collection(package: ZipFile) -> ZipInfo:
    """The database; a package without one is something else."""
    members = {member.filename: member for member in package.infolist()}
    for name in _NEWEST_FIRST:
        if member := members.get(name):
            if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Refused(message("bring.damaged"))
            if member.file_size > _MOST:
                raise too_large()
            return member
    raise Refused(message("bring.no_collection"))


def _copy(packed: IO[bytes], plain: IO[bytes]) -> None:
    """Unpack, counting what really comes out: a file may say that it is small."""
    head = packed.read(_CHUNK)
    pieces = _decompressed(head, packed) if head.startswith(ZSTD) else _read(head, packed)
    written = 0
    for piece in pieces:
        written += len(piece)
        if written > _MOST:
            raise too_large()
        plain.write(piece)


def _read(piece: bytes, packed: IO[bytes]) -> Iterator[bytes]:
    while piece:
        yield piece
        piece = packed.read(_CHUNK)


def _decompressed(piece: bytes, packed: IO[bytes]) -> Iterator[bytes]:
    if sys.version_info >= (3, 14):  # here, because only Anki's present format needs it
        from compression.zstd import ZstdDecompressor, ZstdError
    else:
        from backports.zstd import ZstdDecompressor, ZstdError

    decoder = ZstdDecompressor()
    try:
        while not decoder.eof:
            if decoder.needs_input and not piece:
                raise Refused(message("bring.damaged"))
            yield decoder.decompress(piece, max_length=_CHUNK)
            piece = packed.read(_CHUNK) if decoder.needs_input and not decoder.eof else b""
        if decoder.unused_data or packed.read(1):  # Anki writes one piece
            raise Refused(message("bring.damaged"))
    except ZstdError as error:
        raise Refused(message("bring.damaged")) from error


def too_large() -> Refused:
    """What is said of a file that unpacks to more than can be taken in."""
    return Refused(message("bring.too_large", most=MOST_UNPACKED))
