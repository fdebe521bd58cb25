"""Search: what is searched for (`documents`), and the files a browser searches in (`index`, by `tokens`).

In: the catalogue, or documents made from it.
Out: the classic scripts `search/index.js` and `search/strings.js`.
The query side is `docs/assets/js/search.js`; both sides share one tokeniser and its golden cases.
Nothing is re-exported: an index can be built and tested without a catalogue.
"""
