"""Reading: sentences, quotation marks, kinds of text, languages and boilerplate."""

import itertools
import re
import time
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model import Article, Kind, Mark, Readings
from provenance.reading import chosen, read, read_apart, read_whole, signs
from provenance.reading.punkt import ends, nltk_parameters, punkt_ends
from provenance.reading.sentences import split
from provenance.settings import Settings


def article(text, outlet="The Tidewater Post", title="", number=0, language=None):
    return Article(f"a{number}", outlet, title, text, language=language)


def sentences_of(text):
    return [text[span.begin : span.end] for span in split(text)]


def kinds_of(text, title=""):
    readings = read([article(text, title=title)], Settings())
    return [
        (Kind(kind).name, text[begin:end])
        for kind, begin, end in zip(
            readings.sentence_kind, readings.sentence_begin, readings.sentence_end, strict=True
        )
    ]


def quoted_words(text):
    readings = read([article(text)], Settings())
    inside = (readings.word_marks & Mark.QUOTED) > 0
    pairs = zip(readings.word_begin[inside], readings.word_end[inside], strict=True)
    return " ".join(text[begin:end] for begin, end in pairs)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Navy said so.|It sailed at 5 a.m. Monday.|Sen. Ada Moss objected.",
        "He lives in the U.S.|The harbor is near.",
        "“We sailed.” He left.".replace("” He", "”|He"),
        "“Did you sail?” he asked.|Nobody knew.",
        "(He came late.)|She did not.",
        "Mayor J. T. Reed spoke.|George W. Bush did, too.",
        "It was… late.|He waited ... and left.",
        "See No. 5 for more.|He said no.|Then he left.",
        "Prices rose 2.5 percent.|Wages did not.",
        "Gov. In Ho spoke to Lt. Gen. Rosa Vance.|They met Jan. 5 in Ga. and Fla. ports.",
    ],
)
def test_stops_that_end_a_sentence_are_told_from_those_that_do_not(text):
    assert sentences_of(text.replace("|", " ")) == text.split("|")


def test_a_heading_without_a_stop_is_a_sentence_of_its_own():
    assert sentences_of("The harbor opens\n\nShips came in.\nOthers left.") == [
        "The harbor opens",
        "Ships came in.",
        "Others left.",
    ]


def test_a_text_wrapped_by_hand_keeps_its_sentences():
    text = (
        "The harbor of Tidewater was opened on Monday by the mayor, who\n"
        "said that ships of every size would be welcome from now on and\n"
        "that nobody had believed in it. Captain Ada Moss of the ferry\n"
        "Bluebird was the first to moor.\nShe had waited for two years."
    )
    assert [len(sentence.split()) for sentence in sentences_of(text)] == [31, 12, 6]


def test_a_missing_space_behind_a_stop_still_ends_the_sentence():
    assert sentences_of("The harbor opened.Ships came in. Visit tidewater.example.org now.") == [
        "The harbor opened.",
        "Ships came in.",
        "Visit tidewater.example.org now.",
    ]


@given(st.text())
def test_every_visible_character_belongs_to_exactly_one_sentence(text):
    spans = split(text)
    assert all(span.begin < span.end for span in spans)
    assert all(one.end <= other.begin for one, other in itertools.pairwise(spans))
    covered = "".join(text[span.begin : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


WORDS = [
    "The",
    "the",
    "Ada",
    "harbor",
    "Mr.",
    "U.S.",
    "a.m.",
    "No.",
    "J.",
    "5.",
    "left.",
    "Police",
    "Jan.",
    "Inc.",
]


@settings(deadline=None)  # the first example pays for importing NLTK
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8))
def test_punkt_decides_as_nltk_s_tokenizer_does(words):
    punkt = pytest.importorskip("nltk.tokenize.punkt")
    tokenizer = punkt.PunktSentenceTokenizer(nltk_parameters())
    for left, right in itertools.pairwise(words):
        if left.endswith("."):
            assert punkt_ends(left, right) == tokenizer.text_contains_sentbreak(f"{left} {right}")


