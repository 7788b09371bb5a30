"""The report in a real browser, opened from disk under its own Content-Security-Policy."""

import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from sample_comparison import COURIER, LANTERN, MAIL, ferry, hostile, many

from provenance.model import Direction, Span

VIEWS = (
    "overview",
    "map",
    "map=text",
    "map=facts",
    f"pair={COURIER},{LANTERN}",
    f"pair={COURIER},{LANTERN},2",
    "stories",
    "story=story-1",
    "quotes",
    "quote=1",
    "facts",
    "outlets",
    "outlet=Calder%20Courier",
    f"article={COURIER}",
    "words",
    "words=wire%20copy",
    "between=Calder%20Courier,Daily%20Lantern",
)


def heading(page):
    return page.locator("main section:not([hidden]) h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_every_view_opens_without_complaint_request_or_sideways_scrolling(visit, width, scheme):
    opened = visit(ferry(), width, scheme)
    for view in VIEWS:
        page = opened.open(view)
        assert heading(page), view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    assert not opened.complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("comparison", "views"),
    [(ferry, VIEWS), (lambda: many(80, 70), ("overview", "map", "stories", "outlets"))],
    ids=["few", "many"],
)
def test_axe_finds_no_violation_in_any_view(visit, axe, comparison, views, scheme):
    opened = visit(comparison(), 1280, scheme)
    found = []
    for view in views:
        page = opened.open(view)
        # Playwright's evaluate goes around the page's policy, as a developer's console does.
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [f"{view}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in result["violations"]]
    assert not found, "\n".join(sorted(set(found)))


def test_a_click_in_the_map_opens_the_pair(visit):
    page = visit(ferry()).open("map")
    page.get_by_role("link", name="Calder Courier and Daily Lantern: 82").click()
    page.wait_for_selector(".two")
    assert heading(page) == "Calder Courier and Daily Lantern"
    assert "#pair=calder-courier,daily-lantern" in page.url


def test_a_click_on_a_passage_moves_the_other_text_to_its_match(visit):
    opened = visit(long_pair())
    page = opened.open("pair=a,b")
    texts = page.locator(".two .text")
    assert texts.nth(1).evaluate("node => node.scrollTop") == 0
    texts.nth(0).evaluate("node => { node.scrollTop = node.scrollHeight }")
    texts.nth(0).locator(".passage").last.click()
    page.wait_for_function("document.querySelectorAll('.two .text')[1].scrollTop > 0")
    assert texts.nth(1).locator(".passage.here").is_visible()
    assert page.url.endswith(",2")
    assert not opened.complaints


def test_the_two_texts_scroll_together(visit):
    page = visit(long_pair()).open("pair=a,b")
    page.wait_for_timeout(300)
    page.locator(".two .text").nth(0).evaluate("node => { node.scrollTop = 500 }")
    page.wait_for_function("document.querySelectorAll('.two .text')[1].scrollTop > 100")


def test_changed_words_are_marked_inside_a_passage(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN}")
    assert page.locator(".two .passage.edited .changed").all_inner_texts() == ["calm", "safe"]


def test_boilerplate_is_greyed(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN}")
    assert page.locator(".aside.boilerplate").inner_text() == "Sign up for our morning letter."


def test_keys_go_from_passage_to_passage(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN}")
    for key, place in (("j", 1), ("j", 2), ("j", 3), ("j", 3), ("k", 2)):
        page.keyboard.press(key)
        assert page.locator(".detail strong").inner_text().startswith(f"Passage {place} of 3")


def test_a_deep_link_opens_its_passage(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN},2")
    page.wait_for_selector(".passage.here")
    assert page.locator(".two .passage.here").first.inner_text().startswith("We kept everyone")


def test_the_keyboard_alone_reaches_the_pair_through_the_map(visit):
    page = visit(ferry()).open("overview")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Map":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=grid]")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('td') !== null"):
            break
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != label
    for _ in range(10):
        if re.search(
            r"similar words", page.evaluate("document.activeElement.getAttribute('aria-label')") or ""
        ):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".two .text")


def test_everything_that_can_be_clicked_can_be_reached_by_the_tabulator(visit):
    opened = visit(ferry())
    for view in VIEWS:
        page = opened.open(view)
        stray = page.evaluate(
            """[...document.querySelectorAll('main a, main button, main input, main summary')]
            .filter((node) => node.offsetParent && node.tabIndex < 0 && !node.closest('[role=grid]'))
            .map((node) => node.outerHTML)"""
        )
        assert not stray, view


