// View: the map. Rows and columns in order of closeness; one of three measures at a time.

const MEASURES = {
  words: ["Similar words", "How alike two vocabularies are, 0 to 100. The same both ways.", "similar words"],
  text: ["Shared text", "How many percent of the row’s own words also stand in the column.", "shared text"],
  facts: ["Shared facts", "How many statements both make. On the diagonal: how many only this one makes.", "shared facts"],
};

function mapView(box, wanted) {
  const { names, keys, by_outlet: byOutlet } = data.map;
  // Of two outlets some articles are always alike: how much text they share tells more.
  const measure = Object.hasOwn(MEASURES, wanted) ? wanted : byOutlet ? "text" : "words";
  const values = data.map[measure];
  const who = byOutlet ? "outlet" : "article";
  box.append(make("h1", { tabindex: -1 }, "Map: who is close to whom"),
    make("p", { class: "lead" }, `Each row and column is one ${who}; those that are alike stand side by side. `,
      byOutlet ? "Choose a cell to see the articles behind it." : "Choose a cell to read the two side by side."));
  const meaning = MEASURES[measure][1] + (byOutlet && measure === "words" ? " Of two outlets: their two most similar articles." : "");
  const readout = make("p", { class: "detail readout" }, meaning);
  // Outlets with many articles share a small part of their text: colours then run to the highest value.
  const relative = measure === "facts" || (byOutlet && measure === "text");
  const highest = relative ? Math.max(measure === "facts" ? 1 : 0.01, ...values.flatMap((row, place) => row.filter((value, column) => value !== null && column !== place))) : 1;
  const size = names.length <= 12 ? "map" : names.length <= 30 ? "map middle" : "map fine";
  const grid = make("table", { role: "grid", "aria-label": `${MEASURES[measure][0]}, ${counted(names.length, who)}` },
    make("thead", {}, make("tr", {}, make("td"), names.map((name, column) => make("th", { scope: "col" },
      make("span", { title: name }, shorten(name, 30), make("span", { class: "hidden" }, ` (column ${column + 1})`)))))),
    make("tbody", {}, names.map((name, row) => make("tr", {},
      make("th", { scope: "row" }, make("a", { href: byOutlet ? link.outlet(keys[row]) : articleLink(keys[row]), title: name }, shorten(name, 60))),
      names.map((_, column) => make("td", {}, mapCell(values, row, column, measure, highest)))))));
  grid.style.setProperty("--n", names.length);
  box.append(make("div", { class: "tools" },
    choice("Measure", "measure", Object.entries(MEASURES).map(([key, [shown]]) => [key, shown]), measure,
      (value) => { location.hash = `map=${value}`; }),
    make("span", { class: "scale" }, "0 ", [0, 1, 2, 3, 4, 5, 6].map((step) => make("i", { class: `s${step}` })),
      measure === "facts" ? ` ${highest}` : ` ${Math.round(100 * highest)}`),
    term(MEASURES[measure][2], "What does this mean?")),
  readout, make("div", { class: size, tabindex: names.length > 12 ? 0 : null, role: names.length > 12 ? "region" : null,
    "aria-label": names.length > 12 ? "Map" : null }, grid));
  if (data.map.left_out) box.append(make("p", { class: "soft" }, `${counted(data.map.left_out, who)} with less in common: left out here; the tables have them all.`));
  const sharing = pairs.filter((pair) => pair.raw.length);
  box.append(make("h2", {}, data.pairs_left_out ? "The pairs that share most text" : "Every pair that shares text"), sharing.length ? pairTable(sharing) : make("p", {}, "No two articles share a passage."));
  roam(grid, (cell) => { readout.textContent = cell.getAttribute("aria-label") || meaning; });
}

const articleLink = (id) => (numbers.has(id) ? link.article(numbers.get(id)) : "#map");

