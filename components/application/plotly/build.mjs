/* Writes assets/plotly/*.js: `npm ci && npm run build` here. The same packages give the same bytes.

   plotly.min.js as it comes has forty kinds of traces, and MapLibre twice: as a script, and as the text of its worker.
   MapLibre itself comes as a module for the page, one for the worker, and one that both share; here they stay so. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";
import { minify } from "terser";
import { withoutWords } from "./without_words.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "..", "..", "..", "assets", "plotly");
const SHARED = "maplibre-gl-shared.mjs";
const MAPLIBRE = join(HERE, "node_modules", "maplibre-gl", "dist");
const versionOf = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;
/* A browser keeps a file of a version for good. */
const named = (part) => `maplibre-gl-${part}-${versionOf("maplibre-gl")}.js`;

/* Parts that no figure of the atlas has. */
const without = (name) => [`plotly.js/src/components/${name}/index`, `module.exports = { moduleType: "component", name: "${name}" };`];

/* By path: what the atlas's figures never reach, and what is left of it. */
const UNUSED = {
  // Countries by name, and in them the point to write at: the atlas names its areas by their own codes.
  "node_modules/country-iso-search": "exports.COUNTRIES = []; exports.createLookup = () => ({ lookupAlpha3: () => undefined });",
  // Styles with tiles of other machines; the atlas has its own.
  "plots/map/styles/arcgis-sat": "module.exports = { version: 8, sources: {}, layers: [] };",
  // Of its colours those that CSS can name, and of its functions the ones that Plotly calls.
  "node_modules/culori/bundled":
    'import "culori/css"; export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";',
  ...Object.fromEntries(["images", "rangeselector", "rangeslider", "sliders", "updatemenus"].map(without)),
  // One function of a hundred.
  "node_modules/d3-geo/dist/d3-geo": 'export { default as geoBounds } from "d3-geo/src/bounds.js"',
};

/* Pictures on buttons, and a logo: of MapLibre's controls a figure has the one that names sources alone. */
const OF_BUTTONS = /[^{}]*\.maplibregl-ctrl-(?:icon|logo)\b[^{}]*\{[^{}]*\burl\([^{}]*\}/g;
const styleOf = (path) => readFileSync(path, "utf8").replace(OF_BUTTONS, "");

/* Instead of the worker's text, one line that has it loaded: Plotly makes an address of it. */
const parts = {
  name: "parts",
  setup(build) {
    build.onResolve({ filter: /maplibre-gl-shared\.mjs$/ }, () => ({ path: SHARED, external: true }));
    build.onResolve({ filter: /build\/maplibre_worker$/ }, () => ({ path: "worker", namespace: "parts" }));
    build.onLoad({ filter: /^worker$/, namespace: "parts" }, () => ({
      contents: `module.exports = "import " + JSON.stringify(new URL("${named("worker")}", ATLAS_PLOTLY).href) + ";";`,
    }));
    // The first that takes a path has it.
    for (const [name, contents] of Object.entries(UNUSED)) {
      build.onLoad({ filter: new RegExp(`${name}\\b.*\\.c?js$`) }, () => ({ contents, resolveDir: HERE }));
    }
    build.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, ({ path }) => ({ contents: withoutWords(readFileSync(path, "utf8")) }));
    build.onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: `document.head.append(Object.assign(document.createElement("style"), { textContent: ${JSON.stringify(styleOf(path))} }));`,
    }));
  },
};

const built = await esbuild.build({
  entryPoints: [join(HERE, "entry.cjs")],
  bundle: true,
  minify: true,
  write: false,
  format: "cjs",
  target: "es2022",
  platform: "browser",
  charset: "utf8",
  legalComments: "eof",
  plugins: [parts],
  alias: { regl: "@plotly/regl" },
  define: { global: "window", "define.amd": "false" },
  logLevel: "warning",
});

/* A module is never loaded before it is asked for, nor twice. */
const page = `/* plotly.js ${versionOf("plotly.js")} with scattermap, choroplethmap and bar: MIT; MapLibre GL JS ${versionOf("maplibre-gl")}: 3-Clause BSD; regenerator-runtime ${versionOf("regenerator-runtime")}: MIT, Copyright (c) 2014-present, Facebook, Inc. See components/application/plotly/build.mjs. */
window.atlas = window.atlas || {};
window.atlas.plotly = ((ATLAS_PLOTLY) => import(new URL("${named("shared")}", ATLAS_PLOTLY)).then((shared) => {
const module = { exports: {} }, require = () => shared;
${built.outputFiles[0].text}
return (window.Plotly = module.exports);
}))(document.currentScript.src);
`;

/* As it is, and as browsers take it smallest, which takes too long to be made while one waits. */
function write(name, text) {
  writeFileSync(join(OUT, name), text);
  writeFileSync(join(OUT, `${name}.br`), brotliCompressSync(text));
}

const SMALLEST = { ecma: 2022, compress: { passes: 2 }, format: { comments: /license|preserve|^!| plotly\.js /i } };
write("plotly-atlas.js", (await minify(page, SMALLEST)).code);
for (const name of ["shared", "worker"]) {
  const text = readFileSync(join(MAPLIBRE, `maplibre-gl-${name}.mjs`), "utf8");
  const own = text.replaceAll(SHARED, named("shared")).replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n");
  write(named(name), own);
}
