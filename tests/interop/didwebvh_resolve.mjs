// Resolves a did:webvh 1.0 log with didwebvh-ts, offline: node didwebvh_resolve.mjs FILE.jsonl [DID]
import { parameters, read, respond } from './answer.mjs';
import { verifier } from './keys.mjs';
import { resolveDIDFromLog } from 'didwebvh-ts';

await respond(async () => {
  const [file, did] = parameters(1, 'didwebvh_resolve.mjs FILE.jsonl [DID]');
  const log = read(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseLine);
  const asked = did === undefined ? {} : { requestedDid: did, scid: did.split(':')[2] };
  // An empty list of witness proofs keeps the library from fetching them: a log that names witnesses fails.
  const {
    did: resolved,
    doc,
    meta,
  } = await resolveDIDFromLog(log, { verifier, witnessProofs: [], ...asked });
  if (meta.error) throw new Error(meta.problemDetails?.detail ?? meta.error);
  return { did: resolved, versionId: meta.versionId, document: doc, metadata: meta };
});

function parseLine(line, index) {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`line ${index + 1} is not JSON: ${error.message}`);
  }
}
