// Drives Chromium; one finding a line as JSON on stdout. Started by tests/browser/run.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { createRequire } from "node:module";

const task = JSON.parse(process.argv[2]);
const require = createRequire(path.join(task.modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const tell = (object) => fs.writeSync(1, JSON.stringify(object) + "\n");
const check = (sentence, good, detail = "") => tell({ sentence, good: Boolean(good), detail: typeof detail === "string" ? detail : JSON.stringify(detail, null, 1) });
const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const browser = await chromium.launch({
  executablePath: task.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const PASSWORD = "correct horse battery staple";
const SIZES = { narrow: { width: 320, height: 640 }, phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

// Everything the browser complains about on any page; answers that are meant to be errors are named by the visits that expect them.
const complaints = [];
let expected = new Set();
async function open(options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: SIZES.desktop, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (/status of (4|5)\d\d/.test(message.text()) && expected.has(new URL(page.url()).pathname)) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${request.failure()?.errorText}`); // aborted: the next page was asked for
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(task.base)) complaints.push(`asks another host: ${request.url()}`);
  });
  return page;
}
const go = (page, where) => page.goto(task.base + where, { waitUntil: "load" });
const submit = async (page, form = "main form") => {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.locator(`${form} [type=submit], ${form} button:not([type])`).first().click()]);
};
const shot = (page, name) => page.screenshot({ path: path.join(task.screenshots, name + ".png"), fullPage: true });
const fill = async (page, values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`[name=${name}]`).first();
    const kind = await field.evaluate((node) => `${node.tagName} ${node.type}`);
    if (kind.startsWith("SELECT")) await field.selectOption(value);
    else if (kind.endsWith("radio")) await page.locator(`[name=${name}][value=${value}]`).check();
    else if (kind.endsWith("checkbox")) await field.setChecked(value);
    else await field.fill(value);
  }
};
const names = (page) => page.locator("form [name]").evaluateAll((nodes) => nodes.map((node) => node.name));

async function setUp() {
  const page = await open();
  expected = new Set(["/@alice", "/setup"]);
  const before = await go(page, "/@alice");
  check("before set-up a reader is told to wait, not an error page of the browser's", [404, 503].includes(before.status()), before.status());
  const guess = await go(page, "/setup?token=guess");
  check("a guessed set-up token is refused", [401, 403, 404].includes(guess.status()), guess.status());
  for (const [language, locale] of [["en", "en-GB"], ["ja", "ja-JP"]])
    for (const size of ["phone", "desktop"]) {
      const looking = await open({ viewport: SIZES[size], locale });
      await go(looking, task.setup);
      await shot(looking, `setup-${size}-light-${language}`);
      await looking.context().close();
    }
  await go(page, task.setup);
  const fields = await names(page);
  check("the set-up page asks for handle, name, password, base URL and language",
    ["handle", "name", "password", "base_url", "language"].every((name) => fields.includes(name)), fields);
  await fill(page, { handle: "Not A Handle!", name: "Alice", password: PASSWORD, password_again: PASSWORD, base_url: task.base });
  await submit(page);
  check("a handle that cannot be one is told in words, what was typed is kept", (await page.locator("#handle-why").count()) === 1 &&
    (await page.locator("[name=name]").inputValue()) === "Alice" && (await page.locator("[name=base_url]").inputValue()) === task.base, await page.locator("body").innerText());
  await shot(page, "setup-refused-desktop-light-en");
  await fill(page, { handle: "alice", password: PASSWORD, password_again: PASSWORD, base_url: task.base, language: "en" });
  await submit(page);
  await shot(page, "after-setup-desktop-light-en");
  check("set-up is done without script", !page.url().includes("/setup"), page.url() + "\n" + (await page.locator("body").innerText()));
  const again = await go(page, task.setup);
  check("the set-up path works once", [401, 403, 404, 410].includes(again.status()) || !page.url().includes("setup"), again.status());
  await page.context().close();
}

async function logIn(page) {
  await go(page, "/login");
  await fill(page, { handle: "alice", password: PASSWORD });
  await submit(page);
}

async function owner() {
  const page = await open();
  expected = new Set(["/login", "/nothing-here", "/setup"]);
  await go(page, "/login");
  await fill(page, { handle: "alice", password: "wrong" });
  await submit(page);
  check("a wrong password is told in words", page.url().includes("/login") && (await page.locator("[role=alert], .why").count()) > 0, await page.locator("body").innerText());
  await shot(page, "login-refused-desktop-light-en");
  await logIn(page);
  check("the owner logs in without script", page.url().startsWith(task.base + "/my") || (await page.locator("form[action$='/logout']").count()) > 0, page.url());
  await go(page, "/my/settings");
  const bio = 'I eat <b>lunch</b> & 駅弁.\nhttps://example.com/ "quoted"';
  const fields = await names(page);
  const bioField = fields.find((name) => /bio|summary|about/.test(name));
  await fill(page, { [fields.find((name) => /^(name|display_name)$/.test(name))]: "Alice 駅 <i>", [bioField]: bio });
  await submit(page, `form:has([name=${bioField}])`);
  await go(page, "/@alice");
  const text = await page.locator("main").innerText();
  check("name and bio are shown as they were typed, as text", text.includes("Alice 駅 <i>") && text.includes("I eat <b>lunch</b> & 駅弁.") && (await page.locator("main b, main i").count()) === 0, text);
  check("a link in the bio is a link", (await page.locator("main a[href='https://example.com/']").count()) === 1);
  await go(page, "/my/settings");
  const approve = (await names(page)).find((name) => /approv|locked|manual/.test(name));
  tell({ followers_please: ["bob"], actor: task.base + "/users/alice" });
  await lines.next();
  for (let i = 0; i < 60 && !(await go(page, "/my/followers"), await page.locator("main").innerText()).includes("bob"); i++) await page.waitForTimeout(250);
  check("a real follower stands in the list", (await page.locator("main").innerText()).includes("bob"), await page.locator("main").innerText());
  await go(page, "/my/settings");
  if (approve) {
    await fill(page, { [approve]: true });
    await submit(page, `form:has([name=${approve}])`);
  }
  tell({ followers_please: ["carol"], actor: task.base + "/users/alice" });
  await lines.next();
  for (let i = 0; i < 60 && !(await go(page, "/my/requests"), await page.locator("main").innerText()).includes("carol"); i++) await page.waitForTimeout(250);
  check("a real request waits in its list", (await page.locator("main").innerText()).includes("carol"), await page.locator("main").innerText());
  const state = await page.context().storageState();
  check("the session's cookie is HttpOnly and SameSite=Lax", state.cookies.length >= 1 && state.cookies.every((cookie) => cookie.httpOnly && cookie.sameSite === "Lax"), state.cookies);
  return state;
}

// Each page in each size, theme and language.
const PUBLIC = { profile: "/@alice", home: "/", about: "/about", login: "/login", missing: "/nothing-here" };
const OWN = { my: "/my", settings: "/my/settings", followers: "/my/followers", requests: "/my/requests", password: "/my/password" };

async function gallery(state) {
  const wide = [];
  const small = [];
  const sizes = {};
  for (const [language, locale] of [["en", "en-GB"], ["ja", "ja-JP"]])
    for (const colorScheme of ["light", "dark"])
      for (const size of Object.keys(SIZES)) {
        if (size === "narrow" && colorScheme === "dark") continue;
        for (const [pages, storageState] of [[PUBLIC, undefined], [OWN, state]]) {
          const page = await open({ viewport: SIZES[size], colorScheme, locale, storageState });
          for (const [name, where] of Object.entries(pages)) {
            const answer = await go(page, where);
            if (name !== "missing" && answer.status() !== 200) {
              check(`${where} is there`, false, answer.status());
              continue;
            }
            const scroll = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            if (scroll > 0) wide.push(`${where} ${size} ${language}: ${scroll} px too wide`);
            if (size === "phone")
              small.push(...(await page.locator("button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select").evaluateAll(
                (nodes) => nodes.filter((node) => node.getBoundingClientRect().height < 24 && node.getBoundingClientRect().height > 0).map((node) => node.outerHTML.slice(0, 80)))));
            sizes[where] ??= (await answer.body()).length;
            await shot(page, `${name}-${size}-${colorScheme}-${language}`);
          }
          await page.context().close();
        }
      }
  check("no page scrolls sideways, at 320 px neither", wide.length === 0, wide);
  check("what is to be touched on a phone is at least 24 px high (WCAG 2.5.8)", small.length === 0, [...new Set(small)]);
  check("pages are small", Object.values(sizes).every((size) => size < 20_000), sizes);
}

async function languages() {
  for (const [locale, language] of [["ja-JP", "ja"], ["en-GB", "en"], ["fr-FR", "en"]]) {
    const page = await open({ locale });
    await go(page, "/@alice");
    const found = await page.locator("html").getAttribute("lang");
    check(`a reader who asks for ${locale} gets ${language}`, found === language, found);
    await page.context().close();
  }
}

async function accessibility(state) {
  const findings = [];
  for (const colorScheme of ["light", "dark"])
    for (const [pages, storageState] of [[PUBLIC, undefined], [OWN, state]]) {
      const page = await open({ javaScriptEnabled: true, colorScheme, storageState, viewport: SIZES.phone });
      for (const where of Object.values(pages)) {
        await go(page, where);
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const violation of result.violations)
          findings.push(`${where} ${colorScheme}: ${violation.id} (${violation.impact}): ${violation.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
      }
      await page.context().close();
    }
  check("axe finds nothing (WCAG 2.2 AA and best practice)", findings.length === 0, findings);
}

async function leave(state) {
  const page = await open({ storageState: state });
  const other = await open();
  await logIn(other);
  await go(page, "/my");
  const logout = page.locator("form[action$='/logout']").first();
  check("there is a way out on the page", (await logout.count()) === 1);
  await submit(page, "form[action$='/logout']");
  await go(page, "/my/settings");
  check("after logging out the owner's pages ask for the password", (await page.locator("input[type=password]").count()) >= 1 && page.url().includes("/login"), page.url());
  await go(other, "/my/settings");
  check("another session is not ended by it", !other.url().includes("/login"), other.url());
  await page.context().close();
  await other.context().close();
}

try {
  await setUp();
  const state = await owner();
  await gallery(state);
  await languages();
  await accessibility(state);
  await leave(state);
  check("the browser complained about nothing (CSP, console, failed requests, other hosts)", complaints.length === 0, [...new Set(complaints)].slice(0, 20));
} finally {
  await browser.close();
}
process.exit(0);
