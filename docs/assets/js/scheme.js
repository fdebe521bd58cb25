/* The reader's choice of colours, as early as can be without keeping the page waiting. Without one, the style
   sheets follow the system.
   In: what shell.js has kept. Out: `data-scheme` on <html>. */
(function () {
  "use strict";

  try {
    const kept = localStorage.getItem("shequ-scheme");
    if (kept === "dark" || kept === "light") document.documentElement.setAttribute("data-scheme", kept);
  } catch (refused) {
    // Storage may be refused, from a folder above all: then the system's colours hold.
  }
})();
