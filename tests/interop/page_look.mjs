// Looks at a page with Chromium and axe-core: node page_look.mjs URL OUT.png WIDTH
import { CannotRun, parameters, respond } from './answer.mjs';
import { sidewaysScroll, violations, withBrowser } from './browser.mjs';

async function answer() {
  const [url, picture, width] = parameters(3, 'page_look.mjs URL OUT.png WIDTH');
  const address = new URL(url);
  if (!LOOPBACK.has(address.hostname)) throw new CannotRun(`${url} is not on this machine`);
  if (!/^\d{2,4}$/.test(width)) throw new CannotRun(`the width is a number of pixels, not ${width}`);
  const found = await withBrowser((browser) => look(browser, address, picture, Number(width)));
  const faults = faultsOf(found);
  return faults.length === 0 ? found : { ok: false, why: faults.join('; '), ...found };
}

/** Opens the page, notes everything that goes wrong on the way, and takes its picture. */
async function look(browser, address, picture, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const heard = await listen(page, address);
  const response = await page.goto(address.href, { waitUntil: 'load', timeout: LIMIT_MILLIS });
  const idle = await page.waitForLoadState('networkidle', { timeout: QUIET_MILLIS }).then(
    () => true,
    () => false,
  );
  await page.screenshot({ path: picture, fullPage: true });
  return {
    url: page.url(),
    status: response?.status() ?? null,
    title: await page.title(),
    networkIdle: idle,
    ...heard,
    sidewaysScroll: await sidewaysScroll(page),
    violations: await violations(page),
  };
}

/** Collects console errors and requests; a request to another host is noted and not sent. */
async function listen(page, address) {
  const heard = { consoleErrors: [], failedRequests: [], foreignRequests: [] };
  const isForeign = (url) => NETWORK.test(url) && new URL(url).host !== address.host;
  page.on('console', (message) => {
    if (message.type() === 'error') heard.consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => heard.consoleErrors.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) heard.failedRequests.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    if (!isForeign(request.url()))
      heard.failedRequests.push(`${request.failure()?.errorText} ${request.url()}`);
  });
  page.on('request', (request) => {
    if (isForeign(request.url())) heard.foreignRequests.push(request.url());
  });
  await page.route('**/*', (route) => (isForeign(route.request().url()) ? route.abort() : route.continue()));
  await page.routeWebSocket(/./, (socket) => {
    if (isForeign(socket.url())) heard.foreignRequests.push(socket.url());
    else socket.connectToServer();
  });
  return heard;
}

function faultsOf(found) {
  const count = ({ length }, one, many) => (length === 0 ? [] : [`${length} ${length === 1 ? one : many}`]);
  return [
    ...(found.status === 200 ? [] : [`the page answered ${found.status}`]),
    ...count(found.consoleErrors, 'console error', 'console errors'),
    ...count(found.failedRequests, 'failed request', 'failed requests'),
    ...count(found.foreignRequests, 'request to another host', 'requests to other hosts'),
    ...(found.sidewaysScroll > 0 ? [`it scrolls sideways by ${found.sidewaysScroll} px`] : []),
    ...count(found.violations, 'accessibility violation', 'accessibility violations'),
  ];
}

const LIMIT_MILLIS = 30_000;
const QUIET_MILLIS = 5_000;
const NETWORK = /^(https?|wss?):/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

await respond(answer);
