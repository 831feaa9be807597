// Debian's Chromium, and what is asked of every page that it shows.
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { CannotRun } from './answer.mjs';

/** Runs `use` with a browser, which is closed whatever comes of it. */
export async function withBrowser(use) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new CannotRun(`there is no ${executablePath}: install chromium or set CHROMIUM`);
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** By how many pixels a page is wider than its window. */
export async function sidewaysScroll(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
}

/** Returns what axe-core calls serious or critical. */
export async function violations(page) {
  const all = await allViolations(page);
  return all.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

/** Returns everything that axe-core finds. `preload: false`, or axe fetches the stylesheets again. */
export async function allViolations(page) {
  await page.evaluate(axe.source);
  const { violations: all } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
  return all.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    nodes: nodes.map(({ target }) => target.flat().join(' ')),
  }));
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Names other than this machine's lead nowhere, whatever else a page may try.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
];