def test_hostile_words_show_as_text_and_run_nothing(visit):
    comparison = hostile()
    opened = visit(comparison)
    one, two = (article.id for article in comparison.articles[:2])
    opened.open("overview")
    quoted = opened.page.evaluate("(ids) => ids.map(encodeURIComponent)", [one, two])
    for view in (
        "overview",
        "map",
        "map=text",
        "map=facts",
        "stories",
        "quotes",
        "quote=1",
        "facts",
        "outlets",
        f"pair={quoted[0]},{quoted[1]}",
        f"pair={quoted[0]},{quoted[1]},1",
        f"article={quoted[0]}",
        f"article={quoted[1]},0,3",
        "story=%3Cimg",
        "quote=%E0%A4%A",
        "article=%",
        "<script>window.hacked=1</script>",
    ):
        page = opened.open(view)
        assert page.evaluate("window.hacked") is None, view
        assert page.locator("main img, main script, main iframe").count() == 0, view
        assert page.locator("a[href^='javascript']").count() == 0, view
    assert not opened.complaints


def test_spans_hold_behind_characters_beyond_the_basic_plane(visit):
    comparison = hostile()
    one, two = (article.id for article in comparison.articles[:2])
    opened = visit(comparison)
    opened.open("overview")
    quoted = opened.page.evaluate("(ids) => ids.map(encodeURIComponent)", [one, two])
    page = opened.open(f"pair={quoted[0]},{quoted[1]}")
    passage = page.locator(".two .text").nth(0).locator(".passage").inner_text()
    assert passage.startswith("<script>window.hacked = 1</script>")


def test_the_page_obeys_its_own_policy(visit):
    page = visit(ferry()).open("overview")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.injected = 1';
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.injected") is None


def test_words_are_explained_on_focus(visit):
    page = visit(ferry()).open(f"pair={COURIER},{MAIL}")
    page.locator("[data-term='shared statement']").first.focus()
    assert "Sharing a quote is not copying" in page.locator("#tip").inner_text()


def test_nothing_is_cut_off_in_print(visit):
    opened = visit(long_pair())
    page = opened.open("pair=a,b")
    page.emulate_media(media="print")
    cut = page.evaluate(
        """[...document.querySelectorAll('main *')].filter((node) => node.offsetParent
        && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(node).overflowY)
        && node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 1)
        .map((node) => node.className)"""
    )
    assert not cut
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("comparison", [ferry, lambda: many(60, 60)], ids=["few", "many"])
def test_no_table_is_cut_at_the_edge_of_the_paper(visit, comparison):
    a4 = 703  # pixels between margins of 12 mm
    opened = visit(comparison(), a4)
    for view in VIEWS:
        page = opened.open(view)
        page.emulate_media(media="print")
        cut = page.evaluate(
            """[...document.querySelectorAll('.wide, .map, main')].filter((node) => node.offsetParent
            && node.scrollWidth > document.documentElement.clientWidth)
            .map((node) => [node.className, node.scrollWidth])"""
        )
        assert not cut, view


def test_a_long_line_of_sources_fits_on_the_paper(visit):
    whole = ferry()
    line = [each.id for each in whole.articles]
    pairs = tuple(
        replace(whole.pairs[0], left=one, right=two, direction=Direction(one, 0.9, "likely", ()), passages=())
        for one, two in pairwise(line)
    )
    story = replace(whole.stories[0], members=tuple(line))
    page = visit(replace(whole, pairs=pairs, stories=(story,)), 703).open("story=story-1")
    page.emulate_media(media="print")
    assert page.locator(".graph svg").get_attribute("width") == "1360"
    assert page.evaluate("document.querySelector('main').scrollWidth") <= 703


def test_many_articles_are_mapped_by_outlet_and_a_cell_shows_its_pairs(visit):
    opened = visit(many(120, 70))
    page = opened.open("map=words")
    assert page.locator("[role=grid] tbody tr").count() == 60
    cell = page.locator(
        "[role=grid] td a:not(.self)[class='s6'], [role=grid] td a:not(.self)[class='s5']"
    ).first
    cell.click()
    page.wait_for_function("location.hash.startsWith('#between=')")
    assert page.get_by_role("link", name=re.compile("Compare")).count() > 0
    assert not opened.complaints


