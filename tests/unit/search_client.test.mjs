// The client's search under node: its tokens, its queries over an index that Python built, its promises.
// Run by tests/unit/test_search.py, which builds the index and names it in SHEQU_SEARCH_INDEX.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const lunr = createRequire(import.meta.url)("../../docs/assets/js/lunr.min.js");

globalThis.window = globalThis;
globalThis.lunr = lunr;
runInThisContext(readFileSync(process.env.SHEQU_SEARCH_INDEX, "utf8"));
runInThisContext(readFileSync(here("../../docs/assets/js/search.js"), "utf8"));
const { search, searchDetail, searchParts, searchData } = globalThis.shequ;

const find = async (text, options) => (await search(text, options)).map((result) => result.id);

test("tokens are those of the golden cases that Python is held to", () => {
  const cases = JSON.parse(readFileSync(here("data/search_tokens.json"), "utf8"));
  assert.ok(cases.length > 30);
  for (const { text, tokens } of cases) assert.deepEqual(searchParts.tokenize(text), tokens, text);
});

test("the unpacked index scores as lunr.py does", () => {
  const { index } = searchParts.unpack(lunr, searchData);
  const oracle = JSON.parse(process.env.SHEQU_SEARCH_ORACLE);
  assert.ok(Object.keys(oracle).length > 3);
  for (const [term, expected] of Object.entries(oracle)) {
    const found = index.query((query) => query.term(term, { usePipeline: false }));
    assert.deepEqual(Object.fromEntries(found.map((match) => [match.ref, match.score.toFixed(6)])), expected, term);
  }
});

test("a result has exactly the contract's keys, and an address below the root", async () => {
  const [first] = await search("恳谈会");
  assert.deepEqual(Object.keys(first).sort(), ["context", "id", "kind", "score", "title", "url"]);
  assert.deepEqual([first.kind, first.context, first.url], ["practice", "东湖社区", "practices/east-lake/talk-day.html"]);
});

test("part of a compound is found", async () => {
  assert.deepEqual(await find("色物业"), ["east-lake/red-estate"]);
});

test("a word from the middle of a title is found", async () => {
  assert.equal((await find("恳谈"))[0], "east-lake/talk-day");
});

test("several words must all be there, whichever field holds them", async () => {
  assert.deepEqual(await find("西山区 恳谈"), ["west-hill/talk-day", "west-hill/four-forces"]);
});

test("numbers are found with their percent sign, unit, full width and separators", async () => {
  assert.deepEqual((await find("90%以上")).sort(), ["east-lake", "east-lake/red-estate"]);
  assert.deepEqual(await find("1433"), ["east-lake/red-estate"]);
  assert.deepEqual(await find("１４３３"), ["east-lake/red-estate"]);
  assert.deepEqual(await find("3500余"), ["east-lake-2019"]);
  assert.deepEqual(await find("16日"), ["east-lake/talk-day"]);
});

test("a figure that is asked for is led to, a page that is asked for is not led past its head", async () => {
  const lead = async (text) => (await search(text)).find((result) => result.id === "east-lake/red-estate")?.url;
  const page = "practices/east-lake/red-estate.html";
  assert.equal(await lead("90%以上"), page + "#f-fees");
  assert.equal(await lead("东湖社区 缴费率 90%"), page + "#f-fees");
  assert.equal(await lead("红色物业 管家"), page + "#f-stewards");
  assert.equal(await lead("1433"), page);
  assert.equal(await lead("红色物业"), page);
  assert.equal(await lead("缴费率"), page);
  const [detail] = (await searchDetail("管家5人")).results;
  assert.deepEqual([detail.kind, detail.id, detail.figure], ["practice", "east-lake/red-estate", "管家 5人"]);
});

test("a number is not found inside a longer one", async () => {
  assert.deepEqual(await find("143"), []);
  assert.deepEqual(await find("234"), []);
});

test("quotes and other marks do not matter", async () => {
  for (const text of ["“四维合力”工作法", "四维合力工作法", "「四维合力」，工作法！"]) {
    assert.equal((await find(text))[0], "west-hill/four-forces", text);
  }
});

test("one character is enough", async () => {
  assert.deepEqual(await find("桥"), ["west-hill/four-forces"]);
});

test("a Latin word is found by its beginning, in any case", async () => {
  assert.deepEqual(await find("comm"), ["east-lake"]);
  assert.deepEqual(await find("ＧＲＩＤ"), ["grid"]);
});

test("the title itself comes first, then an alias itself, then a part of either, then bodies", async () => {
  assert.equal((await find("网格化管理"))[0], "grid");
  assert.equal((await find("拖欠物业费"))[0], "fees");
  assert.deepEqual((await find("四维合力")).sort(), ["east-lake-2019", "west-hill/four-forces"]);
  assert.deepEqual((await find("民情恳谈会")).slice(-1), ["west-hill/four-forces"]);
});

test("a metric stands behind what one comes for, unless it is named itself", async () => {
  assert.deepEqual((await find("物业费")).slice(0, 2), ["fees", "fee-rate"]);
  assert.equal((await find("物业费缴费率"))[0], "fee-rate");
});

