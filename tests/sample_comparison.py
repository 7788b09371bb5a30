"""Hand-made results that renderers are tested on: one ferry accident told by five made-up outlets.

Everything is written out by hand, so that a renderer's test does not depend on any step before it.
"""

from dataclasses import replace

from provenance.comparison import Comparison
from provenance.model import (
    Article,
    Change,
    Conflict,
    Derivation,
    Difference,
    Direction,
    FactMember,
    Facts,
    Group,
    GroupText,
    Origin,
    Pair,
    Passage,
    QuoteFamily,
    QuoteMember,
    SharedFact,
    Skipped,
    Span,
    Story,
    StoryOrigin,
    Stretch,
    UniqueFact,
    Witness,
)
from provenance.settings import Settings

WIRE = (
    "The ferry Marlin ran aground on a sandbank off Port Calder early on Tuesday with 212 people on board, "
    "the coast guard said. Nobody was seriously hurt, but eleven passengers were treated for cold. "
)
CALM = "“We kept everyone calm and warm until the lifeboats came alongside,”"
WARM = "“We kept everyone safe and warm until the lifeboats came alongside,”"
CLEAR = "“Every passenger has been accounted for,”"

TEXTS = {
    "calder-courier": (
        "Ferry runs aground off Port Calder\n\nPORT CALDER (Meridian Press) - "
        + WIRE
        + f"\n\n{CALM} said Captain Ilse Brandt, who has sailed the route for nine years. {CLEAR} "
        "she added.\n\nThe harbour office closed the channel until noon. A dredger had left the bank in "
        "March.\n\n"
        "Sign up for our morning letter."
    ),
    "daily-lantern": (
        "212 rescued from stranded ferry\n\n" + WIRE + f"\n\n{WARM} said Captain Brandt.\n\n"
        "The harbour office shut the channel until midday. Tides were among the lowest of the year."
    ),
    "eastern-mail": (
        "Ferry passengers brought ashore\n\nLifeboats brought more than 200 people ashore on Tuesday after a "
        f"ferry stuck fast near Port Calder. {CLEAR} Captain Brandt told reporters.\n\n"
        "Our reporter counted 14 people in blankets on the quay. The operator, Calder Lines, paid a fine "
        "for a late inspection in 2024, records seen by the Eastern Mail show."
    ),
    "northern-post": (
        "Why the sandbank was there\n\nFor two winters the dredgers stayed in port. Budget papers show that "
        "the harbour board cut 1.4 million from upkeep.\n\nOn Tuesday the Marlin found the result, with "
        "209 people on board. “The bank grew by a metre a year,” said the surveyor Tomas Rey."
    ),
    "weekly-tide": (
        "Choir festival opens on Friday\n\nForty choirs from nine countries will sing in the old customs "
        "house. Tickets cost 12 in advance."
    ),
}
OUTLETS = {
    "calder-courier": ("Calder Courier", "Ferry runs aground off Port Calder", "2026-03-10T07:40+00:00"),
    "daily-lantern": ("Daily Lantern", "212 rescued from stranded ferry", "2026-03-10"),
    "eastern-mail": ("Eastern Mail", "Ferry passengers brought ashore", "2026-03-10T15:05+00:00"),
    "northern-post": ("Northern Post", "Why the sandbank was there", "2026-03-12"),
    "weekly-tide": ("Weekly Tide", "Choir festival opens on Friday", None),
}
COURIER, LANTERN, MAIL, POST, TIDE = sorted(TEXTS)
FERRY = (COURIER, LANTERN, MAIL, POST)


def at(article: str, words: str) -> Span:
    """Find where `words` stand in one of the articles above."""
    begin = TEXTS[article].index(words)
    return Span(begin, begin + len(words))


def _articles() -> tuple[Article, ...]:
    return tuple(
        Article(
            id=name,
            outlet=OUTLETS[name][0],
            title=OUTLETS[name][1],
            text=TEXTS[name],
            published=OUTLETS[name][2],
            author="Meridian Press" if name == COURIER else None,
            url=f"https://example.org/{name}" if name != TIDE else None,
            language="en",
            credit="Meridian Press" if name == COURIER else None,
            origin=f"ferry/{name}.txt",
            inferred=frozenset({"published"}) if name == LANTERN else frozenset(),
        )
        for name in sorted(TEXTS)
    )


