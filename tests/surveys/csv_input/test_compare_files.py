from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.records import Design, Family, Verdict
from surveys.schema import Survey
from surveys.statistics.compare import Entry, Sample, compare
from surveys.statistics.csv_input import table
from surveys.statistics.csv_input.comparing import FileComparison, compare_files, compare_parts
from surveys.statistics.csv_input.settings import ColumnTopic, Settings, with_survey

Sheet = dict[str, int]

BEFORE = "code,q1,q2,q3\na,1,2,5\nb,2,2,4\nc,2,3,\nd,1,1,5\ne,3,2,4\nf,2,2,5\n"
AFTER = "q3,code,q1,q2\n5,f,4,4\n4,e,4,3\n5,d,3,2\n3,c,4,5\n4,b,4,2\n5,a,2,3\n"
ALERTS = ColumnTopic("alerts", "Alerts", ("q1", "q2"), is_main=True)


def files(before: str | bytes, after: str | bytes, chosen: Settings | None = None) -> FileComparison:
    streams = [io.BytesIO(text if isinstance(text, bytes) else text.encode()) for text in (before, after)]
    return compare_files(("BEFORE.csv", streams[0]), ("AFTER.csv", streams[1]), chosen or Settings())


def by_id(found: FileComparison) -> dict[str, Entry]:
    return {entry.id: entry for entry in found.entries}


def test_two_files_are_compared_question_by_question() -> None:
    found = files(BEFORE, AFTER, Settings(skip=("code",)))
    entries = by_id(found)
    assert list(entries) == ["q3", "q1", "q2"]
    assert found.design is Design.UNPAIRED
    assert {entry.family for entry in found.entries} == {Family.EXPLORATORY}
    assert entries["q1"].before.scores.counts == ((1, 2), (2, 3), (3, 1))
    assert entries["q1"].after.scores.counts == ((2, 1), (3, 1), (4, 4))
    assert entries["q3"].before.scores.n == 5
    assert (entries["q1"].before.favourable, entries["q1"].after.favourable) == (0, 4)


def test_a_column_of_codes_pairs_people_whatever_the_order_of_rows() -> None:
    found = files(BEFORE, AFTER, Settings(pair="code", topics=(ALERTS,)))
    entries = by_id(found)
    assert found.design is Design.PAIRED
    # a 1→2, b 2→4, c 2→4, d 1→3, e 3→4, f 2→4.
    assert entries["q1"].contrast.differences.counts == ((1, 2), (2, 4))
    # Means of q1 and q2, doubled: a 3→5, b 4→6, c 5→9, d 2→5, e 5→7, f 4→8.
    assert entries["alerts"].contrast.differences.unit == 2
    assert entries["alerts"].contrast.differences.counts == ((2, 3), (3, 1), (4, 2))
    assert entries["alerts"].verdict is Verdict.IMPROVED
    assert entries["q3"].contrast.design is Design.PARTLY_PAIRED
    assert any("q3" in note and "only once" in note for note in found.notes)


def test_an_empty_code_is_a_person_without_a_partner() -> None:
    found = files(BEFORE.replace("f,2,2,5", ",2,2,5"), AFTER, Settings(pair="code"))
    assert found.design is Design.PARTLY_PAIRED
    assert by_id(found)["q1"].contrast.paired == 5
    assert any("5 people answered both times; 1 answered only before and 1 only after" in note for note in found.notes)


def test_without_any_common_code_nobody_of_the_first_team_is_left() -> None:
    found = files("code,q\na,1\nb,2\n", "code,q\nc,3\nd,4\n", Settings(pair="code"))
    assert {entry.verdict for entry in found.entries} == {Verdict.NOT_COMPARABLE}
    assert "nobody of the first team" in found.entries[0].sentence
    unsure = files("code,q\na,1\n,2\n", "code,q\nc,3\nd,4\n", Settings(pair="code"))
    assert {entry.verdict for entry in unsure.entries} == {Verdict.CANNOT_TELL}


def test_one_long_file_is_split_by_a_column() -> None:
    text = "phase,q\nbefore,1\nafter,4\nbefore,2\nafter,5\npulse,3\nbefore,2\nafter,4\n"
    found = compare_parts(("all.csv", io.BytesIO(text.encode())), "phase", ("before", "after"), Settings())
    entry = found.entries[0]
    assert entry.before.scores.counts == ((1, 1), (2, 2))
    assert entry.after.scores.counts == ((4, 2), (5, 1))
    assert any("row 6 ('pulse')" in note for note in found.notes)


