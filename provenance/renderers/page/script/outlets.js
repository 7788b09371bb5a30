// Views: the outlets, one outlet, one article.

const PARTS = [["own", "stands only here"], ["quoted", "quotes that others carry too"], ["copied", "other text that others carry too"]];

function bar(parts) {
  const words = PARTS.map(([key, name]) => `${percent(parts[key])} ${name}`).join(", ");
  return make("span", { class: "stack", role: "img", "aria-label": words, title: words }, PARTS.map(([key]) => {
    const piece = make("i", { class: key });
    piece.style.width = `${100 * parts[key]}%`;
    return piece;
  }));
}

const partsOf = ({ copied, quoted }) => ({ copied, quoted, own: Math.max(0, 1 - copied - quoted) });

function outletsView(box) {
  const wire = data.outlets.some((outlet) => outlet.wire !== null);
  box.append(make("h1", { tabindex: -1 }, "Outlets: own words and shared words"),
    make("p", { class: "lead" }, "How much of each outlet’s text stands in no other outlet here. It does not say who wrote it first: an agency whose report others print has little that stands only with it. A dash: no article of it is known to copy."),
    make("p", { class: "legend" }, PARTS.map(([key, name]) => make("span", {}, make("span", { class: `key ${key}` }), name))),
    portioned(data.outlets, (part) => table(
      ["Outlet", "Made of", { of: "Only here", class: "number" }, { of: "Also elsewhere", class: "number" },
        ...(wire ? [{ of: "From an agency", class: "number" }, { of: "Copies that name their source", class: "number" }] : []), { of: "Unique facts", class: "number" }, { of: "Articles", class: "number" }, { of: "Words", class: "number" }],
      part.map((outlet) => [make("a", { href: link.outlet(outlet.name) }, shorten(outlet.name, 60) || "(no name)"), bar(partsOf(outlet)),
        { of: percent(partsOf(outlet).own), class: "number" }, { of: percent(outlet.copied + outlet.quoted), class: "number" },
        ...(wire ? [{ of: outlet.wire === null ? "" : percent(outlet.wire), class: "number" }, { of: outlet.credits === null ? "–" : percent(outlet.credits), class: "number" }] : []), { of: outlet.unique.toLocaleString("en"), class: "number" },
        { of: outlet.articles.toLocaleString("en"), class: "number" }, { of: outlet.words.toLocaleString("en"), class: "number" }]), { label: "Outlets" })));
}

function outletView(box, wanted) {
  const name = decodeURIComponent(wanted);
  const outlet = data.outlets.find((each) => each.name === name);
  const own = articles.map((article, number) => [article, number]).filter(([article]) => article.outlet === name).map(([, number]) => number);
  if (!outlet && !own.length) return missing(box, "This outlet is not part of this page", name);
  box.append(make("h1", { tabindex: -1 }, shorten(name, 100) || "(no name)"));
  if (outlet) box.append(make("p", { class: "lead" }, `${counted(outlet.articles, "article")}, ${counted(outlet.words, "word")}; ${percent(partsOf(outlet).own)} of them stand in no other outlet here.`), make("p", {}, bar(partsOf(outlet))));
  box.append(make("h2", {}, "Articles"), portioned(own, (part) => table(["Title", "Date", { of: "Words", class: "number" }], part.map((number) => [
    make("a", { href: link.article(number) }, titleOf(number)), dated(articles[number]), { of: articles[number].words.toLocaleString("en"), class: "number" }]), { label: "Articles" })));
  const found = pairs.filter((pair) => pair.raw.length && (articles[pair.left].outlet === name || articles[pair.right].outlet === name));
  if (found.length) box.append(make("h2", {}, "Shares text with"), pairTable(found, (number) => articles[number].outlet === name));
  const alone = facts.unique.filter((fact) => articles[fact.article].outlet === name);
  if (alone.length) box.append(make("h2", {}, "Only told here"), uniqueCards(alone));
  return undefined;
}

function relatedTo(number, found) {
  return portioned([...found].sort(byStrength), (part) => make("ul", { class: "kinds" }, part.map((pair) => {
    const [other, here, there] = pair.left === number ? [pair.right, pair.leftCover, pair.rightCover] : [pair.left, pair.rightCover, pair.leftCover];
    return make("li", {}, chip(pair.relation), make("span", {}, make("a", { href: link.pair(pair) }, nameOf(other)),
      pair.raw.length ? make("span", { class: "soft" }, ` ${percent(here)} of this stands there, ${percent(there)} of that here`) : null));
  })), 25);
}

function articleView(box, wanted) {
  const [id, begin, end] = wanted.split(",").map(decodeURIComponent);
  if (!numbers.has(id)) return missing(box, "This article is not part of this page", id);
  const number = numbers.get(id);
  const related = pairsOf[number].filter((pair) => pair.raw.length).sort(byStrength);
  const layers = related.slice(0, 60).flatMap((pair, place) => {
    const side = pair.left === number ? "left" : "right";
    const other = side === "left" ? pair.right : pair.left;
    return passagesOf(pair).map((passage, order) => ({ begin: passage[side][0], end: passage[side][1], kind: passage.kind, order: place,
      label: "", href: link.pair(pair, order + 1), title: `Also in ${nameOf(other)}` }));
  });
  const spot = end ? [{ begin: Number(begin), end: Number(end), mark: "hit" }] : [];
  const text = marked(number, layers, spot);
  const all = pairsOf[number].filter((pair) => pair.raw.length || pair.relation !== "unrelated");
  const aside = all.length ? make("div", {}, make("h2", {}, "Related articles"), relatedTo(number, all)) : null;
  box.append(make("h1", { tabindex: -1, class: "clamp" }, titleOf(number)),
    make("p", { class: "lead" }, related.length ? `Marked: what also stands in ${counted(related.length, "other article")}. Choose a mark to compare.` : "No passage of it stands in another article here."),
    make("p", { class: "legend" }, KINDS.map(swatch), make("span", { class: "aside" }, "not compared")),
    make("div", { class: "beside" }, make("article", { class: "one" }, heading(number, true), text), aside));
  const hit = $(".hit", text);
  if (hit) requestAnimationFrame(() => hit.scrollIntoView({ block: "center" }));
  return undefined;
}
