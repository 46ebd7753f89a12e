"""As much of protocol buffers as Anki's templates take: the top-level fields of one message."""

from __future__ import annotations

from collections.abc import Mapping


def fields(data: bytes) -> Mapping[int, int | bytes]:
    """The last value of each field by its number; ValueError when it is no such message."""
    found: dict[int, int | bytes] = {}
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        value: int | bytes
        match key & 7:
            case 0:  # a number
                value, place = _varint(data, place)
            case 2:  # a text, bytes, or a message
                length, place = _varint(data, place)
                value, place = data[place : place + length], place + length
            case 1 | 5 as width:  # eight or four bytes
                length = 8 if width == 1 else 4
                value, place = data[place : place + length], place + length
            case _:
                raise ValueError(key)
        if place > len(data):
            raise ValueError(place)
        found[key >> 3] = value
    return found


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number, and where the next thing begins."""
    value = shift = 0
    while shift < 70:
        if place >= len(data):
            raise ValueError(place)
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise ValueError(place)
