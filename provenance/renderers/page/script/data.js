// What the page knows: the embedded part of comparison.json and a few look-ups into it.

// Packed data; a large page takes a moment, and only the overview can be read without it.
const waiting = $("#waiting");
const wanted = location.hash.slice(1).split("=")[0];
$('section[data-view="overview"]').hidden = !["", "overview"].includes(wanted);
waiting.hidden = !$('section[data-view="overview"]').hidden;
waiting.textContent = typeof DecompressionStream === "function" ? "Opening the report …"
  : "This browser is too old for the map and the texts. Chrome 80, Firefox 113, Safari 16.4 and all newer ones show them.";

async function unpacked(text) {
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

if (typeof DecompressionStream !== "function") {
  waiting.hidden = false;
  return;
}
const data = await unpacked($("#data").textContent);
waiting.hidden = true;
const KINDS = ["verbatim", "edited", "paraphrase"];
const articles = data.articles;
const numbers = new Map(articles.map((article, number) => [article.id, number]));

const pairs = data.pairs.map(([left, right, relation, tfidf, covers, run, confidence, reasons, direction, passages]) => ({
  left, right, relation, tfidf, leftCover: covers[0], rightCover: covers[1], leftProse: covers[2], rightProse: covers[3],
  run, confidence, reasons: reasons.map((each) => data.strings[each]), direction, raw: passages,
}));
const pairAt = new Map(pairs.map((pair) => [`${pair.left},${pair.right}`, pair]));
const pairsOf = articles.map(() => []);
for (const pair of pairs) {
  pairsOf[pair.left].push(pair);
  pairsOf[pair.right].push(pair);
}

// Differences come as steps: gap and length on the left, gap and length on the right.
function walked(steps, left, right) {
  const found = [];
  for (let place = 0; place < steps.length; place += 4) {
    const [begin, start] = [left + steps[place], right + steps[place + 2]];
    [left, right] = [begin + steps[place + 1], start + steps[place + 3]];
    found.push({ left: [begin, left], right: [start, right] });
  }
  return found;
}

function passagesOf(pair) {
  pair.passages ??= pair.raw.map(([lb, le, rb, re, kind, similarity, quoted, differences, reasons, count, first, some]) => ({
    left: [lb, le], right: [rb, re], kind: KINDS[kind], similarity, quoted: Boolean(quoted),
    differences: walked(differences, lb, rb),
    reasons: reasons.map((each) => data.strings[each]), count, first, some,
  })).sort((one, other) => one.left[0] - other.left[0] || one.right[0] - other.right[0]);
  return pair.passages;
}

const pairOf = (one, other) => pairAt.get(one < other ? `${one},${other}` : `${other},${one}`);
const strength = (pair) => Math.max(pair.leftCover, pair.rightCover);
const byStrength = (one, other) => strength(other) - strength(one) || other.tfidf - one.tfidf;

// Spans count characters as Python does, so a text with characters beyond U+FFFF is cut by code points.
function cut(article, begin, end) {
  article.points ??= /[\ud800-\udbff]/.test(article.text) ? [...article.text] : false;
  return article.points ? article.points.slice(begin, end).join("") : article.text.slice(begin, end);
}
const sizeOf = (article) => (cut(article, 0, 0), article.points ? article.points.length : article.text.length);

const told = ([article, begin, end, figure, doubtful]) => ({ article, span: [begin, end], figure: figure || "", sure: !doubtful });
const facts = {
  shared: data.facts.shared.map(([story, members, words]) => ({ story: data.strings[story], members: members.map(told), sure: members.some((member) => !member[4]), text: typeof words === "string" ? words : cut(articles[words[0]], words[1], words[2]) })),
  unique: data.facts.unique.map(([story, article, begin, end, score, before = 0, after = 0]) => ({ story: data.strings[story], article, span: [begin, end], score, sentence: [begin - before, end + after] })),
  conflicts: data.facts.conflicts.map((conflict) => ({ ...conflict, members: conflict.members.map(told) })),
  tables: data.facts.tables,
};
for (const family of data.quotes) {
  family.members = family.members.map(([article, begin, end, altered, changes, text]) => ({ article, span: [begin, end], altered: Boolean(altered), changes, text }));
}

// Short names: the outlet, with its title where the outlet has several articles.
const perOutlet = new Map();
for (const article of articles) perOutlet.set(article.outlet, (perOutlet.get(article.outlet) || 0) + 1);
const outletOf = (number) => shorten(articles[number].outlet || articles[number].id, 40);
function nameOf(number) {
  const article = articles[number];
  if (perOutlet.get(article.outlet) === 1) return outletOf(number);
  return `${shorten(article.outlet, 26)}: ${shorten(article.title, 44)}`;
}
// Among these articles the outlet is name enough where it stands once.
function namesAmong(list) {
  const seen = new Map();
  for (const number of list) seen.set(articles[number].outlet, (seen.get(articles[number].outlet) || 0) + 1);
  return (number) => (seen.get(articles[number].outlet) === 1 ? outletOf(number) : nameOf(number));
}
const titleOf = (number) => shorten(articles[number].title, 140);
function carriers(members, most) {
  const outlets = [...new Set(members.map(outletOf))];
  return outlets.length === 1 ? `${counted(members.length, "article")} of ${outlets[0]}` : listed(outlets, most);
}

function dated(article) {
  if (!article.published) return "no date known";
  const [day, time] = article.published.split("T");
  const guessed = article.inferred.includes("published") ? " (read from the text)" : "";
  return (time ? `${day}, ${time.replace("+00:00", " UTC").replace(/([+-]\d\d:\d\d)$/, " (UTC$1)")}` : day) + guessed;
}

const link = {
  pair: (pair, passage) => `#pair=${[articles[pair.left].id, articles[pair.right].id].map(encodeURIComponent).join(",")}${passage ? `,${passage}` : ""}`,
  article: (number, span) => `#article=${encodeURIComponent(articles[number].id)}${span ? `,${span[0]},${span[1]}` : ""}`,
  story: (story) => `#story=${encodeURIComponent(story.id)}`,
  outlet: (name) => `#outlet=${encodeURIComponent(name)}`,
  between: (one, other) => `#between=${encodeURIComponent(one)},${encodeURIComponent(other)}`,
};

// Only plain web addresses become links; anything else stays text.
function outside(address) {
  return /^https?:\/\/[^\s]+$/i.test(address || "") ? address : null;
}

// Inside a pair the outlets are name enough, unless both are the same.
const nameIn = (pair, number) => (articles[pair.left].outlet === articles[pair.right].outlet ? nameOf(number) : outletOf(number));

function direction(pair) {
  if (!pair.direction) return "Which of the two came first cannot be told from the texts.";
  const { source, confidence, strength: word, evidence } = pair.direction;
  const from = numbers.has(source) ? nameIn(pair, numbers.get(source)) : source;
  const sure = { certain: "The shared text comes", likely: "The shared text likely comes", weak: "Weak signs say that the shared text comes" }[word] || "The shared text comes";
  return `${sure} from ${from} (${certainty(confidence)}). ${prose(evidence)}`;
}

// `own` is the article or the outlet the reader looks at: it then stands for the first column.
function pairTable(list, own = () => false) {
  const whose = list.every((pair) => own(pair.left) || own(pair.right));
  const heads = whose ? ["With", "Relation", "Of this in the other", "Of the other in this"]
    : ["Article", "Article", "Relation", "Of the first in the second", "Of the second in the first"];
  return portioned([...list].sort(byStrength), (part) => table(
    [...heads.map((head) => (head.startsWith("Of") ? { of: head, class: "number" } : head)), { of: term("similar words", "Similar words"), class: "number" }, silent("Side by side")],
    part.map((pair) => {
      const turned = whose && !own(pair.left);
      const [first, second, cover, back] = turned ? [pair.right, pair.left, pair.rightCover, pair.leftCover] : [pair.left, pair.right, pair.leftCover, pair.rightCover];
      return [...(whose ? [second] : [first, second]).map((number) => make("a", { href: link.article(number) }, nameOf(number))), chip(pair.relation),
        { of: percent(cover), class: "number" }, { of: percent(back), class: "number" }, { of: Math.round(100 * pair.tfidf), class: "number" },
        make("a", { href: link.pair(pair), "aria-label": `Compare ${nameOf(first)} with ${nameOf(second)}` }, "Compare")];
    }), { label: "Pairs of articles" }), 25);
}

function chip(relation) {
  const strong = ["reprint", "wire copy", "likely wire copy"].includes(relation);
  return make("span", { class: strong ? "chip strong" : "chip" }, term(relation));
}
