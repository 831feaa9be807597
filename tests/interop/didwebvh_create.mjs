// Creates did:webvh 1.0 logs in the form Hanse uses, with didwebvh-ts. See README.md for the request.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { request, respond } from './answer.mjs';
import { agreementKey, signingKey, verifier } from './keys.mjs';
import {
  AbstractCrypto,
  MultibaseEncoding,
  createDID,
  deactivateDID,
  deriveNextKeyHash,
  multibaseEncode,
  prepareDataForSigning,
  resolveDIDFromLog,
  updateDID,
} from 'didwebvh-ts';

async function answer() {
  const {
    host = 'node.example',
    version_time: firstTime,
    step_seconds: stepSeconds = 60,
    form = 'library',
  } = request();
  const writer = WRITERS[form];
  if (!writer) throw new Error(`unknown form ${form}: say "library" or "lean"`);
  const keys = namedKeys();
  const clock = clockFrom(firstTime, stepSeconds);
  const main = await mainLine(writer, keys, host, clock);
  const branches = await branchesOf(writer, keys, main, clock);
  const did = main[0].log[0].state.id;
  return {
    did,
    scid: did.split(':')[2],
    form,
    keys: Object.fromEntries(
      Object.entries(keys).map(([name, { seed, multikey }]) => [name, { seed, multikey }]),
    ),
    steps: main.map(printed),
    branches: Object.fromEntries(Object.entries(branches).map(([name, step]) => [name, printed(step)])),
  };
}

/** The story: an organisation is created, routinely confirmed, gains a laptop and loses its desk computer. */
async function mainLine(writer, keys, host, clock) {
  const { recovery, routine1, routine2, routine3, routine4, routine5 } = keys;
  const founding = document(`did:webvh:{SCID}:${host}:v1:organisations:{SCID}`, keys, ['desk', 'node'], []);
  const created = await writer.create(host, founding, routine1, [recovery, routine2], clock(0));
  const did = created[0].state.id;
  const confirmed = await writer.update(created, null, routine2, [recovery, routine3], clock(1));
  const threeDevices = document(did, keys, ['desk', 'node', 'laptop'], []);
  const added = await writer.update(confirmed, threeDevices, routine3, [recovery, routine4], clock(2));
  const deskGone = document(did, keys, ['desk', 'node', 'laptop'], ['desk']);
  const retired = await writer.update(added, deskGone, routine4, [recovery, routine5], clock(3));
  return [
    { name: 'created', log: created },
    { name: 'routine key revealed', log: confirmed },
    { name: 'device added', log: added },
    { name: 'device retired', log: retired },
  ];
}

/** Lines that leave the main line at its second entry: a fork by the recovery key, a move, an end. */
async function branchesOf(writer, keys, [, { log: confirmed }], clock) {
  const { recovery, recovery2, routine3, routine4 } = keys;
  const recovered = await writer.update(confirmed, null, recovery, [recovery2, routine4], clock(2));
  const moved = await writer.move(confirmed, 'moved.example', routine3, [recovery, routine4], clock(2));
  const deactivated = await writer.deactivate(confirmed, routine3, clock(2));
  return {
    recovered: { name: 'recovery key revealed', log: recovered },
    moved: { name: 'host moved', log: moved },
    deactivated: { name: 'deactivated', log: deactivated },
  };
}

/** The DID document of Hanse: each device an Ed25519 and an X25519 Multikey, a retirement a service. */
function document(did, keys, devices, retired) {
  const id = (key) => `${did}#${key.multikey}`;
  const holding = (role) =>
    devices.filter((name) => ROLES[name].includes(role)).map((name) => id(keys[name]));
  const methods = devices.flatMap((name) => [keys[name], keys[`${name}Agreement`]]);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: methods.map((key) => ({
      id: id(key),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key.multikey,
    })),
    capabilityInvocation: holding('capabilityInvocation'),
    assertionMethod: holding('assertionMethod'),
    authentication: holding('authentication'),
    keyAgreement: devices.map((name) => id(keys[`${name}Agreement`])),
    service: retired.map((name) => ({
      id: `${did}#retired-${keys[name].multikey}`,
      type: 'HanseRetiredDevice',
      serviceEndpoint: {
        key: keys[name].multikey,
        sequence: 12,
        entry: sha256Hex(`entry of ${name}`),
        treeHead: sha256Hex(`tree head of ${name}`),
        reason: 'left',
      },
    })),
  };
}

/** Everything by `createDID`, `updateDID` and `deactivateDID`: what other people's software writes. */
const library = {
  async create(host, didDocument, key, next, at) {
    const { log } = await createDID({
      address: host,
      paths: ['v1', 'organisations', '{SCID}'],
      didDocument,
      portable: true,
      updateKeys: [key.multikey],
      nextKeyHashes: await hashes(next),
      signer: new Signer(key),
      verifier,
      created: at,
    });
    return log;
  },
  async update(log, didDocument, key, next, at) {
    const { log: longer } = await updateDID({
      log,
      ...(didDocument === null ? {} : asUpdateOptions(didDocument)),
      updateKeys: [key.multikey],
      nextKeyHashes: await hashes(next),
      signer: new Signer(key),
      verifier,
      witnessProofs: [],
      updated: at,
    });
    return longer;
  },
  async move(log, host, key, next, at) {
    const did = log.at(-1).state.id;
    const [, , scid] = did.split(':');
    const { log: longer } = await updateDID({
      log,
      address: `did:webvh:${scid}:${host}:v1:organisations:${scid}`,
      updateKeys: [key.multikey],
      nextKeyHashes: await hashes(next),
      signer: new Signer(key),
      verifier,
      witnessProofs: [],
      updated: at,
    });
    return longer;
  },
  /** `deactivateDID` fails while pre-rotation is on, so an update turns it off first. */
  async deactivate(log, key, at) {
    const open = await library.update(log, null, key, [], at);
    const { log: longer } = await deactivateDID({ log: open, signer: new Signer(key), verifier });
    return longer;
  },
};

