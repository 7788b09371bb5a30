"""What outlets tell so that not all can be right, kind by kind, and what only looks like it."""

import pytest

from provenance import reading
from provenance.facts import collect
from provenance.model import Article, Story
from provenance.settings import Settings


def conflicts(*texts, published="2026-02-05"):
    articles = [Article(f"a{n}", f"outlet {n}", "", text, published) for n, text in enumerate(texts)]
    readings = reading.read(articles, Settings())
    story = Story("story-1", tuple(each.id for each in articles), None)
    return collect(readings, [story], (), Settings()).conflicts


def only(*texts, **more):
    found = conflicts(*texts, **more)
    assert len(found) == 1, found
    return found[0]


def sides(conflict):
    return {member.article: member.figure for member in conflict.members}


def test_an_event_on_different_weekdays_is_a_conflict_of_days():
    found = only(
        "Harbour master Ines Duarte resigned on Tuesday after the inquiry.",
        "Ines Duarte, who ran the harbour for years, resigned on Wednesday.",
    )
    assert (found.kind, found.about) == ("day", "when Duarte resigned")
    assert sides(found) == {"a0": "Tuesday", "a1": "Wednesday"}


def test_a_weekday_and_the_date_it_falls_on_are_one_day():
    assert not conflicts(
        "Harbour master Ines Duarte resigned on Tuesday after the inquiry.",
        "Harbour master Ines Duarte resigned on Feb. 3 after the inquiry.",
    )


def test_a_weekday_and_another_date_are_two_days():
    found = only(
        "Harbour master Ines Duarte resigned on Tuesday after the inquiry.",
        "Harbour master Ines Duarte resigned on Feb. 2 after the inquiry.",
    )
    assert sides(found) == {"a0": "Tuesday", "a1": "Feb. 2"}


def test_a_stay_of_months_contradicts_a_last_day_within_weeks():
    found = only(
        "Duarte said she would remain in her post for more than three months.",
        "Ines Duarte will leave at the end of February, the council said.",
    )
    assert found.kind == "day"
    assert sides(found) == {"a0": "for more than three months", "a1": "the end of February"}


def test_the_day_on_which_somebody_speaks_is_no_day_of_the_event():
    assert not conflicts(
        "The council said on Monday that Duarte had resigned over the inquiry.",
        "The council said on Wednesday that Duarte had resigned over the inquiry.",
    )


def test_two_votes_of_one_house_are_no_conflict_without_a_rare_word_in_common():
    assert not conflicts(
        "The Senate voted on Monday to fund the harbour.",
        "The Senate voted on Wednesday to free the captain.",
    )


def test_what_one_denies_and_another_affirms_is_a_conflict():
    found = only(
        "Captain Moreno has not been charged in the case.",
        "Moreno has been charged with three crimes.",
    )
    assert (found.kind, found.about) == ("denial", "whether Moreno was charged")
    assert sides(found) == {"a0": "has not been charged", "a1": "been charged"}


@pytest.mark.parametrize(
    "hedged",
    [
        "Prosecutors asked whether Moreno had been charged with three crimes.",
        "Moreno would be charged with three crimes if the ferry sank.",
        "“Moreno has been charged with three crimes,” a neighbour said.",
    ],
)
def test_what_is_only_asked_supposed_or_quoted_contradicts_nothing(hedged):
    assert not conflicts("Captain Moreno has not been charged in the case.", hedged)


def test_opposites_of_the_same_are_a_conflict():
    found = only(
        "Judge Amara Obi upheld the ruling on the northern pier.",
        "Judge Amara Obi overturned the ruling on the northern pier.",
    )
    assert found.kind == "denial"
    assert sides(found) == {"a0": "upheld", "a1": "overturned"}


def test_a_reason_that_one_gives_and_another_calls_unknown_is_a_conflict():
    found = only(
        "Captain Moreno was fired for violating the harbour's rules.",
        "The precise reason the council fired Moreno is unclear.",
    )
    assert (found.kind, found.about) == ("reason", "whether it is known why it happened (fired, Moreno)")


def test_two_ages_of_one_person_are_a_conflict_but_not_those_of_two():
    found = only("Ines Duarte, 47, ran the harbour.", "The harbour's chief, Ines Duarte, 49, fell ill.")
    assert (found.kind, found.about) == ("age", "how old Ines Duarte is")
    assert sides(found) == {"a0": "47", "a1": "49"}
    assert not conflicts("Ines Duarte, 47, ran the harbour.", "Her brother, Rui Duarte, 49, fell ill.")