def test_a_long_file_can_be_paired_too() -> None:
    text = "phase,code,q\nbefore,a,1\nafter,b,4\nbefore,b,2\nafter,a,5\n"
    settings_ = Settings(pair="code")
    found = compare_parts(("all.csv", io.BytesIO(text.encode())), "phase", ("before", "after"), settings_)
    assert found.entries[0].contrast.pairs == (((1, 5), 1), ((2, 4), 1))


def test_turned_questions_are_mirrored_on_the_scale() -> None:
    entry = files("q\n1\n2\n", "q\n5\n4\n", Settings(reverse=("q",))).entries[0]
    assert entry.before.scores.counts == ((4, 1), (5, 1))
    other = files("q\n0\n10\n", "q\n3\n4\n", Settings(reverse=("q",), scale=(0, 10))).entries[0]
    assert other.after.scores.counts == ((6, 1), (7, 1))


def test_a_topic_needs_half_of_its_questions_and_is_favourable_from_half_a_point_less() -> None:
    topic = ColumnTopic("t", "T", ("a", "b", "c"))
    entry = files("a,b,c\n3,4,\n4,,\n3,3,4\n5,5,5\n", "a,b,c\n1,1,1\n", Settings(topics=(topic,))).topics[0]
    assert entry.before.scores.unit == 6
    assert entry.before.scores.counts == ((20, 1), (21, 1), (30, 1))
    assert entry.before.favourable_from == Fraction(7, 2)
    assert entry.before.favourable == 2


@pytest.mark.parametrize(
    ("scale", "border"), [((1, 5), 4), ((1, 7), 6), ((0, 10), 9), ((1, 3), 3), ((0, 1), 1), (None, None)]
)
def test_the_top_two_answers_are_favourable_unless_said_otherwise(
    scale: tuple[int, int] | None, border: int | None
) -> None:
    assert Settings(scale=scale).favourable_from == border
    assert Settings(scale=scale, favourable=Fraction(3)).favourable_from == 3


def test_any_numbers_are_compared_exactly_to_check_textbooks() -> None:
    # Student (1908): hours of sleep gained with two drugs by the same ten patients.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    texts = [
        "id;x\r\n" + "".join(f"{at};{str(x).replace('.', ',')}\r\n" for at, x in enumerate(s)) for s in (first, second)
    ]
    found = files(texts[0], texts[1], Settings(scale=None, pair="id"))
    estimate = found.entries[0].estimate
    assert estimate is not None
    assert estimate.effects.mean_shift == Fraction(158, 100)
    # Nine of ten changed, all up: 2 of 2^9.
    assert estimate.test.p_value == Fraction(2, 512)
    assert estimate.effects.favourable_diff_ci is None
    assert any("separated by ;" in note for note in found.notes)


def test_questions_of_one_file_alone_are_not_comparable_and_noted() -> None:
    found = files("a,b\n1,2\n2,3\n", "a,c\n2,2\n4,3\n", Settings(topics=(ColumnTopic("t", "T", ("a", "b")),)))
    verdicts = {entry.id: entry.verdict for entry in found.entries}
    assert verdicts == {
        "t": Verdict.NOT_COMPARABLE,
        "a": Verdict.CANNOT_TELL,
        "c": Verdict.NOT_COMPARABLE,
        "b": Verdict.NOT_COMPARABLE,
    }
    assert any(note.startswith("AFTER.csv does not ask b") for note in found.notes)
    assert any(note.startswith("BEFORE.csv does not ask c") for note in found.notes)


def test_one_person_and_equal_answers_have_words_and_no_strange_numbers() -> None:
    found = files("a,b\n3,\n", "a,b\n3,4\n3,5\n", Settings(topics=(ColumnTopic("t", "T", ("a",), is_main=True),)))
    entries = by_id(found)
    assert entries["t"].verdict is Verdict.TOO_FEW
    assert entries["a"].sentence == "Can't tell: all answers were the same, before and after."
    assert (entries["b"].verdict, entries["b"].estimate) == (Verdict.TOO_FEW, None)
    assert any("only one person before" in note for note in found.notes)


