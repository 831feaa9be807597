// Compares pages with the pictures of them that are kept: node look.mjs URL KEPT OUT MODE "NAME=PATH NAME=PATH …"
// KEPT is the folder of the pictures, OUT that of what differs; MODE is `compare`, or `write` to take new pictures.
//
// Pictures are taken at half size with a font of blocks (look/blocks.ttf), so that they do not depend on a machine's fonts.
// Two places differ if no place beside either is nearly of the colour of the other: edges may be smoothed otherwise. So
// the pictures show where things are, how large, and in which colours; they show no letters. What words say and whether
// they can be read is for other tests.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parameters, respond } from '../interop/answer.mjs';
import { withBrowser } from '../interop/browser.mjs';

async function answer() {
  const [url, kept, out, mode, pages] = parameters(5, 'look.mjs URL KEPT OUT MODE "NAME=PATH …"');
  mkdirSync(out, { recursive: true });
  const looks = await withBrowser(async (browser) => {
    const judge = await browser.newPage();
    const seen = [];
    for (const page of pages.split(' ')) {
      const [name, path] = page.split(/=(.*)/s);
      for (const sight of SIGHTS) {
        const isFirst = seen.length === 0;
        seen.push(await look({ browser, judge, url: url + path, name, sight, kept, out, mode, isFirst }));
      }
    }
    return seen;
  });
  const differing = looks.filter(({ share }) => !(share <= SHARE_MAX));
  return { ok: differing.length === 0, why: differing.map(({ says }) => says).join('; '), looks };
}

async function look({ browser, judge, url, name, sight, kept, out, mode, isFirst }) {
  const file = `${name}-${sight.width}-${sight.colorScheme}.png`;
  const page = await opened(browser, url, sight);
  const picture = await taken(page);
  if (mode === 'write') {
    writeFileSync(join(kept, file), picture);
    await page.context().close();
    return { file, share: 0 };
  }
  if (!existsSync(join(kept, file))) return { file, share: null, says: `${file} is not kept yet: ${ACCEPT}` };
  const told = await compared(judge, readFileSync(join(kept, file)), picture);
  const isBlind = isFirst && !(await noticed(judge, page, readFileSync(join(kept, file))));
  await page.context().close();
  if (isBlind) return { file, share: null, says: `${file}: a change of the page is not noticed` };
  if (told.share <= SHARE_MAX) return { file, share: told.share };
  const [now, difference] = [join(out, file), join(out, file.replace('.png', '-difference.png'))];
  writeFileSync(now, picture);
  writeFileSync(difference, Buffer.from(told.difference, 'base64'));
  const percent = (told.share * 100).toFixed(2);
  return { file, share: told.share, says: `${percent} % of ${file} differ: see ${difference} beside ${now}; ${ACCEPT}` };
}

/** Whether what somebody would see is seen here too: the main part a little lower, and colours exchanged. */
async function noticed(judge, page, kept) {
  await page.addStyleTag({ content: 'main { padding-top: 60px !important; }' });
  const lower = await compared(judge, kept, await taken(page));
  await page.addStyleTag({ content: 'main { padding-top: 2rem !important; } h1, h2, a { color: #0a0 !important; }' });
  const coloured = await compared(judge, kept, await taken(page));
  return Math.min(lower.share, coloured.share) > SHARE_MAX;
}

async function opened(browser, url, { width, colorScheme }) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme,
    deviceScaleFactor: 0.5,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    // The policy of the pages forbids what is added here.
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.addStyleTag({ content: STYLE });
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** The upper part of a page; what lies below it is much of the same. */
async function taken(page) {
  return page.screenshot({ animations: 'disabled' });
}

/** In a page: how large a share differs, with a picture of where. */
async function compared(judge, kept, now) {
  return judge.evaluate(compare, { kept: kept.toString('base64'), now: now.toString('base64'), least: COLOUR_LEAST });
}

async function compare({ kept, now, least }) {
  const pixels = async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
    canvas.drawImage(image, 0, 0);
    return { width: image.width, height: image.height, data: canvas.getImageData(0, 0, image.width, image.height).data };
  };
  const [a, b] = [await pixels(kept), await pixels(now)];
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const isNear = (one, x, y, other) => {
    if (x >= one.width || y >= one.height) return false;
    const at = (y * one.width + x) * 4;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const [nx, ny] = [x + dx, y + dy];
        if (nx < 0 || ny < 0 || nx >= other.width || ny >= other.height) continue;
        const beside = (ny * other.width + nx) * 4;
        if ([0, 1, 2].every((part) => Math.abs(one.data[at + part] - other.data[beside + part]) <= least)) return true;
      }
    return false;
  };
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  const shown = drawing.createImageData(width, height);
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const differs = !isNear(a, x, y, b) || !isNear(b, x, y, a);
      count += differs;
      const at = (y * width + x) * 4;
      const from = (Math.min(y, b.height - 1) * b.width + Math.min(x, b.width - 1)) * 4;
      const pale = (part) => 255 - (255 - b.data[from + part]) / 4;
      shown.data.set(differs ? [255, 0, 160, 255] : [pale(0), pale(1), pale(2), 255], at);
    }
  drawing.putImageData(shown, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const difference = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  return { share: count / (width * height), difference };
}

const FONT = readFileSync(new URL('look/blocks.ttf', import.meta.url)).toString('base64');
// The footer names a port.
const STYLE = `
  @font-face { font-family: Blocks; src: url(data:font/ttf;base64,${FONT}); }
  *, *::before, *::after { font-family: Blocks !important; caret-color: transparent !important; }
  footer.site { visibility: hidden; }`;
const HEIGHT = 1400;
const SIGHTS = [1280, 390].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));
/** Colours nearer to each other than so many of 255, in each part, are the same. */
const COLOUR_LEAST = 40;
/** So large a share of a picture may differ. */
const SHARE_MAX = 0.004;
const ACCEPT = 'if that is meant, HANSE_PICTURES=write takes new pictures (docs/architecture.md)';

await respond(answer);
