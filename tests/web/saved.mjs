// Keeps searches in a browser as a reader does, by keyboard alone: node saved.mjs URL
// Prints what the page said at each step, and what it asked of any server meanwhile (the contract is that of
// tests/interop).
import { parameters, respond } from '../interop/answer.mjs';
import { allViolations, withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url] = parameters(1, 'saved.mjs URL');
  return withBrowser(async (browser) => ({
    kept: await keep(browser, url),
    full: await full(browser, url),
    beside: await beside(browser, url),
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

/** A store that is full takes no other search, but what it has can be kept anew and removed. */
async function full(browser, url) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  await page.goto(`${url}/?q=valley`);
  const most = await page.evaluate(() => {
    const most = Number(document.getElementById('saved').dataset.most);
    const kept = Array.from({ length: most + 5 }, (_, place) => ({ name: `search ${place}`, question: `?q=${place}` }));
    localStorage.setItem('hanse-searches', JSON.stringify(kept));
    return most;
  });
  await page.reload();
  const steps = { most };
  const note = async (step) => {
    const links = page.locator('#saved li a');
    steps[step] = {
      status: await page.locator('#saved [role=status]').innerText(),
      count: await links.count(),
      first: await links.first().innerText(),
      address: await links.first().getAttribute('href'),
      stored: await page.evaluate(() => JSON.parse(localStorage.getItem('hanse-searches')).length),
    };
  };
  const keep = async (name) => {
    await page.locator('#saved-name').fill(name);
    await page.keyboard.press('Enter');
  };
  await note('before');
  await keep('one more');
  await note('more');
  await keep('search 7');
  await note('anew');
  await page.getByRole('button', { name: 'Remove: search 9', exact: true }).click();
  await keep('one more');
  await note('room');
  return steps;
}

/** What one tab keeps or removes, another one shows without being loaded anew. */
async function beside(browser, url) {
  const context = await browser.newContext();
  const [one, other] = [await context.newPage(), await context.newPage()];
  for (const page of [one, other]) {
    page.setDefaultTimeout(LIMIT_MILLIS);
    await page.goto(`${url}/?q=valley`, { waitUntil: 'networkidle' });
  }
  const asked = [];
  other.on('request', (request) => asked.push(request.url()));
  const names = (page) => page.locator('#saved li a').allInnerTexts();
  await one.locator('#saved-name').fill('light');
  await one.keyboard.press('Enter');
  await other.getByRole('link', { name: 'light', exact: true }).waitFor();
  const kept = await names(other);
  await other.getByRole('button', { name: 'Remove: light', exact: true }).click();
  await one.getByRole('link', { name: 'light', exact: true }).waitFor({ state: 'detached' });
  return { kept, removed: await names(one), asked };
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
