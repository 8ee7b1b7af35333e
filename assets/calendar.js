/* Names of months and days for the calendars, in the page's language, where dash-mantine-components looks for them. */
"use strict";

(function () {
  const names = JSON.parse(document.body.dataset.calendar);
  if (names.name) window[`dayjs_locale_${names.name}`] = names;
})();
