"""Zips: nested, overlapping, lying about sizes, with paths that lead elsewhere."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_text
from hostile.writers import zipped

_REFUSED = "damaged unsupported not_a_cv too_large encrypted empty"
_ANY = f"{READ} same_content {_REFUSED}"
_DAY = (2024, 1, 1, 0, 0, 0)


def _cv(random: Random) -> bytes:
    return cv_text(random).encode()


def _patched(data: bytes, central: int, local: int, value: bytes) -> bytes:
    """Overwrite a field of every member: at these offsets behind the two kinds of header."""
    out = bytearray(data)
    for magic, offset in ((b"PK\x01\x02", central), (b"PK\x03\x04", local)):
        at = out.find(magic)
        while at >= 0 and offset >= 0:
            out[at + offset : at + offset + len(value)] = value
            at = out.find(magic, at + 4)
    return bytes(out)


@kind(".zip", f"{READ} unsupported")
def zip_nested(random: Random) -> bytes:
    data = zipped({"cv.txt": _cv(random)})
    for depth in range(random.choice((1, 5, 50))):
        data = zipped({f"inner{depth}.zip": data, f"cv{depth}.txt": _cv(random)})
    return data


@kind(".zip", f"{READ} too_large")
def zip_bomb(random: Random) -> bytes:
    """Members of 150 MB of nothing beside one CV."""
    zeros = b"\0" * (150 << 20)
    return zipped({"cv.txt": _cv(random), "a.txt": zeros, "b.pdf": zeros})


def _entry(name: bytes, crc: int, packed: int, size: int) -> bytes:
    """A line of a zip's table of contents, for a member at the very beginning."""
    numbers = (20, 20, 0, 8, 0, 33, crc, packed, size, len(name), 0, 0, 0, 0, 0, 0)
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", *numbers) + name


def _end(count: int, table: bytes, start: int) -> bytes:
    return table + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(table), start, 0)


