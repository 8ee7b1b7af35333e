/* Copies what a button of components/copy_button.py names, and says so on the button for a moment. */
"use strict";

(function () {
  const SAID_MS = 2000;

  /* Browsers give a page their clipboard only on a secure origin; an atlas in an office network often has none. */
  function copyFromField(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyFromField(text);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy-button");
    if (!button || button.dataset.label) return;
    const { copy, copyBox } = button.dataset;
    const isCopied = await copied(copyBox ? document.getElementById(copyBox).value : copy);
    button.focus();
    if (!isCopied) return;
    const [label, name] = [button.textContent, button.getAttribute("aria-label")];
    button.dataset.label = label;
    button.textContent = button.dataset.copied;
    button.removeAttribute("aria-label");
    setTimeout(() => {
      button.textContent = label;
      if (name) button.setAttribute("aria-label", name);
      delete button.dataset.label;
    }, SAID_MS);
  });
})();