def _stretches() -> tuple[tuple[Stretch, ...], ...]:
    rows = []
    for name in sorted(TEXTS):
        found = [Stretch(at(name, OUTLETS[name][1]), "headline")]
        if name == COURIER:
            found.append(Stretch(at(name, "PORT CALDER (Meridian Press) -"), "dateline"))
            found.append(Stretch(at(name, "Sign up for our morning letter."), "boilerplate"))
        rows.append(tuple(found))
    return tuple(rows)


def _pair(left: str, right: str, tfidf: float, **rest: object) -> Pair:
    blank = Pair(left, right, tfidf, 0.0, 0.0, 0.0, 0.0, 0, (), "unrelated", 0.9)
    return replace(blank, **rest)


def _pairs() -> tuple[Pair, ...]:
    wire = Passage(
        at(COURIER, WIRE.strip()),
        at(LANTERN, WIRE.strip()),
        "verbatim",
        1.0,
        reasons=("33 words in a row are the same",),
    )
    calm = Passage(
        at(COURIER, CALM[1:-2]),
        at(LANTERN, WARM[1:-2]),
        "edited",
        0.91,
        quoted=True,
        differences=(Difference(at(COURIER, "calm"), at(LANTERN, "safe")),),
        reasons=("the same quote, 1 of 12 words differs",),
    )
    closed = Passage(
        at(COURIER, "The harbour office closed the channel until noon."),
        at(LANTERN, "The harbour office shut the channel until midday."),
        "paraphrase",
        0.84,
        reasons=("same meaning in other words (84 %)",),
    )
    clear = Passage(
        at(COURIER, CLEAR[1:-2]),
        at(MAIL, CLEAR[1:-2]),
        "verbatim",
        1.0,
        quoted=True,
        reasons=("the same quote",),
    )
    return (
        _pair(
            COURIER,
            LANTERN,
            0.82,
            left_cover=0.61,
            right_cover=0.74,
            left_prose_cover=0.45,
            right_prose_cover=0.58,
            longest_run=33,
            passages=(wire, calm, closed),
            relation="wire copy",
            confidence=0.93,
            reasons=(
                "Calder Courier credits Meridian Press",
                "33 words in a row are the same outside quotes",
            ),
            direction=Direction(
                COURIER, 0.71, "likely", ("Calder Courier credits Meridian Press in its dateline",)
            ),
        ),
        _pair(
            COURIER,
            MAIL,
            0.44,
            left_cover=0.08,
            right_cover=0.07,
            longest_run=6,
            passages=(clear,),
            relation="shared statement",
            reasons=("all they share is quoted speech",),
        ),
        _pair(COURIER, POST, 0.31, relation="same story"),
        _pair(COURIER, TIDE, 0.01),
        _pair(LANTERN, MAIL, 0.35, relation="same story"),
        _pair(LANTERN, POST, 0.27, relation="same story"),
        _pair(LANTERN, TIDE, 0.0),
        _pair(MAIL, POST, 0.29, relation="same story"),
        _pair(MAIL, TIDE, 0.0),
        _pair(POST, TIDE, 0.01),
    )


def _quotes() -> tuple[QuoteFamily, ...]:
    return (
        QuoteFamily(
            "Captain Ilse Brandt",
            CALM[1:-2],
            (
                QuoteMember(COURIER, at(COURIER, CALM[1:-2]), CALM[1:-2], "Captain Ilse Brandt"),
                QuoteMember(
                    LANTERN,
                    at(LANTERN, WARM[1:-2]),
                    WARM[1:-2],
                    "Captain Brandt",
                    (Change("calm", "safe", "rewording"),),
                    altered=True,
                ),
            ),
            "undecided",
        ),
        QuoteFamily(
            "Captain Ilse Brandt",
            CLEAR[1:-2],
            tuple(
                QuoteMember(name, at(name, CLEAR[1:-2]), CLEAR[1:-2], "Captain Brandt")
                for name in (COURIER, MAIL)
            ),
            "majority",
        ),
    )


