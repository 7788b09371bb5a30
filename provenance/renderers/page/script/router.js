// Which view the address asks for, what the keyboard does, and explanations on hover and focus.

const VIEWS = {
  overview: ["Overview"], map: ["Map", mapView], between: ["Map", betweenView], pair: ["Pair", pairView],
  stories: ["Stories", storiesView], story: ["Stories", storyView], quotes: ["Quotes", quotesView], quote: ["Quotes", quotesView],
  facts: ["Facts", factsView], outlets: ["Outlets", outletsView], outlet: ["Outlets", outletView], article: ["Article", articleView], words: ["Words"],
};
const TABS = { pair: "map", between: "map", story: "stories", quote: "quotes", outlet: "outlets", article: "outlets" };

function route(first) {
  const [asked, ...rest] = location.hash.slice(1).split("=");
  const name = Object.hasOwn(VIEWS, asked) ? asked : "overview";
  const wanted = rest.join("=");
  const build = VIEWS[name][1];
  $$("main > section").forEach((section) => { section.hidden = section.dataset.view !== name; });
  $("section.live")?.remove();
  tip.hidden = true;
  pairState.move = null;
  let section = $(`main > section[data-view="${name}"]`);
  if (build) {
    section = make("section", { class: "live", "data-view": name });
    $("#main").append(section);
    try {
      build(section, wanted);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      missing(section, "This address is not complete");
    }
  }
  $$(".bar nav a").forEach((tab) => {
    if (tab.hash.slice(1) === (TABS[name] || name)) {
      tab.setAttribute("aria-current", "page");
      const row = tab.closest("nav");
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
    else tab.removeAttribute("aria-current");
  });
  document.title = `${$("h1", section).textContent} · provenance`.slice(0, 200);
  $$(".found").forEach((each) => each.classList.remove("found"));
  const entry = name === "words" && wanted ? document.getElementById(`word-${decodeURIComponent(wanted).replaceAll(" ", "-")}`) : null;
  entry?.classList.add("found");
  if (!first) {
    scrollTo(0, 0);
    $("h1", section).focus({ preventScroll: true });
  }
  entry?.scrollIntoView({ block: "center" });
}

const tip = $("#tip");
function explain(node) {
  const meaning = data.glossary[node?.dataset.term];
  tip.hidden = !meaning;
  $$("[aria-describedby='tip']").forEach((each) => each.removeAttribute("aria-describedby"));
  if (!meaning) return;
  tip.textContent = meaning;
  node.setAttribute("aria-describedby", "tip");
  const [place, size] = [node.getBoundingClientRect(), tip.getBoundingClientRect()];
  tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
  tip.style.top = `${place.bottom + size.height + 12 > innerHeight ? place.top - size.height - 8 : place.bottom + 8}px`;
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => explain(event.target.closest?.("[data-term]")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tip.hidden = true;
  if (event.ctrlKey || event.metaKey || event.altKey || /^(search|range)$/.test(event.target.type)) return;
  const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
  if (step && pairState.move) pairState.move(step);
});

const themeButton = $("#theme");
const dark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
themeButton.hidden = false;
const nameTheme = () => { themeButton.textContent = dark() ? "Light" : "Dark"; };
nameTheme();
themeButton.addEventListener("click", () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  nameTheme();
});

addEventListener("hashchange", () => route(false));
route(true);
document.documentElement.dataset.ready = "";