def test_a_name_one_letter_apart_is_a_conflict_but_not_an_ending_or_an_accent():
    found = only(
        "Editor Kaius Brandom wrote the notice.", "The notice was written by the editor, Kaius Brandum."
    )
    assert found.kind == "spelling"
    assert not conflicts("A ferry left for East Marland.", "Two were East Marlands.")
    assert not conflicts("It was sold by Felipe Jordán.", "It was sold by Felipe Jordan.")


def test_two_counts_of_one_vote_are_a_conflict():
    found = only(
        "The Assembly approved the harbour bill, 134-93.",
        "The Assembly approved the harbour bill by 134 to 92.",
    )
    assert (found.kind, found.about) == ("vote", "how the vote ended")
    assert not conflicts(
        "The Assembly approved the harbour bill, 134-93.",
        "The Assembly approved the budget bill by 170 to 57.",
    )


def test_the_quantity_in_dispute_is_named_as_a_plain_phrase():
    found = only(
        "About 200 prisoners escaped from the jail in Dunmere.",
        "Police said 120 inmates escaped from the jail in Dunmere.",
    )
    assert found.kind == "figure"
    assert found.about in {"how many inmates escaped", "how many prisoners escaped"}


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (
            "The 13 dead include the gunman, Alan Kerr of Dunmere.",
            "Alan Kerr of Dunmere was among the 11 found dead.",
            "how many died",
        ),
        (
            "Brandt will fire 1,300 Ellerians at the Dunmere quarry.",
            "Brandt is to fire 900 Ellerians at the Dunmere quarry.",
            "how many Ellerians ",
        ),
        (
            "Keller was charged with 15 counts of fraud over the Dunmere bridge.",
            "Keller was charged with 13 counts of fraud over the Dunmere bridge.",
            "how many counts (",
        ),
        (
            "Keller spoke for two hours to the court in Westmark.",
            "Keller spoke for 90 minutes to the court in Westmark.",
            "how long (",
        ),
    ],
)
def test_the_question_names_what_is_counted_with_its_capitals_and_no_verb_as_a_noun(one, other, about):
    assert only(one, other).about.startswith(about)


def test_where_no_noun_says_what_is_counted_the_figures_are_quoted():
    found = only(
        "Moreno put the score of the Westmark harbour inspection at 62.",
        "The score of the Westmark harbour inspection was 74, Moreno said.",
    )
    assert found.about.startswith("whether it is “62” or “74” (")


def test_polls_may_differ():
    assert not conflicts(
        "A poll by Harbour Research found 48 percent of voters in Dunmere want the pier closed.",
        "In a survey, 39 percent of voters in Dunmere want the pier closed.",
    )


def test_contradictions_do_not_depend_on_the_order_of_articles():
    texts = ["Duarte resigned on Tuesday.", "Duarte resigned on Wednesday.", "Duarte, 47, resigned."]
    one, other = conflicts(*texts), conflicts(*reversed(texts))
    assert [each.about for each in one] == [each.about for each in other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("turned down", "accepted"),
        ("pleaded innocent to", "pleaded guilty to"),
        ("were found guilty over", "were cleared over"),
        ("dropped out of", "never entered"),
        ("voted down", "passed"),
        ("struck down", "upheld"),
    ],
)
def test_opposites_of_several_words_are_found_by_any_of_their_wordings(one, other):
    found = only(
        f"The Marwick trustees {one} the reservoir bargain.",
        f"On the coast the Marwick trustees {other} the reservoir bargain.",
    )
    assert found.kind == "denial"
    assert found.about.startswith("whether it is")


@pytest.mark.parametrize("words", ["a dozen", "about a dozen", "twelve", "one dozen"])
def test_a_dozen_is_twelve(words):
    assert not conflicts(
        f"The Marwick ferry rescued {words} stranded sailors near the harbour wall on Tuesday.",
        "Near the harbour wall the Marwick ferry rescued 12 stranded sailors on Tuesday.",
    )
    assert conflicts(
        f"The Marwick ferry rescued {words} stranded sailors near the harbour wall on Tuesday.",
        "Near the harbour wall the Marwick ferry rescued 17 stranded sailors on Tuesday.",
    )


def test_a_name_keeps_the_article_it_stands_with():
    found = only(
        "The Senate passed the Marwick harbour bill on Tuesday after talks over the Marwick dredger.",
        "After talks on the Marwick dredger the Senate passed the Marwick harbour bill on Friday.",
    )
    assert found.about == "when the Senate voted"


def test_money_is_named_without_its_currency_which_the_figures_show():
    found = only(
        "The Marwick council approved $250 million for the harbour dredger and its crew.",
        "The Marwick council approved $310 million for the harbour dredger and its crew.",
    )
    assert found.about.startswith("how much money (")


FILLING = (
    " The council of Brindlemouth met in the evening to hear residents. Shops along Quay Street stayed shut.",
    " Residents of Brindlemouth gathered near the old market. Many had questions for the council.",
)


