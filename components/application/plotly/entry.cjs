/* Plotly with the traces of the atlas: components/map/figure.py and the two charts. `scatter` is always there. */
"use strict";

const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/scattermap"),
  require("plotly.js/lib/choroplethmap"),
  require("plotly.js/lib/bar"),
]);

module.exports = Plotly;
