// The site's own script: the claim atlas chooses and counts; search says what it can do; a linked claim opens;
// what scrolls can be reached.
// A plain script, not a module: browsers do not load modules from file://.
(() => {
  const atlas = document.querySelector("form.atlas");
  if (atlas) {
    const claims = [...document.querySelectorAll("ul.claims > li")];
    const texts = new Map(claims.map((claim) => [claim, claim.textContent.toLowerCase()]));
    const count = document.querySelector(".atlas-count");
    const words = atlas.querySelector("input[type=search]");
    const choices = [...atlas.querySelectorAll("select")];
    const choose = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const claim of claims) {
        const fits = wanted.every((word) => texts.get(claim).includes(word)) &&
          choices.every((choice) => !choice.value || claim.getAttribute(`data-${choice.dataset.column.replace("_", "-")}`) === choice.value);
        claim.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} of ${claims.length} claims${shown ? "" : ". Change the words or a choice."}`;
    };
    atlas.hidden = false;
    atlas.addEventListener("input", choose);
    atlas.addEventListener("submit", (event) => event.preventDefault());
    atlas.addEventListener("reset", () => setTimeout(choose));
  }

  const openLinked = () => {
    const details = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector(":scope > details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", openLinked);
  openLinked();

  // From a file, a browser may not read other pages, so results come without excerpts.
  const results = document.getElementById("search-results");
  if (results && location.protocol === "file:") {
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    const note = document.createElement("p");
    note.textContent = "These pages were opened from a file, not from a server: results come as titles, without excerpts.";
    results.before(note);
  }

  // Escape closes what the theme opened over the page.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const box of document.querySelectorAll(".sidebar-toggle:checked")) { box.checked = false; box.focus(); }
  });

  // What is wider than its place scrolls, and the keyboard must reach it; what fits needs no stop.
  const places = [...document.querySelectorAll(".table-wrapper, .wide, article pre")];
  const reach = () => {
    for (const place of places) {
      const wide = place.scrollWidth > place.clientWidth + 1;
      const what = { tabindex: "0", role: "group", "aria-label": place.matches("pre") ? "Code, scrolls sideways" : "Table, scrolls sideways" };
      for (const [name, value] of Object.entries(what)) wide ? place.setAttribute(name, value) : place.removeAttribute(name);
    }
  };
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, { capture: true });
  addEventListener("load", reach);
  reach();
})();
