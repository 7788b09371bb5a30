// Views: the stories, and one story with its groups, where they came from, and when each article appeared.

const storyName = (story) => shorten(story.name, 140);

function storiesView(box) {
  const told = data.stories.filter((story) => story.members.length > 1);
  const single = data.stories.length - told.length;
  box.append(make("h1", { tabindex: -1 }, "Stories and where they came from"),
    make("p", { class: "lead" }, `${counted(told.length, "event")} told by more than one article`, single ? `; ${counted(single, "article")} stand alone.` : "."));
  box.append(portioned([...told].sort((one, other) => other.members.length - one.members.length), (part) => make("div", { class: "cards" }, part.map(storyCard)), 30));
  box.append(...trial());
  const stray = data.groups.filter((group) => new Set(group.members.map((member) => storyOf[member])).size > 1);
  if (stray.length) box.append(make("h2", {}, "Copy shared across stories"), portioned(stray, (part) => make("div", { class: "cards" }, part.map(groupCard)), 30));
}

function storyCard(story) {
  const groups = groupsOf(story);
  const outlets = [...new Set(story.members.map(outletOf))];
  return make("article", { class: "card" }, make("h2", {}, make("a", { href: link.story(story) }, storyName(story))),
    make("p", {}, `${counted(story.count, "article")} from ${listed(outlets, 8)}`, originsOf(story)),
    groups.length ? make("ul", { class: "kinds" }, groups.slice(0, 4).map((group) => make("li", {}, chip(group.kind), make("span", {}, carriers(group.members, 5)))),
      groups.length > 4 ? make("li", {}, make("span", { class: "soft" }, `… and ${counted(groups.length - 4, "more group")}`)) : null) : null);
}

// How similar is similar enough: groups anew at another threshold, from the shares the pairs already have.
function trial() {
  const list = make("div", { "aria-live": "polite" });
  const said = make("output", {});
  const regroup = (share) => {
    const root = articles.map((_, number) => number);
    const find = (number) => (root[number] === number ? number : (root[number] = find(root[number])));
    for (const pair of pairs) {
      if (pair.raw.length && Math.max(pair.leftProse, pair.rightProse) >= share) root[find(pair.left)] = find(pair.right);
    }
    const groups = new Map();
    articles.forEach((_, number) => groups.set(find(number), [...(groups.get(find(number)) || []), number]));
    const found = [...groups.values()].filter((group) => group.length > 1).sort((one, other) => other.length - one.length || one[0] - other[0]);
    said.textContent = `${Math.round(100 * share)} %: ${counted(found.length, "group")}, ${counted(found.flat().length, "article")}`;
    list.replaceChildren(make("ul", {}, found.slice(0, 40).map((group) => make("li", {}, group.slice(0, 30).map((number, place) =>
      [place ? ", " : "", make("a", { href: link.article(number) }, namesAmong(group)(number))]), group.length > 30 ? ` and ${group.length - 30} more` : ""))),
    found.length > 40 ? make("p", { class: "soft" }, `… and ${found.length - 40} more groups.`) : "");
  };
  const slide = make("input", { type: "range", class: "slide", id: "enough", min: 5, max: 100, step: 5, value: 30, oninput: (event) => regroup(event.target.value / 100) });
  regroup(0.3);
  return [make("h2", {}, "Try it: how similar is similar enough?"),
    make("p", {}, "Move the slider: articles form a group when at least this much of one also stands in another, quotes left aside. Where you draw the line decides who belongs together."),
    make("div", { class: "tools" }, make("label", { for: "enough" }, "At least"), slide, said), list];
}

const originsOf = (story) => (story.origins ? [", which go back to ", term("independent origins", counted(story.origins, "independent origin")), "."] : ".");
const storyOf = [];
for (const story of data.stories) for (const member of story.members) storyOf[member] = story.id;
const groupsOf = (story) => data.groups.filter((group) => group.members.every((member) => storyOf[member] === story.id));

function storyView(box, wanted) {
  const story = data.stories.find((each) => each.id === decodeURIComponent(wanted));
  if (!story) return missing(box, "This story is not part of this page", wanted);
  const groups = groupsOf(story);
  box.append(make("h1", { tabindex: -1 }, storyName(story)),
    make("p", { class: "lead" }, counted(story.count, "article"),
      story.count > story.members.length ? ` (${story.members.length} of them on this page)` : "", originsOf(story)));
  box.append(make("h2", {}, "When each appeared"), timeline(story.members));
  box.append(make("h2", {}, "Who carries the same copy"));
  if (groups.length) box.append(portioned(groups, (part) => make("div", { class: "cards" }, part.map(groupCard)), 12));
  else box.append(make("p", {}, "No group: every article tells it in its own words."));
  if (story.sources.length) box.append(make("h2", {}, term("independent origins", "Independent origins")), portioned(story.sources, (part) => table(["Origin", "Articles that rest on it", "Why"],
    part.map(([name, members, why]) => [shorten(name, 80), members.map((number, place) => [place ? ", " : "", make("a", { href: link.article(number) }, nameOf(number))]), prose([why])]), { label: "Independent origins" }), 25));
  const graph = lineage(story);
  if (graph) box.append(make("h2", {}, "Where it likely came from"), graph);
  const inside = pairs.filter((pair) => pair.raw.length && storyOf[pair.left] === story.id && storyOf[pair.right] === story.id);
  if (inside.length) box.append(make("h2", {}, "Pairs that share text"), pairTable(inside));
  const who = facts.tables.find((each) => each.story === story.id && each.rows.length);
  if (who) box.append(make("h2", {}, term("shared facts", "Who tells what")), factTable(who, false));
  const own = facts.unique.filter((fact) => fact.story === story.id);
  if (own.length) box.append(make("h2", {}, "What each adds"), uniqueCards(own));
  return undefined;
}

