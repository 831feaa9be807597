// Holds the programs of this folder against each other: what one library wrote, another must read, and no library
// may accept it once it was changed. Run with `node --test selftest.mjs`; needs `npm ci` and .venv (README.md).
import './node20.mjs';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as Automerge from '@automerge/automerge';
import { noise } from '@libp2p/noise';
import { yamux } from '@libp2p/yamux';
import { identify } from '@libp2p/identify';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { createLibp2p } from 'libp2p';
import { CREDENTIALS_V2, OPEN_BADGES } from './contexts.mjs';
import { Initiator } from './negentropy.mjs';

for (const form of ['library', 'lean']) {
  describe(`a log in the ${form} form`, () => {
    let made;
    before(async () => {
      made = await run('didwebvh_create.mjs', [], { version_time: FOUNDED, form });
      assert.equal(made.ok, true, made.why);
    });

    test('is the same on every run', async () => {
      const again = await run('didwebvh_create.mjs', [], { version_time: FOUNDED, form });
      assert.deepEqual(again.steps, made.steps);
    });

    test('has its SCID in the name and in the path', () => {
      assert.equal(made.did, `did:webvh:${made.scid}:node.example:v1:organisations:${made.scid}`);
      assert.match(made.scid, /^Qm[1-9A-HJ-NP-Za-km-z]{44}$/);
    });

    test('commits the recovery key and the next routine key in every line', () => {
      const { log } = made.steps.at(-1);
      const recovery = log[0].parameters.nextKeyHashes[0];
      for (const { parameters } of log) {
        assert.equal(parameters.nextKeyHashes.length, 2);
        assert.equal(parameters.nextKeyHashes[0], recovery);
      }
      assert.deepEqual(
        log.map(({ parameters }) => parameters.updateKeys),
        ROUTINE_KEYS.map((name) => [made.keys[name].multikey]),
      );
    });

    test('resolves in both libraries after every step', async () => {
      for (const { jsonl, log } of made.steps) {
        for (const resolved of await resolveInBoth(jsonl, made.did)) {
          assert.equal(resolved.ok, true, resolved.why);
          assert.equal(resolved.versionId, log.at(-1).versionId);
          assert.deepEqual(withoutImplicitServices(resolved.document), log.at(-1).state);
        }
      }
    });

    test('keeps a device that left listed, and says that it is retired', () => {
      const { state } = made.steps.at(-1).log.at(-1);
      const { multikey } = made.keys.desk;
      assert.ok(state.assertionMethod.includes(`${made.did}#${multikey}`));
      assert.deepEqual(
        state.service.map(({ id, type }) => ({ id, type })),
        [{ id: `${made.did}#retired-${multikey}`, type: 'HanseRetiredDevice' }],
      );
      assert.equal(state.service[0].serviceEndpoint.key, multikey);
    });

    test('goes on by the recovery key, and at another host under its old SCID', async () => {
      const { recovered, moved } = made.branches;
      const after = `did:webvh:${made.scid}:moved.example:v1:organisations:${made.scid}`;
      for (const [{ jsonl }, did] of [
        [recovered, made.did],
        [moved, after],
      ]) {
        for (const resolved of await resolveInBoth(jsonl, did)) assert.equal(resolved.did, did, resolved.why);
      }
      assert.deepEqual(moved.log.at(-1).state.alsoKnownAs, [made.did]);
    });

    test('yields no document once it is deactivated', async () => {
      const [js, py] = await resolveInBoth(made.branches.deactivated.jsonl, made.did);
      assert.equal(js.ok, true, js.why);
      assert.equal(js.document, null);
      assert.equal(js.metadata.deactivated, true);
      assert.equal(py.ok, false);
      assert.match(py.why, /deactivated/);
    });

    test('is refused by both libraries when anything in it was changed', async () => {
      for (const [what, change] of Object.entries(LOG_CHANGES)) {
        const log = structuredClone(made.steps.at(-1).log);
        const changed = change(log, made.keys) ?? log;
        for (const resolved of await resolveInBoth(lines(changed), made.did)) {
          assert.equal(resolved.ok, false, `accepted although ${what}`);
        }
      }
    });

    test('may not be written into the future', async () => {
      const ahead = new Date(Date.now() + 3_600_000).toISOString();
      const refused = await run('didwebvh_create.mjs', [], { version_time: ahead, form });
      assert.equal(refused.ok, false);
      assert.match(refused.why, /future/);
    });
  });
}

