// Keeps searches in a browser as a reader does, by keyboard alone: node saved.mjs URL
// Prints what the page said at each step, and what it asked of any server meanwhile (the contract is that of
// tests/interop).
import { parameters, respond } from '../interop/answer.mjs';
import { allViolations, withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url] = parameters(1, 'saved.mjs URL');
  return withBrowser(async (browser) => ({
    kept: await keep(browser, url),
    refused: await refused(browser, url),
    withoutScript: await withoutScript(browser, url),
  }));
}

async function keep(browser, url) {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  const steps = {};
  const note = async (step) => {
    steps[step] = {
      status: await page.locator('#saved [role=status]').innerText(),
      names: await page.locator('#saved li a').allInnerTexts(),
      addresses: await page.locator('#saved li a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      focus: await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.id),
      isShown: await page.locator('#saved').isVisible(),
    };
  };
  await page.goto(url);
  await note('before');
  await page.goto(`${url}/?q=valley&country=AT&page=1&lang=en&region=`, { waitUntil: 'networkidle' });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('#saved-name').focus();
  steps.offered = await page.locator('#saved-name').inputValue();
  await page.keyboard.press('Enter');
  await note('first');
  await page.locator('#saved-name').fill('<img src=x onerror=alert(1)>');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await note('second');
  await page.locator('#saved-name').fill('  ');
  await page.keyboard.press('Enter');
  await note('nameless');
  steps.faults = (await allViolations(page)).map(({ id }) => id);
  await page.locator('#saved li a').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await note('removed');
  steps.asked = asked.slice();
  await page.goto(`${url}/?lang=de`);
  await note('front');
  await page.locator('#saved li a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/country=AT/);
  steps.arrived = new URL(page.url()).search;
  await page.goto(url);
  await page.locator('#saved li button').focus();
  await page.keyboard.press('Enter');
  await note('last');
  return steps;
}

/** A browser that keeps nothing says so. */
async function refused(browser, url) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    Storage.prototype.getItem = () => '[{"name": "odd", "question": "https://elsewhere.example/"}, 7, null]';
  });
  await page.goto(`${url}/?q=valley`);
  await page.locator('#saved-name').focus();
  await page.keyboard.press('Enter');
  return {
    status: await page.locator('#saved [role=status]').innerText(),
    names: await page.locator('#saved li a').allInnerTexts(),
  };
}

async function withoutScript(browser, url) {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${url}/?q=valley`);
  return page.locator('#saved').isVisible();
}

const LIMIT_MILLIS = 15_000;

await respond(answer);
