// View: the facts. Who tells what, where outlets disagree, and what only one outlet has.

function factsView(box) {
  const { shared, unique, conflicts, tables } = facts, sure = shared.filter((fact) => fact.sure);
  box.append(make("h1", { tabindex: -1 }, "Facts: shared, alone, in conflict"),
    make("p", { class: "lead" }, `${counted(sure.length, "statement")} told by several outlets, ${unique.length.toLocaleString("en")} by one only, ${counted(conflicts.length, "disagreement")}.`));
  if (!shared.length && !unique.length && !conflicts.length) box.append(make("p", {}, "No facts were found to compare."));
  if (conflicts.length) box.append(make("h2", {}, term("conflict", "Where outlets disagree")), portioned(conflicts, (part) => make("div", { class: "cards" }, part.map(conflictCard)), 30));
  const several = tables.filter((each) => each.rows.length).sort((one, other) => other.rows.length - one.rows.length);
  if (several.length) box.append(make("h2", {}, term("shared facts", "Who tells what")), portioned(several, (part) => make("div", {}, part.map((each) => factTable(each))), 5));
  if (unique.length) box.append(make("h2", {}, term("unique fact", "What only one outlet tells")), uniqueCards(unique));
}

function conflictCard(conflict) {
  const sides = new Map();
  for (const { article, span: [begin, end], figure } of conflict.members) {
    const words = capital(figure || cut(articles[article], begin, end));
    const key = words.replace(/^(?:about|around|roughly|some|nearly|almost|approximately|an estimated) /i, "").toLowerCase();
    if (!sides.has(key)) sides.set(key, [words, []]);
    sides.get(key)[1].push([article, begin, end]);
  }
  const name = namesAmong(conflict.members.map((member) => member.article));
  return make("article", { class: "card" }, make("h3", {}, capital(shorten(conflict.about, 160))),
    make("div", { class: "sides" }, [...sides.values()].map(([figure, members]) => make("div", {}, make("strong", {}, shorten(figure, 60)),
      portioned(sameWords(members), (part) => make("div", {}, part.map((group) => make("p", { class: "small" },
        group.slice(0, 5).map(([article, begin, end], place) => [place ? ", " : "", make("a", { href: link.article(article, [begin, end]) }, name(article))]),
        group.length > 5 ? ` and ${group.length - 5} more` : "", make("br"), inQuotes(shorten(cut(articles[group[0][0]], group[0][1], group[0][2]), 220))))), 3)))),
    conflict.notes.length ? make("p", { class: "small soft" }, prose(conflict.notes)) : null);
}

// Articles that say it in the same words stand together.
function sameWords(members) {
  const found = new Map();
  for (const member of members) {
    const words = cut(articles[member[0]], member[1], member[2]).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
    found.set(words, [...(found.get(words) || []), member]);
  }
  return [...found.values()].sort((one, other) => other.length - one.length);
}

// Rows facts, columns outlets, from what everyone has down. Facts of one outlet alone follow as cards.
function factTable(made, named = true) {
  const story = data.stories.find((each) => each.id === made.story);
  const columns = made.outlets.slice(0, 14), rows = made.rows.map(([disputed, place]) => factRow(disputed, place));
  const name = (outlet) => shorten(outlet, 40);
  return make("section", {}, named ? make("h3", {}, story ? make("a", { href: link.story(story) }, storyName(story)) : shorten(made.story, 80)) : null,
    make("p", { class: "small soft" }, "● or a figure: tells it; ~: something like it; ≠: outlets contradict each other."),
    portioned(rows, (part) => table(
      ["Statement", { of: "Outlets", class: "number" }, ...columns.map((outlet) => ({ of: make("span", {}, name(outlet)), class: "told" }))],
      part.map((row) => [{ of: row.text, class: "statement" }, { of: [...row.cells.values()].filter((cell) => cell.sure).length, class: "number" },
        ...columns.map((outlet) => factCell(outlet, row.cells.get(outlet)))]), { label: "Facts and outlets" }), 25),
    made.outlets.length > columns.length ? make("p", { class: "soft small" }, `${made.outlets.length - columns.length} outlets that tell less are not shown as columns; facttable.csv has them.`) : null,
    make("details", {}, make("summary", {}, "How much each outlet tells"), coverage(made, rows)));
}

function factRow(disputed, place) {
  const fact = disputed ? facts.conflicts[place] : facts.shared[place], cells = new Map();
  for (const member of [...fact.members].sort((one, other) => other.sure - one.sure)) {
    const outlet = articles[member.article].outlet || articles[member.article].id;
    if (!cells.has(outlet)) cells.set(outlet, { ...member, figures: [] });
    if (member.sure && member.figure && !cells.get(outlet).figures.includes(member.figure)) cells.get(outlet).figures.push(member.figure);
  }
  return { cells, text: disputed ? ["≠ ", capital(shorten(fact.about, 160))] : shorten(capital(fact.text), 200) };
}

function factCell(outlet, cell) {
  if (!cell) return { class: "told", of: make("span", { class: "hidden" }, "not told") };
  const figure = shorten(cell.figures.join(" / "), 30);
  return { class: figure ? "told figure" : "told", of: make("a", { href: link.article(cell.article, cell.span),
    "aria-label": `${shorten(outlet, 40)} ${cell.sure ? "tells it" : "tells something like it"}${figure ? `: ${figure}` : ""}` }, figure || (cell.sure ? "●" : "~")) };
}

function coverage(made, rows) {
  return table(["Outlet", { of: "Facts told", class: "number" }, { of: "Only here", class: "number" }, "Leaves out what most others tell"],
    made.outlets.map((outlet, place) => {
      const [told, alone, omitted] = made.accounts[place];
      return [shorten(outlet, 40), { of: `${told} of ${made.total}`, class: "number" }, { of: alone, class: "number" },
        omitted.length ? make("ul", {}, omitted.map((each) => make("li", {}, rows[each].text))) : ""];
    }), { label: "How much each outlet tells" });
}

function uniqueCards(list) {
  const found = new Map();
  for (const fact of [...list].sort((one, other) => other.score - one.score)) found.set(fact.article, [...(found.get(fact.article) || []), fact]);
  const ordered = [...found].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  return portioned(ordered, (part) => make("div", { class: "cards" }, part.map(([number, own]) => make("article", { class: "card" },
    make("h3", {}, make("a", { href: link.article(number) }, nameOf(number)), make("span", { class: "soft" }, ` ${counted(own.length, "fact")}`)),
    portioned(own, (some) => make("ul", {}, some.map((fact) => make("li", {}, newPart(fact), " ",
      make("a", { href: link.article(number, fact.span), class: "small", "aria-label": `In the article of ${nameOf(number)}: ${shorten(cut(articles[number], ...fact.span), 60)}` }, "in the article")))), 5)))), 20);
}

// Of a sentence that is told elsewhere too, the new part is marked.
function newPart(fact) {
  const article = articles[fact.article], [begin, end] = fact.sentence, part = shorten(cut(article, ...fact.span), 320);
  if (begin === fact.span[0] && end === fact.span[1]) return part;
  const before = cut(article, begin, fact.span[0]), after = cut(article, fact.span[1], end);
  return [make("span", { class: "soft" }, before.length > 160 ? `…${before.slice(-120)}` : before), make("ins", {}, part), make("span", { class: "soft" }, shorten(after, 120))];
}