@kind(".zip", f"{_ANY}")
def zip_overlapping(random: Random) -> bytes:
    """Two hundred members in the table, one and the same bytes behind all of them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = b" " * random.choice((1 << 20, 4 << 20)) + _cv(random)
    packed = packer.compress(text) + packer.flush()
    crc = zlib.crc32(text)
    head = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(packed), len(text), 6, 0) + b"cv.txt"
    )
    return (
        head + packed + _end(200, _entry(b"cv.txt", crc, len(packed), len(text)) * 200, len(head + packed))
    )


@kind(".zip", "too_large")
def zip_table_without_end(random: Random) -> bytes:
    """A table of half a million members, or one that says it has gigabytes."""
    data = zipped({"cv.txt": _cv(random)})
    many = 500_000
    return data + _end(many % 65536, _entry(b"cv.txt", 0, 0, 0) * many, len(data))


@kind(".zip", f"{_ANY}")
def zip_declares_ten_gigabytes(random: Random) -> bytes:
    said = struct.pack("<I", random.choice((0xFFFFFFF0, 10_000_000, 1)))
    return _patched(zipped({"cv.txt": _cv(random)}), 24, 22, said)


@kind(".zip", f"{_ANY}")
def zip_sum_is_wrong(random: Random) -> bytes:
    return _patched(zipped({"cv.txt": _cv(random), "b.txt": _cv(random)}), 16, 14, random.randbytes(4))


@kind(".zip", f"{_ANY}")
def zip_unknown_packing(random: Random) -> bytes:
    method = struct.pack("<H", random.choice((1, 6, 9, 12, 14, 93, 99)))
    return _patched(zipped({"cv.txt": _cv(random)}), 10, 8, method)


@kind(".zip", f"{_ANY}")
def zip_offsets_lie(random: Random) -> bytes:
    return _patched(zipped({"cv.txt": _cv(random)}), 42, -1, struct.pack("<I", random.randrange(2**32)))


@kind(".zip", f"{_ANY}")
def zip_cut(random: Random) -> bytes:
    data = zipped({f"cv{one}.txt": _cv(random) for one in range(3)})
    return data[: random.randrange(10, len(data))]


@kind(".zip", f"{_ANY}")
def zip_flipped(random: Random) -> bytes:
    data = bytearray(zipped({f"cv{one}.txt": _cv(random) for one in range(3)}))
    for _ in range(random.choice((1, 5, 30))):
        data[random.randrange(4, len(data))] = random.randrange(256)
    return bytes(data)


@kind(".zip", "encrypted")
def zip_encrypted(random: Random) -> bytes:
    return _patched(zipped({"cv.txt": _cv(random)}), 8, 6, b"\1\0")


@kind(".zip", READ)
def zip_paths_that_leave(random: Random) -> bytes:
    names = (
        "../../out.txt",
        "/etc/out.txt",
        "C:\\out.txt",
        "..\\..\\out2.txt",
        "a/../../out3.txt",
        "\\\\h\\s",
    )
    return zipped({name: _cv(random) for name in names})


@kind(".zip", f"{READ} same_content not_a_cv")
def zip_names_that_harm(random: Random) -> bytes:
    names = ("=cmd|' /C calc'!A1.txt", "\x1b[31mred\x1b[0m.txt", "a\nb.txt", "<img src=x>.txt", "CON",
             "...", "\u202egpj.txt", "x" * 300 + ".txt", " ", "a:b.txt", "nul.txt", "-rf.txt")  # fmt: skip
    return zipped({name: _cv(random) for name in names})


@kind(".zip", f"{READ} same_content")
def zip_same_name_again(random: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("cv.txt", "cv.txt", "CV.TXT", "./cv.txt", "cv.txt/", "cv~2.txt"):
            packed.writestr(zipfile.ZipInfo(name, _DAY), b"" if name.endswith("/") else _cv(random))
    return out.getvalue()


@kind(".zip", f"{READ} damaged")
def zip_file_and_folder_of_one_name(random: Random) -> bytes:
    return zipped({"a": _cv(random), "a/b.txt": _cv(random), "a/b.txt/c.txt": _cv(random)})


@kind(".zip", f"{READ} damaged not_a_cv")
def zip_names_not_utf8(random: Random) -> bytes:
    data = zipped({"cvxx.txt": _cv(random), "cvyy.txt": _cv(random)})
    return data.replace(b"cvxx", b"cv\xff\xfe").replace(b"cvyy", b"\xc3\x28\x80v")


@kind(".zip", f"{READ} not_a_cv")
def zip_links_and_devices(random: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(zipfile.ZipInfo("cv.txt", _DAY), _cv(random))
        for name, mode in (("link.txt", stat.S_IFLNK), ("pipe", stat.S_IFIFO), ("disk", stat.S_IFBLK)):
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system, info.external_attr = 3, (mode | 0o777) << 16
            packed.writestr(info, b"/etc/passwd")
    return out.getvalue()


@kind(".zip", "empty same_content")
def zip_of_many_with_one_name(random: Random) -> bytes:  # noqa: ARG001
    """Hundreds of members of one name: each is looked at, none is lost."""
    text = b" " * 50
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, zlib.crc32(text), 50, 50, 6, 0) + b"cv.txt"
    line = _entry(b"cv.txt", zlib.crc32(text), 50, 50).replace(b"\0\x08\0", b"\0\0\0", 1)
    return head + text + _end(300, line * 300, len(head) + 50)


@kind(".zip", "too_large")
def zip_of_thirty_thousand(random: Random) -> bytes:
    return zipped({f"{one}.txt": b"" for one in range(30_000)} | {"cv.txt": _cv(random)})


@kind(".zip", f"{READ} too_large damaged")
def zip_deep_folders(random: Random) -> bytes:
    return zipped({"d/" * random.choice((20, 500, 5000)) + "cv.txt": _cv(random)})


@kind(".zip", f"{_ANY}")
def zip_archive_of_linkedin_that_lies(random: Random) -> bytes:
    table = b'Title,Company Name,Started On\n"VP Product,"' + b'"' * random.choice((1, 100_001)) + b"\0\r\n"
    profile = b"First Name,Last Name\nAlva," + b"A" * random.choice((10, 2_000_000))
    return zipped({"Positions.csv": table, "Profile.csv": profile})


@kind(".zip", f"{_ANY} timed_out")
def zip_archive_of_linkedin_bomb(random: Random) -> bytes:
    head = b"Title,Company Name,Started On,Finished On,Description\n"
    rows = b"VP Product,Copperline,Jan 2019,Dec 2020,x\n" * random.choice((5000, 1_000_000))
    return zipped({"Positions.csv": head + rows, "Profile.csv": b"First Name,Last Name\nAlva,Birk\n"})