@pytest.mark.parametrize(
    ("left", "run", "closed", "right", "answer"),
    [
        ("Gov", ".", "", "An", False),
        ("C", ".", "", "The", True),
        ("5", ".", "", "The", True),
        ("really", "...", "]", "The", False),
        ("why", "?", "”", "he", False),
        ("why", "?", "”", "He", True),
    ],
)
def test_what_is_decided_otherwise_than_by_punkt_is_decided_so_on_purpose(left, run, closed, right, answer):
    assert ends(left, run, closed, right) is answer


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We will sail,” she said, “and soon.”", "We will sail and soon"),
        ('"We will sail," she said. "Soon."', "We will sail Soon"),
        ("She called it ‘a fine day’ at the sailors’ home.", "a fine day"),
        ("The sailors' home isn't 'far off' from here.", "far off"),
        ("Sie sagte: „Wir segeln bald“ und ging.", "Wir segeln bald"),
        ("Elle a dit : « On part demain » hier.", "On part demain"),
        ("It was lost. The mark was lost too,” she said.", "The mark was lost too"),
        ("“It runs on to the end.\n\nHere it has ended.", "It runs on to the end"),
        ("He is 6'2\" tall and calm.", ""),
        ("It's the '90s again, isn't it?", ""),
        ('It was late. " We will sail " is all she said.', "We will sail"),
        ('The mark was lost too, " she said.', "The mark was lost too"),
    ],
)
def test_words_inside_quotation_marks_are_marked(text, inside):
    assert quoted_words(text) == inside


def test_a_dateline_is_cut_off_the_first_sentence():
    for dateline in (
        "TIDEWATER, Va. (AP) — ",
        "LONDON (Reuters) - ",
        "Oslo (CNN) ",
        "GENEVA, July 3 (AFP) - ",
    ):
        found = kinds_of(dateline + "The harbor was opened by the mayor on Monday.")
        assert found == [
            ("DATELINE", dateline.strip()),
            ("BODY", "The harbor was opened by the mayor on Monday."),
        ]


def test_an_abbreviation_in_brackets_is_no_dateline():
    assert kinds_of("The Harbor Board (THB) said on Monday that it would open.")[0][0] == "BODY"


def test_headlines_after_read_more_are_not_the_article_but_what_follows_them_is():
    text = (
        "The harbor was opened by the mayor on Monday after two long years.\nRead more:\n"
        "Ferry 'Bluebird' sails for the first time in years\nHow the port was saved\n"
        "Mayor Ada Moss told the crowd on Monday that she had never doubted it would open."
    )
    assert [kind for kind, _ in kinds_of(text)] == [
        "BODY",
        "BOILERPLATE",
        "BOILERPLATE",
        "BOILERPLATE",
        "BODY",
    ]


def test_speech_glued_to_furniture_stays_with_the_article():
    body = "The harbor was opened by the mayor on Monday after two long years of work.\n"
    speech = '"We waited two years for this. Nobody in this town will forget the day," the mayor said.'
    text = body * 3 + "Sign up for our newsletter. " + speech + "\n" + body
    found = {piece: kind for kind, piece in kinds_of(text)}
    assert found["Sign up for our newsletter."] == "BOILERPLATE"
    assert found['"We waited two years for this.'] == "BODY"
    assert found['Nobody in this town will forget the day," the mayor said.'] == "BODY"


def test_a_quotation_in_a_list_of_other_articles_stays_furniture():
    body = "The harbor was opened by the mayor on Monday after two long years of work.\n"
    links = 'Read more:\nMayor on the harbor: "We waited two years for this day"\nStorm nears the coast\n'
    assert [kind for kind, _ in kinds_of(body * 3 + links)][-2:] == ["BOILERPLATE"] * 2


