// Walks through a node's pages as a reader without script does: node pages.mjs URL WORD
// Searches for the word, opens the first organisation that speaks for itself, its label, the label's scheme and the
// node, by the links and forms that stand there; prints where it came (the contract is that of tests/interop).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CannotRun, parameters, respond } from '../interop/answer.mjs';

const { chromium } = createRequire(new URL('../interop/', import.meta.url))('playwright-core');

async function answer() {
  const [url, word] = parameters(2, 'pages.mjs URL WORD');
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new CannotRun(`there is no ${executablePath}: run tests/run first`);
  const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT_MILLIS);
    return await walk(page, url, word);
  } finally {
    await browser.close();
  }
}

/** Goes from page to page and notes of each its path and what a reader came for. */
async function walk(page, url, word) {
  const steps = {};
  const note = async (step, selector) => {
    const { pathname, search } = new URL(page.url());
    steps[step] = { path: pathname + search, says: (await page.locator(selector).first().innerText()).trim() };
  };
  await page.goto(url);
  await note('front', 'h1');
  await page.getByLabel('Words').fill(word);
  await page.getByLabel('Whose word').selectOption('profile');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Search' }).click();
  await note('results', '#results');
  await page.locator('.card h3 a').first().click();
  await note('organisation', 'h1');
  await page.getByRole('link', { name: /labels? valid/ }).click();
  await page.locator('#labels .labels h3 a').first().click();
  await note('label', '.verdict h2');
  await page.getByLabel('The verdict as of another day').fill('2020-01-01');
  await page.getByRole('button', { name: 'Judge' }).click();
  await note('label before its time', '.verdict h2');
  await page.locator('.meta').getByRole('link').last().click();
  await note('scheme', 'h1');
  await page.getByRole('link', { name: 'This node' }).click();
  await note('node', 'h1');
  return { steps };
}

const LIMIT_MILLIS = 15_000;

await respond(answer);