function mapCell(values, row, column, measure, highest) {
  const { names, keys, by_outlet: byOutlet } = data.map;
  const value = values[row][column];
  // By the square root where one high value would leave the rest pale.
  const share = highest === 1 ? value : Math.sqrt(Math.min(1, value / highest));
  const digits = highest < 0.5 && measure === "text" ? 1 : 0;
  const shown = value === null ? "" : measure === "facts" ? String(value) : (100 * value).toFixed(digits);
  const step = share < (highest === 1 ? 0.03 : 0.08) ? 0 : Math.min(6, 1 + Math.floor(share * 5.999));
  if (row === column) {
    const words = measure === "facts" ? `Only ${names[row]} tells ${counted(value, "fact")}.` : `${names[row]}: itself`;
    return make("a", { class: "self", href: byOutlet ? link.outlet(keys[row]) : articleLink(keys[row]), tabindex: -1, "aria-label": words },
      measure === "facts" ? shown : "");
  }
  const says = { words: `${names[row]} and ${names[column]}: ${shown} of 100 similar words${byOutlet ? ", at most" : ""}.`,
    text: `${shown} % of ${names[row]} also stands in ${names[column]}.`,
    facts: `${names[row]} and ${names[column]} both tell ${counted(value, "fact")}.` }[measure];
  const pair = byOutlet ? null : pairOf(numbers.get(keys[row]), numbers.get(keys[column]));
  const href = byOutlet ? link.between(keys[row], keys[column]) : pair ? link.pair(pair) : null;
  if (!href) return make("span", { class: `s${step}`, role: "img", tabindex: -1, "aria-label": `${says} Nothing to compare.` }, shown);
  return make("a", { class: `s${step}`, href, tabindex: -1, "aria-label": says }, shown);
}

// One stop for the tabulator; arrow keys, Home and End move inside.
function roam(grid, tell) {
  const rows = $$("tbody tr", grid).map((row) => $$("td > *", row));
  if (!rows.length) return;
  rows[0][Math.min(1, rows[0].length - 1)].tabIndex = 0;
  const heads = [$$("thead th", grid), $$("tbody th", grid)];
  const find = (node) => {
    const row = rows.findIndex((cells) => cells.includes(node));
    return row < 0 ? null : [row, rows[row].indexOf(node)];
  };
  const point = (node) => {
    const place = find(node);
    $$(".here", grid).forEach((each) => each.classList.remove("here"));
    if (!place) return;
    heads[1][place[0]].classList.add("here");
    heads[0][place[1]].classList.add("here");
    tell(node);
  };
  grid.addEventListener("mouseover", (event) => point(event.target.closest("td > *")));
  grid.addEventListener("focusin", (event) => point(event.target.closest("td > *")));
  grid.addEventListener("keydown", (event) => {
    const place = find(document.activeElement);
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!place || (!step && event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    const last = rows.length - 1;
    const row = step ? Math.min(last, Math.max(0, place[0] + step[0])) : place[0];
    const column = step ? Math.min(last, Math.max(0, place[1] + step[1])) : event.key === "Home" ? 0 : last;
    $$("[tabindex='0']", grid).filter((node) => find(node)).forEach((node) => { node.tabIndex = -1; });
    rows[row][column].tabIndex = 0;
    rows[row][column].focus();
  });
}

function betweenView(box, wanted) {
  const [one, other] = wanted.split(",").map(decodeURIComponent);
  const found = pairs.filter(({ left, right }) => {
    const [a, b] = [articles[left].outlet, articles[right].outlet];
    return (a === one && b === other) || (a === other && b === one);
  });
  box.append(make("h1", { tabindex: -1 }, `${shorten(one || "", 40)} and ${shorten(other || "", 40)}`),
    make("p", { class: "lead" }, found.length ? `${counted(found.length, "pair")} of their articles are alike.` :
      "No pair of their articles is part of this page; the tables beside it have every pair."),
    found.length ? pairTable(found) : "");
}