def test_headlines_around_a_copyright_line_are_not_the_article():
    body = "The harbor was opened by the mayor on Monday after two long years of work.\n"
    text = body * 4 + "(c) Tidewater News 2026: Harbor opens\nWhy is the ferry late?\nStorm nears the coast"
    assert [kind for kind, _ in kinds_of(text)] == ["BODY"] * 4 + ["BOILERPLATE"] * 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Moss", "BYLINE"),
        ("July 3, 2026 9:15 am", "BYLINE"),
        ("Advertisement", "BOILERPLATE"),
        ("Sign up for our daily newsletter", "BOILERPLATE"),
        ("Follow Ada Moss on Twitter @adamoss", "BOILERPLATE"),
        ("Copyright 2026 Tidewater Post. All rights reserved.", "BOILERPLATE"),
        ("A ferry leaves the port. (Photo by Rosa Vance/Getty Images)", "CAPTION"),
        ("Image: Rosa Vance / Harbor Board", "CAPTION"),
        ("The Associated Press contributed to this report.", "CREDIT"),
        ("(Reporting by Ada Moss; Editing by Rosa Vance)", "CREDIT"),
        ("A second look", "HEADLINE"),
    ],
)
def test_a_line_that_is_not_body_shows_its_kind(line, kind):
    before = "The harbor was opened by the mayor on Monday after two long years of work."
    after = "Ships of every size came in on the first day, the harbor board said on Tuesday."
    found = {text: name for name, text in kinds_of(f"{before}\n\n{line}\n\n{after}")}
    assert found[before] == found[after] == "BODY"
    assert kind in {name for text, name in found.items() if text in line}


@pytest.mark.parametrize(
    "sentence",
    [
        "Photo radar will be used on the harbor road from Monday, the police said in a statement.",
        "Read alone, the report on the harbor says little that the board did not know before.",
        "Credit card debt rose by a tenth in the port city last year, the board said on Monday.",
        "Sign language was used by the mayor when she opened the harbor with her deaf son.",
        "Most recent polls show that the mayor of the port would win by a wide margin in May.",
        "More on the day itself was to be said by nobody, and the crowd left in the rain.",
    ],
)
def test_a_sentence_that_begins_like_a_sign_is_still_body(sentence):
    before = "The harbor was opened by the mayor on Monday after two long years of work."
    assert [kind for kind, _ in kinds_of(f"{before}\n\n{sentence}\n\n{before}")] == ["BODY"] * 3


def test_a_first_line_that_repeats_the_title_is_a_headline():
    text = "Harbor opens after two years\n\nThe harbor was opened by the mayor on Monday after long work."
    assert kinds_of(text, title="Harbor opens after two years")[0][0] == "HEADLINE"


def test_a_credit_at_the_end_of_the_last_paragraph_is_cut_off():
    text = "The harbor was opened by the mayor on Monday. (Reporting by Ada Moss; Editing by Rosa Vance)"
    assert [kind for kind, _ in kinds_of(text)] == ["BODY", "CREDIT"]


SUBJECTS = ["mayor", "captain", "board", "crew", "port", "ferry", "union", "court", "bank", "school"]


def body(number):
    return "\n\n".join(
        f"The {SUBJECTS[(number + place) % 10]} told us about item {number}{place} at length, too."
        for place in range(6)
    )


def test_what_an_outlet_repeats_is_learned_as_boilerplate():
    tail = "\n\nTidewater Post readers pay for all of this with their own money."
    articles = [article(body(number) + tail, number=number) for number in range(4)]
    articles.append(article(body(9) + tail, outlet="Another Paper", number=9))
    readings = read(articles, Settings())
    last = readings.article_sentences[1:] - 1
    assert readings.sentence_kind[last].tolist() == [Kind.BOILERPLATE] * 4 + [Kind.BODY]
    assert np.count_nonzero(readings.sentence_kind == Kind.BOILERPLATE) == 4


def test_versions_of_one_story_are_not_boilerplate():
    articles = [
        article(f"{body(1)}\n\nUpdate {number} came in at noon.", number=number) for number in range(5)
    ]
    assert not np.any(read(articles, Settings()).sentence_kind == Kind.BOILERPLATE)