/**
 * Only what the method asks for, and the document exactly as given. `updateDID` cannot do that, so the entry is put
 * together here: hashed with `canonicalize`, signed over `prepareDataForSigning`, checked by `resolveDIDFromLog`.
 */
const lean = {
  async create(host, didDocument, key, next, at) {
    const entry = {
      versionId: '{SCID}',
      versionTime: at,
      parameters: {
        method: 'did:webvh:1.0',
        scid: '{SCID}',
        updateKeys: [key.multikey],
        nextKeyHashes: await hashes(next),
        portable: true,
      },
      state: didDocument,
    };
    const scid = multihash(canonicalize(entry));
    const named = JSON.parse(JSON.stringify(entry).replaceAll('{SCID}', scid));
    return checked([await sealed(named, scid, 1, key)]);
  },
  async update(log, didDocument, key, next, at) {
    const parameters = { updateKeys: [key.multikey], nextKeyHashes: await hashes(next) };
    return lean.append(log, parameters, didDocument ?? log.at(-1).state, key, at);
  },
  async move(log, host, key, next, at) {
    const { state } = log.at(-1);
    const [, , scid] = state.id.split(':');
    const moved = JSON.parse(
      JSON.stringify(state).replaceAll(state.id, `did:webvh:${scid}:${host}:v1:organisations:${scid}`),
    );
    const parameters = { updateKeys: [key.multikey], nextKeyHashes: await hashes(next) };
    return lean.append(log, parameters, { ...moved, alsoKnownAs: [state.id] }, key, at);
  },
  async deactivate(log, key, at) {
    const parameters = { updateKeys: [key.multikey], nextKeyHashes: [], deactivated: true };
    return lean.append(log, parameters, log.at(-1).state, key, at);
  },
  async append(log, parameters, state, key, at) {
    const previous = log.at(-1).versionId;
    const entry = { versionId: previous, versionTime: at, parameters, state };
    return checked([...log, await sealed(entry, previous, log.length + 1, key)]);
  },
};

/** Gives an entry its version id, chained to `previous`, and its proof. */
async function sealed(entry, previous, number, key) {
  const versionId = `${number}-${multihash(canonicalize({ ...entry, versionId: previous }))}`;
  const named = { ...entry, versionId };
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: `did:key:${key.multikey}#${key.multikey}`,
    created: entry.versionTime,
    proofPurpose: 'assertionMethod',
  };
  const { proofValue } = await new Signer(key).sign({ document: named, proof });
  return { ...named, proof: [{ ...proof, proofValue }] };
}

async function checked(log) {
  await resolveDIDFromLog(log, { verifier, witnessProofs: [] });
  return log;
}

/** Signs entries for didwebvh-ts with a key of `keys.mjs`. */
class Signer extends AbstractCrypto {
  constructor(key) {
    super({ verificationMethod: { type: 'Multikey', publicKeyMultibase: key.multikey } });
    this.key = key;
  }

  async sign({ document, proof }) {
    const signature = this.key.sign(await prepareDataForSigning(document, proof));
    return { proofValue: multibaseEncode(signature, MultibaseEncoding.BASE58_BTC) };
  }
}

/**
 * `updateDID` takes no document, and one relationship (`purpose`) per method, which it would copy into the document.
 * A property that is not enumerable is read but not copied; the other relationships have options of their own.
 */
function asUpdateOptions({
  verificationMethod,
  capabilityInvocation,
  assertionMethod,
  authentication,
  keyAgreement,
  service,
}) {
  const methods = verificationMethod.map((method) => {
    const purpose = capabilityInvocation.includes(method.id) ? 'capabilityInvocation' : 'keyAgreement';
    return Object.defineProperty({ ...method }, 'purpose', { value: purpose, enumerable: false });
  });
  return { verificationMethods: methods, assertionMethod, authentication, keyAgreement, services: service };
}

function namedKeys() {
  const controllers = ['recovery', 'recovery2', 'routine1', 'routine2', 'routine3', 'routine4', 'routine5'];
  const devices = Object.keys(ROLES);
  return Object.fromEntries([
    ...[...controllers, ...devices].map((name) => [name, signingKey(name)]),
    ...devices.map((name) => [`${name}Agreement`, agreementKey(`${name} agreement`)]),
  ]);
}

/** Returns the time of the n-th line. Without a time given, the first is an hour ago: no line may lie ahead. */
function clockFrom(firstTime, stepSeconds) {
  const first = firstTime === undefined ? Date.now() - 3_600_000 : Date.parse(firstTime);
  if (Number.isNaN(first)) throw new Error(`version_time ${firstTime} is not a time`);
  return (step) => new Date(first + step * stepSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

const hashes = (keys) => Promise.all(keys.map((key) => deriveNextKeyHash(key.multikey)));
const sha256Hex = (text) => createHash('sha256').update(text).digest('hex');
const printed = ({ name, log }) => ({
  name,
  log,
  jsonl: log.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
});

function multihash(text) {
  const digest = createHash('sha256').update(text).digest();
  return multibaseEncode(new Uint8Array([0x12, 0x20, ...digest]), MultibaseEncoding.BASE58_BTC).slice(1);
}

const WRITERS = { library, lean };
const ROLES = {
  desk: ['capabilityInvocation', 'assertionMethod'],
  node: ['authentication'],
  laptop: ['capabilityInvocation', 'assertionMethod'],
};

await respond(answer);
