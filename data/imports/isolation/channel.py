"""Messages between the atlas and a process that reads a file for it: a kind, a length and that many bytes.

Nothing is unpickled on either side; the kind says what the bytes mean.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import BinaryIO, Final

_HEAD: Final = struct.Struct(">4sQ")


class ChannelClosedError(Exception):
    """The other side is gone, or sent more than is taken."""


class Channel:
    """Two streams, one to receive from and one to send to."""

    def __init__(self, receiving: BinaryIO, sending: BinaryIO) -> None:
        self._receiving, self._sending = receiving, sending

    def send(self, kind: bytes, payload: bytes | memoryview = b"") -> None:
        """Send one message; `kind` has four letters. Raises ChannelClosedError when nobody receives it."""
        try:
            self._sending.write(_HEAD.pack(kind, len(payload)))
            self._sending.write(payload)
            self._sending.flush()
        except (OSError, ValueError) as error:
            raise ChannelClosedError from error

    def receive(self, most_bytes: int) -> tuple[bytes, bytes]:
        """The kind and the payload of the next message. Raises ChannelClosedError at the end, and for a payload of
        more than `most_bytes`.
        """
        kind, length = _HEAD.unpack(self._exactly(_HEAD.size))
        if length > most_bytes:
            raise ChannelClosedError
        return kind, self._exactly(length)

    def close(self) -> None:
        """Close both streams, whatever they were used for."""
        for stream in (self._receiving, self._sending):
            with suppress(OSError):
                stream.close()

    def _exactly(self, length: int) -> bytes:
        try:
            received = self._receiving.read(length)
        except (OSError, ValueError) as error:
            raise ChannelClosedError from error
        if received is None or len(received) != length:
            raise ChannelClosedError
        return received
