// Keys from fixed seeds, so that what is created here is the same on every run apart from its times.
import { createHash } from 'node:crypto';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { MultibaseEncoding, multibaseEncode } from 'didwebvh-ts';

/** Returns the Ed25519 key pair of a name: its seed (hex), its Multikey and a `sign` function. */
export function signingKey(name) {
  const seed = seedOf(name);
  const publicKey = ed25519.getPublicKey(seed);
  return {
    seed: Buffer.from(seed).toString('hex'),
    publicKey,
    multikey: multikey(ED25519_PUBLIC, publicKey),
    sign: (message) => ed25519.sign(message, seed),
  };
}

/** Returns the X25519 key pair of a name: its seed (hex) and its Multikey. */
export function agreementKey(name) {
  const seed = seedOf(name);
  return {
    seed: Buffer.from(seed).toString('hex'),
    multikey: multikey(X25519_PUBLIC, x25519.getPublicKey(seed)),
  };
}

/** Verifies as didwebvh-ts asks for it; `zip215: false` refuses small-order and non-canonical keys. */
export const verifier = {
  verify: async (signature, message, publicKey) =>
    ed25519.verify(signature, message, publicKey, { zip215: false }),
};

function seedOf(name) {
  return new Uint8Array(createHash('sha256').update(`hanse interop ${name}`).digest());
}

function multikey(prefix, publicKey) {
  return multibaseEncode(new Uint8Array([...prefix, ...publicKey]), MultibaseEncoding.BASE58_BTC);
}

const ED25519_PUBLIC = [0xed, 0x01];
const X25519_PUBLIC = [0xec, 0x01];
