"""Languages as sources name them, as ISO 639-1 codes."""

_NAMES = {
    "en": "eng english englisch anglais",
    "de": "deu ger german deutsch",
    "fr": "fra fre french français",
    "es": "spa spanish español castellano",
    "it": "ita italian italiano",
    "pt": "por portuguese português",
    "nl": "nld dut dutch nederlands",
    "pl": "pol polish polski",
    "uk": "ukr ukrainian українська",
    "ru": "rus russian русский",
    "ar": "ara arabic العربية",
    "zh": "zho chi chinese 中文",
    "ja": "jpn japanese 日本語",
    "ko": "kor korean 한국어",
    "tr": "tur turkish türkçe",
    "sv": "swe swedish svenska",
    "da": "dan danish dansk",
    "no": "nor norwegian norsk",
    "fi": "fin finnish suomi",
    "cs": "ces cze czech čeština",
    "el": "ell gre greek",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी",
    "fa": "fas per persian farsi فارسی",
    "ro": "ron rum romanian",
    "hu": "hun hungarian magyar",
    "id": "ind indonesian",
    "vi": "vie vietnamese",
    "ku": "kur kurdish kurdî",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
_CODE_LETTERS = 2


def language(stated: str) -> str | None:
    """Give the ISO 639-1 code of ``en-US``, ``eng`` or ``English``; None where it is not known."""
    name = stated.strip().lower().replace("_", "-").split("-", 1)[0].strip()
    if len(name) == _CODE_LETTERS and name.isascii() and name.isalpha():
        return name
    return _CODES.get(name)
