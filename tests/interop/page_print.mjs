// Looks at a page in a file and prints it on A4 with Chromium: node page_print.mjs FILE.html OUT.pdf
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parameters, respond } from './answer.mjs';
import { sidewaysScroll, violations, withBrowser } from './browser.mjs';

async function answer() {
  const [file, printed] = parameters(2, 'page_print.mjs FILE.html OUT.pdf');
  return withBrowser(async (browser) => {
    const page = await browser.newPage();
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    const url = pathToFileURL(resolve(file)).href;
    await page.goto(url, { waitUntil: 'load' });
    const faults = [];
    for (const width of [1280, 390, A4_WIDTH]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media: width === A4_WIDTH ? 'print' : 'screen' });
      const sideways = await sidewaysScroll(page);
      if (sideways > 0) faults.push(`at ${width} px it scrolls sideways by ${sideways} px`);
      for (const { id, nodes } of await violations(page)) faults.push(`at ${width} px ${id}: ${nodes.join(', ')}`);
    }
    await page.pdf({ path: printed, preferCSSPageSize: true, tagged: true });
    const pdf = readFileSync(printed, 'latin1');
    const found = {
      isPdf: pdf.startsWith('%PDF-'),
      isTagged: pdf.includes('/StructTreeRoot'),
      pages: pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
      foreignRequests: requests.filter((requested) => requested !== url),
    };
    return faults.length === 0 ? found : { ok: false, why: faults.join('; '), ...found };
  });
}

/** The width of A4 between margins of 16 mm, at 96 dots an inch. */
const A4_WIDTH = 672;

await respond(answer);
