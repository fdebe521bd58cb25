/* Opens the card of the figure that the address leads to (#f-…, #d-…). Without it the figure is only marked. */
(function () {
  "use strict";

  function open() {
    // Ids of ours are plain letters, digits and hyphens: nothing to decode.
    const id = location.hash.slice(1);
    const card = /^[fd]-/.test(id) && document.getElementById(id);
    const details = card && card.querySelector("details");
    if (details && !details.open) {
      details.open = true;
      card.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", open);
  document.addEventListener("DOMContentLoaded", open);
})();