describe('a credential of a did:webvh issuer', () => {
  let issuer;
  let credential;
  let documents;
  before(async () => {
    issuer = await run('didwebvh_create.mjs', [], { version_time: FOUNDED, form: 'lean' });
    documents = { [issuer.did]: issuer.steps.at(-1).log.at(-1).state };
    credential = await issue(label(issuer.did), issuer, 'laptop');
  });

  const verdicts = (asked) => verifyInBoth({ credential, did_documents: documents, now: NOW, ...asked });
  const accepted = async (asked) => {
    for (const verdict of await verdicts(asked)) assert.equal(verdict.ok, true, verdict.why);
  };
  const refused = async (asked, why) => {
    const answers = await verdicts(asked);
    for (const verdict of answers) assert.equal(verdict.ok, false, 'accepted');
    assert.match(answers.map((verdict) => verdict.why).join('\n'), why);
  };

  test('verifies in both libraries', async () => {
    await accepted({});
    const [js, py] = await verdicts({});
    assert.deepEqual(js, py);
    assert.equal(js.verificationMethod, `${issuer.did}#${issuer.keys.laptop.multikey}`);
  });

  test('verifies against the document as didwebvh-ts resolves it, with its implicit services', async () => {
    const [{ document }] = await resolveInBoth(issuer.steps.at(-1).jsonl, issuer.did);
    await accepted({ did_documents: { [issuer.did]: document } });
  });

  test('verifies when a device signed it that has left since and stays listed', async () => {
    await accepted({ credential: await issue(label(issuer.did), issuer, 'desk') });
  });

  test('carries the context in its proof, and the proof as one object', () => {
    assert.deepEqual(credential.proof['@context'], credential['@context']);
    assert.deepEqual(Object.keys(credential.proof).sort(), PROOF_MEMBERS);
  });

  test('is refused when a claim was changed', async () => {
    const changed = structuredClone(credential);
    changed.credentialSubject.name = 'Somebody Else';
    await refused({ credential: changed }, /Invalid signature[^]*SignatureInvalid/);
  });

  test('is refused when a member of its proof was changed', async () => {
    const changed = { ...credential, proof: { ...credential.proof, created: '2026-03-01T00:00:01Z' } };
    await refused({ credential: changed }, /Invalid signature[^]*SignatureInvalid/);
  });

  test('is refused when the key may not assert', async () => {
    const nodeSigned = await issue(label(issuer.did), issuer, 'node');
    await refused({ credential: nodeSigned }, /not authorized by controller[^]*ProofPurposeMismatch/);
  });

  test('is refused when the document declares no assertionMethod at all', async () => {
    const { assertionMethod, ...bare } = documents[issuer.did];
    assert.ok(assertionMethod);
    await refused(
      { did_documents: { [issuer.did]: bare } },
      /not authorized by controller[^]*ProofPurposeMismatch/,
    );
  });

  test('is refused when another organisation signed it', async () => {
    const other = await run('didwebvh_create.mjs', [], {
      version_time: FOUNDED,
      host: 'other.example',
      form: 'lean',
    });
    const forged = await issue(label(issuer.did), other, 'laptop');
    const both = { ...documents, [other.did]: other.steps.at(-1).log.at(-1).state };
    await refused({ credential: forged, did_documents: both }, /issuer must match[^]*IssuerBindingError/);
  });

  test('is refused when the DID document is missing or is of another DID', async () => {
    await refused({ did_documents: {} }, /not at hand[^]*not at hand/);
    const wrong = { ...documents[issuer.did], id: `${issuer.did}x` };
    await refused({ did_documents: { [issuer.did]: wrong } }, /is of did:[^]*is of did:/);
  });

  test('is refused before and after its time, to the second', async () => {
    await accepted({ now: '2026-03-01T00:00:00Z' });
    await refused({ now: '2026-02-28T23:59:59Z' }, /is before[^]*CredentialNotYetValid/);
    await accepted({ now: '2029-02-28T23:59:59Z' });
    await refused({ now: '2029-03-01T00:00:00Z' }, /is after[^]*CredentialExpired/);
  });

  test('is refused by readers of JSON-LD when it uses a term that neither context defines', async () => {
    const unknown = await issue({ ...label(issuer.did), clusterSize: '42' }, issuer, 'laptop');
    const [js, py] = await verdicts({ credential: unknown });
    assert.equal(js.ok, false);
    assert.match(js.why, /JSON-LD: .*clusterSize/);
    assert.equal(py.ok, true, py.why);
  });

  test('splits the libraries when the proof is an array, or lost the context it was signed with', async () => {
    const inArray = { ...credential, proof: [credential.proof] };
    assert.deepEqual(
      (await verdicts({ credential: inArray })).map(({ ok }) => ok),
      [true, false],
    );
    const { '@context': _, ...bare } = credential.proof;
    assert.deepEqual(
      (await verdicts({ credential: { ...credential, proof: bare } })).map(({ ok }) => ok),
      [false, true],
    );
  });
});

