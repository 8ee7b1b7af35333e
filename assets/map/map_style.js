/* What maps wear: the theme, the names, the lines, the graticule and the ground map that are chosen. */
"use strict";

(function () {
  const { texts, whenLoaded } = window.atlas.maps;

  function dress(map, style) {
    window.atlas.giveNames(map, style);
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint || {})) map.setPaintProperty(layer.id, name, value);
      for (const [name, value] of Object.entries(layer.layout || {})) map.setLayoutProperty(layer.id, name, value);
    }
  }

  /* Whom the ground is from: of the texts on the page, that of the ground map that is shown. */
  function showCredit(ground) {
    for (const text of document.querySelectorAll(".ground-credit")) text.hidden = text.dataset.ground !== ground;
  }

  /* Gives the style's own layers the theme, the names, the lines, the graticule and the ground map that are asked for. */
  function restyle(place, scheme, language, { lines, ground, graticule }, figure) {
    showCredit(ground);
    for (const id of ["map-legend-lines", "map-key-lines"]) {
      const part = document.getElementById(id);
      if (part) part.hidden = !lines;
    }
    if (!scheme || !figure) return;
    const address = new URL(figure.layout.map.style, window.location.href);
    address.searchParams.set("scheme", scheme);
    address.searchParams.set("lang", language);
    address.searchParams.set("lines", lines ? "1" : "0");
    // The style has it unless it is told otherwise: the address stays the one that was asked for with the page.
    if (graticule === false) address.searchParams.set("graticule", "0");
    else address.searchParams.delete("graticule");
    if (texts().firstGround && ground) address.searchParams.set("ground", ground);
    if (!place.lastStyleRequest && address.href === new URL(figure.layout.map.style, window.location.href).href) return;
    const requested = (place.lastStyleRequest += 1);
    fetch(address)
      .then((answer) => answer.json())
      .then((style) => whenLoaded(place, (map) => {
        if (requested === place.lastStyleRequest) dress(map, style);
      }));
  }

  window.atlas.maps = Object.assign(window.atlas.maps || {}, { restyle });
})();
