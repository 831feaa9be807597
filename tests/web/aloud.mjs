// What a screen reader reads out of a page, in its order: node aloud.mjs URL (the contract is that of tests/interop).
import { parameters, respond } from '../interop/answer.mjs';
import { withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url] = parameters(1, 'aloud.mjs URL');
  const read = await withBrowser(async (browser) => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load', timeout: LIMIT_MILLIS });
    return page.locator('body').ariaSnapshot();
  });
  return { read };
}

const LIMIT_MILLIS = 30_000;

await respond(answer);
