"""The words numbers are written in, and the words around numbers that say what they are."""


def listed(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


NUMBER_WORDS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0,
    "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0,
    "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥"}
UNITS = {
    "percent": "%", "pc": "%", "percentage": "%",
    "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "yuan": "yuan",
    "rubles": "rubles", "roubles": "rubles", "rupees": "rupees", "cents": "cents",
    "second": "seconds", "seconds": "seconds", "minute": "minutes", "minutes": "minutes", "hour": "hours",
    "hours": "hours", "day": "days", "days": "days", "week": "weeks", "weeks": "weeks", "month": "months",
    "months": "months", "year": "years", "years": "years", "decade": "decades", "decades": "decades",
    "mile": "miles", "miles": "miles", "kilometer": "km", "kilometers": "km", "kilometre": "km",
    "kilometres": "km", "km": "km", "meters": "m", "metres": "m", "meter": "m", "metre": "m",
    "foot": "feet", "feet": "feet", "inch": "inches", "inches": "inches", "yards": "yards",
    "acre": "acres", "acres": "acres", "hectares": "hectares", "mph": "mph", "degree": "degrees",
    "degrees": "degrees", "ton": "tons", "tons": "tons", "tonnes": "tons", "kilograms": "kg", "kg": "kg",
    "barrels": "barrels", "gallons": "gallons", "megawatts": "MW", "points": "points",
}  # fmt: skip
MONEY = frozenset("$€£¥")
TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades"})
# Units of one measure, and how many of its smallest each is worth.
MEASURES = {
    "seconds": ("time", 1.0), "minutes": ("time", 60.0), "hours": ("time", 3.6e3), "days": ("time", 8.64e4),
    "weeks": ("time", 6.048e5), "months": ("time", 2.63e6), "years": ("time", 3.156e7),
    "decades": ("time", 3.156e8),
    "inches": ("way", 1.0), "feet": ("way", 12.0), "yards": ("way", 36.0), "m": ("way", 39.37),
    "km": ("way", 3.937e4), "miles": ("way", 6.336e4),
    "acres": ("area", 1.0), "hectares": ("area", 2.471),
    "kg": ("mass", 1.0), "tons": ("mass", 1e3),
}  # fmt: skip
AGES = listed("year years month months week weeks day days")
MONTHS = listed(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
CALENDAR = MONTHS | listed("monday tuesday wednesday thursday friday saturday sunday")
# A number after one of these is a name or a place in a list, not a count.
NAMERS = listed(
    "section article chapter title no number route highway flight room district channel page part phase act "
    "stage interstate apartment suite box figure table season episode volume version amendment proposition "
    "prop measure resolution station ward precinct world formula super round quarter"
)
# What a word like "thirds" divides by, so that "two-thirds" meets "66 percent".
DIVISORS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
# Between which numbers a plural lies, upwards generously: nobody who writes "thousands" has counted.
PLURALS = {
    "dozens": (24.0, 500.0), "scores": (40.0, 500.0), "hundreds": (200.0, 5e3), "thousands": (2e3, 1e5),
}  # fmt: skip

# How the words before a figure bound it.
QUALIFIERS = {
    "below": (
        "up to", "as many as", "as much as", "at most", "fewer than", "less than", "no more than", "under",
        "not more than", "a maximum of", "below",
    ),
    "above": (
        "more than", "at least", "over", "upwards of", "upward of", "in excess of", "above", "exceeding",
        "no fewer than", "no less than", "a minimum of", "well over", "just over", "topped",
    ),
    "nearly": ("nearly", "almost", "just under", "close to", "just short of", "approaching"),
    "about": (
        "about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "circa", "near",
        "in the region of", "a reported",
    ),
}  # fmt: skip
# Words that end what is counted: "150 detainees who", "7,000 could follow".
ENDS = listed(
    "who whom which that were was are is be been being have has had will would could can may might should "
    "in on at by for from to of with without and or but as after before since during while when where if "
    "than then over under into out up down off about against between among through across within he she it "
    "they them we us i you said says say told according also not no only just so"
)
LEADS = listed("the additional more other a his her its their")
