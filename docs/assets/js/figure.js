/* Opens the card of the figure that the address leads to (#f-…, #d-…). Without it the figure is only marked. */
(function () {
  "use strict";

  function open() {
    var id = decodeURIComponent(location.hash.slice(1));
    var card = /^[fd]-/.test(id) && document.getElementById(id);
    var details = card && card.querySelector("details");
    if (details && !details.open) {
      details.open = true;
      card.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", open);
  document.addEventListener("DOMContentLoaded", open);
})();
