/* What the browser suite asks a page, as plain functions on `window.shequMeasure`. No page of the site loads this.

   In: the page as it stands. Out: plain values. Nothing is changed but where a function says so. */
(function () {
  "use strict";

  window.addEventListener("load", () => (window.shequMeasure.atLoad = typeof (window.shequ || {}).search), true);

  window.shequMeasure = {
    /* Two frames: what a change of the window sets going has then been laid out. */
    settle: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),

    searchAtLoad: () => window.shequMeasure.atLoad,

    page: () => ({
      headings: document.querySelectorAll("h1").length,
      title: document.title,
      lang: document.documentElement.lang,
      brokenImages: Array.from(document.images).filter((i) => !i.complete || !i.naturalWidth).map((i) => i.src),
      text: document.querySelector("article").innerText.trim().length,
    }),

    /* How far the page can be scrolled sideways, and what reaches out of it (not what scrolls in its own frame). */
    sideways() {
      const width = document.documentElement.clientWidth;
      const framed = (e) => e.tagName !== "ARTICLE" && (/auto|scroll/.test(getComputedStyle(e).overflowX) || framed(e.parentElement));
      const wide = Array.from(document.querySelectorAll("article *")).filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.right > width + 1 && !framed(element.parentElement) && getComputedStyle(element).clipPath === "none";
      });
      const scroller = document.scrollingElement;
      return {
        by: Math.max(scroller.scrollWidth, document.body.scrollWidth) - width,
        wide: wide.slice(0, 3).map((e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30)),
      };
    },

    background: () => getComputedStyle(document.body).backgroundColor,

    /* Every text of the page whose contrast with what lies behind it is too small (WCAG 2: 4.5, large 3). */
    faint() {
      const found = new Map();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (!text || !isShown(element) || element.closest("[aria-hidden=true], [role=img]")) continue;
        const style = getComputedStyle(element);
        const behind = flatten(element);
        const ratio = contrast(over(readColor(style.color), behind), behind);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (isLarge ? 3 : 4.5)) {
          const name = element.tagName.toLowerCase() + "." + element.className;
          if (!found.has(name)) found.set(name, name + " " + ratio.toFixed(2) + " " + text.slice(0, 20));
        }
      }
      return Array.from(found.values());
    },

    /* Fills a table's frame with copies of its rows, scrolls it both ways, and says where its head then is. */
    async scrollTable() {
      const frame = document.querySelector(".sq-scroll.sq-tall");
      const body = frame.querySelector("tbody");
      const row = body.querySelector("tr");
      for (let i = 0; i < 80; i += 1) body.append(row.cloneNode(true));
      frame.querySelectorAll("td").forEach((cell) => (cell.style.minWidth = "20rem"));
      const head = frame.querySelector("thead th");
      const side = row.querySelector("th");
      const corner = () => frame.getBoundingClientRect();
      const before = { head: head.getBoundingClientRect().top - corner().top, side: side.getBoundingClientRect().left - corner().left };
      frame.scrollTo(500, 900);
      await window.shequMeasure.settle();
      const last = body.querySelector("tr:last-child th").getBoundingClientRect();
      return {
        scrolled: [frame.scrollLeft, frame.scrollTop],
        before,
        after: { head: head.getBoundingClientRect().top - corner().top, side: last.left - corner().left },
        covers: document.elementFromPoint(head.getBoundingClientRect().left + 20, head.getBoundingClientRect().top + 12) === head
          || head.contains(document.elementFromPoint(head.getBoundingClientRect().left + 20, head.getBoundingClientRect().top + 12)),
      };
    },
  };

  function isShown(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).clipPath === "none";
  }

  /* Any CSS colour → [red, green, blue, alpha]. */
  function readColor(color) {
    const canvas = readColor.canvas || (readColor.canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  function over(top, bottom) {
    return [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
  }

  /* What lies behind an element: the backgrounds of all it stands in, one over the other. */
  function flatten(element) {
    const behind = element.parentElement ? flatten(element.parentElement) : [255, 255, 255, 1];
    return over(readColor(getComputedStyle(element).backgroundColor), behind);
  }

  function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  function contrast(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }
})();
