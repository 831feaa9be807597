// Moves a map by signs, keys, mouse and fingers, and without script: node zoom.mjs URL PATH
// Prints after each step the part of the map that the address names and the page shows (the contract is that of
// tests/interop).
import { parameters, respond } from '../interop/answer.mjs';
import { allViolations, withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url, path] = parameters(2, 'zoom.mjs URL PATH');
  return withBrowser(async (browser) => ({
    moved: await moved(browser, url, path),
    still: await still(browser, url, path),
    fingers: await fingers(browser, url, path),
    withoutScript: await withoutScript(browser, url, path),
  }));
}

/** By signs, keys, drag and wheel. */
async function moved(browser, url, path) {
  const page = await opened(await browser.newContext({ viewport: { width: 1280, height: 700 } }), url + path);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const steps = { whole: await part(page) };
  const after = async (step, act) => {
    const before = new URL(page.url()).searchParams.get('at');
    await act();
    await settled(page, before);
    steps[step] = await part(page);
  };
  await after('sign', () => page.locator('.zoom [data-step=closer]').click());
  const focus = async () => ({
    link: await page.evaluate(() => document.activeElement.getAttribute('href')),
    isMap: await page.evaluate(() => document.activeElement === document.querySelector('svg.map')),
  });
  const isThere = async (link) => (await page.locator(`svg.map a[href="${link}"]`).count()) > 0;
  // A country is drawn as its regions when it comes closer: what had the focus is gone.
  const country = page.locator('svg.map a.area:has(path + path)').first();
  await country.focus();
  const gone = await country.getAttribute('href');
  await after('key', () => page.keyboard.press('+'));
  steps.gone = { had: gone, isThere: await isThere(gone), ...(await focus()) };
  const stays = await page.evaluate(linkInTheEast);
  await page.locator(`svg.map a[href="${stays}"]`).focus();
  await after('arrow', () => page.keyboard.press('ArrowRight'));
  steps.stays = { had: stays, isThere: await isThere(stays), ...(await focus()) };
  const middle = async () => {
    const { x, y, width, height } = await page.locator('svg.map').boundingBox();
    return [x + width / 2, y + height / 2];
  };
  await after('dragged', async () => {
    const [across, down] = await middle();
    await page.mouse.move(across, down);
    await page.mouse.down();
    await page.mouse.move(across + 60, down, { steps: 4 });
    await page.mouse.move(across + 120, down, { steps: 4 });
    await page.mouse.up();
  });
  // Pressed at the edge and let go outside: the map does not stick to the mouse.
  const edge = await page.locator('svg.map').boundingBox();
  await page.mouse.move(edge.x + 1, edge.y + edge.height / 2);
  await page.mouse.down();
  await page.mouse.move(edge.x - 15, edge.y + edge.height / 2);
  await page.mouse.up();
  await page.mouse.move(...(await middle()), { steps: 4 });
  steps['let go outside'] = await part(page);
  await after('wheel with the focus', () => page.mouse.wheel(0, 200));
  await page.reload();
  steps.reloaded = await part(page);
  steps.faults = (await allViolations(page)).map(({ id }) => id);
  await page.locator('main').focus();
  const scrolled = await page.evaluate(() => scrollY);
  await page.mouse.move(...(await middle()));
  await page.mouse.wheel(0, 60);
  await page.waitForFunction((scrolled) => scrollY > scrolled, scrolled);
  steps['wheel in passing'] = await part(page);
  await page.mouse.move(...(await middle()));
  await page.keyboard.down('Control');
  await after('wheel with Ctrl', () => page.mouse.wheel(0, -200));
  await page.keyboard.up('Control');
  await page.locator('.zoom [data-step=west]').focus();
  await after('back', () => page.keyboard.press('0'));
  steps.strangers = asked.filter((address) => !address.startsWith(url));
  // A click that moves nothing leads where the area leads.
  const area = page.locator('svg.map a.area').first();
  steps.leads = await area.getAttribute('href');
  await area.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((now) => now.pathname + now.search === steps.leads);
  return steps;
}

/** In the page: an area in the eastern half of the map, which is still seen when the map moves by a third to the east. */
function linkInTheEast() {
  const { left, top, width, height } = document.querySelector('svg.map').getBoundingClientRect();
  for (const east of [0.6, 0.65, 0.7, 0.75])
    for (const south of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const area = document.elementFromPoint(left + east * width, top + south * height)?.closest('a.area');
      if (area) return area.getAttribute('href');
    }
  throw new Error('no area in the eastern half of the map');
}

/** Who wants no motion sees the part at once. */
async function still(browser, url, path) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 700 } });
  const page = await opened(context, url + path);
  return page.evaluate(() => {
    document.querySelector('.zoom [data-step=closer]').click();
    return document.querySelector('svg.map').getAttribute('viewBox').split(' ').map(Math.round);
  });
}

/** Two fingers on a phone. */
async function fingers(browser, url, path) {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
  const page = await opened(context, url + path);
  await page.locator('svg.map').scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator('svg.map').boundingBox();
  const hand = await context.newCDPSession(page);
  const touch = (type, apart) =>
    hand.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart.map((far, id) => ({ x: x + width / 2 + far, y: y + height / 2, id })),
    });
  await touch('touchStart', [-30, 30]);
  for (const far of [40, 50, 60, 75, 90]) await touch('touchMove', [-far, far]);
  await touch('touchEnd', []);
  await settled(page, null);
  return part(page);
}

/** The signs are links. */
async function withoutScript(browser, url, path) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await opened(context, url + path);
  await page.locator('.zoom [data-step=closer]').click();
  await page.waitForURL(/at=/);
  return part(page);
}

async function opened(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  await page.goto(address);
  return page;
}

/** Waits until the address names another part and the node's drawing of it stands there. */
async function settled(page, before) {
  await page.waitForFunction((before) => new URL(location).searchParams.get('at') !== before, before);
  await page.waitForFunction(() => document.querySelector('svg.map').getAttribute('viewBox').startsWith('0 0 2000 '));
}

async function part(page) {
  const at = new URL(page.url()).searchParams.get('at');
  return {
    at: at && at.split(',').map(Number),
    box: await page.locator('svg.map').getAttribute('viewBox'),
    areas: await page.locator('svg.map a.area').count(),
    colours: await page.locator('.measures a').last().getAttribute('href'),
  };
}

const LIMIT_MILLIS = 15_000;

await respond(answer);
