// Looks at pages as everybody may see them, and walks through them by keyboard: node page_axe.mjs URL [STATUS:]PATH…
// STATUS is what the page answers, 200 unless told. Each page in light and dark, on a desk and in a hand, and magnified to 200 %; one browser for all.
import { CannotRun, parameters, respond } from './answer.mjs';
import { allViolations, sidewaysScroll, withBrowser } from './browser.mjs';

async function answer() {
  const [url] = parameters(2, 'page_axe.mjs URL [STATUS:]PATH…');
  const paths = process.argv.slice(3).map((given) => {
    const [, status, path] = /^(?:(\d{3}):)?(\/.*)$/.exec(given) ?? [];
    if (!path) throw new CannotRun(`${given} is no path`);
    return { path, status: Number(status ?? 200) };
  });
  if (!LOOPBACK.has(new URL(url).hostname)) throw new CannotRun(`${url} is not on this machine`);
  const faults = await withBrowser(async (browser) => {
    const found = [];
    for (const sight of SIGHTS) found.push(...(await seen(browser, url, paths, sight)));
    for (const { path } of paths) found.push(...(await walked(browser, url, path)));
    return found;
  });
  return { ok: faults.length === 0, why: `${faults.length} faults`, pages: paths.length, looks: SIGHTS.length, faults };
}

/** What is wrong with the pages for one way of seeing them. */
async function seen(browser, url, paths, { name, colorScheme, width, zoom }) {
  const context = await browser.newContext({
    colorScheme,
    // A page at 200 % has half as many CSS pixels, each twice as large.
    viewport: { width: width / zoom, height: Math.round(900 / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: 'reduce',
  });
  const found = [];
  for (const { path, status } of paths) {
    const page = await context.newPage();
    const response = await page.goto(url + path, { waitUntil: 'load', timeout: LIMIT_MILLIS });
    if (response?.status() !== status) found.push(`${path} (${name}): answered ${response?.status()}`);
    const scroll = await sidewaysScroll(page);
    if (scroll > 0) found.push(`${path} (${name}): scrolls sideways by ${scroll} px`);
    for (const { id, impact, nodes } of await allViolations(page))
      found.push(`${path} (${name}): ${id}, ${impact}, at ${nodes.slice(0, 3).join(' | ')}`);
    await page.close();
  }
  await context.close();
  return found;
}

/** Presses Tab from the beginning to the end: what comes is in the order of the page and can be seen to be there. */
async function walked(browser, url, path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url + path, { waitUntil: 'load', timeout: LIMIT_MILLIS });
  const wanted = await page.evaluate(prepare);
  const found = [];
  const met = new Set();
  let last = -1;
  for (let step = 0; step < wanted + DATE_PARTS * 5; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (!stop) break;
    // Day, month and year of a date are stops of one field.
    if (stop.number === last) continue;
    if (met.has(stop.number)) break;
    last = stop.number;
    met.add(stop.number);
    if (stop.number < stop.before) found.push(`${path}: ${stop.what} comes before what stands before it`);
    if (!stop.isVisible) found.push(`${path}: the focus on ${stop.what} cannot be seen`);
    if (!stop.hasName) found.push(`${path}: ${stop.what} has no name`);
  }
  if (met.size < wanted) found.push(`${path}: Tab came to ${met.size} of ${wanted} stops`);
  await page.close();
  return found;
}

/** In the page: numbers everything that can have the focus, and keeps how each looks without it. */
function prepare() {
  const looks = (element) => {
    const parts = [element, ...element.querySelectorAll('path, circle')].slice(0, 4);
    return parts
      .map((part) => {
        const { outlineStyle, outlineWidth, stroke, strokeWidth, clipPath } = getComputedStyle(part);
        return [outlineStyle, outlineWidth, stroke, strokeWidth, clipPath].join();
      })
      .join(';');
  };
  const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter(
    (element) => element.type !== 'hidden' && (element.checkVisibility?.() ?? true),
  );
  globalThis.hanse = { stops, looks, before: stops.map(looks), last: -1 };
  return stops.length;
}

/** In the page: what has the focus now. */
function focused() {
  const { stops, looks, before } = globalThis.hanse;
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const number = stops.indexOf(element);
  const stop = {
    number,
    before: globalThis.hanse.last,
    what: `<${element.tagName.toLowerCase()}> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`,
    isVisible: number < 0 || looks(element) !== before[number],
    hasName: Boolean(
      element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.labels?.length || element.getAttribute('aria-labelledby')),
    ),
  };
  globalThis.hanse.last = number;
  return stop;
}

const SIGHTS = [
  { name: 'light, 1440 px', colorScheme: 'light', width: 1440, zoom: 1 },
  { name: 'dark, 1440 px', colorScheme: 'dark', width: 1440, zoom: 1 },
  { name: 'light, 320 px', colorScheme: 'light', width: 320, zoom: 1 },
  { name: 'dark, 320 px', colorScheme: 'dark', width: 320, zoom: 1 },
  { name: 'light, 1280 px at 200 %', colorScheme: 'light', width: 1280, zoom: 2 },
];
const DATE_PARTS = 4;
const LIMIT_MILLIS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

await respond(answer);
