/* What the scripts of the page share with each other and with Dash, Plotly and MapLibre. */

interface DashClientside {
  no_update: unknown;
  callback_context: { triggered: { prop_id: string; value: unknown }[]; triggered_id?: unknown };
  set_props(id: string, props: Record<string, unknown>): void;
  [namespace: string]: any;
}

interface Window {
  /** Functions that several scripts of the page use. */
  atlas: any;
  dash_clientside: DashClientside;
  Plotly: any;
  dash_ag_grid: any;
  dashAgGridFunctions: any;
  dashMantineFunctions: any;
}

/* Elements that are found by a selector are those of HTML or SVG, and have data. */
interface Element {
  dataset: DOMStringMap;
}
