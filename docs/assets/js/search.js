/* Search in the browser: a text to tokens, a query over the built index, the ranking, the loading.

   In: the edition's index, whose place `search/strings.js` tells, and lunr; both are loaded on the first search by
   a <script>, so that it works from a folder.
   Out, before the page's load event:
     shequ.search(text, {limit = 10, kinds}) → Promise<[{kind, id, title, context, url, score}]>
     shequ.searchDetail(text, options) → Promise<{results, total, relaxed, failed}>   (for the search box)
   The address of a result leads to a figure on the page where a figure was asked for.
     shequ.searchParts: the pure functions, for the tests.
   No promise of these rejects; what cannot be searched, or an index that does not load, finds nothing.
   The tokeniser is that of `scripts/shequ/search/tokens.py`; `tests/unit/data/search_tokens.json` holds both to it.
   No element of the page is touched here but the scripts loaded; the box is `search-box.js`. */
(function (root) {
  "use strict";

  const shequ = (root.shequ = root.shequ || {});

  /* ---- Tokens ---- */

  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
  const LATIN = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff";
  // A number with its percent sign and a look at the unit behind it; or a run of Han; or a Latin word.
  const PIECE = new RegExp(
    "([0-9]+(?:\\.[0-9]+)?)(%?)(?= *([" + HAN + "]|[" + LATIN + "]+)?)|([" + HAN + "]+)|([" + LATIN + "][" + LATIN + "0-9]*)",
    "gu"
  );
  const ONE_HAN = new RegExp("^[" + HAN + "]$", "u");
  const LATIN_WORD = new RegExp("^[" + LATIN + "]", "u");
  // The comma of 3,500: between a digit and exactly three more.
  const THOUSANDS = /([0-9]),(?=[0-9]{3}(?![0-9]))/g;

  // Beyond this nobody types; a pasted page must not hang the browser.
  const LONGEST_QUERY = 200;
  const MOST_TOKENS = 64;

  function fold(text) {
    return text.replace(/，/g, " ").normalize("NFKC").toLowerCase().replace(THOUSANDS, "$1");
  }

  function matchPieces(text) {
    const found = [];
    const folded = fold(text);
    PIECE.lastIndex = 0;
    for (let m = PIECE.exec(folded); m; m = PIECE.exec(folded)) found.push(m);
    return found;
  }

  function tokenize(text) {
    const tokens = [];
    matchPieces(text).forEach(function ([, number, percent, unit, han, word]) {
      if (number) {
        tokens.push(number);
        if (percent) tokens.push(number + percent);
        else if (unit) tokens.push(number + unit);
      } else if (han) {
        const characters = Array.from(han);
        characters.forEach(function (character, i) {
          tokens.push(character);
          if (i + 1 < characters.length) tokens.push(character + characters[i + 1]);
        });
      } else {
        tokens.push(word);
      }
    });
    return tokens;
  }

  /* What of a text is compared when names are compared: no spaces, quotes or other marks. */
  function compact(text) {
    return matchPieces(text).map((m) => m[0]).join("");
  }

  /* ---- The query ---- */

  /* Text as typed → {compact, tokens}. Parts between spaces are cut on their own; a single character
     that stands in a longer token says nothing more than that token does. */
  function readQuery(text) {
    const typed = clip(text);
    const all = new Set();
    typed.split(/\s+/).forEach((part) => tokenize(part).forEach((token) => all.add(token)));
    const tokens = Array.from(all);
    const telling = tokens.filter((t) => !(ONE_HAN.test(t) && tokens.some((o) => o !== t && o.includes(t))));
    return { compact: compact(typed), tokens: telling.slice(0, MOST_TOKENS) };
  }

  function clip(text) {
    if (typeof text === "number" && isFinite(text)) text = String(text);
    return typeof text === "string" ? text.trim().slice(0, LONGEST_QUERY) : "";
  }

  /* {limit, kinds} as given → a whole limit of at least 0, and the set of kinds or null for all. */
  function readOptions(options) {
    const given = options && typeof options === "object" ? options : {};
    const limit = Math.floor(Number(given.limit === undefined || given.limit === null ? 10 : given.limit));
    const kinds = typeof given.kinds === "string" ? [given.kinds] : Array.from(given.kinds || []);
    return { limit: limit >= 0 ? limit : 10, kinds: kinds.length ? new Set(kinds) : null };
  }

  /* ---- The index ---- */

  /* The packed data of `search/index.js` → {index: lunr.Index, cards}. Refs are positions in the cards. */
  function unpack(lunr, data) {
    const terms = data.terms ? data.terms.split(" ") : [];
    const nothing = Object.freeze({});
    const invertedIndex = Object.create(null);
    const fieldVectors = Object.create(null);
    const tokenSet = new lunr.TokenSet.Builder();
    terms.forEach(function (term, i) {
      const posting = { _index: i };
      data.fields.forEach((field) => (posting[field] = nothing));
      invertedIndex[term] = posting;
      tokenSet.insert(term);
    });
    tokenSet.finish();
    data.fields.forEach(function (field, f) {
      data.impacts[f].forEach(function (packed, card) {
        const elements = new Array(packed.length);
        for (let i = 0, term = -1; i < packed.length; i += 2) {
          term += packed[i];
          elements[i] = term;
          elements[i + 1] = packed[i + 1] / 1000;
          const posting = invertedIndex[terms[term]];
          if (posting[field] === nothing) posting[field] = {};
          posting[field][card] = nothing;
        }
        fieldVectors[field + "/" + card] = new lunr.Vector(elements);
      });
    });
    const parts = { invertedIndex, fieldVectors, tokenSet: tokenSet.root, fields: data.fields, pipeline: new lunr.Pipeline() };
    return { lunr, index: new lunr.Index(parts), cards: data.cards.map(readCard) };
  }

  /* `names` are the title and the aliases as they are compared; `anchors` the figures on the page. */
  function readCard([kind, id, title, context, url, aliases, anchors]) {
    return { kind, id, title, context, url, aliases, anchors: anchors || [], names: [title].concat(aliases).map(compact) };
  }

  /* ---- Finding and ranking ---- */

  /* Every page that has any token, with lunr's score. The terms go in as clauses, never through lunr's
     query language, in which - : ~ ^ * + are operators. A Latin word finds what begins with it. */
  function findCandidates(engine, tokens) {
    return engine.index.query(function (query) {
      tokens.forEach(function (token) {
        query.term(token, { usePipeline: false, boost: 4 });
        if (LATIN_WORD.test(token) && token.length > 1) {
          query.term(token, { usePipeline: false, wildcard: engine.lunr.Query.wildcard.TRAILING });
        }
      });
    });
  }

  /* Which tokens a page has at all, and which in a name of its own. */
  function measureCoverage(candidate, tokens) {
    const found = candidate.matchData.metadata;
    const terms = Object.keys(found);
    const covered = [];
    let named = 0;
    tokens.forEach(function (token) {
      const hits = LATIN_WORD.test(token) ? terms.filter((term) => term.startsWith(token)) : token in found ? [token] : [];
      if (!hits.length) return;
      covered.push(token);
      if (hits.some((term) => found[term].title || found[term].aliases)) named += 1;
    });
    return { covered, named };
  }

  /* 4 the title itself, 3 an alias itself, 2 a part of either, 1 all words in either or one figure of the page's own,
     0 anywhere. */
  function gradeName(card, query, named) {
    if (card.names[0] === query.compact) return 4;
    if (card.names.includes(query.compact)) return 3;
    if (card.names.some((name) => name.includes(query.compact))) return 2;
    return named === query.tokens.length || findAnchor(card, query) ? 1 : 0;
  }

  /* A page with every token, or, where there is none, pages with at least half of the tokens that the index
     knows and a third of all: 飞线充电怎么治理 has pairs across its words that stand nowhere. */
  function find(engine, query, options) {
    const candidates = findCandidates(engine, query.tokens).map(function (candidate) {
      const coverage = measureCoverage(candidate, query.tokens);
      return { ref: Number(candidate.ref), card: engine.cards[candidate.ref], score: candidate.score, ...coverage };
    }).filter((c) => !options.kinds || options.kinds.has(c.card.kind));
    const full = candidates.filter((c) => c.covered.length === query.tokens.length);
    const ranked = (full.length ? full.map((c) => scoreFull(c, query)) : scoreRelaxed(candidates, query.tokens.length))
      .sort((a, b) => b.score - a.score || a.ref - b.ref);
    return {
      results: ranked.slice(0, options.limit).map((found) => readResult(found, query)),
      total: ranked.length,
      relaxed: ranked.length > 0 && !full.length,
      failed: false,
    };
  }

  // What explains, not what one comes for: of two pages of one grade these stand behind.
  const SUPPORTING = new Set(["metric", "source", "page"]);

  // lunr's scores have no upper bound; s / (s + 10) keeps their order and stays below 1, so a grade outweighs them.
  function squash({ score, card }) {
    const weight = SUPPORTING.has(card.kind) ? 0.5 : 1;
    return Math.round(weight * (score / (score + 10)) * 1e6) / 1e6;
  }

  function scoreFull(candidate, query) {
    return { ...candidate, score: gradeName(candidate.card, query, candidate.named) + squash(candidate) };
  }

  function scoreRelaxed(candidates, asked) {
    const known = new Set();
    candidates.forEach((c) => c.covered.forEach((token) => known.add(token)));
    return candidates
      .filter((c) => c.covered.length * 2 >= known.size && c.covered.length * 3 >= asked)
      .map((c) => ({ ...c, score: (c.covered.length / asked) * squash(c) }));
  }

  /* A page, or the figure on it that was asked for; `figure` is that figure's name and printed form, else "". */
  function readResult({ card, score }, query) {
    const anchor = findAnchor(card, query);
    if (!anchor) return { ...card, figure: "", score };
    return { ...card, url: card.url + "#" + anchor[0], figure: anchor[1] + " " + anchor[2], score };
  }

  /* The first figure that says all that the page's names do not say, where that is a number or a figure's whole name. */
  function findAnchor(card, query) {
    const named = tokenize([card.title, card.context].concat(card.aliases).join(" "));
    const asked = query.tokens.filter((token) => !isSaid(token, named));
    const hasNumber = asked.some((token) => /^[0-9]/.test(token));
    return card.anchors.find(function ([, name, text]) {
      if (!asked.length || !(hasNumber || (name && query.compact.includes(compact(name))))) return false;
      const said = tokenize(name + " " + text);
      return asked.every((token) => isSaid(token, said));
    });
  }

  function isSaid(token, tokens) {
    return LATIN_WORD.test(token) ? tokens.some((other) => other.startsWith(token)) : tokens.includes(token);
  }

  /* ---- Highlighting ---- */

  /* A text → [{text, hit}], joined again the text itself; hit where it says something of the query. */
  function markHits(text, query) {
    const characters = Array.from(text);
    let folded = "";
    const owner = [];
    characters.forEach(function (character, i) {
      const plain = fold(character);
      for (let k = 0; k < plain.length; k += 1) owner.push(i);
      folded += plain;
    });
    const hit = characters.map(() => false);
    query.tokens.forEach(function (token) {
      for (let at = folded.indexOf(token); at >= 0; at = folded.indexOf(token, at + 1)) {
        for (let k = at; k < at + token.length; k += 1) hit[owner[k]] = true;
      }
    });
    const segments = [];
    characters.forEach(function (character, i) {
      const last = segments[segments.length - 1];
      if (last && last.hit === hit[i]) last.text += character;
      else segments.push({ text: character, hit: hit[i] });
    });
    return segments;
  }

  /* ---- Loading ---- */

  const script = root.document && root.document.currentScript;
  // This file is <root>/assets/js/search.js, at whatever depth the page stands.
  const base = script ? new URL("../../", script.src).href : "";
  let loading = null;

  function loadScript(path) {
    return new Promise(function (resolve, reject) {
      const element = root.document.createElement("script");
      element.src = base + path;
      element.onload = resolve;
      element.onerror = () => reject(new Error(path));
      root.document.head.appendChild(element);
    });
  }

  /* Once; after a failure the next search tries again. */
  function loadEngine() {
    if (!loading) {
      loading = Promise.all([
        root.lunr || loadScript("assets/js/lunr.min.js"),
        shequ.searchData || loadScript(shequ.searchIndex || "search/index.js"),
      ]).then(() => unpack(root.lunr, shequ.searchData));
      loading.catch(() => (loading = null));
    }
    return loading;
  }

  function nothing(failed) {
    return { results: [], total: 0, relaxed: false, failed };
  }

  function searchDetail(text, options) {
    return Promise.resolve().then(function () {
      const query = readQuery(text);
      const settings = readOptions(options);
      if (!query.tokens.length) return nothing(false);
      return loadEngine().then((engine) => find(engine, query, settings));
    }).catch(() => nothing(true));
  }

  function search(text, options) {
    return searchDetail(text, options).then(({ results }) =>
      results.map(({ kind, id, title, context, url, score }) => ({ kind, id, title, context, url, score }))
    );
  }

  shequ.search = search;
  shequ.searchDetail = searchDetail;
  shequ.searchBase = base;
  shequ.searchParts = { tokenize, compact, readQuery, readOptions, unpack, find, markHits };
})(typeof window === "object" ? window : globalThis);
