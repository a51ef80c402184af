from __future__ import annotations

import pytest

from knowledge.stored_texts import StoredTexts

TEXTS = ["first", "", "überall 荷兰语 هولندية", "\x00\u202e", "last"]


@pytest.mark.parametrize("texts", [TEXTS, [], [""]])
def test_texts_are_read_as_they_were_written(tmp_path, texts):
    StoredTexts.write(tmp_path, texts)
    stored = StoredTexts(tmp_path)
    assert list(stored) == texts
    assert stored[1:3] == texts[1:3]


def test_texts_are_counted_from_the_end_as_well(tmp_path):
    StoredTexts.write(tmp_path, TEXTS)
    stored = StoredTexts(tmp_path)
    assert stored[-1] == "last"
    with pytest.raises(IndexError):
        stored[len(TEXTS)]


def test_files_that_do_not_belong_together_are_refused(tmp_path):
    StoredTexts.write(tmp_path, TEXTS)
    (tmp_path / "texts.bin").write_bytes(b"short")
    with pytest.raises(ValueError, match=r"texts\.bin"):
        StoredTexts(tmp_path)
