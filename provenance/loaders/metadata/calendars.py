"""Names of months and time zones. English short forms first; the rest as newspapers print them."""

_NAMES = (
    (
        "january jan januar jänner janvier enero ene gennaio gen janeiro januari січня січень января "
        "январь stycznia styczeń"
    ),
    (
        "february feb februar février févr fevr febrero febbraio fevereiro fev februari лютого лютий "
        "февраля февраль lutego luty"
    ),
    "march mar märz maerz mrz mars marzo março marco maart березня березень марта март marca marzec",
    "april apr avril avr abril abr aprile квітня квітень апреля апрель kwietnia kwiecień",
    "may mai mayo maggio mag maio mei maj травня травень мая май maja",
    "june jun juni juin junio giugno giu junho червня червень июня июнь czerwca czerwiec",
    "july jul juli juillet juil julio luglio lug julho липня липень июля июль lipca lipiec",
    "august aug août aout agosto ago augustus augusti серпня серпень августа август sierpnia sierpień",
    (
        "september sept sep septembre septiembre settembre set setembro вересня вересень сентября "
        "сентябрь września wrzesień"
    ),
    (
        "october oct oktober okt octobre octubre ottobre ott outubro out жовтня жовтень октября октябрь "
        "października październik"
    ),
    "november nov novembre noviembre novembro листопада листопад ноября ноябрь listopada listopad",
    (
        "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember грудня грудень "
        "декабря декабрь grudnia grudzień"
    ),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}

# Hours behind UTC in winter of the American zones named without saying whether it is summer.
DAYLIGHT = {"ET": 5, "CT": 6, "MT": 7, "PT": 8}
# Names that several countries use (IST, AST, CST) are left out: no zone is better than a wrong one.
OFFSETS = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "SAST": "+02:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00", "PST": "-08:00",
    "PDT": "-07:00", "AKST": "-09:00", "HST": "-10:00",
}  # fmt: skip
