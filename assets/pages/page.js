/* The page: its address, its colour scheme, its sheet of filters. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {

  function queryOf(filter, selected, measure, names, lines, ground, graticule, camera) {
    const query = window.atlas.appendFilter(new URLSearchParams(), filter);
    if ((selected || []).length === 1) query.append("incident", selected[0]);
    const state = query.toString();
    window.atlas.appendView(query, window.atlas.mapView(camera), { measure, names, lines, ground, graticule });
    return { state, all: query.toString() };
  }

  /* What the address now shown says of filter and selection, written as queryOf writes it. */
  function stateOf(search) {
    const read = new URLSearchParams(search);
    const filter = {};
    for (const key of window.atlas.KEYS) filter[key] = read.getAll(key);
    return queryOf(window.atlas.ordered(filter), read.getAll("incident").slice(0, 1)).state;
  }

  let lastRead = null;

  /* What the address is to say, and the filter that it speaks of already. */
  let due = null;
  let latest = null;
  const LONGEST_UNWRITTEN_MS = 400;

  /* A changed filter or selection is a step for the back button; a moved map is not, a whole playback is one.
     Written when the map shows the filter, and before anything else is pressed: the browser puts another address
     into its history and decodes the page's icon anew, for which the map would wait. */
  function write() {
    if (due === null) return;
    const { state, all, filter, isSilent } = due;
    due = null;
    latest = filter;
    const target = window.location.pathname + (all ? `?${all}` : "");
    if (target === window.location.pathname + window.location.search) return;
    const isStep = !isSilent && state !== stateOf(window.location.search);
    window.history[isStep ? "pushState" : "replaceState"](null, "", target);
  }
  for (const press of ["pointerdown", "keydown"]) window.addEventListener(press, write, true);

  const NARROW = "(max-width: 900px)";
  const LARGE = "(min-width: 1600px) and (min-height: 1000px)";

  /* The map below keeps its size whatever the filter leaves: where the figures took a second line, it stays free for
     them until the window has another width or the filter is reset. A map of another size is a map drawn once more. */
  function keepHeight(box) {
    let width = 0;
    let tallest = 0;
    const keep = () => {
      if (Math.abs(box.offsetWidth - width) > 1 || box.querySelector(".active-filter-none")) {
        width = box.offsetWidth;
        tallest = 0;
        box.style.minHeight = "";
      }
      if (box.offsetHeight <= tallest || window.matchMedia(NARROW).matches) return;
      tallest = box.offsetHeight;
      box.style.minHeight = `${tallest}px`;
    };
    new ResizeObserver(keep).observe(box);
    // A height that is kept is no change of size; figures and parts may come one after the other.
    new MutationObserver(() => {
      if (box.querySelector(".active-filter-none")) window.requestAnimationFrame(keep);
    }).observe(box, { childList: true, subtree: true });
  }

  /* The legend begins folded to its key, and open where timeline and attribution are in sight below it all the same. */
  window.atlas = window.atlas || {};
  window.atlas.openLegend = function (legend) {
    if (legend.closest(".page-main") && window.matchMedia(LARGE).matches) legend.open = true;
    const embedded = legend.closest(".embed");
    if (embedded) window.atlas.settleLegend(embedded, legend);
  };

  function settleHeights() {
    const [headline, legend] = [document.querySelector(".page-headline"), document.getElementById("map-legend-fold")];
    if (!headline || !legend) return;
    keepHeight(headline);
    keepHeight(document.getElementById("map-legend"));
    window.atlas.openLegend(legend);
  }

  window.dash_clientside.page = {
    writeAddress(filter, selected, measure, names, lines, ground, graticule, _moved, camera, request) {
      if (!request) return;
      const isFromAddress = request.search !== undefined && lastRead !== request;
      if (isFromAddress) lastRead = request;
      const isWaiting = due !== null;
      const wasSilent = isWaiting && due.filter === filter && due.isSilent;
      const isSilent = isFromAddress || window.atlas.isTick(filter) || wasSilent;
      due = { ...queryOf(filter, selected, measure, names, lines, ground, graticule, camera), filter, isSilent };
      if (filter === latest) write();
      else if (!isWaiting) {
        window.atlas.whenRepainted(write);
        window.setTimeout(write, LONGEST_UNWRITTEN_MS);
      }
    },

    /* What a folded part shows is asked for only while it is open. */
    whileOpen(isOpen, deferred) {
      return isOpen && deferred ? deferred : window.dash_clientside.no_update;
    },

    scheme(clicks, stored) {
      const prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      const next = !clicks ? (prefersDark ? "dark" : "light") : stored === "dark" ? "light" : "dark";
      document.documentElement.setAttribute("data-ag-theme-mode", next);
      document.body.setAttribute("data-ag-theme-mode", next);
      if (!clicks) settleHeights();
      return [next, next];
    },

    /* Another language is another page; all the rest of the address stays. */
    speak(language) {
      if (!language || language === document.documentElement.lang) return;
      const query = new URLSearchParams(window.location.search);
      query.delete("lang");
      if (language !== "en") query.append("lang", language);
      window.location.search = query.toString();
    },

    showFilters() {
      const panel = document.getElementById("page-filters");
      const opener = document.getElementById("page-show-filters");
      const isOpening = window.atlas.clicked() === "page-show-filters" && !panel.classList.contains("is-open");
      panel.classList.toggle("is-open", isOpening);
      opener.setAttribute("aria-expanded", String(isOpening));
      (isOpening ? panel.querySelector("input, button") : opener).focus();
    },
  };

  let latestFilter = null;

  /* What may come after map, headline and timeline. Asked for with them, it would keep the page from drawing them:
     so a frame after the timeline, which asks for its bars when the map is drawn. The page begins with those of no filter. */
  window.atlas.whenFiltered((filter) => {
    const isFirst = latestFilter === null;
    latestFilter = filter;
    if (!document.querySelector(".page-main") || (isFirst && Object.keys(filter).length === 0)) return;
    const tell = () => latestFilter === filter && window.dash_clientside.set_props("filter-deferred", { data: filter });
    window.atlas.whenRepainted(() => window.requestAnimationFrame(() => window.setTimeout(tell)));
  });

  window.dash_clientside.headline = {
    /* The live region is silent while the playback runs, and says where it stopped. */
    say(news, isPlaying) {
      return isPlaying || !news ? window.dash_clientside.no_update : news;
    },
  };

  /* Dash compares an address with the one it last heard of, and does not hear of steps that are written
     here: going back to that very one would change nothing. */
  let lastSearch = window.location.search;
  window.addEventListener("popstate", () => {
    const search = window.location.search;
    if (search === lastSearch) window.dash_clientside.set_props("address", { search });
    lastSearch = search;
  });

  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("page-filters");
    if (event.key !== "Escape" || !panel || !panel.classList.contains("is-open")) return;
    // It closes an open list or calendar alone.
    const opened = [...panel.querySelectorAll("input[aria-expanded='true'], .mantine-Popover-dropdown")];
    if (opened.some((part) => part.checkVisibility())) return;
    panel.classList.remove("is-open");
    document.getElementById("page-show-filters").setAttribute("aria-expanded", "false");
    document.getElementById("page-show-filters").focus();
  }, true);

  /* A folded part tells Dash whether it is open, so that what stands in it is made only then. */
  document.addEventListener("toggle", (event) => {
    const part = event.target;
    if (part.tagName === "DETAILS" && (part.classList.contains("panel") || part.id === "filter-panel-more")) {
      window.dash_clientside.set_props(part.id, { open: part.open });
    }
  }, true);

  /* Links to a folded part of the page open it. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const part = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!part) return;
    event.preventDefault();
    if (part.tagName === "DETAILS") part.open = true;
    part.scrollIntoView({ block: "nearest" });
    (part.querySelector("summary") || part).focus();
  });
})();
