/* Says of each searchable list whether it is open, which Mantine tells in `data-expanded` alone. */
"use strict";

(function () {
  const FIELDS = "input[role=combobox]";

  function say(field) {
    field.setAttribute("aria-expanded", String(field.dataset.expanded === "true"));
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes" && /** @type {Element} */ (target).matches(FIELDS)) say(target);
      for (const added of addedNodes) {
        if (added instanceof Element) added.querySelectorAll(FIELDS).forEach(say);
      }
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-expanded"],
  });
})();
