// View: the quotes. Each statement, who carries it, and the words each outlet changed.

const quoteState = { altered: false, search: "" };

function quotesView(box, wanted) {
  const families = data.quotes;
  const altered = families.filter((family) => family.members.some((member) => member.altered)).length;
  box.append(make("h1", { tabindex: -1 }, wanted ? "One statement" : "Quotes: same words?"),
    make("p", { class: "lead" }, wanted ? make("a", { href: "#quotes" }, "All quotes") :
      `${counted(families.length, "statement")} stand in more than one article; in ${altered} of them an outlet’s words differ. Sharing a quote is not copying.`));
  if (wanted) {
    const family = families.find(({ place }) => place === Number(wanted));
    box.append(family ? quoteCard(family) : make("p", {}, "This statement is not part of this page."));
    return;
  }
  const list = make("div");
  const fill = () => {
    const search = quoteState.search.toLowerCase();
    const differ = (family) => family.members.some((member) => member.altered);
    const shown = [...families].sort((one, other) => differ(other) - differ(one) || one.place - other.place).filter((family) => (!quoteState.altered || family.members.some((member) => member.altered)) &&
      (!search || `${family.speaker || ""} ${family.text}`.toLowerCase().includes(search)));
    list.replaceChildren(make("p", { class: "soft", role: "status" }, `${counted(shown.length, "statement")} shown.`),
      portioned(shown, (part) => make("div", { class: "cards" }, part.map(quoteCard)), 40));
  };
  box.append(make("div", { class: "tools" },
    make("label", {}, make("span", { class: "hidden" }, "Search speaker or words"), make("input", { type: "search", placeholder: "Speaker or words", value: quoteState.search,
      oninput: (event) => { quoteState.search = event.target.value; fill(); } })),
    make("label", {}, make("input", { type: "checkbox", checked: quoteState.altered, onchange: (event) => { quoteState.altered = event.target.checked; fill(); } }), "Only quotes whose words differ"),
    make("span", { class: "legend" }, make("span", {}, make("del", {}, "not said here")), make("span", {}, make("ins", {}, "only said here")))), list);
  fill();
}

const DECIDED = {
  "official text": "This is the official text.",
  majority: "Most articles have this wording.",
  undecided: "Which wording is the original cannot be told; this one is shown for comparison.",
};

function quoteCard(family) {
  const name = namesAmong(family.members.map((member) => member.article));
  const source = (member) => make("a", { href: link.article(member.article, member.span) }, name(member.article));
  const same = family.members.filter((member) => !member.altered && wordsOf(member) === family.text);
  const other = family.members.filter((member) => !same.includes(member)).sort((one, two) => two.altered - one.altered);
  return make("article", { class: "card" },
    make("h2", {}, make("a", { href: `#quote=${family.place}` }, family.speaker ? shorten(family.speaker, 80) : "Speaker not named")),
    make("blockquote", {}, family.text),
    make("p", { class: "small soft" }, DECIDED[family.decided_by] || "", family.notes.map((note) => ` ${prose([note])}`)),
    same.length ? make("p", {}, make("strong", {}, "These words: "), same.map((member, place) => [place ? ", " : "", source(member)])) : null,
    other.length ? make("ul", { class: "versions" }, other.map((member) => make("li", {},
      make("strong", {}, source(member)), make("span", { class: "wording" }, differing(family.text, wordsOf(member))),
      make("span", { class: "small" }, member.changes.map(([was, now, kind], place) => [place ? make("br") : "", was ? `“${was}”` : "nothing", " → ", now ? `“${now}”` : "left out",
        make("span", { class: "soft" }, ` (${kind})`)]))))) : null);
}

const wordsOf = (member) => member.text ?? cut(articles[member.article], ...member.span);

// Word by word: what the first has and the second lacks, and the other way round.
function differing(was, now) {
  const [one, other] = [was, now].map((words) => words.split(/\s+/).filter(Boolean).slice(0, 400));
  const same = (a, b) => bare(a) === bare(b);
  const rest = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) rest[i][j] = same(one[i], other[j]) ? rest[i + 1][j + 1] + 1 : Math.max(rest[i + 1][j], rest[i][j + 1]);
  }
  const parts = [];
  const put = (tag, word) => {
    if (parts.length && parts.at(-1)[0] === tag) parts.at(-1)[1].push(word);
    else parts.push([tag, [word]]);
  };
  for (let i = 0, j = 0; i < one.length || j < other.length;) {
    if (i < one.length && j < other.length && same(one[i], other[j])) { put("same", other[j]); i += 1; j += 1; }
    else if (i < one.length && (j >= other.length || rest[i + 1][j] >= rest[i][j + 1])) { put("del", one[i]); i += 1; }
    else { put("ins", other[j]); j += 1; }
  }
  return make("span", {}, parts.map(([tag, words], place) => [place ? " " : "", tag === "same" ? words.join(" ") : make(tag, {}, words.join(" "))]));
}

const bare = (word) => word.toLowerCase().replace(/[’‘]/g, "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
