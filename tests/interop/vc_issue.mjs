// Signs a credential with Digital Bazaar's eddsa-jcs-2022, as other people's issuers do. See README.md.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createSignCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { offlineLoader } from './contexts.mjs';
import { request, respond } from './answer.mjs';
import { signingKeyFromSeed } from './keys.mjs';

async function answer() {
  const { credential, seed, verification_method: id, created } = request();
  const { publicKey, multikey } = signingKeyFromSeed(Buffer.from(seed, 'hex'));
  const key = await Ed25519Multikey.fromRaw({
    id,
    controller: id.split('#')[0],
    publicKey,
    secretKey: new Uint8Array(Buffer.from(seed, 'hex')),
  });
  if (key.publicKeyMultibase !== multikey) throw new Error('the key pair does not belong together');
  const suite = new DataIntegrityProof({ signer: key.signer(), date: created, cryptosuite: createSignCryptosuite() });
  return { credential: await vc.issue({ credential, suite, documentLoader: offlineLoader({}), now: created }) };
}

await respond(answer);