test("equal pages come in the order of their ids, and scores never rise", async () => {
  const results = await search("民情恳谈会");
  assert.deepEqual(results.slice(0, 2).map((r) => r.id), ["east-lake/talk-day", "west-hill/talk-day"]);
  assert.equal(results[0].score, results[1].score);
  for (let i = 1; i < results.length; i += 1) assert.ok(results[i].score <= results[i - 1].score);
});

test("a question whose words touch is relaxed, and says so", async () => {
  const detail = await searchDetail("飞线充电怎么治理");
  assert.equal(detail.results[0].id, "wires");
  assert.equal(detail.relaxed, true);
  assert.equal((await searchDetail("飞线充电")).relaxed, false);
});

test("what stands nowhere finds nothing, even where one pair of it does", async () => {
  assert.deepEqual(await find("量子纠缠"), []);
  assert.deepEqual(await find("火星移民基地物业"), []);
});

test("limit and kinds narrow the results; total counts them all", async () => {
  assert.deepEqual(await find("网格", { kinds: ["mechanism", "page"] }), ["grid", "about"]);
  assert.deepEqual(await find("网格", { kinds: "mechanism" }), ["grid"]);
  assert.equal((await find("网格", { kinds: [] })).length, 5);
  assert.deepEqual(await find("网格", { limit: 1 }), ["grid"]);
  assert.deepEqual(await find("网格", { limit: 0 }), []);
  assert.equal((await searchDetail("网格", { limit: 1 })).total, 5);
});

test("lunr's operators are text", async () => {
  for (const text of ["-恳谈会", "+恳谈会", "title:恳谈会", "恳谈会~2", "恳谈会^9", "恳谈会*", "*", "a:b:c", "~", "-"]) {
    assert.ok(Array.isArray(await search(text)), text);
  }
  assert.equal((await find("+民情恳谈会 -"))[0], "east-lake/talk-day");
  assert.deepEqual(await find("*"), []);
});

test("names of JavaScript's own are words like others", async () => {
  assert.deepEqual(await find("constructor"), ["about"]);
  assert.deepEqual(await find("__proto__"), ["about"]);
  assert.deepEqual(await find("hasOwnProperty toString"), []);
});

test("odd input finds nothing and never rejects", async () => {
  const hostile = { toString() { throw new Error("no"); } };
  const odd = [undefined, null, NaN, Infinity, {}, [], ["恳谈"], hostile, Object.create(null), Symbol("x"), 9n, true,
    () => 1, "", " \u3000\n\t", "\ud800", "\udc00\ud800", "\0", "\u202e", "😀", "，。！？"];
  for (const text of odd) assert.deepEqual(await search(text), [], typeof text);
  assert.deepEqual(await find(1433), ["east-lake/red-estate"]);
  assert.deepEqual(await find("\ud800恳谈日\udfff"), ["east-lake/talk-day", "west-hill/talk-day"]);
});

test("odd options never reject, and mean the default where they mean nothing", async () => {
  for (const options of [null, 5, "x", { limit: NaN }, { limit: -1 }, { limit: "x" }, { kinds: 5 }, { kinds: {} }, { limit: null }]) {
    assert.equal((await find("网格", options)).length, 5, JSON.stringify(options));
  }
  const trap = { get limit() { throw new Error("no"); } };
  assert.deepEqual(await find("网格", trap), []);
});

test("a pasted page is cut to what one would type", async () => {
  const { tokens } = searchParts.readQuery("民情恳谈会".repeat(2000));
  assert.ok(tokens.length <= 64);
  const varied = Array.from({ length: 10000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join("");
  assert.equal(searchParts.readQuery(varied).tokens.length, 64);
  assert.deepEqual(await find(varied), []);
  assert.deepEqual(await find("\ufdfa".repeat(10000)), []);
});

test("marks cover what was asked for and give the text back whole", () => {
  const query = searchParts.readQuery("１４３３ 物业");
  const segments = searchParts.markHits("<b>1433红色物业😀", query);
  assert.equal(segments.map((s) => s.text).join(""), "<b>1433红色物业😀");
  assert.deepEqual(segments.filter((s) => s.hit).map((s) => s.text), ["1433", "物业"]);
});

test("an index that does not load finds nothing, says so, and is tried again", async () => {
  const added = [];
  const head = { appendChild: (element) => { added.push(element.src); setTimeout(element.onerror, 0); } };
  const document = { currentScript: { src: "file:///site/assets/js/search.js?x" }, createElement: () => ({}), head };
  const page = { document };
  const script = readFileSync(here("../../docs/assets/js/search.js"), "utf8");
  new Function("window", script)(page);
  assert.equal(page.shequ.searchBase, "file:///site/");
  assert.deepEqual(await page.shequ.search(""), []);
  assert.deepEqual(added, []);
  assert.deepEqual(await page.shequ.search("恳谈"), []);
  assert.deepEqual(added, ["file:///site/assets/js/lunr.min.js", "file:///site/search/index.js"]);
  assert.equal((await page.shequ.searchDetail("恳谈")).failed, true);
  assert.equal(added.length, 4);
});