function groupCard(group) {
  const origin = group.origin;
  const name = namesAmong(group.members);
  const from = origin && origin.article !== null ? make("a", { href: link.article(origin.article) }, origin.name) : origin?.name;
  const rows = group.members.map((number) => {
    const own = group.members.filter((other) => other !== number).map((other) => pairOf(number, other)).filter(Boolean);
    const cover = Math.max(0, ...own.map((pair) => (pair.left === number ? pair.leftCover : pair.rightCover)));
    const best = [...own].sort(byStrength)[0];
    return [make("a", { href: link.article(number) }, name(number)), dated(articles[number]),
      { of: percent(cover), class: "number" }, { of: percent(1 - cover), class: "number" },
      best ? make("a", { href: link.pair(best), "aria-label": `Compare ${nameOf(best.left)} with ${nameOf(best.right)}` }, "Compare") : ""];
  });
  return make("section", { class: "card" }, make("h3", {}, chip(group.kind), ` ${carriers(group.members, 6)}`),
    make("p", {}, make("strong", {}, "Origin: "), origin ? [from, ` (${certainty(origin.confidence)}). ${prose(origin.evidence)}`] : "cannot tell."),
    group.kind === "shared statement" ? make("p", {}, group.members.map((number, place) => [place ? ", " : "", make("a", { href: link.article(number) }, name(number))])) :
  table(["Article", "Date", { of: "Shared with the group", class: "number" }, { of: "Own text", class: "number" }, silent("Side by side")], rows, { label: `Members: ${group.kind}` }),
  group.texts.filter(([, added, left]) => added.length || left.length).map((text) => edits(text)));
}

// What one member of a group left out of the common text, in another's words, and what it added.
function edits([number, added, left]) {
  const shown = (spans, tag) => spans.map(([article, begin, end]) => make("li", { class: "wording" },
    make(tag, {}, shorten(cut(articles[article], begin, end), 400)), " ", make("a", { class: "small", href: link.article(article, [begin, end]),
      "aria-label": `In the article of ${nameOf(article)}: ${shorten(cut(articles[article], begin, end), 50)}` }, nameOf(article))));
  return make("details", {}, make("summary", {}, `${outletOf(number)}: ${counted(left.length, "part")} left out, ${counted(added.length, "part")} of its own`),
    left.length ? [make("h4", {}, "Left out"), make("ul", {}, shown(left, "del"))] : null,
    added.length ? [make("h4", {}, "Its own"), make("ul", {}, shown(added.map((span) => [number, ...span]), "ins"))] : null);
}

// Dates as far as they are known: a day without an hour is a bar as wide as the day.
function timeline(members) {
  const spans = members.map((number) => [number, stretchOf(articles[number].published)]);
  const known = spans.filter(([, span]) => span).sort((one, other) => one[1][0] - other[1][0] || one[1][1] - other[1][1]);
  const unknown = spans.filter(([, span]) => !span);
  const from = Math.min(...known.map(([, [begin]]) => begin)), to = Math.max(...known.map(([, [, end]]) => end));
  const place = (time) => (100 * (time - from)) / Math.max(1, to - from);
  const name = namesAmong(members);
  const row = ([number, span]) => {
    const named = make("a", { href: link.article(number) }, name(number));
    if (!span) return make("li", {}, make("span", {}, named), make("span", { class: "soft small" }, "no date known"));
    const [begin, end] = span;
    const bar = make("i", { class: end - begin > 3.6e6 ? "vague" : "" });
    bar.style.left = `min(${place(begin)}%, 100% - .8rem)`;
    bar.style.width = `${place(end) - place(begin)}%`;
    return make("li", {}, make("span", {}, named, make("br"), make("span", { class: "small soft" }, dated(articles[number]))),
      make("span", { class: "track", "aria-hidden": "true" }, bar));
  };
  const list = portioned([...known, ...unknown], (part) => make("ol", { class: "timeline" }, part.map(row)), 25);
  const ends = known.length ? [from, to].map((time) => new Date(time).toISOString().slice(0, 16).replace("T", ", ")) : [];
  return make("div", {}, known.length ? make("p", { class: "small soft axis" }, make("span", {}, `${ends[0]} UTC`), make("span", {}, `${ends[1]} UTC`)) : null, list,
    make("p", { class: "small soft" }, "A dot: the hour is known. A striped bar: only the day, the month or the year is. An earlier date does not make a source."));
}

