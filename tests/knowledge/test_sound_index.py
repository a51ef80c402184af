from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.errors import IndexMismatchError
from knowledge.sound import sound
from knowledge.sound_index import SoundIndex

TEXTS = [
    "معادل سازی مدرک تحصیلی",
    "Where can I find work?",
    "Как признать диплом?",
    "Sürücü belgesi",
]


def test_a_romanised_question_finds_the_text_in_its_own_script():
    index = SoundIndex.build(TEXTS)
    assert np.argmax(index.similarities({"moadel sazi madrak": 1.0})) == 0
    assert np.argmax(index.similarities({"kak priznat diplom": 1.0})) == 2


def test_the_same_text_is_one_and_a_stranger_near_nothing():
    index = SoundIndex.build(TEXTS)
    same = index.similarities({TEXTS[1]: 1.0})
    assert same[1] == pytest.approx(1.0, abs=1e-5)
    assert index.similarities({"👍": 1.0}).max() == 0.0


def test_a_part_of_a_text_weighs_by_its_share():
    index = SoundIndex.build(TEXTS)
    story, question = "Sürücü belgesi. Where can I find work?", "Where can I find work?"
    mixed = index.similarities({story: 0.75, question: 0.25})
    apart = 0.75 * index.similarities({story: 1.0}) + 0.25 * index.similarities({question: 1.0})
    np.testing.assert_allclose(mixed, apart, atol=1e-6)


@pytest.mark.parametrize("text", ["Where is work?", "madrak madrak, Как найти работу?", "👍", ""])
def test_likeness_is_the_cosine_of_weighted_runs(text):
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), max_df=0.25, sublinear_tf=True, lowercase=False
    )
    passages = vectorizer.fit_transform([sound(passage) for passage in TEXTS])
    cosines = (passages @ vectorizer.transform([sound(text)]).T).toarray()[:, 0]
    np.testing.assert_allclose(
        SoundIndex.build(TEXTS).similarities({text: 1.0}), cosines, atol=1e-6
    )


def test_what_most_passages_sound_like_tells_none_apart():
    index = SoundIndex.build(["diploma", "diplom", "диплом", "diplomă и work", "belgesi", "work"])
    assert index.similarities({"diplom": 1.0}).max() == 0.0
    assert index.similarities({"belgesi": 1.0}).argmax() == 4


def test_texts_without_consonants_are_like_nothing():
    assert SoundIndex.build(["", "👍"]).similarities({"work": 1.0}).tolist() == [0.0, 0.0]


def test_what_is_saved_is_read_back(tmp_path):
    index = SoundIndex.build(TEXTS)
    index.save(tmp_path / "sound")
    again = SoundIndex.load(tmp_path / "sound")
    assert np.allclose(again.similarities({"diplom": 1.0}), index.similarities({"diplom": 1.0}))


@pytest.mark.parametrize("name", ["runs.json", "weights.npy", "passages.npz"])
def test_a_damaged_file_is_told_with_its_mend(tmp_path, name):
    SoundIndex.build(TEXTS).save(tmp_path / "sound")
    (tmp_path / "sound" / name).write_bytes(b"{")
    with pytest.raises(IndexMismatchError, match="sound index"):
        SoundIndex.load(tmp_path / "sound")
