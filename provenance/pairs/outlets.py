"""Which other outlets an article names, for their stories."""

from functools import cached_property

from provenance.model import Article
from provenance.naming import lowered, named

_OPINION = ("op-ed", "opinion piece", "open letter", "guest essay")  # prose that is itself a statement


class Naming:
    """The outlets that an article names: each is looked for once, however many pairs ask."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[str, bool] = {}

    def some(self, outlets: set[str]) -> set[str]:
        """Return which of some other outlets the article names, for their stories and not for an opinion."""
        new = outlets.difference(self._known)
        if new:
            text, own = self._article.text, self._article.outlet
            small = "" if self._of_opinions else lowered(text)
            for each in new:
                self._known[each] = not self._of_opinions and each != own and named(each, text, small)
        return {each for each in outlets if self._known[each]}

    @cached_property
    def _of_opinions(self) -> bool:
        return any(each in self._article.text for each in _OPINION)