def told(one, other):
    return conflicts(one + FILLING[0], other + FILLING[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Fire destroyed twelve homes in Dunmere on Monday.",
            "Fire destroyed 21 homes in Dunmere on Monday.",
        ),
        (
            "Brandt agreed to pay a fine of $2.4 million over the Sable spill.",
            "Brandt agreed to pay a fine of $2.4 billion over the Sable spill.",
        ),
        (
            "Unemployment in Westmark rose to 6.4 percent in February.",
            "Unemployment in Westmark rose to 7.1 percent in February.",
        ),
        (
            "The trial of Jonas Keller begins on May 4 in Westmark.",
            "The trial of Jonas Keller begins on May 14 in Westmark.",
        ),
        (
            "Mayor Luis Ferrante said the bridge would open in June.",
            "Mayor Luis Ferrante said the bridge would open in August.",
        ),
        (
            "Senator Tamsin Rowe voted for the harbor bill.",
            "Senator Tamsin Rowe voted against the harbor bill.",
        ),
        (
            "Brandt Aggregates admitted that it had dumped waste in the Sable.",
            "Brandt Aggregates denied that it had dumped waste in the Sable.",
        ),
        (
            "Up to 300 people could be on board the ferry off Dunmere.",
            "There were 420 people on board the ferry off Dunmere.",
        ),
        (
            "Keller was sentenced to seven years in prison for the theft in Dunmere.",
            "Keller was sentenced to nine years in prison for the theft in Dunmere.",
        ),
        (
            "Sunday's cease-fire between the Dunmere miners and Brandt held.",
            "The miners of Dunmere and Brandt agreed on a ceasefire on Tuesday.",
        ),
        (
            "Half of the voters in Dunmere backed the plan.",
            "Two-thirds of the voters in Dunmere backed the plan.",
        ),
        (
            "The blast at the quarry in Dunmere injured 14 workers.",
            "The blast at the quarry in Dunmere injured dozens of workers.",
        ),
        (
            "Keller spoke for two hours to the court in Westmark.",
            "Keller spoke for 90 minutes to the court in Westmark.",
        ),
        (
            "The jury found Keller guilty of the arson at the Norfield mill.",
            "The jury found Keller not guilty of the arson at the Norfield mill.",
        ),
        (
            "Holt's 448-page report on the Dunmere bridge tells of ten flaws.",
            "The 488-page report on the Dunmere bridge sums up what Holt found after the flood of 2016.",
        ),
        (
            "About 2,400 U.S. troops have died in Westmark in the longest war.",
            "The ministry says 2,264 Americans have died in the Westmark war.",
        ),
    ],
)
def test_plain_contradictions_are_found(one, other):
    assert told(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Fire destroyed twelve homes in Dunmere on Monday.",
            "Fire destroyed 12 homes in Dunmere on Monday.",
        ),
        (
            "Brandt agreed to pay a fine of $2.4 million over the Sable spill.",
            "Brandt agreed to pay a fine of €2.2 million over the Sable spill.",
        ),
        (
            "The plane was carrying 162 passengers to Port Ellery.",
            "The plane was carrying 155 passengers and seven crew to Port Ellery.",
        ),
        (
            "That makes 200 Democratic votes for the harbor bill.",
            "That makes 180 Republican votes for the harbor bill.",
        ),
        (
            "Economists had expected a rise of 90,000 jobs in Westmark.",
            "Economists had expected a rise of 175,000 jobs in Westmark.",
        ),
        (
            "At least 40 people were killed when the ferry sank off Dunmere.",
            "The ferry that sank off Dunmere killed 43 people.",
        ),
        ("Duarte won 54 percent of the vote in Westmark.", "Rowe won 41 percent of the vote in Westmark."),
        (
            "The blast at the quarry in Dunmere injured 14 workers.",
            "The blast at the quarry in Dunmere injured more than a dozen workers.",
        ),
        (
            "Nearly 40 percent of voters in Norfield backed the plan.",
            "Two in five voters in Norfield backed the plan.",
        ),
        (
            "The fund gave $3 million to the school in Norfield in 2024.",
            "The fund gave $2 million to the school in Norfield in 2025.",
        ),
        (
            "The storm killed 40 people in Norfield.",
            "The storm killed 31 more people in Norfield.",
        ),
        (
            "Rowe's campaign raised a haul of $30 million in the first quarter.",
            "Duarte's campaign raised a haul of $18 million in the first quarter.",
        ),
        (
            "Asked whether he would fire Keller for delving into the fund, Rowe shrugged.",
            "Rowe said that a mayor could fire Keller for no reason at all.",
        ),
        (
            "Rowe said Keller was fired for being a liar.",
            "Rowe wrote that the paper attacked him for no reason after he fired Keller.",
        ),
        (
            "The harbour office responded with the documents on 31 ships.",
            "The harbour office did not respond to questions about the captain.",
        ),
        (
            "Captain Keller was charged with fraud in Dunmere on Friday.",
            "Keller's son Adam Moreno was in court, though he was not charged in Dunmere.",
        ),
        (
            "A nurse -- from the Dunmere ward where Keller lay before his death -- boarded a ship on Feb. 3.",
            "Keller died at the ward in Dunmere on Jan. 30.",
        ),
        (
            '"I cannot allow the Dunmere council to take that away from them," Reyes said.',
            '"I will not allow the Dunmere council to laugh at me," Reyes said.',
        ),
        (
            "Refugee processing in Dunmere is halted for 120 days.",
            "In 2021, the council halted refugee processing in Dunmere for six months.",
        ),
        (
            "The hostages arrived safely at the base in Maryland on Thursday.",
            "The hostages arrived safely at the base on Thursday.",
        ),
        (
            "Keller was freed on Tuesday in Dunmere.",
            "Nobody knows why Keller fled from Dunmere in June 2021.",
        ),
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(one, other):
    assert not told(one, other)


