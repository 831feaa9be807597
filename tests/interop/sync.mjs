// Fetches everything a node holds that is not held yet: node sync.mjs MULTIADDR [HELD.json]
// HELD.json is a list of [time, id in hex]. Written from docs/spec/sync.md, entry.md and identity.md alone.
import './node20.mjs';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { noise } from '@libp2p/noise';
import { yamux } from '@libp2p/yamux';
import { identify } from '@libp2p/identify';
import { tcp } from '@libp2p/tcp';
import { lpStream } from '@libp2p/utils';
import { multiaddr } from '@multiformats/multiaddr';
import canonicalize from 'canonicalize';
import { decode, encode } from 'cborg';
import { multibaseDecode } from 'didwebvh-ts';
import { decompress } from 'fzstd';
import { createLibp2p } from 'libp2p';
import { parameters, read, respond } from './answer.mjs';
import { Initiator, setFingerprint } from './negentropy.mjs';

async function answer() {
  const [address, file] = parameters(1, 'sync.mjs MULTIADDR [HELD.json]');
  const held = (file === undefined ? [] : JSON.parse(read(file))).map(([time, id]) => ({
    time,
    id: Buffer.from(id, 'hex'),
  }));
  held.sort(byTimeAndId);
  const node = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify() },
    connectionGater: { denyDialMultiaddr: () => false },
  });
  try {
    const connection = await node.dial(multiaddr(address), { signal: AbortSignal.timeout(LIMIT_MILLIS) });
    const stream = await connection.newStream(['/hanse/sync/1'], { signal: AbortSignal.timeout(LIMIT_MILLIS) });
    return await fetchAll(new Session(stream), held);
  } finally {
    await node.stop();
  }
}

/** Runs a session as the initiator and pushes nothing. */
async function fetchAll(session, held) {
  await session.send([HELLO, 2, 1, 0, sha256(), 0, 0, held.length, setFingerprint(held)]);
  const [, protocol, , willing, , listLength, asks, count, fingerprint] = await session.receive(HELLO);
  if (protocol !== 2) throw new Error(`the node speaks protocol ${protocol}`);
  if (willing !== 0 || listLength !== 0 || asks !== 0) throw new Error('the node does not carry everything');
  let rounds = 0;
  let need = [];
  const items = [];
  const isEqual = count === held.length && Buffer.from(fingerprint).equals(setFingerprint(held));
  if (!isEqual) {
    const initiator = new Initiator(held);
    for (let message = initiator.begin(); message !== undefined; rounds += 1) {
      await session.send([RECONCILE, message]);
      message = initiator.answer(Buffer.from((await session.receive(RECONCILE))[1]));
    }
    need = [...initiator.need.values()];
    for (let begin = 0; begin < need.length; begin += WINDOW) {
      await session.send([WANT, need.slice(begin, begin + WINDOW)]);
      for (let run = await session.receive(ITEMS, END); run[0] === ITEMS; run = await session.receive(ITEMS, END))
        items.push(...run[1].map(verified));
    }
  }
  await session.send([DONE]);
  const asked = new Set(need.map((id) => id.toString('hex')));
  const unasked = items.filter(({ id }) => !asked.has(id.toString('hex')));
  if (unasked.length > 0) throw new Error(`${unasked.length} items came that were not asked for`);
  const all = [...held, ...items].sort(byTimeAndId);
  return {
    count,
    rounds,
    packed: session.packed,
    isEqual,
    isComplete: Buffer.from(fingerprint).equals(setFingerprint(all)),
    lines: items.filter(({ kind }) => kind === 'line').length,
    entries: items.filter(({ kind }) => kind === 'entry').length,
    items: items.map(({ time, id }) => [time, id.toString('hex')]),
  };
}

/** Frames on a stream. */
class Session {
  packed = 0;
  #frames;

  constructor(stream) {
    this.#frames = lpStream(stream, { maxDataLength: FRAME_BYTES });
  }

  async send(message) {
    await this.#frames.write(encode(message), { signal: AbortSignal.timeout(LIMIT_MILLIS) });
  }

  /** Returns the next message, which must be of one of the kinds. */
  async receive(...kinds) {
    const frame = await this.#frames.read({ signal: AbortSignal.timeout(LIMIT_MILLIS) });
    let message = decode(frame.subarray());
    if (message[0] === PACKED) {
      const [, length, bytes] = message;
      if (length > FRAME_BYTES) throw new Error(`a packed message of ${length} bytes`);
      const plain = decompress(bytes, new Uint8Array(length));
      if (plain.length !== length) throw new Error(`${plain.length} bytes where ${length} were announced`);
      message = decode(plain);
      this.packed += 1;
    }
    if (!kinds.includes(message[0])) throw new Error(`a message of kind ${message[0]} where ${kinds} belong`);
    return message;
  }
}

/** Returns an item's kind, time and id, or throws when its hashes or signature do not hold. */
function verified(item) {
  return item[0] === 0x7b ? verifiedLine(Buffer.from(item).toString()) : verifiedEntry(item);
}

function verifiedEntry(item) {
  const [headerBytes, signature, body] = decode(item);
  const header = decode(headerBytes);
  const [format, , , , device, , , , time, , bodyHash, bodyLength] = header;
  if (format !== 1 || header.length !== 12) throw new Error('an entry of another format');
  if (body.length !== bodyLength || !sha256(body).equals(Buffer.from(bodyHash)))
    throw new Error('an entry with another body');
  const signed = Buffer.concat([Buffer.from('hanse entry 1'), headerBytes]);
  check(signed, device, signature, 'an entry');
  return { kind: 'entry', time, id: sha256(signed) };
}

function verifiedLine(text) {
  const { proof, ...body } = JSON.parse(text);
  const [{ proofValue, ...options }] = [proof].flat();
  const signed = Buffer.concat([sha256(canonicalize(options)), sha256(canonicalize(body))]);
  const multikey = options.verificationMethod.split('#')[1];
  const key = multibase(multikey);
  if (key[0] !== 0xed || key[1] !== 0x01) throw new Error('a line signed by no Ed25519 key');
  if (!body.parameters.updateKeys.includes(multikey)) throw new Error('a line signed by a key it does not name');
  check(signed, key.subarray(2), multibase(proofValue), 'a line');
  return { kind: 'line', time: Date.parse(body.versionTime), id: sha256(canonicalize(body)) };
}

function check(bytes, key, signature, what) {
  const der = Buffer.concat([ED25519_SPKI, Buffer.from(key)]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (!verify(null, bytes, publicKey, Buffer.from(signature))) throw new Error(`${what} whose signature is wrong`);
}

const multibase = (text) => multibaseDecode(text).bytes;
const sha256 = (bytes = '') => createHash('sha256').update(bytes).digest();
const byTimeAndId = (left, right) => left.time - right.time || left.id.compare(right.id);

const [HELLO, RECONCILE, WANT, ITEMS, END, DONE, PACKED] = [0, 1, 2, 3, 4, 6, 7];
const FRAME_BYTES = 2 ** 20;
const WINDOW = 2048;
const LIMIT_MILLIS = 60_000;
/** What stands before the 32 bytes of an Ed25519 key in DER. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

await respond(answer);
