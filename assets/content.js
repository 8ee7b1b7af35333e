/* Draws what components/content.py wrote: elements and texts, never markup. What stays the same stays in the page,
   so that a folded part stays open, a list keeps its place, and the button that was pressed keeps the focus. */
"use strict";

(function () {
  const drawn = new WeakMap();
  const given = new WeakMap();

  function dress(element, attributes) {
    const before = given.get(element) || {};
    for (const name of Object.keys(before)) if (!(name in attributes)) element.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) {
      if (before[name] !== value) element.setAttribute(name, value);
    }
    given.set(element, attributes);
  }

  function put(parent, nodes) {
    nodes.forEach((node, place) => {
      const there = parent.childNodes[place] || null;
      const [tag, attributes, children] = typeof node === "string" ? ["#text"] : node;
      const isSame = there !== null && there.nodeName.toLowerCase() === tag;
      const shown = isSame ? there : tag === "#text" ? document.createTextNode(node) : document.createElement(tag);
      if (tag !== "#text") {
        dress(shown, attributes);
        put(shown, children);
      } else if (shown.data !== node) shown.data = node;
      if (there === null) parent.append(shown);
      else if (!isSame) there.replaceWith(shown);
    });
    while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
  }

  const pressed = (element) => (element && element.dataset ? element.dataset.press : undefined);

  function draw(box) {
    const text = box.dataset.content;
    if (drawn.get(box) === text) return;
    drawn.set(box, text);
    const pressedBefore = box.contains(document.activeElement) ? pressed(document.activeElement) : undefined;
    const focused = document.activeElement;
    const position = pressedBefore === undefined ? -1 : buttonsOf(box).indexOf(focused);
    put(box, JSON.parse(text));
    box.dispatchEvent(new Event("contentdrawn", { bubbles: true }));
    const isLost = [focused, document.body].includes(document.activeElement);
    if (pressedBefore !== undefined && isLost && pressed(document.activeElement) !== pressedBefore) keepFocus(box, pressedBefore, position);
  }

  const buttonsOf = (box) => [...box.querySelectorAll("[data-press]")].filter((button) => !button.disabled);

  /* A button that was pressed keeps the focus; where it is gone, the one that took its place has it, or its box. */
  function keepFocus(box, pressedBefore, position) {
    const buttons = buttonsOf(box);
    const again = buttons.find((button) => pressed(button) === pressedBefore);
    const next = again || buttons[Math.min(position, buttons.length - 1)] || box;
    if (next === box) box.tabIndex = -1;
    next.focus({ preventScroll: next !== again });
  }

  function drawWithin(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.dataset.content !== undefined) draw(node);
    else if (node.firstElementChild) node.querySelectorAll("[data-content]").forEach(draw);
  }

  /* What boxes hold that stand elsewhere on the page, by their ids. */
  function give(contents) {
    for (const [id, nodes] of Object.entries(contents)) {
      const box = document.getElementById(id);
      if (box) box.dataset.content = JSON.stringify(nodes);
    }
  }

  /* What comes with the map's marks: what is to be read at once, and the rest when the map is drawn, for which the page
     would be laid out and painted while the map waits for its turn. */
  function giveInTurn({ of, boxes }) {
    const isReady = window.atlas.isMapReady();
    if (isReady) window.atlas.mapIsGiven(of);
    const [now, later] = [{}, {}];
    // That of a newer filter is there already, or on its way.
    if (window.atlas.headline.isOlder(of)) delete boxes.headline;
    if (boxes.headline) window.atlas.headlineIsOf(of);
    for (const [id, nodes] of Object.entries(boxes)) {
      const isAtOnce = !isReady || document.getElementById(id)?.dataset.atOnce !== undefined;
      (isAtOnce ? now : later)[id] = nodes;
    }
    give(now);
    const giveLater = () => {
      give(later);
      window.atlas.partsAreOf(of);
    };
    if (Object.keys(later).length) window.atlas.whenRepainted(giveLater);
    else giveLater();
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.attributeName === "data-contents") {
        giveInTurn(JSON.parse(/** @type {HTMLElement} */ (change.target).dataset.contents));
      } else if (change.type === "attributes") draw(change.target);
      else change.addedNodes.forEach(drawWithin);
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-content", "data-contents"],
  });

  /* What pressing a button of a drawn content asks for, by the type that stands in its mapping: a function of that
     mapping, the filter and the selection, which gives the next `filter`, the next `selected`, or both. */
  window.atlas = window.atlas || {};
  window.atlas.give = give;

  /* Elements that a content describes, for a script that puts them into the page itself. */
  window.atlas.elements = (nodes) => {
    const made = document.createElement("div");
    put(made, nodes);
    return [...made.children];
  };

  const presses = (window.atlas.presses = window.atlas.presses || {});

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.content = {
    press(pressed, filter, selected) {
      const noUpdate = window.dash_clientside.no_update;
      const asks = pressed && presses[pressed.type];
      const next = asks ? asks(pressed, filter || {}, selected || []) : {};
      return [next.filter ? { filter: next.filter } : noUpdate, next.selected || noUpdate];
    },
  };

  /* The same button may be pressed again: each time is another value. */
  let times = 0;
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-press]");
    if (!button) return;
    times += 1;
    window.dash_clientside.set_props("pressed", { data: { ...JSON.parse(button.dataset.press), times } });
  });
})();