function stretchOf(published) {
  if (!published) return null;
  const begin = Date.parse(published.length === 4 ? `${published}-01-01` : published.length === 7 ? `${published}-01` : published);
  if (Number.isNaN(begin)) return null;
  const day = 8.64e7, sizes = { 4: 365 * day, 7: 30 * day, 10: day };
  return [begin, begin + (sizes[published.length] || 0)];
}

const quotes = (pair) => pair.relation === "shared statement";
const TOOK = { certain: ["quotes from", "took text from"], likely: ["likely quotes from", "likely took text from"], weak: ["may quote from", "may have taken text from"] };
const took = (pair, word) => (TOOK[word] || TOOK.weak)[quotes(pair) ? 0 : 1];

// Arrows from a likely source to those that carry its text; one column a generation.
function lineage(story) {
  const every = pairs.filter((pair) => pair.direction && storyOf[pair.left] === story.id && storyOf[pair.right] === story.id && numbers.has(pair.direction.source))
    .map((pair) => ({ pair, from: numbers.get(pair.direction.source), strength: pair.direction.strength }))
    .map((arrow) => ({ ...arrow, to: arrow.pair.left === arrow.from ? arrow.pair.right : arrow.pair.left }));
  if (!every.length) return null;
  const arrows = every.sort((one, other) => other.pair.direction.confidence - one.pair.direction.confidence).slice(0, 40);
  const rank = new Map();
  const depth = (number, seen = new Set()) => {
    if (rank.has(number) || seen.has(number)) return rank.get(number) || 0;
    seen.add(number);
    const above = arrows.filter((arrow) => arrow.to === number).map((arrow) => depth(arrow.from, seen) + 1);
    rank.set(number, Math.min(6, Math.max(0, ...above)));
    return rank.get(number);
  };
  const name = namesAmong(story.members);
  const involved = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other);
  involved.forEach((number) => depth(number));
  const rows = new Map(), place = new Map();
  for (const number of involved) {
    const column = rank.get(number), row = rows.get(column) || 0;
    rows.set(column, row + 1);
    place.set(number, [column * 270 + 10, row * 58 + 16]);
  }
  const width = 270 * (Math.max(...rank.values()) + 1) + 10, height = 58 * Math.max(...rows.values()) + 12;
  const feeds = new Map();
  for (const { from, to } of arrows) feeds.set(from, [...(feeds.get(from) || []), to]);
  const implied = ({ from, to }) => feeds.get(from).some((via) => via !== to && (feeds.get(via) || []).includes(to));
  const drawn = arrows.filter((arrow) => !implied(arrow)).map(({ pair, from, to, strength: word }) => {
    const [[a, b], [c, d]] = [place.get(from), place.get(to)];
    return make("path", { svg: true, d: `M${a + 190},${b + 18} C${a + 235},${b + 18} ${c - 45},${d + 18} ${c - 6},${d + 18}`, fill: "none", stroke: quotes(pair) ? "var(--edited-line)" : "var(--accent)",
      "stroke-width": word === "certain" ? 3 : 2, "stroke-dasharray": word === "weak" ? "3 5" : word === "likely" ? "9 4" : null, "marker-end": quotes(pair) ? "url(#quoted)" : "url(#copied)" });
  });
  const tip = (id, fill) => make("marker", { svg: true, id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" },
    make("path", { svg: true, d: "M0,0 L8,4 L0,8 z", fill }));
  const boxes = involved.map((number) => {
    const [x, y] = place.get(number);
    return make("g", { svg: true }, make("rect", { svg: true, x, y, width: 190, height: 36, rx: 8, fill: "var(--card)", stroke: "var(--line)" }),
      make("text", { svg: true, x: x + 10, y: y + 23 }, shorten(name(number), 24)));
  });
  const words = arrows.map(({ pair, from, to, strength: word }) => make("li", {}, `${name(to)} ${took(pair, word)} ${name(from)}. `,
    make("a", { href: link.pair(pair), "aria-label": `Compare ${nameOf(pair.left)} with ${nameOf(pair.right)}` }, "Compare")));
  return make("div", {}, make("div", { class: "graph", tabindex: 0, role: "region", "aria-label": "Lineage, drawn" },
    make("svg", { svg: true, width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Arrows from likely sources; the list below says the same" },
      make("defs", { svg: true }, tip("copied", "var(--accent)"), tip("quoted", "var(--edited-line)")),
      drawn, boxes)), make("p", { class: "small soft" }, "Blue: text was taken over. Orange: only quotes. Solid: certain. Dashed: likely. Dotted: weak signs only. Arrows implied by two others are left out.", every.length > arrows.length ? ` The ${arrows.length} surest of ${every.length} are drawn.` : ""), make("ul", {}, words));
}