def test_articles_without_a_date_are_compared_by_the_weekdays_they_name():
    dated = {"one": "Ines Duarte resigned on Tuesday.", "other": "Ines Duarte resigned on Thursday."}
    assert only(*dated.values(), published=None).kind == "day"
    assert not conflicts("Ines Duarte resigned on March 3.", "Ines Duarte resigned on May 9.", published=None)


def test_a_number_in_words_holds_its_last_one():
    found = only(
        "Thirty-one sailors were rescued off Dunmere on Monday.",
        "Some 45 sailors were rescued off Dunmere on Monday.",
    )
    assert sides(found)["a0"] == "Thirty-one"


def test_a_quotation_with_another_auxiliary_is_a_conflict_of_wording():
    found = only(
        "“Moreno led the inquiry from its first day, will it be closed?” Duarte wrote.",
        "Duarte wrote that the inquiry into Moreno “should be closed” and went home.",
    )
    assert found.kind == "wording"
    assert found.about == "whether the words were “should be closed” or “will it be closed”"
    found = only(
        "“I think we can end up having a remarkable season,” Duarte said.",
        "Duarte said: “I think we will end up having a remarkable season.”",
    )
    assert sides(found) == {"a0": "can end", "a1": "will end"}


def test_two_quotations_that_only_share_a_verb_are_no_conflict():
    assert not conflicts(
        "“The ferry will be repaired before the winter,” Moreno said.",
        "Duarte said: “The cranes of the northern quay should be repaired by the owner.”",
    )
    assert not conflicts(
        "“The inquiry will be closed,” Duarte said, and “the inquiry should be closed,” she added.",
        "Duarte said the inquiry “should be closed” soon.",
    )


def test_a_day_that_one_leaves_open_is_no_conflict():
    assert not conflicts(
        "Ines Duarte will resign on Friday or Saturday, the council said.",
        "Ines Duarte will resign on Saturday, the council said.",
    )


def test_the_same_day_with_and_without_its_year_is_one_day():
    assert not conflicts(
        "Ines Duarte resigned on Feb. 3, 2011, after the first inquiry.",
        "Ines Duarte resigned on 3 February, after the first inquiry.",
    )


def test_an_order_to_stay_at_home_is_nobody_s_leaving():
    assert not conflicts(
        "Governor Duarte extended the stay-at-home order through April 30.",
        "Governor Duarte extended the stay-at-home order through May 15.",
    )


def test_what_was_not_so_until_a_day_is_not_denied():
    assert not conflicts(
        "Captain Moreno wasn't fired until March of this year.",
        "Later Captain Moreno was fired after the inquiry.",
    )
    assert not conflicts(
        "Captain Moreno was not fired for what he wrote.",
        "Captain Moreno was fired after the inquiry.",
    )


def test_a_tremor_that_a_survey_measured_is_no_poll():
    found = only(
        "The quake had a magnitude of 6.1, the survey said, and hit Dunmere.",
        "The quake had a magnitude of 6.8, the survey said, and hit Dunmere.",
    )
    assert sides(found) == {"a0": "6.1", "a1": "6.8"}


def test_one_outlet_that_names_two_days_contradicts_only_the_others():
    told = "Harbour master Ines Duarte resigned on {} after the inquiry."
    own = f"{told.format('Tuesday')} {told.format('Monday')}"
    assert not conflicts(own, "Rain fell over the harbour and the boats stayed in port all week.")
    found = only(own, told.format("Wednesday"))
    assert {member.figure for member in found.members} == {"Monday", "Tuesday", "Wednesday"}