def _facts() -> Facts:
    def member(article: str, words: str, figure: str | None = None) -> FactMember:
        return FactMember(article, at(article, words), words, figure)

    aground = (
        member(COURIER, "The ferry Marlin ran aground on a sandbank off Port Calder early on Tuesday"),
        member(LANTERN, "The ferry Marlin ran aground on a sandbank off Port Calder early on Tuesday"),
        member(MAIL, "a ferry stuck fast near Port Calder"),
        member(POST, "On Tuesday the Marlin found the result"),
    )
    channel = (
        member(COURIER, "The harbour office closed the channel until noon."),
        member(LANTERN, "The harbour office shut the channel until midday."),
    )
    told = (
        (
            POST,
            "Budget papers show that the harbour board cut 1.4 million from upkeep.",
            ("1.4 million",),
            (),
            0.88,
        ),
        (
            MAIL,
            "The operator, Calder Lines, paid a fine for a late inspection in 2024",
            ("2024",),
            ("Calder Lines",),
            0.83,
        ),
        (MAIL, "Our reporter counted 14 people in blankets on the quay.", ("14",), (), 0.52),
        (LANTERN, "Tides were among the lowest of the year.", (), (), 0.31),
    )
    return Facts(
        shared=(
            SharedFact("story-1", aground[0].text, (), aground),
            SharedFact("story-1", channel[0].text, (), channel),
        ),
        unique=tuple(
            UniqueFact("story-1", article, at(article, words), words, figures, names, score)
            for article, words, figures, names, score in told
        ),
        conflicts=(
            Conflict(
                "story-1",
                "people on board",
                (
                    member(COURIER, "with 212 people on board", "212"),
                    member(LANTERN, "with 212 people on board", "212"),
                    member(POST, "with 209 people on board", "209"),
                ),
            ),
        ),
    )


def _sources() -> tuple[StoryOrigin, ...]:
    return (
        StoryOrigin("Meridian Press", (COURIER, LANTERN), "both carry its report"),
        StoryOrigin("Eastern Mail", (MAIL,), "its own reporting"),
        StoryOrigin("Northern Post", (POST,), "its own reporting"),
    )


def _texts() -> tuple[GroupText, ...]:
    dredger = at(COURIER, "A dredger had left the bank in March.")
    tides = at(LANTERN, "Tides were among the lowest of the year.")
    common = {name: (at(name, WIRE.strip()),) for name in (COURIER, LANTERN)}
    return (
        GroupText(COURIER, common[COURIER], common[COURIER], (dredger,), ()),
        GroupText(LANTERN, common[LANTERN], common[LANTERN], (tides,), (Witness(COURIER, dredger),)),
    )


def ferry() -> Comparison:
    """Return the whole hand-made result."""
    return Comparison(
        settings=Settings(),
        version="0.0.0",
        articles=_articles(),
        words=tuple(len(TEXTS[name].split()) for name in sorted(TEXTS)),
        stretches=_stretches(),
        pairs=_pairs(),
        stories=(Story("story-1", FERRY, 3, _sources()), Story("story-2", (TIDE,), 1)),
        groups=(
            Group(
                "wire copy",
                (COURIER, LANTERN),
                Origin(
                    "Meridian Press", None, 0.93, ("Calder Courier names Meridian Press in its dateline",)
                ),
                _texts(),
            ),
            Group("shared statement", (COURIER, MAIL)),
        ),
        quotes=_quotes(),
        facts=_facts(),
        derivations=(
            Derivation(COURIER, "partly", 0.4, 0.9, 0.3, 0.1, (LANTERN,), credited=True),
            Derivation(LANTERN, "partly", 0.4, 0.9, 0.3, 0.1, (COURIER,), False, COURIER, "weak"),
        ),
        skipped=(Skipped("ferry/photo.txt", "load", "binary, not text"),),
    )


HOSTILE = (
    "<script>window.hacked = 1</script>",
    "\"><img src=x onerror='window.hacked = 1'>",
    "</style></script><script>window.hacked = 1</script>",
    "{{ 7 * 7 }}{% raw %}${window.hacked = 1}",
    "javascript:window.hacked=1",
    '=HYPERLINK("http://example.org")',
    "nul \x00 surrogate \ud800 line \u2028 separator \u2029 dollar $\\frac{1}{0}$ 日本語 😀 عربي",
)


