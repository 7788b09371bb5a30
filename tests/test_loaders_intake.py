"""Finding, unpacking and decoding files: ids, links, odd files, archives, encodings."""

import gzip
import io
import os
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.loaders import iter_articles, load
from provenance.loaders.draft import UnusableError
from provenance.loaders.intake.decoding import decode
from provenance.loaders.intake.lines import lines
from provenance.model import Article
from provenance.settings import Settings

SETTINGS = Settings()
TEXT = "The harbour board closed the ferry pier — at once — and “nobody” asked. Übermut, says a café owner.\n"


def write(path, data=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(TEXT.encode() if data is None else data)
    return path


def zipped(members, **changes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in changes.get(name, {}).items():
                setattr(info, attribute, value)
            archive.writestr(info, data)
    return out.getvalue()


def ids(*paths):
    return [article.id for article in load(paths, SETTINGS)[0]]


def reasons(*paths, settings=SETTINGS):
    return {each.origin.rpartition("/")[2]: each.reason for each in load(paths, settings)[1]}


def test_an_id_is_the_path_inside_the_folder_without_suffix(tmp_path):
    for name in ("a.txt", "b.v2.md", "sub/deep/c.txt", "no-suffix", "packed.txt.gz"):
        write(tmp_path / name, gzip.compress(TEXT.encode()) if name.endswith("gz") else None)
    assert ids(tmp_path) == ["a", "b.v2", "no-suffix", "packed", "sub/deep/c"]
    assert ids(tmp_path / "sub" / "deep" / "c.txt") == ["c"]


def test_what_stands_beside_articles_is_none(tmp_path):
    apart = (
        "README.md",
        "readme_first.txt",
        "LICENSE",
        "LICENCE.txt",
        "truth.json",
        "metadata.csv",
        ".hidden.txt",
    )
    for name in (*apart, ".git/config.txt", "a.txt"):
        write(tmp_path / name, b"x")
    articles, skipped = load([tmp_path, *(tmp_path / name for name in apart)], SETTINGS)
    assert [article.id for article in articles] == ["a"]
    assert [each for each in skipped if "metadata" not in each.origin] == []


def test_the_report_of_an_earlier_run_is_not_read(tmp_path):
    write(tmp_path / "a.txt")
    for name in ("comparison.json", "summary.md", "pairs.csv", "report.html"):
        write(tmp_path / "reports" / "run" / name)
    assert ids(tmp_path) == ["a"]
    assert "report" in reasons(tmp_path)["run"]


def test_files_of_other_kinds_are_named_with_their_suffix(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.docx")
    write(tmp_path / "c.tar.gz")
    assert reasons(tmp_path) == {"b.docx": "no loader reads '.docx'", "c.tar.gz": "no loader reads '.tar'"}


def test_folders_whose_ids_clash_are_told_apart_by_their_names(tmp_path):
    for name in ("one/a.txt", "two/a.txt", "two/b.txt"):
        write(tmp_path / name, name.encode())
    assert ids(tmp_path / "one", tmp_path / "two") == ["one/a", "two/a", "two/b"]
    assert ids(tmp_path / "one" / "a.txt", tmp_path / "two" / "b.txt") == ["a", "b"]
    assert ids(tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt") == ["one/a", "two/a"]


def test_folders_of_the_same_name_are_told_apart_by_what_is_above(tmp_path):
    for name in ("x/drop/a.txt", "y/drop/a.txt"):
        write(tmp_path / name, name.encode())
    assert ids(tmp_path / "x" / "drop", tmp_path / "y" / "drop") == ["x/drop/a", "y/drop/a"]


def test_a_file_met_twice_is_read_once(tmp_path):
    file = write(tmp_path / "in" / "sub" / "a.txt")
    assert ids(tmp_path / "in", file, file, tmp_path / "in" / "sub") == ["sub/a"]
    assert "the same file as" in reasons(tmp_path / "in", file)["a.txt"]


@pytest.mark.parametrize("name", [b"a\xff.txt", b"a\x1b[31m.txt", "a\u202etxt.txt".encode()])
def test_names_that_cannot_be_written_or_command_a_terminal_are_made_harmless(tmp_path, name):
    folder = os.fsencode(tmp_path)
    write(tmp_path / "b.txt")
    with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - Path takes no bytes
        file.write(b"text")
    (tmp_path / "a\x1b.png").write_bytes(b"x")
    articles, skipped = load([tmp_path], SETTINGS)
    written = "".join(
        [*(article.id + article.origin for article in articles), *(each.origin for each in skipped)]
    )
    assert len(articles) == 2
    assert not any(letter in written.encode().decode() for letter in "\x1b\u202e")


def test_links_are_followed_inside_the_folder_only(tmp_path):
    write(tmp_path / "secret.txt", b"not for reading")
    inside = tmp_path / "in"
    write(inside / "sub" / "a.txt")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (inside / "again.txt").symlink_to(inside / "sub" / "a.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "up").symlink_to(tmp_path)
    assert ids(inside) == ["sub/a"]
    found = reasons(inside)
    assert "leads out" in found["out.txt"]
    assert "leads out" in found["up"]
    assert "leads nowhere" in found["nowhere.txt"]
    assert "the same file" in found["again.txt"]
    assert "its own place" in found["loop"]


def test_a_metadata_table_that_is_a_link_out_of_the_folder_is_not_read(tmp_path):
    write(tmp_path / "elsewhere.csv", b"file,outlet\na.txt,Spy\n")
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "metadata.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert load([tmp_path / "in"], SETTINGS)[0][0].outlet == "a"


def test_pipes_do_not_hang_a_run(tmp_path):
    write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in reasons(tmp_path, tmp_path / "pipe.txt")["pipe.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_read_are_skipped(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt").chmod(0)
    assert "cannot be read" in reasons(tmp_path)["b.txt"]


def test_a_file_that_vanishes_between_finding_and_reading_is_skipped(tmp_path):
    write(tmp_path / "a.txt")
    late = write(tmp_path / "b.txt")
    found = iter_articles([tmp_path], SETTINGS)
    assert isinstance(next(found), Article)
    late.unlink()
    assert [each.reason for each in found] == ["cannot be read: No such file or directory"]


def test_a_zip_is_read_like_a_folder_with_its_own_metadata(tmp_path):
    members = {
        "a.txt": TEXT,
        "sub/b.md": TEXT,
        "sub/metadata.csv": "file,outlet\nb.md,Courier\n",
        "rows.jsonl": '{"text": "x"}\n',
        "README.md": "x",
        "__MACOSX/._a.txt": "x",
        "photo.png": "x",
    }
    write(tmp_path / "drop.zip", zipped(members))
    articles, skipped = load([tmp_path], SETTINGS)
    assert [(article.id, article.outlet) for article in articles] == [
        ("drop/a", "a"),
        ("drop/rows#1", "rows"),
        ("drop/sub/b", "Courier"),
    ]
    assert [each.origin.rpartition("/")[2] for each in skipped] == ["photo.png"]


def test_zip_members_that_lead_out_link_nest_or_are_locked_stay_closed(tmp_path):
    names = (
        "../up.txt",
        "/abs.txt",
        "c:/drive.txt",
        "back\\slash.txt",
        "link.txt",
        "inner.zip",
        "more.txt.gz",
    )
    data = zipped(
        dict.fromkeys((*names, "good.txt"), TEXT), **{"link.txt": {"external_attr": 0o120777 << 16}}
    )
    write(tmp_path / "a.zip", data)
    assert ids(tmp_path) == ["a/good"]
    assert len(load([tmp_path], SETTINGS)[1]) == len(names)
    locked = bytearray(zipped({"locked.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    write(tmp_path / "a.zip", bytes(locked))
    assert reasons(tmp_path)["locked.txt"] == "encrypted"


@pytest.mark.parametrize("suffix", [".gz", ".zst", ".zip"])
def test_a_file_packed_to_burst_is_stopped(tmp_path, suffix):
    bomb = (b" " * 999_999 + b"\n") * 40
    if suffix == ".gz":
        write(tmp_path / "a.jsonl.gz", gzip.compress(bomb))
    elif suffix == ".zst":
        zstandard = pytest.importorskip("zstandard")
        write(tmp_path / "a.jsonl.zst", zstandard.compress(bomb))
    else:
        write(tmp_path / "a.zip", zipped({"a.jsonl": bomb}))
    write(tmp_path / "b.txt")
    skipped = [each for each in iter_articles([tmp_path], SETTINGS) if not isinstance(each, Article)]
    assert any("max_unpack_ratio" in each.reason for each in skipped)


def test_all_members_of_a_zip_share_one_allowance(tmp_path):
    small = Settings(max_unpacked_bytes=10_000)
    write(tmp_path / "a.zip", zipped({f"{number}.txt": "words " * 500 for number in range(9)}))
    articles, skipped = load([tmp_path], small)
    assert len(articles) == 3
    assert all("max_unpacked_bytes" in each.reason for each in skipped)


@pytest.mark.parametrize("suffix", [".gz", ".zst", ".zip"])
@pytest.mark.parametrize("damage", ["cut", "noise", "empty"])
def test_a_broken_archive_is_skipped_with_a_reason(tmp_path, suffix, damage):
    packed = {".gz": gzip.compress(TEXT.encode() * 50), ".zip": zipped({"a.txt": TEXT * 50})}
    if suffix == ".zst":
        zstandard = pytest.importorskip("zstandard")
        packed[".zst"] = zstandard.compress(TEXT.encode() * 50)
    data = packed[suffix]
    broken = {"cut": data[: len(data) // 2], "noise": b"\x1f\x8b" + os.urandom(99), "empty": b""}[damage]
    write(tmp_path / f"a.txt{suffix}", broken)
    articles, skipped = load([tmp_path], SETTINGS)
    assert articles == []
    assert len(skipped) == 1


def test_gzip_of_many_pieces_is_one_file(tmp_path):
    write(tmp_path / "a.txt.gz", gzip.compress(b"one ") + gzip.compress(b"two"))
    assert load([tmp_path], SETTINGS)[0][0].text == "one two"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told_apart(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Рада порту закрила старий поромний причал, бо водолази знайшли тріщини. " * 4, "cp1251"),
        ("Zarząd portu zamknął starą przystań promową, bo nurkowie znaleźli pęknięcia. " * 4, "cp1250"),
        ("港湾委員会は古い桟橋を閉鎖した。潜水士が柱にひび割れを見つけたためである。" * 4, "shift_jis"),
    ],
)
def test_older_encodings_are_guessed_from_longer_texts(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_stated_encoding_is_believed_where_utf_8_fails():
    assert decode("Πρ".encode("iso8859-7"), "iso8859-7") == "Πρ"
    assert decode("naïve".encode(), "iso8859-7") == "naïve"
    assert decode("naïve".encode("cp1252"), "no-such-codec").startswith("na")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04x", b"a\0b\0\0c" * 9, bytes(range(256)) * 9, b"\xff\xfe\x00\xd8"]
)
def test_what_is_binary_is_named_so(data):
    with pytest.raises(UnusableError, match="binary"):
        decode(data)


def test_line_ends_become_one_character():
    assert decode(b"a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


@given(st.binary(max_size=300))
def test_bytes_are_text_or_refused_and_nothing_else(data):
    try:
        text = decode(data)
    except UnusableError:
        return
    assert "\r" not in text
    text.encode()


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30), min_size=1),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_lines_come_as_they_were_written(written, encoding):
    data = "".join(line + "\n" for line in written).encode(encoding)
    assert list(lines(io.BufferedReader(io.BytesIO(data)), 10_000)) == written


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".txt"])
def test_utf_16_that_breaks_off_in_a_character_does_not_stop_a_run(tmp_path, suffix):
    data = 'text\n"The pier is closed."\n' if suffix == ".csv" else '{"text": "The pier is closed."}\n'
    write(tmp_path / f"a{suffix}", data.encode("utf-16") + b"\x00")
    articles, skipped = load([tmp_path], SETTINGS)
    assert len(articles) + len(skipped) >= 1


def test_a_line_that_is_too_long_is_passed_over():
    for encoding in ("utf-8", "utf-16"):
        data = ("a\n" + "b" * 1_000 + "\nc").encode(encoding)
        first, second, third = lines(io.BufferedReader(io.BytesIO(data)), 100)
        assert (first, third) == ("a", "c")
        assert "longer than 100" in str(second)


@pytest.mark.parametrize(
    ("name", "library", "extra"), [("a.txt.zst", "zstandard", "zstd"), ("a.parquet", "pyarrow", "parquet")]
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    tmp_path, monkeypatch, name, library, extra
):
    monkeypatch.setitem(sys.modules, library, None)
    write(tmp_path / name)
    assert f"pip install 'news-provenance[{extra}]'" in reasons(tmp_path)[name]
