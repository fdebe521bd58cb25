/* What the page around an article does with a script: the switch of colours, and menus that close.

   In: the markup of the header and of the page's contents. Out: `data-scheme` on <html>, kept where storage allows.
   Without this script the system's colours hold and every menu opens and closes by its own <summary>. */
(function () {
  "use strict";

  const html = document.documentElement;
  const button = document.querySelector(".sq-scheme");
  const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
  const isWide = window.matchMedia("(min-width: 60em)");

  function listen(query, tell) {
    if (query.addEventListener) query.addEventListener("change", tell);
    else query.addListener(tell);
  }

  /* ---- Colours ---- */

  function readScheme() {
    return html.getAttribute("data-scheme") || (systemIsDark.matches ? "dark" : "light");
  }

  /* What equals the system's scheme is no choice: the page follows the system again. */
  function keepScheme(scheme) {
    const isChoice = scheme !== (systemIsDark.matches ? "dark" : "light");
    if (isChoice) html.setAttribute("data-scheme", scheme);
    else html.removeAttribute("data-scheme");
    try {
      if (isChoice) localStorage.setItem("shequ-scheme", scheme);
      else localStorage.removeItem("shequ-scheme");
    } catch (refused) {
      // The choice then holds for this page.
    }
  }

  function nameButton() {
    const label = button.getAttribute(readScheme() === "dark" ? "data-to-light" : "data-to-dark");
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  if (button) {
    button.addEventListener("click", function () {
      keepScheme(readScheme() === "dark" ? "light" : "dark");
    });
    listen(systemIsDark, nameButton);
    // scheme.js waits for nobody and may come later than this.
    new MutationObserver(nameButton).observe(html, { attributes: true, attributeFilter: ["data-scheme"] });
    nameButton();
    button.hidden = false;
  }

  /* ---- Menus and contents ---- */

  const menus = Array.from(document.querySelectorAll(".sq-drop"));
  const sides = Array.from(document.querySelectorAll(".sq-side details"));

  function closeMenus(keep) {
    menus.forEach((menu) => menu !== keep && menu.removeAttribute("open"));
  }

  document.addEventListener("click", (event) => closeMenus(menus.find((menu) => menu.contains(event.target))));
  document.addEventListener("keydown", function (event) {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    closeMenus();
    open.querySelector("summary").focus();
  });

  /* Beside the article the contents stand open; above it, on a phone, they are folded. */
  function foldSides() {
    sides.forEach((side) => (side.open = isWide.matches));
  }
  foldSides();
  listen(isWide, foldSides);
  sides.forEach((side) => side.addEventListener("click", function (event) {
    if (event.target.closest("a") && !isWide.matches) side.open = false;
  }));
})();