def hostile() -> Comparison:
    """Return a result in which every word that comes from outside tries to break out."""
    articles = tuple(
        Article(
            id=f"{number}{words}",
            outlet=words,
            title=words * (40_000 if number == 0 else 1),
            text=f"😀 {words}\n\nThe bank grew. {words}",
            published="not a date <b>",
            author=words,
            url="javascript:window.hacked=1",
            credit=words,
            origin=words,
        )
        for number, words in enumerate(HOSTILE)
    )
    one, two = articles[0], articles[1]
    whole = Passage(Span(2, len(one.text)), Span(2, len(two.text)), "edited", 0.5, reasons=(HOSTILE[0],))
    pair = replace(
        _pair(one.id, two.id, 0.7, relation="excerpt", left_cover=0.5, right_cover=0.5, longest_run=9),
        passages=(whole,),
        reasons=(HOSTILE[1],),
        direction=Direction(one.id, 0.5, "weak", (HOSTILE[2],)),
    )
    span = Span(0, 3)
    return Comparison(
        settings=Settings(),
        version="0.0.0",
        articles=articles,
        words=(5,) * len(articles),
        stretches=((),) * len(articles),
        pairs=(pair,),
        stories=(Story(HOSTILE[0], tuple(each.id for each in articles), None),),
        groups=(Group("excerpt", (one.id, two.id), Origin(HOSTILE[1], one.id, 0.5, (HOSTILE[2],))),),
        quotes=(
            QuoteFamily(
                HOSTILE[0],
                HOSTILE[1],
                (
                    QuoteMember(
                        one.id, span, HOSTILE[2], HOSTILE[3], (Change(HOSTILE[0], HOSTILE[1]),), altered=True
                    ),
                    QuoteMember(two.id, span, HOSTILE[6], None),
                ),
                notes=(HOSTILE[4],),
            ),
        ),
        facts=Facts(
            (SharedFact(HOSTILE[0], HOSTILE[1], (HOSTILE[5],), (FactMember(one.id, span, HOSTILE[6]),)),),
            (UniqueFact(HOSTILE[0], two.id, span, HOSTILE[6], (HOSTILE[5],), (HOSTILE[0],), 0.5),),
            (Conflict(HOSTILE[0], HOSTILE[1], (FactMember(one.id, span, HOSTILE[6], HOSTILE[5]),)),),
        ),
        skipped=(Skipped(HOSTILE[0], HOSTILE[1], HOSTILE[2]),),
    )


def many(count: int, outlets: int) -> Comparison:
    """Return `count` short articles of `outlets` outlets in which neighbours share a sentence."""
    line = "The committee met on Monday and agreed to look at the numbered plan again."
    articles = tuple(
        Article(
            id=f"a{number:05}",
            outlet=f"Outlet {number % outlets:03} Gazette",
            title=f"Plan number {number} is discussed",
            text=f"{line} Council {number} paid for its own copy.",
            published=f"2026-03-{1 + number % 28:02}",
        )
        for number in range(count)
    )
    shared = Passage(Span(0, len(line)), Span(0, len(line)), "verbatim", 1.0)
    pairs = tuple(
        _pair(
            articles[number].id,
            articles[number + 1].id,
            0.4 + 0.5 * (number % 7) / 7,
            left_cover=0.6,
            right_cover=0.5,
            left_prose_cover=0.6,
            right_prose_cover=0.5,
            longest_run=13,
            passages=(shared,),
            relation="excerpt",
        )
        for number in range(count - 1)
        if number % 5 != 4
    )
    groups = tuple(
        Group("excerpt", tuple(each.id for each in articles[start : start + 5]))
        for start in range(0, count - 4, 5)
    )
    return Comparison(
        settings=Settings(),
        version="0.0.0",
        articles=articles,
        words=(20,) * count,
        stretches=((),) * count,
        pairs=pairs,
        stories=tuple(Story(f"story-{number}", group.members, 1) for number, group in enumerate(groups)),
        groups=groups,
        quotes=(),
        facts=Facts(),
    )
