// @ts-check
// The desk: what stands in the coding form is kept and checked as one types. Without scripts the form works as well.
"use strict";

(function () {
  const KEEP_AFTER_MS = 700;

  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("coding-form"));
  const message = document.getElementById("message");

  if (message) message.focus({ preventScroll: false });

  /**
   * What stands in the form, without a file.
   * @param {HTMLFormElement} sent
   */
  function fields(sent) {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(sent)) {
      if (typeof value === "string" && value) values.append(name, value);
    }
    return values;
  }

  /** @param {HTMLFormElement} sent */
  async function keep(sent) {
    await fetch(sent.dataset.keep ?? "", { method: "POST", body: fields(sent) });
  }

  /** @param {HTMLFormElement} sent */
  async function check(sent) {
    const answer = await fetch(sent.dataset.check ?? "", { method: "POST", body: fields(sent) });
    const problems = document.getElementById("problems");
    if (!answer.ok || !problems) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    problems.replaceChildren(...page.body.childNodes);
  }

  /**
   * Sends the form as without scripts, with what was pressed, which `submit` alone would leave out.
   * @param {HTMLFormElement} sent
   * @param {HTMLElement} pressed
   */
  function sendWhole(sent, pressed) {
    const { name } = /** @type {HTMLButtonElement} */ (pressed);
    const all = new FormData(sent, pressed);
    for (const key of [name, `${name}.x`, `${name}.y`]) {
      const value = all.get(key);
      if (typeof value !== "string") continue;
      sent.append(Object.assign(document.createElement("input"), { type: "hidden", name: key, value }));
    }
    sent.submit();
  }

  const PLACED = ["longitude", "latitude", "where_prec", "coord_method", "adm0", "adm1_name", "adm1_iso"];

  /**
   * A press on the map without a new page: the answer is the page, of which map, point and checks are taken.
   * @param {HTMLFormElement} sent
   * @param {HTMLElement} pressed
   */
  async function place(sent, pressed) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(sent, pressed)) {
      if (typeof value === "string") body.append(name, value);
    }
    // A button named "action" hides the property of the form.
    const answer = await fetch(sent.getAttribute("action") ?? "", { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const map = page.getElementById("place-map");
    if (!map) throw new Error("no map");
    document.getElementById("place-map")?.replaceWith(map);
    for (const name of PLACED) {
      const old = /** @type {HTMLInputElement | null} */ (document.getElementById(`incident.${name}`));
      const now = /** @type {HTMLInputElement | null} */ (page.getElementById(`incident.${name}`));
      if (old && now) old.value = now.value;
    }
    const problems = page.getElementById("problems");
    if (problems) document.getElementById("problems")?.replaceChildren(...problems.childNodes);
    const mapMessage = document.getElementById("map-message");
    if (mapMessage) mapMessage.textContent = page.getElementById("message")?.textContent ?? "";
    const { name, value } = /** @type {HTMLButtonElement} */ (pressed);
    const same = [...map.querySelectorAll("button, input")].find(
      (one) => /** @type {HTMLButtonElement} */ (one).name === name && /** @type {HTMLButtonElement} */ (one).value === value
    );
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
    keep(sent).catch(() => {});
  }

  if (form) {
    let waiting = 0;
    let isSent = false;
    form.addEventListener("submit", (event) => {
      const pressed = event.submitter;
      if (pressed && pressed.closest("#place-map")) {
        event.preventDefault();
        place(form, pressed).catch(() => sendWhole(form, pressed));
        return;
      }
      isSent = true;
      window.clearTimeout(waiting);
    });
    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        if (isSent) return;
        // The desk may have been stopped: the next letter tries again.
        keep(form).catch(() => {});
        check(form).catch(() => {});
      }, KEEP_AFTER_MS);
    });
  }
})();
