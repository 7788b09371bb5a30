"""Words that name the same state or kind of thing, so that "prisoners", "inmates" and "in cells" meet.

Kinds say what is counted; states say what is so of it; events say what happened to it. Two figures of
people in the same event ("killed", "escaped") may be one quantity in different words; figures of
different events never are: 150 moved and 200 escaped.
"""

KINDS = {
    "people": """
        people persons person men women members residents citizens civilians individuals victims
        human adults fighters militants suspects detainees prisoners inmates captives extremists
        jihadists operatives rebels insurgents terrorists soldiers troops servicemembers
        personnel officers guards gunmen protesters demonstrators marchers passengers crew
        refugees migrants immigrants children families students pupils workers employees voters
        patients attendees supporters fans others escapees hostages villagers homeless evacuees""",
    "vehicles": "vehicles cars trucks lorries motorists drivers crossings",
    "ships": "ships vessels boats barges",
    "homes": "homes houses households properties buildings structures dwellings",
    "aircraft": "aircraft planes jets warplanes flights helicopters",
    "shots": "shots rounds bullets",
    "votes": "votes ballots",
    "jobs": "jobs positions posts layoffs",
}
STATES = {
    "held": """
        held holding hold detained detention jailed imprisoned prison prisons jail jails cell
        cells bars custody detainees prisoners inmates captives locked incarcerated camps
        facilities penned""",
    "use": "carries carry carried use uses used cross crosses crossing traffic daily day weekday",
    "cost": """
        cost costs worth price priced valued paid pay pays spending spent budget fund funds
        funding appropriate appropriated appropriation demand demanded demanding insisting
        insisted asking asked sought request requested""",
    "attend": "attended attendance crowd crowds rally gathered turnout marched packed",
}
EVENTS = {
    "die": """
        killed dead died die dies deaths death fatalities slain murdered perished toll massacred
        fatally gunned""",
    "hurt": "wounded injured hurt injuries injury hospitalized hospitalised maimed",
    "escape": """
        escaped escape escapes escapees escaping fled flee jailbreak breakout freed slipped
        broke absconded got""",
    "move": """
        moved moving move transferred transfer transfers transported transport flown flew
        airlift relocated relocate relocation shifted taken flights flight""",
    "catch": """
        arrested arrest arrests recaptured caught apprehended apprehension apprehensions captured
        capture captures rounded seized nabbed""",
    "miss": "missing unaccounted disappeared",
    "displace": "displaced evacuated evacuation homeless uprooted",
    "sack": "fired laid sacked dismissed layoffs cut",
    "charge": "charged indicted convicted sentenced pleaded",
    "rescue": "rescued saved",
    "destroy": "destroyed burned damaged razed leveled levelled flattened",
}

# What happens to somebody or something once, so that two days of it contradict each other.
HAPPENINGS = {
    **EVENTS,
    "leave": """
        leave leaves leaving left depart departs departing departed departure retire retires retiring
        exit exits stay stays remain remains final step stepping steps""",
    "resign": "resign resigns resigned resigning resignation quit quits quitting",
    "vote": """
        vote votes voted voting pass passes passed passing passage override overrode overriding overridden
        approve approves approved ratify ratified""",
    "reply": "respond responds responded responding reply replied comment commented answer answered",
    "charge": "charge charges charged indict indicted",
    "convict": "convicted acquitted",
    "sentence": "sentenced sentencing",
    "plead": "pleaded pleads pled",
    "sign": "sign signs signed signing signature",
    "meet": "meet meets met meeting summit",
    "begin": """
        begin begins began begun start starts started starting open opens opened opening launch launched
        resume resumes resumed resuming""",
    "end": "end ends ended ending close closes closed expire expires expired conclude concluded",
    "sue": "sue sues sued suing lawsuit",
    "marry": "marry married wed wedding",
    "born": "born birth",
    "crash": "crash crashed crashes collided collision struck",
    "burn": "fire blaze burned",
    "find": "found discovered",
    "elect": "elected election reelected inaugurated inauguration sworn",
    "hire": "hired joined appointed named nominated nomination confirmed confirmation",
    "shoot": "shot shooting",
    "truce": "ceasefire truce armistice",
}


def _index(groups: dict[str, str]) -> dict[str, str]:
    """Turn lists of words into an index from each word to its list's name."""
    return {word: name for name, words in groups.items() for word in words.split()}


KIND_OF, STATE_OF, EVENT_OF = _index(KINDS), _index(STATES), _index(EVENTS)
HAPPENING_OF = _index(HAPPENINGS)
