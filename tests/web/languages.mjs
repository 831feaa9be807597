// Looks at pages in every language with one browser: node languages.mjs WIDTH "URL URL …"
// For each page its language, whether it scrolls sideways, and what axe-core finds (the contract is that of
// tests/interop).
import { parameters, respond } from '../interop/answer.mjs';
import { sidewaysScroll, violations, withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [width, urls] = parameters(2, 'languages.mjs WIDTH "URL URL …"');
  const pages = await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } });
    const seen = [];
    for (const url of urls.split(' ')) seen.push(await look(page, url));
    return seen;
  });
  return { pages };
}

async function look(page, url) {
  const response = await page.goto(url, { waitUntil: 'load', timeout: LIMIT_MILLIS });
  return {
    url,
    status: response?.status() ?? null,
    language: await page.getAttribute('html', 'lang'),
    sidewaysScroll: await sidewaysScroll(page),
    violations: await violations(page),
  };
}

const LIMIT_MILLIS = 30_000;

await respond(answer);
