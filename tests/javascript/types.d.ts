/* What the scripts of the page share with each other and with Dash, Plotly and MapLibre. */

interface DashClientside {
  no_update?: unknown;
  callback_context?: { triggered: { prop_id: string; value: unknown }[]; triggered_id?: any };
  set_props?(id: string, props: Record<string, unknown>): void;
  [namespace: string]: any;
}

interface Window {
  /** Functions that several scripts of the page use. */
  atlas: any;
  dash_clientside: DashClientside;
  Plotly: any;
  React: any;
  dash_ag_grid: any;
  dashAgGridComponentFunctions: any;
  dashAgGridFunctions: any;
  dashMantineFunctions: any;
  /** Of the polyfill that Dash brings. */
  regeneratorRuntime: unknown;
}

/* What a selector or an event gives is known to who wrote the selector; of it the browser knows only an element. */
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}
interface NonElementParentNode {
  getElementById(id: string): any;
}
interface Document {
  getElementById(id: string): any;
}
interface EventTarget {
  closest?(selectors: string): any;
  readonly tagName?: string;
  readonly classList?: DOMTokenList;
  id?: any;
  readonly childNodes?: NodeListOf<ChildNode>;
  open?: any;
}
