// Negentropy v1, the side that asks: what two sets of [time, id] do not share. See docs/spec/sync.md.
import { createHash } from 'node:crypto';

/** Compares a set with another one; `items` are `{ time, id }`, sorted by both, the id a Buffer of 32 bytes. */
export class Initiator {
  constructor(items) {
    this.items = items;
    this.have = new Map();
    this.need = new Map();
  }

  /** Returns the first message. */
  begin() {
    const message = new Message();
    this.#split(0, this.items.length, MAX, message);
    return message.bytes();
  }

  /** Takes an answer and returns the next message, or nothing when the sets are compared. */
  answer(bytes) {
    const reader = new Reader(bytes);
    const message = new Message();
    let [lower, lowerBound, isSkipping] = [0, { time: 0n, id: Buffer.alloc(0) }, false];
    while (!reader.isAtEnd()) {
      const bound = reader.bound();
      const upper = this.#lowerBound(lower, bound);
      const mode = reader.number();
      if (mode === 1n) {
        if (reader.take(16).equals(this.#fingerprint(lower, upper))) isSkipping = true;
        else {
          if (isSkipping) message.bound(lowerBound).number(0n);
          isSkipping = false;
          this.#split(lower, upper, bound, message);
        }
      } else if (mode === 2n) {
        this.#compare(lower, upper, reader);
        isSkipping = true;
      } else if (mode === 0n) isSkipping = true;
      else throw new Error(`a range of mode ${mode}`);
      [lower, lowerBound] = [upper, bound];
    }
    return message.isEmpty() ? undefined : message.bytes();
  }

  #compare(lower, upper, reader) {
    const theirs = new Map();
    for (let count = reader.number(); count > 0n; count -= 1n) {
      const id = reader.take(32);
      theirs.set(id.toString('hex'), id);
    }
    for (const { id } of this.items.slice(lower, upper)) {
      if (!theirs.delete(id.toString('hex'))) this.have.set(id.toString('hex'), id);
    }
    for (const [name, id] of theirs) this.need.set(name, id);
  }

  #split(lower, upper, bound, message) {
    const count = upper - lower;
    if (count < 32) {
      message.bound(bound).number(2n).number(BigInt(count));
      for (const { id } of this.items.slice(lower, upper)) message.add(id);
      return;
    }
    for (let part = 0, begin = lower; part < 16; part += 1) {
      const end = begin + Math.floor(count / 16) + (part < count % 16 ? 1 : 0);
      const to = part === 15 ? bound : between(this.items[end - 1], this.items[end]);
      message.bound(to).number(1n).add(this.#fingerprint(begin, end));
      begin = end;
    }
  }

  #fingerprint(lower, upper) {
    let sum = 0n;
    for (const { id } of this.items.slice(lower, upper)) sum += littleEndian(id);
    const bytes = Buffer.from((sum % 2n ** 256n).toString(16).padStart(64, '0'), 'hex').reverse();
    const count = new Message().number(BigInt(upper - lower)).bytes().subarray(1);
    return createHash('sha256').update(bytes).update(count).digest().subarray(0, 16);
  }

  #lowerBound(from, { time, id }) {
    const whole = Buffer.concat([id, Buffer.alloc(32 - id.length)]);
    const isBelow = (item) => BigInt(item.time) < time || (BigInt(item.time) === time && item.id.compare(whole) < 0);
    let [low, high] = [from, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBelow(this.items[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The fingerprint of a whole set, as Hello says it: over the hashes of pieces that begin at ids that end in 0. */
export function setFingerprint(items) {
  const whole = createHash('sha256').update(Buffer.of(1));
  for (let begin = 0; begin < items.length; ) {
    let end = begin + 1;
    while (end < items.length && items[end].id[31] !== 0) end += 1;
    const piece = createHash('sha256').update(Buffer.of(0));
    for (const { id } of items.slice(begin, end)) piece.update(id);
    whole.update(piece.digest());
    begin = end;
  }
  return whole.digest();
}

/** The shortest bound between two neighbours. */
function between(before, after) {
  if (before.time !== after.time) return { time: BigInt(after.time), id: Buffer.alloc(0) };
  let same = 0;
  while (before.id[same] === after.id[same]) same += 1;
  return { time: BigInt(after.time), id: after.id.subarray(0, same + 1) };
}

const littleEndian = (id) => BigInt(`0x${Buffer.from(id).reverse().toString('hex')}`);

class Message {
  #parts = [Buffer.of(VERSION)];
  #time = 0n;

  isEmpty() {
    return this.#parts.length === 1;
  }

  bytes() {
    return Buffer.concat(this.#parts);
  }

  add(bytes) {
    this.#parts.push(bytes);
    return this;
  }

  number(value) {
    const groups = [Number(value & 127n)];
    for (let rest = value >> 7n; rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 127n) | 128);
    return this.add(Buffer.from(groups));
  }

  bound({ time, id }) {
    this.number(time === MAX.time ? 0n : time - this.#time + 1n);
    this.#time = time;
    return this.number(BigInt(id.length)).add(id);
  }
}

class Reader {
  #rest;
  #time = 0n;

  constructor(bytes) {
    if (bytes[0] !== VERSION) throw new Error('another version than negentropy v1');
    this.#rest = bytes.subarray(1);
  }

  isAtEnd() {
    return this.#rest.length === 0;
  }

  take(length) {
    if (this.#rest.length < length) throw new Error('a negentropy message that ends too early');
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  number() {
    for (let value = 0n; ; ) {
      const [byte] = this.take(1);
      value = (value << 7n) | BigInt(byte & 127);
      if (byte < 128) return value;
    }
  }

  bound() {
    const more = this.number();
    this.#time = more === 0n ? MAX.time : this.#time + more - 1n;
    return { time: this.#time, id: this.take(Number(this.number())) };
  }
}

const VERSION = 0x61;
const MAX = { time: 2n ** 64n - 1n, id: Buffer.alloc(0) };
