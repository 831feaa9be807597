// Loads a saved Automerge document and prints it as JSON: node automerge_load.mjs FILE
import * as Automerge from '@automerge/automerge';
import { parameters, readBytes, respond } from './answer.mjs';

async function answer() {
  const [file] = parameters(1, 'automerge_load.mjs FILE');
  const document = Automerge.load(readBytes(file));
  return {
    document: plain(Automerge.toJS(document)),
    heads: Automerge.getHeads(document),
    changes: Automerge.getAllChanges(document).length,
    conflicts: conflicts(document),
  };
}

/** Returns a value as JSON has it: a counter as its number, a time as text, bytes and big integers marked as such. */
function plain(value) {
  if (typeof value === 'bigint') return { bigint: value.toString() };
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (Automerge.isCounter(value)) return value.value;
  if (Automerge.isImmutableString(value)) return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** Returns the keys at the root that hold more than one concurrent value, with the number of values. */
function conflicts(document) {
  const counted = Object.keys(document).map((key) => [
    key,
    Object.keys(Automerge.getConflicts(document, key) ?? {}).length,
  ]);
  return Object.fromEntries(counted.filter(([, values]) => values > 1));
}

await respond(answer);
