// Types into the search field as a reader does: node suggest.mjs URL
// Prints what was asked for and what was offered at each step (the contract is that of tests/interop). The clock of the
// page stands still but for the time that passes here.
import { parameters, respond } from '../interop/answer.mjs';
import { withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url] = parameters(1, 'suggest.mjs URL');
  return withBrowser(async (browser) => ({
    typed: await typed(browser, url),
    late: await late(browser, url),
    refused: await refused(browser, url),
  }));
}

/** Letter by letter, with a rest behind each, and then quickly. */
async function typed(browser, url) {
  const { page, asked, offered, rest } = await opened(browser, url);
  const steps = {};
  for (const letter of ['g', 'r', 'a']) {
    await page.keyboard.type(letter);
    await rest();
    const text = await page.locator('#q').inputValue();
    if (text.length > 1) await answered(page, text);
    steps[text] = { asked: asked.slice(), offered: await offered() };
  }
  await page.locator('#q').fill('');
  asked.length = 0;
  await page.keyboard.type('phot');
  await rest();
  await answered(page, 'phot');
  return { ...steps, quickly: { asked, offered: await offered() } };
}

/** The answer to what was typed first comes after the answer to what was typed last. */
async function late(browser, url) {
  const { page, asked, offered, rest } = await opened(browser, url);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/suggest\?q=gr$/, async (route) => {
    await held;
    await route.fulfill({ json: { items: [{ text: 'too late' }] } });
  });
  await page.keyboard.type('gr');
  await rest();
  await page.keyboard.type('a');
  await rest();
  await answered(page, 'gra');
  const before = await offered();
  release();
  await answered(page, 'gr');
  return { asked, before, after: await offered() };
}

/** A node that refuses leaves the field as it is. */
async function refused(browser, url) {
  const { page, offered, rest } = await opened(browser, url);
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.route(/suggest\?q=gra$/, (route) => route.fulfill({ status: 429, body: 'too many' }));
  await page.keyboard.type('gra');
  await rest();
  await answered(page, 'gra');
  return { offered: await offered(), text: await page.locator('#q').inputValue(), faults };
}

async function opened(browser, url) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  await page.addInitScript(() => {
    const ask = globalThis.fetch;
    globalThis.answered = [];
    globalThis.fetch = async (address, ...rest) => {
      const answer = await ask(address, ...rest);
      globalThis.answered.push(decodeURIComponent(String(address).split('?q=')[1] ?? ''));
      return answer;
    };
  });
  await page.clock.install();
  await page.goto(url, { waitUntil: 'load' });
  const asked = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const text = searchParams.get('q');
    if (pathname.endsWith('/suggest') && text !== READ) asked.push(text);
  });
  await page.locator('#q').focus();
  return {
    page,
    asked,
    offered: () => page.locator('#suggestions option').evaluateAll((options) => options.map(({ value }) => value)),
    rest: () => page.clock.runFor(REST_MILLIS),
  };
}

/** Waits until the page has the answer to a text and read it: it has when a later answer was read as a whole. */
async function answered(page, text) {
  const until = Date.now() + LIMIT_MILLIS;
  while (!(await page.evaluate((text) => globalThis.answered.includes(text), text)))
    if (Date.now() > until) throw new Error(`no answer to ${text} came`);
  await page.evaluate(async (path) => (await fetch(path)).json(), `/v1/landscape/suggest?q=${READ}`);
}

/** What the program itself asks for. */
const READ = 'zz';
const REST_MILLIS = 1_000;
const LIMIT_MILLIS = 15_000;

await respond(answer);
