// Reads the QR code that an SVG draws as one path of runs, with jsQR. See README.md.
import jsQR from 'jsqr';
import { parameters, read, respond } from './answer.mjs';

const SCALE = 4;

async function answer() {
  const [file] = parameters(1, 'qr_read.mjs FILE.svg');
  const svg = read(file);
  const side = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)[1]) * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const path = /<path d="([^"]*)" fill="#1c232d"/.exec(svg)[1];
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = y * SCALE; row < (Number(y) + 1) * SCALE; row += 1)
      for (let column = x * SCALE; column < (Number(x) + Number(length)) * SCALE; column += 1)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  }
  const code = (jsQR.default ?? jsQR)(pixels, side, side);
  if (code === null) throw new Error('no code is found in the picture');
  return { text: code.data };
}

await respond(answer);
