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

  if (form) {
    let waiting = 0;
    let isSent = false;
    form.addEventListener("submit", () => {
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
