// Looks at a page in a file or of a node, and prints it on A4 with Chromium: node page_print.mjs FILE.html|URL OUT.pdf
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun, parameters, respond } from './answer.mjs';
import { sidewaysScroll, violations, withBrowser } from './browser.mjs';

async function answer() {
  const [given, printed] = parameters(2, 'page_print.mjs FILE.html|URL OUT.pdf');
  const url = /^https?:/.test(given) ? given : pathToFileURL(resolve(given)).href;
  const { host, hostname } = new URL(url);
  if (host && !LOOPBACK.has(hostname)) throw new CannotRun(`${given} is not on this machine`);
  return withBrowser(async (browser) => {
    const page = await browser.newPage();
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(url, { waitUntil: 'load' });
    const faults = [];
    for (const width of [1280, 390, A4_WIDTH]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media: width === A4_WIDTH ? 'print' : 'screen' });
      const sideways = await sidewaysScroll(page);
      if (sideways > 0) faults.push(`at ${width} px it scrolls sideways by ${sideways} px`);
      for (const { id, nodes } of await violations(page)) faults.push(`at ${width} px ${id}: ${nodes.join(', ')}`);
    }
    await page.pdf({ path: printed, format: 'A4', preferCSSPageSize: true, tagged: true });
    const pdf = readFileSync(printed, 'latin1');
    const found = {
      isPdf: pdf.startsWith('%PDF-'),
      isTagged: pdf.includes('/StructTreeRoot'),
      isA4: /\/MediaBox\s*\[\s*0\s+0\s+59[45](\.\d+)?\s+84[12](\.\d+)?\s*\]/.test(pdf),
      pages: pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
      foreignRequests: requests.filter((requested) => requested !== url && (!host || new URL(requested).host !== host)),
      says: await page.locator('body').innerText(),
      navigation: await page.evaluate(pressed),
    };
    return faults.length === 0 ? found : { ok: false, why: faults.join('; '), ...found };
  });
}

/** In the page: what can be seen and only be pressed; the numbers at a glance say something. Runs under the style of print. */
function pressed() {
  const found = [...document.querySelectorAll('nav:not(.glance), form, button, input, select, .skip, .skip-map')];
  return found.filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80));
}

/** The width of A4 between margins of 16 mm, at 96 dots an inch. */
const A4_WIDTH = 672;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

await respond(answer);
