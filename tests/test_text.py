"""Vietnamese words, numbers of documents and dates."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cakg.calendars import read_date, show_date
from cakg.errors import ValueRefusedError
from cakg.numbers import look_alike_key, number_key
from cakg.text import collation_key, fold, nfc

LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ "
words = st.text(st.sampled_from(LETTERS + LETTERS.upper()), max_size=30)


@given(words)
def test_folding_forgets_accents_case_and_normal_form(text):
    """A name folds alike in NFC, NFD, capitals and small letters, and folding twice changes nothing."""
    folded = fold(text)
    assert folded == fold(unicodedata.normalize("NFD", text)) == fold(text.upper()) == fold(folded)
    assert folded.isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà bình", "hòa bình"), ("Uỷ ban", "Ủy ban"), ("quý", "quí"), ("kỹ thuật", "kĩ thuật"), ("thuỷ", "thủy")],
)
def test_old_and_new_spellings_fold_alike(one, other):
    """Tone placement and i/y do not hide a name."""
    assert fold(one) == fold(other)


@given(words, words)
def test_collation_is_a_total_order_that_respects_equality(one, other):
    """Two words have the same key only when they are the same word."""
    assert (collation_key(one) == collation_key(other)) == (nfc(one) == nfc(other))


def test_lists_sort_as_a_vietnamese_dictionary_does():
    """Letters before tones, đ after d, numbers by value."""
    right = ["an", "án", "ăn", "Ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "Điều 2", "Điều 10", "ô", "ơ", "u", "ư"]
    assert sorted(sorted(right), key=collation_key) == right


@given(st.integers(1, 9999), st.sampled_from(["KH-BCA-V05", "NQ/TW", "QĐ-TTg", "2024/TT-BCA"]), st.sampled_from(["", " "]))
def test_numbers_agree_however_loosely_they_are_printed(number, symbol, gap):
    """Spaces, zeros, case and D for Đ do not make another number; another symbol does."""
    printed = f"{number}/{symbol}"
    loose = f"0{number} /{gap}{symbol.replace('Đ', 'D').lower().replace('-', gap + '-' + gap)}"
    assert number_key(printed) == number_key(loose)
    assert number_key(printed) != number_key(f"{number}/{symbol}X")


ALIKE = {"A": "АΑ", "B": "ВΒ", "C": "С", "H": "НΗ", "K": "КΚ", "T": "ТΤ", "Đ": "Ð", "O": "0ОΟ", "0": "OО", "1": "Il"}
"""What may stand for a sign by mistake: capital letters of Cyrillic, Greek and other languages, digits for letters."""


@given(st.integers(1, 9999), st.sampled_from(["KH-BCA-V05", "NQ/ĐUCA", "HĐ-CT", "2024/TT-BCA"]), st.data())
def test_numbers_that_look_alike_have_one_key(number, symbol, data):
    """Whatever letter is typed for another that looks like it, in full width or not, with whatever separators."""
    typed = "".join(data.draw(st.sampled_from(["1", *ALIKE["1"]])) if digit == "1" else digit for digit in f"0{number}")
    for sign in f"/{symbol}":
        seen = data.draw(st.sampled_from([sign, *ALIKE.get(sign, "")])) if sign not in "01" else sign
        wide = data.draw(st.booleans()) and seen.isascii()
        typed += data.draw(st.sampled_from(" -/–")) if sign in "-/" else chr(ord(seen) + 0xFEE0) if wide else seen
    assert look_alike_key(typed) == look_alike_key(f"{number}/{symbol}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1/11KH-BCA", "11/1KH-BCA"),
        ("1/2024/QĐ-BCA", "12024/QĐ-BCA"),
        ("42/KH-D5", "42/KH-Đ5"),
        ("30/ĐA-BCA", "30/DA-BCA"),
        ("22/HD-BCA", "22/HĐ-BCA"),
        ("12-NQ/TW", "12-NQ/ĐUCA"),
    ],
)
def test_numbers_that_differ_keep_their_keys(one, other):
    """Where the number ends matters, and D and Đ are two letters: a project is no scheme, guidance no contract."""
    assert look_alike_key(one) != look_alike_key(other)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_dates_read_back_as_they_are_shown(day):
    """Both ways of writing a day give the same day."""
    assert read_date(show_date(day)) == read_date(day.isoformat()) == day


@pytest.mark.parametrize("words", ["31/02/2024", "2024-13-01", "tháng 3", "", "2024", "1/1/24"])
def test_what_is_no_day_is_refused(words):
    """Nothing is guessed."""
    with pytest.raises(ValueRefusedError):
        read_date(words)
