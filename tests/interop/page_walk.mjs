// Opens pages with Chromium, with script allowed, and notes whatever fires: node page_walk.mjs URL PATHS.json
import { CannotRun, parameters, read, respond } from './answer.mjs';
import { withBrowser } from './browser.mjs';

async function answer() {
  const [url, file] = parameters(2, 'page_walk.mjs URL PATHS.json');
  const base = new URL(url);
  if (!LOOPBACK.has(base.hostname)) throw new CannotRun(`${url} is not on this machine`);
  const paths = JSON.parse(read(file));
  const fired = await withBrowser((browser) => walk(browser, base, paths));
  const looked = { pages: paths.length, fired };
  return fired.length === 0 ? looked : { ok: false, why: fired.slice(0, 5).join('; '), ...looked };
}

async function walk(browser, base, paths) {
  const page = await browser.newPage();
  const fired = [];
  let path = '';
  const note = (what) => fired.push(`${path}: ${what}`);
  const isForeign = (url) => /^(https?|wss?|ftp):/.test(url) && new URL(url).host !== base.host;
  page.on('dialog', async (dialog) => {
    note(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('console', (message) => note(`the console: ${message.text()}`));
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('popup', () => note('a window opened'));
  page.on('download', () => note('a download'));
  page.on('request', (request) => {
    if (isForeign(request.url())) note(`a request to ${request.url()}`);
  });
  await page.route('**/*', (route) => (isForeign(route.request().url()) ? route.abort() : route.continue()));
  for (path of paths) {
    const response = await page.goto(new URL(path, base).href, { waitUntil: 'load', timeout: LIMIT_MILLIS });
    if (response?.status() !== 200) note(`status ${response?.status()}`);
    if (new URL(page.url()).host !== base.host) note(`it went to ${page.url()}`);
    for (const found of await page.evaluate(suspects)) note(found);
  }
  return fired;
}

/** What no page of a node has, whatever anybody wrote. Runs in the page. */
function suspects() {
  const found = [];
  const never = 'script:not([src]), iframe, object, embed, base, [style], style, meta[http-equiv], template, form[action^="http"]';
  for (const element of document.querySelectorAll(never)) found.push(`<${element.localName}> ${element.outerHTML.slice(0, 80)}`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name}=${value.slice(0, 80)}`);
      const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data'].includes(name);
      if (leads && !/^(https?:\/\/|\/|#|\?)/i.test(value) && value !== '') found.push(`${name} leads to ${value.slice(0, 80)}`);
    }
  }
  if (globalThis.fired !== undefined) found.push('a marker was set');
  // Direction overrides and whatever is not seen would make words say something else.
  const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
  if (hidden.test(document.body.innerText)) found.push('hidden characters');
  return found;
}

const LIMIT_MILLIS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

await respond(answer);
