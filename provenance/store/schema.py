"""The tables of a store: what each holds, column by column. Anyone may query them."""

SCHEMA = 5  # rises when a table or a column changes; `migrate` moves older stores on

# Table: what a row is, then its columns. `value` holds the exact value as JSON, for reading it back.
TABLES: dict[str, tuple[str, str]] = {
    "meta": (
        "one fact about the store: schema, version that wrote it, settings, recipe, what datasketch drew",
        "name VARCHAR, value VARCHAR",
    ),
    "drops": (
        "one run of `ingest`; `finished` once all of its articles are in",
        '"drop" VARCHAR, name VARCHAR, ingested TIMESTAMP, articles INTEGER, finished BOOLEAN',
    ),
    "articles": (
        "one article in its newest version; `number` is what other tables call it by",
        (
            'number INTEGER, id VARCHAR, outlet VARCHAR, title VARCHAR, "text" VARCHAR, published VARCHAR, '
            "author VARCHAR, url VARCHAR, section VARCHAR, language VARCHAR, credit VARCHAR, owner VARCHAR, "
            'origin VARCHAR, inferred VARCHAR[], content VARCHAR, "drop" VARCHAR, words INTEGER'
        ),
    ),
    "versions": (
        "one earlier version of an article whose text changed; `changes` says from what to what",
        (
            'id VARCHAR, content VARCHAR, title VARCHAR, "text" VARCHAR, published VARCHAR, "drop" VARCHAR, '
            "replaced_by VARCHAR, changes JSON"
        ),
    ),
    "sentences": (
        "one sentence: characters `begin` up to `end`; `kind` 0 is body; `own_kind` before outlets' habits",
        (
            'article INTEGER, place INTEGER, "begin" INTEGER, "end" INTEGER, kind UTINYINT, '
            "own_kind UTINYINT, words INTEGER, key UBIGINT, quoted BOOLEAN"
        ),
    ),
    "keys": (
        "one band or run key of an article, 48 bits; two articles with the same key are worth a look",
        '"key" UBIGINT, article INTEGER, context USMALLINT, evidence UTINYINT',
    ),
    "signed": (
        "with `--index`: one sentence by its name there; `article` -1 is to be taken out",
        "name VARCHAR, article INTEGER, place INTEGER, context USMALLINT",
    ),
    "chains": (
        "one key in so many articles that they are linked in a row",
        '"key" UBIGINT, evidence UTINYINT',
    ),
    "bags": (
        "the words of an article's body and how often it has them, hashed",
        "article INTEGER, words BLOB, counts BLOB",
    ),
    "candidates": (
        "two articles (numbers) that `support` keys bring together",
        '"one" INTEGER, "other" INTEGER, support INTEGER',
    ),
    "heard": (
        "one key of what an article quotes: two that quote the same few rare words have one in common",
        '"key" UBIGINT, article INTEGER, context USMALLINT, evidence UTINYINT',
    ),
    "hearing": (
        "two articles (numbers) that `support` such keys bring together",
        '"one" INTEGER, "other" INTEGER, support INTEGER',
    ),
    "echoes": (
        "two articles (numbers) that may have a statement in common; `met`: whether any was found alike",
        '"one" INTEGER, "other" INTEGER, met BOOLEAN',
    ),
    "pairs": (
        (
            "two articles (ids) and what they amount to; `judged` before credits were read, `told` of where "
            "it comes from before third articles were; `held`: share of each in the other"
        ),
        (
            '"left" VARCHAR, "right" VARCHAR, tfidf DOUBLE, left_cover DOUBLE, right_cover DOUBLE, '
            "left_prose_cover DOUBLE, right_prose_cover DOUBLE, longest_run INTEGER, relation VARCHAR, "
            "confidence DOUBLE, reasons VARCHAR[], source VARCHAR, direction JSON, judged VARCHAR, "
            "judged_confidence DOUBLE, judged_reasons VARCHAR[], told JSON, "
            "left_held DOUBLE, right_held DOUBLE"
        ),
    ),
    "passages": (
        "one stretch two articles share; `differences` are quadruples of offsets",
        (
            '"left" VARCHAR, "right" VARCHAR, place INTEGER, left_begin INTEGER, left_end INTEGER, '
            "right_begin INTEGER, right_end INTEGER, kind VARCHAR, similarity DOUBLE, quoted BOOLEAN, "
            "differences INTEGER[], reasons VARCHAR[]"
        ),
    ),
    "skipped": (
        "something of a drop that was left out, and why",
        '"drop" VARCHAR, origin VARCHAR, step VARCHAR, reason VARCHAR',
    ),
    "said": (
        "what one article reports as said, before it is matched",
        "article INTEGER, value JSON",
    ),
    "stories": (
        "one event and the articles on it",
        "story VARCHAR, articles VARCHAR[], origins INTEGER, value JSON",
    ),
    "groups": (
        "articles that carry the same copy or statement",
        "kind VARCHAR, articles VARCHAR[], place INTEGER, origin VARCHAR, origin_article VARCHAR, value JSON",
    ),
    "quotes": (
        "one statement in several articles; `altered` counts those that changed it",
        (
            'speaker VARCHAR, "text" VARCHAR, decided_by VARCHAR, articles VARCHAR[], '
            "altered INTEGER, value JSON"
        ),
    ),
    "facts": (
        "one fact of a story: `shared`, `unique` or `conflict`",
        'story VARCHAR, kind VARCHAR, place INTEGER, "text" VARCHAR, articles VARCHAR[], value JSON',
    ),
    "derivations": (
        "how much of an article is other articles' text",
        "article VARCHAR, kind VARCHAR, share DOUBLE, credited BOOLEAN, value JSON",
    ),
}


def statements() -> list[str]:
    """Return what creates the tables."""
    return [f'CREATE TABLE "{name}" ({columns})' for name, (_, columns) in TABLES.items()]


def tables_table() -> str:
    """Write the tables as Markdown for the README."""
    rows = [f"| `{name}` | {what} | {_named(columns)} |" for name, (what, columns) in TABLES.items()]
    return "\n".join(["| table | a row is | columns |", "|---|---|---|", *rows])


def _named(columns: str) -> str:
    return ", ".join(f"`{each.split()[0].strip(chr(34))}`" for each in columns.split(", "))