@pytest.mark.slow
def test_a_page_of_twelve_thousand_articles_is_usable_within_three_seconds(visit):
    filler = " The council’s own words follow, at length and with care." * 100
    whole = many(12_000, 600)
    articles = tuple(replace(each, text=each.text + filler) for each in whole.articles)
    opened = visit(replace(whole, articles=articles))
    start = time.perf_counter()
    page = opened.open("map")
    page.wait_for_selector("[role=grid]")
    assert time.perf_counter() - start < 3
    assert not opened.complaints


def test_the_page_of_a_small_corpus_is_usable_within_a_second(visit):
    opened = visit(ferry())
    opened.open("overview")
    start = time.perf_counter()
    opened.open("map").wait_for_selector("[role=grid]")
    assert time.perf_counter() - start < 1


def test_the_slider_regroups_the_articles(visit):
    page = visit(many(20, 20)).open("stories")
    before = page.locator("output").inner_text()
    page.locator("#enough").fill("80")
    assert page.locator("output").inner_text() != before
    assert page.locator("output").inner_text() == "80 %: 0 groups, 0 articles"


def test_what_a_member_of_a_group_left_out_is_told(visit):
    page = visit(ferry()).open("story=story-1")
    page.get_by_text("Daily Lantern: 1 part left out").click()
    assert page.locator("details[open] del").inner_text() == "A dredger had left the bank in March."


def test_keys_work_while_a_switch_has_the_focus(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN}")
    page.get_by_label("Scroll together").focus()
    page.keyboard.press("j")
    assert page.locator(".detail strong").inner_text().startswith("Passage 1 of 3")


def test_a_passage_says_where_else_it_stands_and_where_it_was_first_seen(visit):
    page = visit(ferry()).open(f"pair={COURIER},{LANTERN},1")
    page.wait_for_selector(".passage.here")
    said = page.locator(".detail").inner_text()
    assert "Most of it stands in no other article here." in said
    assert "First seen: Daily Lantern, 2026-03-10" in said


def test_what_was_not_compared_is_no_part_of_a_passage(visit):
    whole = ferry()
    pair = whole.pairs[0]
    text = whole.article(COURIER).text
    around = replace(pair.passages[0], left=Span(0, len(text)))
    page = visit(replace(whole, pairs=(replace(pair, passages=(around,)), *whole.pairs[1:]))).open(
        f"pair={COURIER},{LANTERN}"
    )
    assert page.locator(".passage .boilerplate").count() == 0
    assert page.locator(".aside.boilerplate").count() == 1


def test_the_theme_button_says_what_it_does(visit):
    page = visit(ferry(), scheme="dark").open("overview")
    page.get_by_role("button", name="Light").click()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.get_by_role("button", name="Dark").is_visible()


def test_a_browser_that_cannot_unpack_is_told_so_and_shows_the_findings(visit):
    opened = visit(ferry())
    opened.page.add_init_script("delete window.DecompressionStream")
    opened.page.goto(f"{opened.address}#overview")
    assert "too old" in opened.page.locator("#waiting").inner_text()
    assert opened.page.locator(".findings li").count() == 4


def long_pair():
    """Two long articles that share their first and their last paragraph."""
    from provenance.model import Article, Pair, Passage, Span

    first, last = "The mill closed on Friday after a century.", "The wheel will turn again in spring."
    left = first + "\n\n" + "The river rose. Nobody minded much.\n\n" * 80 + last
    right = first + "\n\n" + "Grain prices fell in other towns.\n\n" * 160 + last
    passages = (
        Passage(Span(0, len(first)), Span(0, len(first)), "verbatim", 1.0),
        Passage(
            Span(len(left) - len(last), len(left)), Span(len(right) - len(last), len(right)), "verbatim", 1.0
        ),
    )
    return replace(
        ferry(),
        articles=(Article("a", "Mill Echo", "Mill", left), Article("b", "Weir Times", "Mill", right)),
        words=(500, 900),
        stretches=((), ()),
        pairs=(Pair("a", "b", 0.5, 0.1, 0.1, 0.1, 0.1, 8, passages, "excerpt", 0.9),),
        stories=(),
        groups=(),
        quotes=(),
        facts=ferry().facts.__class__(),
        skipped=(),
    )
