// View: two articles side by side, their shared passages linked, marked and scrolling together.

const pairState = { together: true, mark: "alike", pair: null, at: 0, move: null };

function pairView(box, wanted) {
  const [one, other, asked] = wanted.split(",").map(decodeURIComponent);
  const pair = numbers.has(one) && numbers.has(other) ? pairOf(numbers.get(one), numbers.get(other)) : null;
  if (!pair) return missing(box, "This pair is not part of this page", one, other);
  const passages = passagesOf(pair);
  Object.assign(pairState, { pair, at: Math.min(Number(asked) || 0, passages.length) });
  box.append(make("h1", { tabindex: -1 }, `${nameIn(pair, pair.left)} and ${nameIn(pair, pair.right)}`), ...verdict(pair));
  const panes = ["left", "right"].map((side) => pane(pair, passages, side));
  const two = make("div", { class: "two" }, panes.map(({ article }) => article));
  const detail = make("div", { class: "detail", "aria-live": "polite" });
  box.append(pairTools(passages, two), detail, two);
  const texts = panes.map(({ text }) => text);
  pairState.move = (step) => {
    if (!passages.length) return;
    const next = pairState.at ? pairState.at + step : step > 0 ? 1 : passages.length;
    select(Math.min(passages.length, Math.max(1, next)));
  };
  function select(order, focus) {
    pairState.at = order;
    history.replaceState(null, "", link.pair(pair, order || undefined));
    show(pair, passages, order, texts, detail, focus);
  }
  two.addEventListener("click", (event) => {
    const passage = event.target.closest(".passage");
    if (!passage || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(Number(passage.dataset.order || passage.dataset.all.split(" ")[0]), texts.findIndex((text) => text.contains(passage)));
  });
  mark(two, pairState.mark);
  requestAnimationFrame(() => {
    together(texts, passages);
    show(pair, passages, pairState.at, texts, detail);
  });
  return undefined;
}

function missing(box, title, ...ids) {
  box.append(make("h1", { tabindex: -1 }, title),
    make("p", { class: "lead" }, `Nothing is known here of ${listed(ids.filter(Boolean).map((id) => shorten(id, 60))) || "it"}. `,
      "Large reports keep only what matters most; the tables beside this file have everything."));
}

function verdict(pair) {
  const share = (side, from, to, cover, prose) => make("li", {}, make("strong", {}, percent(cover)),
    ` of ${nameIn(pair, from)}’s own words also stand in ${nameIn(pair, to)}`, prose < cover - 0.005 ? ` (${percent(prose)} outside quotes)` : "", ".");
  return [
    make("p", { class: "lead" }, chip(pair.relation), ` ${data.glossary[pair.relation] || ""} (${capital(certainty(pair.confidence))}.)`),
    pair.raw.length ? make("p", { class: "said" }, direction(pair)) : null,
    make("details", { class: "why", open: innerWidth > 740 }, make("summary", {}, "How much, and why"), make("ul", {},
      share("left", pair.left, pair.right, pair.leftCover, pair.leftProse),
      share("right", pair.right, pair.left, pair.rightCover, pair.rightProse),
      pair.run ? make("li", {}, "The ", term("longest run"), ` of the same words is ${counted(pair.run, "word")}.`) : null,
      pair.reasons.map((reason) => make("li", {}, prose([reason]))))),
  ];
}

function pairTools(passages, two) {
  const count = (kind) => passages.filter((passage) => passage.kind === kind).length;
  return make("div", { class: "tools" },
    make("button", { type: "button", onclick: () => pairState.move(-1), disabled: !passages.length, id: "back" }, "‹ Previous"),
    make("button", { type: "button", onclick: () => pairState.move(1), disabled: !passages.length, id: "next" }, "Next ›"),
    make("label", {}, make("input", { type: "checkbox", checked: pairState.together, onchange: (event) => { pairState.together = event.target.checked; } }), "Scroll together"),
    choice("Mark", "mark", [["alike", "What is alike"], ["differs", "What differs"], ["only", "Plain text"]], pairState.mark,
      (value) => { pairState.mark = value; mark(two, value); }),
    make("span", { class: "legend" }, KINDS.map((kind) => make("span", {}, swatch(kind), ` ${count(kind)}`)),
      make("span", {}, make("em", { class: "changed" }, "changed words")), make("span", { class: "aside" }, "not compared")));
}

function mark(two, value) {
  two.classList.toggle("differs", value === "differs");
  two.classList.toggle("only", value === "only");
}

function pane(pair, passages, side) {
  const number = pair[side];
  const layers = passages.map((passage, place) => ({
    begin: passage[side][0], end: passage[side][1], kind: passage.kind, order: place + 1, label: String(place + 1),
    href: link.pair(pair, place + 1), title: `Passage ${place + 1}: ${passage.kind}${passage.quoted ? ", inside a quote" : ""}`,
    changed: passage.differences.map((difference) => difference[side]),
  }));
  const text = marked(number, layers);
  Object.entries({ tabindex: 0, role: "region", "aria-label": `Text of ${nameOf(number)}` }).forEach(([name, value]) => text.setAttribute(name, value));
  return { text, article: make("article", {}, heading(number), text) };
}

function show(pair, passages, order, texts, detail, kept) {
  const passage = passages[order - 1];
  for (const text of texts) $$(".passage", text).forEach((node) => node.classList.toggle("here", node.dataset.all.split(" ").includes(String(order))));
  if (!passage) {
    detail.replaceChildren(make("p", {}, passages.length ? `${counted(passages.length, "shared passage")}. Choose one in either text, or press j and k to go through them.` :
      "They share no passage: whatever they have in common, each says it in its own words."));
    return;
  }
  const reasons = passage.reasons.length ? ` ${prose(passage.reasons)}` : "";
  detail.replaceChildren(make("p", {}, make("strong", {}, `Passage ${order} of ${passages.length}: `), swatch(passage.kind),
    passage.quoted ? " inside a quote" : "", passage.kind === "edited" ? `, ${percent(passage.similarity)} alike` : "", `.${reasons}`), alsoIn(passage));
  texts.forEach((text, side) => {
    const node = $$(".passage", text).find((each) => each.dataset.all.split(" ").includes(String(order)));
    if (!node) return;
    if (side !== kept) {
      pairState.quiet = performance.now() + 120;
      text.scrollTop = node.offsetTop - text.clientHeight / 3;
    }
    if (side === kept) node.focus({ preventScroll: true });
  });
}

// Where else the passage stands, in all that was compared, and which of its carriers has the earliest date.
function alsoIn({ count, first, some }) {
  const seen = first === null ? "" : ` First seen: ${typeof first === "number" ? `${nameOf(first)}, ${dated(articles[first])}` : first}.`;
  if (!count) return make("p", { class: "small soft" }, `Most of it stands in no other article here.${seen}`);
  return make("p", { class: "small soft" }, `Most of it also stands in ${counted(count, "other article")}`, some.length ? ": " : "",
    some.map((number, place) => [place ? ", " : "", make("a", { href: link.article(number) }, nameOf(number))]),
    some.length && count > some.length ? ` and ${count - some.length} more` : "", `.${seen}`);
}

// Scrolling one text moves the other so that matches stay level; between matches by proportion.
function together(texts, passages) {
  const places = passages.map((_, place) => texts.map((text) => {
    const node = $$(".passage", text).find((each) => each.dataset.all.split(" ").includes(String(place + 1)));
    return node ? node.offsetTop : null;
  })).filter(([left, right]) => left !== null && right !== null).sort((one, other) => one[0] - other[0]);
  const level = rising(places);
  texts.forEach((text, side) => text.addEventListener("scroll", () => {
    if (!pairState.together || performance.now() < (pairState.quiet || 0)) return;
    const far = texts[1 - side], third = text.clientHeight / 3;
    const stops = [[0, 0], ...level.map((places) => [places[side], places[1 - side]]), [text.scrollHeight, far.scrollHeight]];
    const here = text.scrollTop + third;
    const after = Math.max(1, stops.findIndex(([stop]) => stop >= here));
    const [[a, b], [c, d]] = [stops[after - 1], stops[after]];
    pairState.quiet = performance.now() + 60;
    far.scrollTop = b + (d - b) * Math.min(1, Math.max(0, (here - a) / Math.max(1, c - a))) - third;
  }, { passive: true }));
}

// The longest chain of matches that stand in the same order on both sides.
function rising(places) {
  const best = places.map(() => [1, -1]);
  places.forEach(([, right], place) => {
    for (let before = 0; before < place; before += 1) {
      if (places[before][1] < right && places[before][0] < places[place][0] && best[before][0] + 1 > best[place][0]) best[place] = [best[before][0] + 1, before];
    }
  });
  let at = best.reduce((top, [length], place) => (length > (best[top]?.[0] || 0) ? place : top), 0);
  const chain = [];
  while (at >= 0 && places[at]) {
    chain.unshift(places[at]);
    at = best[at][1];
  }
  return chain;
}
