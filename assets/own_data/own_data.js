/* Your own data: sends a file, follows its reading, and tells how long what is explored still lives. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const MEGABYTE = 1e6;
  const PAUSE_MS = 300;
  const REMEMBERED = "own-data";

  const part = (name) => document.getElementById(`own-data-${name}`);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const text = (name) => part("drop").dataset[name];
  const filled = (template, values) =>
    Object.entries(values).reduce((done, [key, value]) => done.replaceAll(`{${key}}`, value), template);
  /* In the language of the page, and without the token of other data that the page may show. */
  const address = (path, query) => `/~${document.documentElement.lang}${path}?${new URLSearchParams(query)}`;

  let sending = null;
  let token = null;
  /* Whether the file has been read before, so that giving up the next reading keeps what was read. */
  let isAgain = false;
  let lastName = null;

  function say(sentence) {
    set("own-data-status", { children: sentence });
  }

  function working(step, share) {
    part("working").hidden = step === null;
    part("drop").hidden = step !== null;
    if (step === null) return;
    if (part("step").textContent !== step) part("step").textContent = step;
    if (share === null) part("progress").removeAttribute("value");
    else part("progress").value = share;
  }

  function end(sentence) {
    sending = null;
    working(null);
    if (sentence) say(sentence);
  }

  function send(file) {
    say("");
    if (isTooLarge(file)) return;
    forget();
    set("own-data-read", { data: null });
    post(address(text("upload"), { name: file.name }), file, (answer) => {
      isAgain = false;
      token = answer.token;
      watch(token, 1);
    });
  }

  function isTooLarge(file) {
    if (file.size <= Number(text("most"))) return false;
    const size = (value) => (value / MEGABYTE).toLocaleString("en", { maximumFractionDigits: 1 });
    end(filled(text("tooLarge"), { size: size(file.size), most: size(Number(text("most"))) }));
    return true;
  }

  function post(to, file, taken) {
    lastName = file.name;
    const request = new XMLHttpRequest();
    sending = request;
    request.open("POST", to);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    const tell = (share) =>
      working(filled(text("sending"), { name: lastName, percent: Math.round(share * 100) }), share);
    request.upload.onprogress = (event) => tell(event.total ? event.loaded / event.total : 0);
    request.onload = () => {
      const answer = request.response || {};
      if (request.status !== 202) return end(answer.problem || text("lost"));
      sending = null;
      return taken(answer);
    };
    request.onerror = () => end(text("lost"));
    request.onabort = () => end(text("cancelled"));
    tell(0);
    request.send(file);
  }

  /* A file of boundaries or areas, which is read with what was read before. */
  function add(role, options, file) {
    say("");
    if (isTooLarge(file)) return;
    const own = token;
    post(address(text("ground"), { own, role, name: file.name, ...options }), file, (answer) => readAgain(own, answer.number));
    part("working").scrollIntoView({ block: "nearest" });
  }

  function readAgain(own, number) {
    token = own;
    isAgain = true;
    say("");
    set("own-data-read", { data: null });
    watch(own, number);
  }

  async function ask(method, query) {
    const own = token;
    try {
      const response = await fetch(address(text("ground"), { own, ...query }), { method });
      const answer = await response.json();
      if (response.ok) readAgain(own, answer.number);
      else say(answer.problem);
    } catch {
      say(text("lost"));
    }
  }

  async function watch(own, number) {
    // What is given up has its own sentence already, and nothing more to say.
    while (token === own) {
      let state;
      try {
        const response = await fetch(address(text("state"), { own }), { cache: "no-store" });
        state = await response.json();
        if (token !== own) return undefined;
        if (!response.ok) return end(state.problem);
      } catch {
        return token === own ? end(text("lost")) : undefined;
      }
      if (state.number !== number) return undefined;
      if (!state.reading) {
        end();
        remember(own);
        set("own-data-read", { data: { own, number } });
        return undefined;
      }
      working(filled(text("reading"), { step: state.step }), state.part || null);
      await new Promise((resolve) => { window.setTimeout(resolve, PAUSE_MS); });
    }
    return undefined;
  }

  const isShown = (own) => Boolean(part("bar")) && part("bar").dataset.own === own;

  /* The file last sent from this page, unless it is what the page shows. */
  function forget() {
    if (token && !isShown(token)) {
      remember(null);
      fetch(address(text("upload"), { own: token }), { method: "DELETE", keepalive: true }).catch(() => {});
    }
    token = null;
  }

  /* The tab's own memory, so that whoever comes back to the atlas in it finds the file; a browser may refuse it. */
  function remember(own) {
    try {
      if (own) window.sessionStorage.setItem(REMEMBERED, own);
      else window.sessionStorage.removeItem(REMEMBERED);
    } catch { /* Then the address alone leads there. */ }
  }

  function remembered() {
    try {
      return window.sessionStorage.getItem(REMEMBERED);
    } catch {
      return null;
    }
  }

  /* Shows the report of the file of before, where it is there still. */
  async function findAgain() {
    const own = remembered();
    if (token || sending || part("bar") || !own) return;
    try {
      const response = await fetch(address(text("state"), { own }), { cache: "no-store" });
      if (!response.ok) remember(null);
      else if (!token && !sending) readAgain(own, (await response.json()).number);
    } catch { /* Without an answer it is looked for at the next opening. */ }
  }

  /* A file that was read may be opened by its address, also in this very tab: what is left ends with its time, or where
     others need its room. Of one that is still being read nobody has an address. */
  function leave() {
    if (sending || !token || isShown(token)) return;
    if (remembered() !== token) forget();
    else fetch(address(text("leave"), { own: token }), { method: "POST", keepalive: true }).catch(() => {});
  }

  /* Whoever took the link to explore may have it open elsewhere. */
  let isTaken = false;
  for (const kind of ["click", "auxclick", "contextmenu", "dragstart"]) {
    document.addEventListener(kind, (event) => {
      const link = event.target.closest && event.target.closest("a.own-data-explore");
      isTaken = isTaken || Boolean(link);
    });
  }
  window.addEventListener("pagehide", () => {
    if (!isTaken) leave();
    if (part("bar")) remember(part("bar").dataset.own);
  });

  async function cancel() {
    if (sending) {
      sending.abort();
      return;
    }
    if (isAgain) {
      const own = token;
      token = null;
      await fetch(address(text("state"), { own }), { method: "DELETE" }).catch(() => {});
      token = own;
      end();
      set("own-data-read", { data: { own, at: Date.now() } });
      return;
    }
    forget();
    end(text("cancelled"));
    set("own-data-read", { data: null });
  }

  async function forgetShown(own) {
    remember(null);
    try {
      await fetch(address(text("upload"), { own }), { method: "DELETE" });
    } finally {
      if (part("bar")) {
        window.location.assign(`/?lang=${document.documentElement.lang}`);
      } else {
        token = null;
        set("own-data-read", { data: null });
        say(text("forgotten"));
      }
    }
  }

  function take(files) {
    if (files.length === 1) send(files[0]);
    else if (files.length > 1) say(text("one"));
  }

  function choose(taken = take) {
    const input = document.createElement("input");
    input.type = "file";
    input.addEventListener("change", () => taken(input.files));
    input.click();
  }

  window.dash_clientside.ownData = {
    open(clicks) {
      if (clicks) findAgain();
      return clicks ? true : window.dash_clientside.no_update;
    },

    follow(begun) {
      if (begun) readAgain(begun.own, begun.number);
    },

    add(clicks, ids, values) {
      const { no_update: nothing, callback_context: context } = window.dash_clientside;
      if (!clicks.some(Boolean) || !context.triggered_id) return nothing;
      const [role, isAfterRefusal] = context.triggered_id.index.split(":").reverse();
      const options = {};
      ids.forEach(({ index }, at) => {
        const [of, name] = index.split(":");
        if (of === role && values[at]) options[name] = values[at];
      });
      if (role === "boundaries" && !(options.attribution || "").trim()) {
        say(text("noAttribution"));
        part("status").scrollIntoView({ block: "nearest" });
      } else if (isAfterRefusal) {
        ask("POST", { role, again: "1", ...options });
      } else {
        choose((files) => files.length && add(role, options, files[0]));
      }
      return nothing;
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.id === "own-data-choose") choose();
    if (button.id === "own-data-cancel") cancel();
    if (button.dataset.groundRemove) ask("DELETE", { name: button.dataset.groundRemove });
    if (button.id === "own-data-forget") forgetShown(token || part("bar").dataset.own);
    if (button.id === "own-data-bar-forget") forgetShown(part("bar").dataset.own);
    if (button.id === "own-data-bar-report") {
      const { own, number } = part("bar").dataset;
      token = own;
      set("own-data-dialog", { opened: true });
      set("own-data-read", { data: { own, number: Number(number), at: Date.now() } });
    }
  });

  const dropped = (event) => event.target.closest && event.target.closest("#own-data-drop");
  document.addEventListener("dragover", (event) => {
    if (!part("drop") || !part("drop").offsetParent) return;
    event.preventDefault();
    part("drop").classList.toggle("is-over", Boolean(dropped(event)));
  });
  document.addEventListener("dragleave", () => part("drop") && part("drop").classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    if (!part("drop") || !part("drop").offsetParent) return;
    /* A file dropped beside the field must not replace the page. */
    event.preventDefault();
    part("drop").classList.remove("is-over");
    if (dropped(event)) take(event.dataTransfer.files);
  });

  /* The bar: each request that carries the token moves the end. */
  let ends = 0;
  let isReported = false;

  function tellEnd() {
    const bar = part("bar");
    if (!bar || !part("until")) return;
    if (!ends) ends = Date.now() + Number(bar.dataset.seconds) * 1000;
    const isOver = Date.now() >= ends;
    const time = new Date(ends).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const sentence = isOver ? bar.dataset.ended : filled(bar.dataset.until, { time });
    if (part("until").textContent !== sentence) part("until").textContent = sentence;
    if (isOver && !isReported) {
      isReported = true;
      bar.classList.add("is-over");
      bar.setAttribute("role", "alert");
    }
  }

  new PerformanceObserver((list) => {
    const bar = part("bar");
    if (!bar || isReported || !list.getEntries().some((entry) => entry.name.includes(bar.dataset.own))) return;
    ends = Date.now() + Number(bar.dataset.seconds) * 1000;
    tellEnd();
  }).observe({ type: "resource" });
  window.setInterval(tellEnd, 5000);
})();
