"""What each word means, for readers who meet it for the first time. The page and the summary share it."""

GLOSSARY: dict[str, str] = {
    "similar words": (
        "How alike two articles' vocabularies are, from 0 (nothing in common) to 100 (the same words equally "
        "often). Rare words count more than common ones (TF-IDF). Two reports on one event are similar "
        "without any copying."
    ),
    "shared text": (
        "How much of one article's own text also stands in the other. It has a direction: a short article "
        "may stand whole in a long one, while most of the long one is its own."
    ),
    "shared facts": "Statements that both make, in whatever words. ~ where only alike.",
    "verbatim": "The same words in the same order. Upper and lower case and punctuation do not count.",
    "edited": "The same sentence with some words changed, added or cut.",
    "paraphrase": "The same thing said in other words. The program estimates this; it can be wrong.",
    "reprint": "Nearly all of one article stands in the other.",
    "wire copy": "Both carry text from the same news agency or another common source, beyond quotes.",
    "likely wire copy": "Several outlets carry the same text, probably an agency's; none is named.",
    "excerpt": "A block of one article stands in the other; the rest is its own.",
    "shared statement": (
        "What they share is quoted speech or an official statement: the same source. "
        "Sharing a quote is not copying."
    ),
    "same story": "Both are about the same event, each in its own words.",
    "unrelated": "No sign that the two have anything to do with each other.",
    "boilerplate": "What an outlet repeats under many articles: sign-up lines, copyright. Not compared.",
    "origin": (
        "Where a common text most likely came from. Credit lines, “first reported by”, what one text has "
        "and the other lacks, and dates are weighed; often the honest answer is “cannot tell”."
    ),
    "independent origins": "How many separate sources the articles on one event have: ten copies are one.",
    "altered quote": "The same statement, but with words that differ from the likely original.",
    "unique fact": "A statement that only one outlet of a story makes, among the articles compared here.",
    "conflict": "Figures, days or statements of several outlets that cannot all be right.",
    "confidence": "How sure the program is. 70 % means: of ten such answers about seven are right.",
    "longest run": "The longest row of words that stands in both, word for word.",
}
"""Term and explanation, in the order in which a reader meets them."""

NOT_A_VERDICT = (
    "Matches are not a verdict. Agencies sell their texts to be printed, offices publish statements to be "
    "quoted; whether sharing is fair is for people to judge."
)
