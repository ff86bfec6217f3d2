"""Profiles and refusals as bytes (MessagePack): no pickles, and what does not fit a record is none."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache

import msgspec

from cpo_screen.errors import RefusedFile
from cpo_screen.model import CandidateProfile

Kept = CandidateProfile | RefusedFile

# Reasons that lie in the file itself; others (time, permission, a crash) may be gone at the next try.
LASTING = frozenset(
    {"empty", "encrypted", "not_a_cv", "damaged", "too_large", "too_many_pages", "unsupported"}
)


def encode(kept: Kept) -> bytes:
    """Return a profile, or why there is none, as bytes with a checksum."""
    if isinstance(kept, RefusedFile):
        body = b"R" + _encoder().encode((kept.reason, str(kept)))
    else:
        body = b"P" + _encoder().encode(kept)
    return zlib.crc32(body).to_bytes(4, "big") + body


def decode(data: bytes, shown: str | None = None) -> Kept | None:
    """Read what `encode` wrote, under the path `shown` if one is given; None where it is damaged."""
    body = memoryview(data)[4:]
    if len(body) < 2 or zlib.crc32(body).to_bytes(4, "big") != data[:4]:
        return None
    try:
        if data[4:5] == b"R":
            return RefusedFile(*_refusals().decode(body[1:]))
        profile = _profiles().decode(body[1:])
    except msgspec.DecodeError:
        return None
    if shown is None or shown == profile.source.path:
        return profile
    return replace(profile, source=replace(profile.source, path=shown))


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()


@cache
def _profiles() -> msgspec.msgpack.Decoder[CandidateProfile]:
    return msgspec.msgpack.Decoder(CandidateProfile)


@cache
def _refusals() -> msgspec.msgpack.Decoder[tuple[str, str]]:
    return msgspec.msgpack.Decoder(tuple[str, str])