def test_a_quote_that_an_outlet_reports_again_and_again_is_not_boilerplate():
    quote = "“We shall open this harbor in spring, whatever it costs the city,” the mayor said."
    texts = [body(number).replace("\n\n", f"\n\n{quote}\n\n", 1) for number in range(4)]
    readings = read([article(text, number=number) for number, text in enumerate(texts)], Settings())
    assert not np.any(readings.sentence_kind == Kind.BOILERPLATE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the harbor would be open to all of the ships from now on.", "en"),
        ("Die Bürgermeisterin sagte, dass der Hafen nicht vor dem Sommer für alle offen sei.", "de"),
        ("Мер сказала, що порт не буде відкрито до літа, але це не є остаточним рішенням.", "uk"),
        ("قال رئيس البلدية إن الميناء لا يفتح قبل الصيف من هذا العام في المدينة على الساحل", "ar"),
        ("市长说港口在今年夏天之前不会开放,这是市里的决定,人们都知道了。", "zh"),
        ("Le maire a dit que le port ne sera pas ouvert avant la fin de cette année pour les navires.", "fr"),
        ("Ada Moss Rosa Vance Tidewater", "und"),
        ("", "und"),
    ],
)
def test_an_article_s_language_is_told_by_its_common_words(text, language):
    assert read([article(text)], Settings()).languages == (language,)


def test_a_stated_language_is_believed():
    assert read([article("The harbor is open.", language="nl")], Settings()).languages == ("nl",)


def test_chinese_is_cut_at_its_own_stops_and_each_character_is_a_word():
    readings = read([article("港口开放。船来了。")], Settings())
    assert len(readings.sentence_begin) == 2
    assert len(readings.word_hash) == 7


def test_whole_texts_are_one_sentence_each_even_when_empty():
    readings = read_whole(["Advertisement. Read more:", "", "Two. Three."], Settings())
    assert readings.article_sentences.tolist() == [0, 1, 2, 3]
    assert readings.sentence_words.tolist() == [0, 3, 3, 5]
    assert set(readings.sentence_kind.tolist()) == {Kind.BODY}


def test_no_article_at_all_is_an_empty_reading():
    readings = read([], Settings())
    assert isinstance(readings, Readings)
    assert len(readings.word_hash) == len(readings.sentence_kind) == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "." * 200_000,
        ". " * 100_000,
        "… " * 100_000,
        '"' * 200_000,
        "'" * 200_000,
        "“a " * 70_000,
        "MORE " * 40_000,
        "Image: " * 30_000,
        "A.B." * 50_000,
        "\n" * 200_000,
        "(AP) - " * 30_000,
        "a\n" * 100_000,
        "Read more:\n" * 20_000,
        "AAAA AAAA, " * 20_000,
        "!" * 100_000 + "x" * 100_000,
        "contributed to " * 15_000,
    ],
)
@pytest.mark.parametrize("above", [0, 10**12])
def test_time_grows_with_the_length_of_hostile_text_and_no_faster(hostile, above):
    numbers = Settings(compile_above=above)
    read([article("Warm up.")], numbers)
    begin = time.perf_counter()
    read([article(hostile)], numbers)
    assert time.perf_counter() - begin < 20


def test_articles_chosen_from_a_batch_are_as_if_read_by_themselves():
    articles = [
        Article(f"a{n}", "", "", f"Harbour crews went home {n} times. “It was late,” one said.\n\n" * n)
        for n in range(1, 6)
    ]
    together = read_apart(articles, Settings())
    places = np.array([4, 1, 3])
    found = chosen(together, places)
    alone = read_apart([articles[each] for each in places], Settings())
    for name in ("articles", "languages"):
        assert getattr(found, name) == getattr(alone, name)
    for each in fields(found)[2:]:
        assert getattr(found, each.name).tolist() == getattr(alone, each.name).tolist(), each.name
    assert not chosen(together, places[:0]).articles


def test_every_sign_of_a_line_is_a_pattern_though_it_is_compiled_when_first_asked_for():
    by_word, holding = signs._signs()
    found = [pattern for patterns in by_word.values() for pattern, _ in patterns]
    found += [pattern for _, (pattern, _) in holding]
    assert len(found) > 100
    assert all(signs._compiled(each).flags & re.IGNORECASE for each in found)
