// Marking a text: spans that may overlap become a flat row of pieces, each drawn once.

// layers: [{begin, end, ...}]; yields [begin, end, the layers that cover it].
function* pieces(size, layers) {
  const edges = new Set([0, size]);
  for (const { begin, end } of layers) {
    edges.add(Math.min(begin, size));
    edges.add(Math.min(end, size));
  }
  const cuts = [...edges].sort((one, other) => one - other);
  const starting = [...layers].sort((one, other) => one.begin - other.begin);
  let open = [], next = 0;
  for (let place = 0; place < cuts.length - 1; place += 1) {
    const [begin, end] = [cuts[place], cuts[place + 1]];
    while (next < starting.length && starting[next].begin <= begin) open.push(starting[next++]);
    open = open.filter((layer) => layer.end > begin);
    yield [begin, end, open];
  }
}

const NOT_COMPARED = new Set(["boilerplate", "caption"]);
const RANK = { verbatim: 0, edited: 1, paraphrase: 2 };

// The text of an article with passages as links, changed words inside them, and what is not body greyed.
function marked(number, passages, extra = []) {
  const article = articles[number];
  const stretches = article.stretches.map(([begin, end, kind]) => ({ begin, end, stretch: kind }));
  const inside = passages.flatMap(({ changed = [] }) => changed.map(([begin, end]) => ({ begin, end: Math.max(begin, end), changed: true })));
  const box = make("div", { class: "text" });
  let opened = null, target = box, after = false;
  for (const [begin, end, layers] of pieces(sizeOf(article), [...stretches, ...passages, ...inside.filter((each) => each.end > each.begin), ...extra])) {
    const words = cut(article, begin, end);
    const stretch = layers.find((layer) => layer.stretch);
    // A passage may run around a caption or a sign-up line, which nobody compared.
    const skipped = stretch ? NOT_COMPARED.has(stretch.stretch) : after && !words.trim();
    after = skipped;
    const over = skipped ? []
      : layers.filter((layer) => layer.href).sort((one, other) => RANK[one.kind] - RANK[other.kind] || one.order - other.order);
    if (!over.length) [opened, target] = [null, box];
    else if (opened !== over[0]) {
      opened = over[0];
      target = make("a", { class: `passage ${opened.kind}`, href: opened.href, "data-all": over.map((each) => each.order).join(" "),
        "data-label": opened.begun ? null : opened.label, title: opened.title });
      opened.begun = true;
      box.append(target);
    }
    const named = layers.find((layer) => layer.mark);
    let piece = words;
    if (over.length && layers.some((layer) => layer.changed === true)) piece = make("em", { class: "changed" }, piece);
    if (named) piece = make("mark", { class: named.mark }, piece);
    if (stretch) piece = make("span", { class: `aside ${stretch.stretch}`, title: stretch.stretch }, piece);
    else if (!over.length && words.trim()) piece = make("span", { class: "own" }, piece);
    target.append(piece);
  }
  for (const passage of passages) delete passage.begun;
  return box;
}

function heading(number, alone = false) {
  const article = articles[number];
  const address = outside(article.url);
  return make("header", {},
    make("p", { class: "small soft" }, make("a", { href: link.outlet(article.outlet) }, outletOf(number)),
      ` · ${dated(article)} · ${counted(article.words, "word")}`),
    alone ? null : make("h2", { class: "clamp" }, make("a", { href: link.article(number) }, titleOf(number))),
    article.author ? make("p", { class: "small soft" }, `By ${shorten(article.author, 80)}`) : null,
    address ? make("p", { class: "small" }, make("a", { href: address, rel: "noopener noreferrer" }, "Original page")) : null);
}

function swatch(kind) {
  return make("span", { class: `swatch ${kind}` }, term(kind));
}