describe('the other programs', () => {
  test('read a saved Automerge document', async () => {
    let document = Automerge.from({
      name: 'Photonics Valley',
      members: 42,
      sectors: ['C26'],
      founded: new Date(0),
    });
    document = Automerge.change(document, (draft) => {
      draft.note = new Automerge.ImmutableString('a scalar string');
      draft.seen = new Automerge.Counter(3);
      draft.logo = new Uint8Array([1, 2, 3]);
    });
    const file = scratch('document.automerge', Automerge.save(document));
    const loaded = await run('automerge_load.mjs', [file]);
    assert.deepEqual(loaded, {
      ok: true,
      document: {
        name: 'Photonics Valley',
        members: 42,
        sectors: ['C26'],
        founded: '1970-01-01T00:00:00.000Z',
        note: 'a scalar string',
        seen: 3,
        logo: { bytes: 'AQID' },
      },
      heads: Automerge.getHeads(document),
      changes: 2,
      conflicts: {},
    });
  });

  test('refuse a truncated Automerge document', async () => {
    const saved = Automerge.save(Automerge.from({ name: 'Photonics Valley' }));
    const refused = await run('automerge_load.mjs', [scratch('torn.automerge', saved.slice(0, -3))]);
    assert.equal(refused.ok, false);
  });

  test('dial a node, identify and ping it, and tell an open protocol from a missing one', async () => {
    const node = await createLibp2p({
      addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
      nodeInfo: { userAgent: 'a-listener/1' },
      transports: [tcp()],
      connectionEncrypters: [noise()],
      streamMuxers: [yamux()],
      services: { identify: identify(), ping: ping() },
    });
    try {
      await node.handle('/hanse/test/1', (stream) => stream.close());
      const [address] = node.getMultiaddrs();
      const met = await run('libp2p_dial.mjs', [address.toString(), '/hanse/test/1']);
      assert.equal(met.ok, true, met.why);
      assert.equal(met.peerId, node.peerId.toString());
      assert.equal(met.agentVersion, 'a-listener/1');
      assert.ok(met.protocols.includes('/hanse/test/1'));
      assert.ok(met.rttMillis >= 0);
      assert.equal(met.stream.opened, true, met.stream.why);
      const unknown = await run('libp2p_dial.mjs', [address.toString(), '/hanse/unknown/1']);
      assert.equal(unknown.ok, true, unknown.why);
      assert.equal(unknown.stream.opened, false);
    } finally {
      await node.stop();
    }
    const nobody = await run('libp2p_dial.mjs', ['/ip4/127.0.0.1/tcp/1', '/hanse/test/1']);
    assert.equal(nobody.ok, false);
  });

  test('compare sets of ids, and find what only one side holds', () => {
    const item = (number) => ({ time: number % 40, id: createHash('sha256').update(`${number}`).digest() });
    const set = (from, to) =>
      Array.from({ length: to - from }, (_, index) => item(from + index)).sort(
        (left, right) => left.time - right.time || left.id.compare(right.id),
      );
    // The answer of a node that holds one item to a node that holds none, from docs/spec/sync.md.
    const empty = new Initiator([]);
    assert.equal(empty.begin().toString('hex'), '6100000200');
    assert.equal(empty.answer(Buffer.from(`6100000201${'ab'.repeat(32)}`, 'hex')), undefined);
    assert.deepEqual([...empty.need.keys()], ['ab'.repeat(32)]);
    // A first message says what an equal set says: answered with itself it leaves nothing to compare.
    const same = new Initiator(set(0, 500));
    assert.equal(same.answer(same.begin()), undefined);
    assert.equal(same.have.size + same.need.size, 0);
    // A list of nothing for all that is: everything is held by this side only.
    const more = new Initiator(set(0, 500));
    assert.equal(more.answer(Buffer.from('6100000200', 'hex')), undefined);
    assert.equal(more.have.size, 500);
  });

  test('find nothing wrong with a sound page, and everything with an unsound one', async () => {
    const server = createServer((request, response) => {
      const page = PAGES[request.url];
      response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page ?? 'nothing here');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = (path) => `http://127.0.0.1:${server.address().port}${path}`;
    try {
      const picture = join(folder, 'page.png');
      const sound = await run('page_look.mjs', [at('/sound'), picture, '400']);
      assert.equal(sound.ok, true, sound.why);
      assert.equal(readFileSync(picture).subarray(1, 4).toString(), 'PNG');
      const unsound = await run('page_look.mjs', [at('/unsound'), picture, '400']);
      assert.equal(unsound.ok, false);
      assert.ok(unsound.consoleErrors.some((text) => text.includes('something broke')));
      assert.ok(unsound.consoleErrors.some((text) => text.startsWith('uncaught: too late')));
      assert.ok(unsound.failedRequests.includes(`404 ${at('/missing.css')}`));
      assert.ok(unsound.foreignRequests.includes('https://fonts.example/a.css'));
      assert.ok(unsound.foreignRequests.includes('http://192.0.2.1/pixel.gif'));
      assert.ok(unsound.foreignRequests.some((url) => url.startsWith('wss://sockets.example')));
      assert.ok(unsound.sidewaysScroll > 0);
      assert.ok(unsound.violations.some(({ id }) => id === 'image-alt'));
      assert.equal((await run('page_look.mjs', [at('/none'), picture, '400'])).status, 404);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('page_walk notes whatever fires', async () => {
    const hostile = `<title>t</title><script>fired = 1; alert(1)</script><p onclick="x()">a</p><img src="https://evil.example/x">
      <a href="javascript:alert(2)">b</a><p>\u202e</p>`;
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(request.url === '/hostile' ? hostile : '<!doctype html><title>t</title><link rel=icon href=/i><p>words');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const [url, list] = [`http://127.0.0.1:${server.address().port}`, join(folder, 'paths.json')];
    try {
      writeFileSync(list, '["/sound"]');
      const sound = await run('page_walk.mjs', [url, list]);
      assert.equal(sound.ok, true, sound.why);
      writeFileSync(list, '["/sound","/hostile"]');
      const { ok, fired } = await run('page_walk.mjs', [url, list]);
      assert.equal(ok, false);
      for (const what of ['a dialog: 1', 'onclick=x()', 'a request to https://evil.example/x', 'href leads to javascript', 'a marker was set', 'hidden characters', '<script>'])
        assert.ok(fired.some((text) => text.startsWith('/hostile') && text.includes(what)), `${what}: ${fired}`);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('exit with 2 when they cannot run', async () => {
    for (const program of [
      'didwebvh_resolve.mjs',
      'didwebvh_resolve.py',
      'automerge_load.mjs',
      'libp2p_dial.mjs',
      'sync.mjs',
      'page_look.mjs',
    ]) {
      assert.equal((await launch(program, [], '')).code, 2, program);
    }
    for (const program of [
      'didwebvh_create.mjs',
      'ob_schema.mjs',
      'status_list.mjs',
      'status_list.py',
      'vc_issue.mjs',
      'vc_verify.mjs',
      'vc_verify.py',
    ]) {
      assert.equal((await launch(program, [], 'not JSON')).code, 2, program);
    }
  });
});

/** Runs a program and returns its one JSON object. */
async function run(program, args = [], request = undefined) {
  const { code, stdout, stderr } = await launch(
    program,
    args,
    request === undefined ? '' : JSON.stringify(request),
  );
  assert.equal(code, 0, `${program} exited with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function launch(program, args, input) {
  const interpreter = program.endsWith('.py') ? PYTHON : process.execPath;
  return new Promise((resolve, reject) => {
    const child = spawn(interpreter, [join(HERE, program), ...args]);
    const heard = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => (heard[name] += text));
    child.on('error', (error) =>
      reject(new Error(`${interpreter} could not be started, see README.md: ${error.message}`)),
    );
    child.on('close', (code) => resolve({ code, ...heard }));
    child.stdin.on('error', () => {}).end(input);
  });
}

async function resolveInBoth(jsonl, did) {
  const file = scratch('did.jsonl', jsonl);
  return Promise.all([run('didwebvh_resolve.mjs', [file, did]), run('didwebvh_resolve.py', [file, did])]);
}

async function verifyInBoth(request) {
  return Promise.all([run('vc_verify.mjs', [], request), run('vc_verify.py', [], request)]);
}

/** Signs a credential with a key of an organisation that `didwebvh_create.mjs` made. */
async function issue(unsigned, organisation, device) {
  const { seed, multikey } = organisation.keys[device];
  const issued = await run('vc_issue.mjs', [], {
    credential: unsigned,
    seed,
    verification_method: `${organisation.did}#${multikey}`,
    created: '2026-03-01T00:00:00Z',
  });
  assert.equal(issued.ok, true, issued.why);
  return issued.credential;
}

/** Returns a label as Hanse issues it, without its proof. */
function label(issuer) {
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES],
    id: 'urn:uuid:0b9a5f1e-8c0f-4b38-9d1f-6b7d5c1e2a10',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Cluster Excellence Label Gold',
    issuer: { id: issuer, type: ['Profile'], name: 'Example Label Agency' },
    awardedDate: '2026-02-20T12:00:00Z',
    validFrom: '2026-03-01T00:00:00Z',
    validUntil: '2029-02-28T23:59:59Z',
    credentialSubject: {
      id: 'did:webvh:QmSubject:valley.example:v1:organisations:QmSubject',
      type: ['AchievementSubject'],
      name: 'Photonics Valley',
      achievement: {
        id: 'https://labels.example/schemes/cluster-excellence/3#gold',
        type: ['Achievement'],
        achievementType: 'QualityAssuranceCredential',
        name: 'Cluster Excellence Label Gold',
        description: 'The cluster organisation met the Gold criteria.',
        version: '3.1',
        criteria: { id: 'https://labels.example/schemes/cluster-excellence/3/criteria' },
      },
    },
  };
}

/** didwebvh-ts adds the services `#files` and `#whois`, and an empty list of services, to what the log says. */
function withoutImplicitServices(document) {
  const service = (document.service ?? []).filter(({ id }) => id !== '#files' && id !== '#whois');
  return { ...document, service };
}

function scratch(name, content) {
  const file = join(mkdtempSync(join(folder, 'case-')), name);
  writeFileSync(file, content);
  return file;
}

const lines = (log) => log.map((entry) => `${JSON.stringify(entry)}\n`).join('');

const HERE = dirname(fileURLToPath(import.meta.url));
const PYTHON = process.env.INTEROP_PYTHON ?? join(HERE, '.venv', 'bin', 'python');
const FOUNDED = '2026-02-01T00:00:00Z';
const NOW = '2026-06-01T00:00:00Z';
const ROUTINE_KEYS = ['routine1', 'routine2', 'routine3', 'routine4'];
const PROOF_MEMBERS = [
  '@context',
  'created',
  'cryptosuite',
  'proofPurpose',
  'proofValue',
  'type',
  'verificationMethod',
];

const folder = mkdtempSync(join(tmpdir(), 'hanse-interop-'));
after(() => rmSync(folder, { recursive: true }));

/** Each changes a log of four lines in a way that no reader may accept. */
const LOG_CHANGES = {
  'a device was slipped into the first document': (log) => {
    log[0].state.assertionMethod.push(log[0].state.authentication[0]);
  },
  'a device was slipped into the last document': (log) => {
    log[3].state.assertionMethod.push(log[3].state.authentication[0]);
  },
  'the retirement was taken back': (log) => {
    log[3].state.service = [];
  },
  'a line is missing': (log) => log.toSpliced(1, 1),
  'two lines changed places': (log) => [log[0], log[2], log[1], log[3]],
  'a proof is missing': (log) => {
    delete log[2].proof;
  },
  'the proof of another line was put in': (log) => {
    log[3].proof = log[2].proof;
  },
  'a key that was not committed signs': (log, keys) => {
    log[3].parameters.updateKeys = [keys.laptop.multikey];
  },
  'the hosts moved without a word': (log) =>
    JSON.parse(JSON.stringify(log).replaceAll('node.example', 'evil.example')),
  'the last time lies before the one before': (log) => {
    log[3].versionTime = log[0].versionTime;
  },
  'the committed keys were changed': (log) => {
    log[1].parameters.nextKeyHashes.reverse();
  },
};

const PAGES = {
  '/sound': `<!doctype html><html lang="en"><head><title>Sound</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width"></head>
    <body><main><h1>Sound</h1><p>Nothing wrong.</p></main></body></html>`,
  '/unsound': `<!doctype html><html lang="en"><head><title>Unsound</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/missing.css"><link rel="stylesheet" href="https://fonts.example/a.css"></head>
    <body><main><h1>Unsound</h1><img src="http://192.0.2.1/pixel.gif"><div style="width: 3000px">wide</div></main>
    <script>console.error('something broke'); new WebSocket('wss://sockets.example/');
    addEventListener('load', () => { throw new Error('too late'); });</script></body></html>`,
};

describe('a status list', () => {
  test('that one library wrote is read by the other', async () => {
    const encode = { length: 131072, set: [0, 9, 131071] };
    const decode = (encodedList) => ({ encodedList, indexes: [0, 1, 9, 131071] });
    for (const [writer, reader] of [
      ['status_list.mjs', 'status_list.py'],
      ['status_list.py', 'status_list.mjs'],
    ]) {
      const { encodedList } = await run(writer, [], { encode });
      const read = await run(reader, [], { decode: decode(encodedList) });
      assert.deepEqual(read.bits, [true, false, true, true], reader);
    }
  });
});
