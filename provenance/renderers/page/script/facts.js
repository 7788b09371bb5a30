// View: the facts. Who tells what, where outlets disagree, and what only one outlet has.

function factsView(box) {
  const { shared, unique, conflicts } = facts;
  box.append(make("h1", { tabindex: -1 }, "Facts: shared, alone, in conflict"),
    make("p", { class: "lead" }, `${counted(shared.length, "statement")} told by several outlets, ${unique.length.toLocaleString("en")} by one only, ${counted(conflicts.length, "disagreement")}.`));
  if (!shared.length && !unique.length && !conflicts.length) box.append(make("p", {}, "No facts were found to compare."));
  if (conflicts.length) box.append(make("h2", {}, term("conflict", "Where outlets disagree")), portioned(conflicts, (part) => make("div", { class: "cards" }, part.map(conflictCard)), 30));
  if (shared.length) box.append(make("h2", {}, term("shared facts", "Who tells what")), portioned(byStory(shared), (part) => make("div", {}, part.map(factTable)), 5));
  if (unique.length) box.append(make("h2", {}, term("unique fact", "What only one outlet tells")), uniqueCards(unique));
}

function byStory(list) {
  const found = new Map();
  for (const fact of list) found.set(fact.story, [...(found.get(fact.story) || []), fact]);
  return [...found].sort((one, other) => other[1].length - one[1].length);
}

function conflictCard(conflict) {
  const sides = new Map();
  for (const [article, begin, end, figure] of conflict.members) {
    const words = capital(figure || cut(articles[article], begin, end));
    const key = words.replace(/^(?:about|around|roughly|some|nearly|almost|approximately|an estimated) /i, "").toLowerCase();
    if (!sides.has(key)) sides.set(key, [words, []]);
    sides.get(key)[1].push([article, begin, end]);
  }
  const name = namesAmong(conflict.members.map(([article]) => article));
  return make("article", { class: "card" }, make("h3", {}, capital(shorten(conflict.about, 160))),
    make("div", { class: "sides" }, [...sides.values()].map(([figure, members]) => make("div", {}, make("strong", {}, shorten(figure, 60)),
      portioned(sameWords(members), (part) => make("div", {}, part.map((group) => make("p", { class: "small" },
        group.slice(0, 5).map(([article, begin, end], place) => [place ? ", " : "", make("a", { href: link.article(article, [begin, end]) }, name(article))]),
        group.length > 5 ? ` and ${group.length - 5} more` : "", make("br"), `“${shorten(cut(articles[group[0][0]], group[0][1], group[0][2]), 220)}”`))), 3)))),
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

function factTable([storyId, list]) {
  const story = data.stories.find((each) => each.id === storyId);
  const tellers = [...new Set(list.flatMap((fact) => fact.members.map(([article]) => article)))];
  const total = new Map(tellers.map((number) => [number, list.filter((fact) => fact.members.some(([article]) => article === number)).length]));
  tellers.sort((one, other) => total.get(other) - total.get(one) || one - other);
  const columns = tellers.slice(0, 14);
  const name = namesAmong(columns);
  const sorted = [...list].sort((one, other) => other.members.length - one.members.length);
  return make("section", {}, make("h3", {}, story ? make("a", { href: link.story(story) }, storyName(story)) : shorten(storyId, 80)),
    portioned(sorted, (part) => table(
      ["Statement", { of: "Outlets", class: "number" }, ...columns.map((number) => ({ of: make("span", {}, name(number)), class: "told" }))],
      part.map((fact) => [{ of: shorten(fact.text, 260), class: "statement" }, { of: new Set(fact.members.map(([article]) => articles[article].outlet)).size, class: "number" },
        ...columns.map((number) => {
          const member = fact.members.find(([article]) => article === number);
          return { class: "told", of: member ? make("a", { href: link.article(number, member.slice(1, 3)), "aria-label": `${nameOf(number)} tells it` }, "●") : make("span", { class: "hidden" }, "not told") };
        })]), { label: "Facts and outlets" }), 25),
    tellers.length > columns.length ? make("p", { class: "soft small" }, `${tellers.length - columns.length} articles with fewer shared facts are not shown as columns; facts.csv has them.`) : null);
}

function uniqueCards(list) {
  const found = new Map();
  for (const fact of [...list].sort((one, other) => other.score - one.score)) found.set(fact.article, [...(found.get(fact.article) || []), fact]);
  const ordered = [...found].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  return portioned(ordered, (part) => make("div", { class: "cards" }, part.map(([number, own]) => make("article", { class: "card" },
    make("h3", {}, make("a", { href: link.article(number) }, nameOf(number)), make("span", { class: "soft" }, ` ${counted(own.length, "fact")}`)),
    portioned(own, (some) => make("ul", {}, some.map((fact) => make("li", {}, `${shorten(cut(articles[number], ...fact.span), 320)} `,
      make("a", { href: link.article(number, fact.span), class: "small", "aria-label": `In the article of ${nameOf(number)}: ${shorten(cut(articles[number], ...fact.span), 60)}` }, "in the article")))), 5)))), 20);
}
