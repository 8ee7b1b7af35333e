/* Plotly with the traces of the atlas: components/map/figure.py and the two charts. `scatter` is always there. And of
   the polyfill that Dash has loaded for old browsers, none of which draws a map, the one part that its scripts call. */
"use strict";

require("regenerator-runtime/runtime");

const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/scattermap"),
  require("plotly.js/lib/choroplethmap"),
  require("plotly.js/lib/bar"),
]);

module.exports = Plotly;