@pytest.mark.parametrize(
    ("before", "after", "chosen", "said"),
    [
        ("q\n1\n6\n", "q\n1\n", Settings(), "BEFORE.csv, row 3, column q: '6' is not a whole number from 1 to 5."),
        ("q\n1\n", "q\n1\n3.5\n", Settings(), "AFTER.csv, row 3, column q: '3.5' is not a whole number from 1 to 5."),
        ("q\n1\n", "q,name\n1,Jo\n", Settings(), "AFTER.csv, row 2, column name: 'Jo' is not a whole number"),
        ("q\nnan\n", "q\n1\n", Settings(scale=None), "BEFORE.csv, row 2, column q: 'nan' is not a number"),
        ("q\n1e999\n", "q\n1\n", Settings(scale=None), "row 2, column q: '1e999' is not a number."),
        ('q,r\n1,"1,5"\n', "q,r\n1,1\n", Settings(scale=None), "row 2, column r: '1,5' is not a number."),
        ("q\n\n1\nx\n", "q\n1\n", Settings(), "BEFORE.csv, row 4, column q: 'x' is not"),
        ('q,r\n"1\n1",2\n', "q,r\n1,1\n", Settings(), "row 2, column q"),
        ("q,r\n1,2\n1,2,3\n", "q\n1\n", Settings(), "BEFORE.csv, row 3 has 3 cells, but the header has 2."),
        ('q,r\n1,"2\n1,2\n', "q\n1\n", Settings(), "BEFORE.csv, row 2: a quotation mark is not closed"),
        ('"q,r\n1,2\n', "q\n1\n", Settings(), "a quotation mark is not closed"),
        ("q,q\n1,2\n", "q\n1\n", Settings(), "BEFORE.csv: two columns are called q"),
        ("q,\n1,2\n", "q\n1\n", Settings(), "BEFORE.csv, row 2: column 2 has a cell, but no name"),
        ("q\n", "q\n1\n", Settings(), "BEFORE.csv has no answers below its header."),
        ("q\n1\n", "q\n \n\n", Settings(), "AFTER.csv has no answers below its header."),
        ("", "q\n1\n", Settings(), "BEFORE.csv is empty"),
        ("q\n1\n", "r\n1\n", Settings(), "have no question in common"),
        ("code\na\n", "code\na\n", Settings(pair="code"), "has no column with answers"),
        ("q\n1\n", "q\n1\n", Settings(pair="code"), "BEFORE.csv has no column 'code'; its columns are q."),
        (
            "c,q\na,1\nb,2\na,3\n",
            "c,q\na,1\n",
            Settings(pair="c"),
            "BEFORE.csv, row 4, column c: the same code stands in row 2",
        ),
        ("q\n1\n", "q\n1\n", Settings(reverse=("z",)), "There is no question 'z' to turn round"),
        ("q\n1\n", "q\n1\n", Settings(reverse=("q",), scale=None), "needs a scale"),
        ("q\n1\n", "q\n1\n", Settings(topics=(ColumnTopic("t", "T", ("z",)),)), "Topic t names the question 'z'"),
        ("q\n1\n", "q\n1\n", Settings(alpha=Fraction(2)), "Alpha was 2"),
        ("q\n1\n", "q\n1\n", Settings(favourable=Fraction(9)), "The first favourable answer was 9; one above 1 and"),
        ("PK\x03\x04rest", "q\n1\n", Settings(), "a spreadsheet or zip file"),
        ("q\n1\0\n", "q\n1\n", Settings(), "not a text file"),
    ],
)
def test_bad_input_is_named_by_file_row_and_column(before: str, after: str, chosen: Settings, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        files(before, after, chosen)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_part_without_rows_is_an_error() -> None:
    with pytest.raises(SurveyError, match="no row in which column phase is 'after'"):
        compare_parts(("f", io.BytesIO(b"phase,q\nbefore,1\n")), "phase", ("before", "after"), Settings())


@pytest.mark.parametrize(
    "text",
    [
        "q;r\n1;2\n3;4\n",
        "sep=;\r\nq;r\r\n1;2\r\n3;4\r\n",
        "\ufeffq,r\r\n1,2\r\n3,4\r\n",
        "q\tr\n1\t2\n3\t4",
        '"q","r"\n"1","2"\n"3","4"\n',
        "q,r\r1,2\r3,4\r",
        "q , r\n 1, 2 \n3,4\n",
        "q,r,\n1,2,\n3,4,\n",
        "q,r\n1,2\n\n3,4\n\n",
        "\nq,r\n1,2\n3,4\n",
        "q|r\n1|2\n3|4\n",
        '"q",r\n1,"2"\n3.0,04\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_what_spreadsheets_write_is_read_alike(text: str, encoding: str) -> None:
    if encoding == "cp1252":
        text = text.removeprefix("\ufeff").replace("q", "é", 1)
    elif encoding == "utf-16":
        text = text.removeprefix("\ufeff")
    found = files(text.encode(encoding), text.encode(encoding))
    assert [entry.before.scores.counts for entry in found.entries] == [((1, 1), (3, 1)), ((2, 1), (4, 1))]
    assert found.entries[0].id == ("é" if encoding == "cp1252" else "q")


def test_short_rows_count_as_no_answer_and_are_noted() -> None:
    found = files("q,r\n1,2\n3\n4\n", "q,r\n1,2\n")
    assert by_id(found)["r"].before.scores.n == 1
    assert any("row 3 and 1 more ended before the last column" in note for note in found.notes)


def test_a_pipe_is_read_like_a_file() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    found = compare_files(("a", Pipe(b"q\n1\n2\n")), ("b", Pipe(b"q\n3\n4\n")), Settings())
    assert found.entries[0].after.scores.counts == ((3, 1), (4, 1))


def test_many_answers_come_with_a_warning_about_p() -> None:
    found = files("q\n" + "3\n" * 1200, "q\n" + "4\n" * 1200)
    assert any("thousands" in note for note in found.notes)


@st.composite
def rows(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    cell = st.sampled_from(["", "1", "2", "5", "3.0", " 4", "-2", "17", "0.125", "1e2"])
    return draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=12))


@given(rows(), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_raw_and_parsed_cells_give_the_same_numbers(
    monkeypatch: pytest.MonkeyPatch, cells: list[list[str]], delimiter: str, ending: str, quoted: bool, chunk: int
) -> None:
    expected = [
        sorted(Fraction(row[column].strip()) for row in cells if row[column].strip()) for column in range(len(cells[0]))
    ]
    if not any(expected):
        return
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow([f"q{at}" for at in range(len(cells[0]))])
    writer.writerows(cells)
    monkeypatch.setattr(table, "CHUNK", chunk)
    found = files(out.getvalue(), out.getvalue(), Settings(scale=None))
    for entry, numbers in zip(found.entries, expected, strict=True):
        scores = entry.before.scores
        assert [Fraction(score, scores.unit) for score, count in scores.counts for _ in range(count)] == numbers


@given(st.data())
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_give_what_the_same_sheets_give(survey: Survey, data: st.DataObject) -> None:
    sheet = st.dictionaries(st.sampled_from(survey.item_ids()[:12]), st.integers(1, 5), min_size=1)
    samples, texts = [], []
    for _ in range(2):
        sheets = data.draw(st.lists(sheet, min_size=2, max_size=7))
        codes = [f"p{at}" for at in data.draw(st.permutations(range(len(sheets))))]
        samples.append(Sample(survey, sheets, codes))
        out = io.StringIO()
        writer = csv.DictWriter(out, ["code", *survey.item_ids()])
        writer.writeheader()
        writer.writerows({"code": code, **answers} for code, answers in zip(codes, sheets, strict=True))
        texts.append(out.getvalue())
    expected = compare(samples[0], samples[1], main_topics=survey.main_topics, threshold=1, least_pairs=1)
    found = files(texts[0], texts[1], with_survey(Settings(pair="code"), survey))
    assert [entry.id for entry in found.entries] == [entry.id for entry in expected]
    for ours, theirs in zip(found.entries, expected, strict=True):
        assert ours.sentence == theirs.sentence
        assert (ours.before.favourable, ours.after.favourable) == (theirs.before.favourable, theirs.after.favourable)
        if theirs.estimate is not None and ours.estimate is not None:
            assert ours.estimate.test == theirs.estimate.test
            assert ours.estimate.effects.mean_shift == theirs.estimate.effects.mean_shift
            assert ours.estimate.p_adjusted == theirs.estimate.p_adjusted
        assert (ours.estimate is None) == (theirs.estimate is None)


def test_long_topics_with_gaps_stay_exact() -> None:
    size = 24
    header = ",".join(["code", *(f"q{at}" for at in range(size))])
    rows_ = [[(at * 7 + person * 3) % 6 for at in range(size)] for person in range(10)]
    texts = []
    for shift in (0, 1):
        lines = [
            ",".join([f"p{person}", *(str(min(answer + shift, 5)) if answer else "" for answer in row)])
            for person, row in enumerate(rows_)
        ]
        texts.append("\n".join([header, *lines]) + "\n")
    topic = ColumnTopic("t", "T", tuple(f"q{at}" for at in range(size)), is_main=True)
    entry = files(texts[0], texts[1], Settings(pair="code", topics=(topic,))).topics[0]
    assert all(sum(map(bool, row)) >= 12 for row in rows_)
    means = sorted(Fraction(sum(filter(None, row)), sum(map(bool, row))) for row in rows_)
    scores = entry.before.scores
    assert [Fraction(score, scores.unit) for score, count in scores.counts for _ in range(count)] == means
