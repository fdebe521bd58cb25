/* The search box in the header, in place of the link to the lists: a combobox over `shequ.searchDetail`.

   In: `shequ.searchStrings` (search/strings.js) for every word shown, and search.js. Out: elements in the header.
   Without a header, or without its wording, there is no box; `shequ.search` works all the same.
   Data reaches the page as text and as addresses below the site's root only, never as markup.
   No query and no ranking live here. */
(function () {
  "use strict";

  const shequ = window.shequ || {};
  const strings = shequ.searchStrings;
  const LIMIT = 20;
  // Long enough to skip the letters of a fast typist, short enough to feel immediate.
  const PAUSE_MS = 80;

  function say(key, facts) {
    return Object.keys(facts || {}).reduce((text, name) => text.split("{" + name + "}").join(facts[name]), strings[key] || "");
  }

  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    fill(element, children || []);
    return element;
  }

  function fill(element, children) {
    element.textContent = "";
    children.forEach((child) => element.append(child));
  }

  function drawIcon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "shequ-search__icon");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  const GLASS = "M15.5 15.5 L21 21 M17 10.5 a6.5 6.5 0 1 1 -13 0 a6.5 6.5 0 1 1 13 0";
  const CROSS = "M6 6 L18 18 M18 6 L6 18";

  function buildBox() {
    const input = make("input", {
      "type": "search", "class": "shequ-search__input", "role": "combobox", "aria-label": say("label"),
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "shequ-search-list",
      "placeholder": say("placeholder"), "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false",
      "enterkeyhint": "search",
    });
    const open = make("button", {
      "type": "button", "class": "shequ-search__open", "aria-label": say("open"),
      "aria-expanded": "false", "aria-controls": "shequ-search-field",
    }, [drawIcon(GLASS)]);
    const close = make("button", { "type": "button", "class": "shequ-search__close", "aria-label": say("close") }, [drawIcon(CROSS)]);
    const note = make("div", { "class": "shequ-search__note" });
    const list = make("div", { "id": "shequ-search-list", "class": "shequ-search__list", "role": "listbox", "aria-label": say("results") });
    const panel = make("div", { "class": "shequ-search__panel" }, [note, list]);
    panel.hidden = true;
    const status = make("div", { "class": "shequ-search__status", "role": "status", "aria-live": "polite" });
    const field = make("div", { "id": "shequ-search-field", "class": "shequ-search__field" },
      [drawIcon(GLASS), input, close, panel]);
    return { whole: make("div", { "class": "shequ-search" }, [open, field, status]), input, open, close, note, list, panel, status };
  }

  /* ---- What is shown ---- */

  function markText(text, query) {
    return shequ.searchParts.markHits(text, query).map((s) => (s.hit ? make("mark", {}, [s.text]) : s.text));
  }

  /* The other name a page was found by, where its title shows no hit. */
  function pickAlias(result, query) {
    const isHit = (text) => shequ.searchParts.markHits(text, query).some((segment) => segment.hit);
    return isHit(result.title) ? undefined : result.aliases.find(isHit);
  }

  function buildOption(result, number, query) {
    const lines = [make("span", { "class": "shequ-search__title" }, markText(result.title, query))];
    const alias = pickAlias(result, query);
    if (alias) lines.push(make("span", { "class": "shequ-search__alias" }, [say("also_called"), ...markText(alias, query)]));
    if (result.figure) lines.push(make("span", { "class": "shequ-search__figure" }, [say("figure"), ...markText(result.figure, query)]));
    if (result.context) lines.push(make("span", { "class": "shequ-search__context" }, markText(result.context, query)));
    return make("a", {
      "id": "shequ-search-option-" + number, "class": "shequ-search__option", "role": "option",
      "aria-selected": "false", "tabindex": "-1", "href": shequ.searchBase + result.url,
    }, lines);
  }

  /* Groups by kind, in the order of each kind's best page; the arrow keys follow the same order. */
  function buildGroups(results, query) {
    const kinds = Array.from(new Set(results.map((result) => result.kind)));
    let number = 0;
    return kinds.map(function (kind) {
      const heading = make("div", { "id": "shequ-search-kind-" + kind, "class": "shequ-search__kind", "role": "presentation" }, [say("kind_" + kind)]);
      const options = results.filter((result) => result.kind === kind).map((result) => buildOption(result, (number += 1), query));
      return make("div", { "role": "group", "aria-labelledby": heading.id }, [heading, ...options]);
    });
  }

  /* {head, hint}: what is said above the results. */
  function wordNote(detail) {
    if (detail.failed) return { head: say("failed"), hint: say("failed_hint") };
    if (!detail.total) return { head: say("none"), hint: say("none_hint") };
    const shown = detail.results.length;
    const count = say(shown < detail.total ? "count_shown" : "count", { total: detail.total, shown });
    return { head: count, hint: detail.relaxed ? say("relaxed") : "" };
  }

  /* ---- How it behaves ---- */

  function run(box) {
    let turn = 0;
    let timer = 0;
    let shownFor = "";
    let active = -1;

    const readOptions = () => Array.from(box.list.querySelectorAll('[role="option"]'));
    const isTiny = () => getComputedStyle(box.open).display !== "none";

    function setActive(position) {
      const options = readOptions();
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === position)));
      active = position;
      if (position < 0) return box.input.removeAttribute("aria-activedescendant");
      box.input.setAttribute("aria-activedescendant", options[position].id);
      options[position].scrollIntoView({ block: "nearest" });
    }

    function showPanel(isShown) {
      box.panel.hidden = !isShown;
      box.input.setAttribute("aria-expanded", String(isShown && box.list.childElementCount > 0));
      if (!isShown) setActive(-1);
    }

    function setNote(head, hint) {
      const lines = hint ? [head, make("span", { "class": "shequ-search__hint" }, [hint])] : [head];
      fill(box.note, lines);
    }

    function show(detail, text) {
      const words = wordNote(detail);
      fill(box.list, buildGroups(detail.results, shequ.searchParts.readQuery(text)));
      box.list.hidden = !detail.results.length;
      setNote(words.head, words.hint);
      box.status.textContent = [words.head, words.hint].filter(Boolean).join(" ");
      shownFor = text;
      setActive(-1);
      showPanel(true);
    }

    function clear() {
      turn += 1;
      clearTimeout(timer);
      shownFor = "";
      fill(box.list, []);
      box.status.textContent = "";
      showPanel(false);
    }

    function ask() {
      clearTimeout(timer);
      const text = box.input.value.trim();
      if (!text) return Promise.resolve(clear());
      const mine = (turn += 1);
      if (box.panel.hidden) {
        fill(box.list, []);
        setNote(say("loading"));
        showPanel(true);
      }
      return shequ.searchDetail(text, { limit: LIMIT }).then((detail) => {
        if (mine === turn) show(detail, text);
      });
    }

    function schedule() {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    }

    function move(step) {
      const count = readOptions().length;
      if (box.panel.hidden || box.input.value.trim() !== shownFor) return ask();
      if (count) setActive(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    }

    function openResult() {
      const go = () => {
        const option = readOptions()[Math.max(active, 0)];
        if (option) option.click();
      };
      if (box.input.value.trim() === shownFor) go();
      else ask().then(go);
    }

    function setOpen(isOpen) {
      box.whole.classList.toggle("shequ-search--open", isOpen);
      box.open.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) box.input.focus();
      else clear();
    }

    function leave() {
      if (!box.panel.hidden) return showPanel(false);
      box.input.value = "";
      clear();
      if (!isTiny()) return box.input.blur();
      setOpen(false);
      box.open.focus();
    }

    // While an input method composes, its keys are its own: Enter takes the candidate, arrows choose one.
    const isComposing = (event) => event.isComposing || event.keyCode === 229;
    const KEYS = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: openResult, Escape: leave };

    box.input.addEventListener("keydown", function (event) {
      if (isComposing(event) || !Object.prototype.hasOwnProperty.call(KEYS, event.key)) return;
      event.preventDefault();
      KEYS[event.key]();
    });
    box.input.addEventListener("input", (event) => event.isComposing || schedule());
    box.input.addEventListener("compositionend", schedule);
    box.input.addEventListener("focus", () => box.input.value.trim() && ask());
    box.open.addEventListener("click", () => setOpen(true));
    box.close.addEventListener("click", function () {
      box.input.value = "";
      setOpen(false);
      box.open.focus();
    });
    // A press on a result must not take the focus, or the panel would be gone before the click.
    box.panel.addEventListener("mousedown", (event) => event.preventDefault());
    box.whole.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.whole.contains(event.relatedTarget)) showPanel(false);
    });
    // A link that leads to the lists without this script opens the box with it.
    document.querySelectorAll("[data-shequ-search]").forEach((link) => link.addEventListener("click", function (event) {
      event.preventDefault();
      if (isTiny()) setOpen(true);
      box.input.focus();
    }));
    document.addEventListener("pointerdown", (event) => box.whole.contains(event.target) || showPanel(false));
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return;
      event.preventDefault();
      if (isTiny()) setOpen(true);
      box.input.focus();
      box.input.select();
    });
  }

  function mount() {
    const place = document.querySelector(".sq-header__search");
    if (!place || !strings || !shequ.searchDetail) return;
    const box = buildBox();
    fill(place, [box.whole]);
    run(box);
  }

  mount();
})();
