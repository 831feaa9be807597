// Signs a credential with Digital Bazaar's eddsa-jcs-2022, as other people's issuers do. See README.md.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createSignCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { offlineLoader } from './contexts.mjs';
import { request, respond } from './answer.mjs';

async function answer() {
  const { credential, seed, verification_method: id, created } = request();
  const key = await Ed25519Multikey.generate({
    id,
    controller: id.split('#')[0],
    seed: new Uint8Array(Buffer.from(seed, 'hex')),
  });
  const suite = new DataIntegrityProof({
    signer: key.signer(),
    date: created,
    cryptosuite: createSignCryptosuite(),
  });
  return {
    credential: await vc.issue({ credential, suite, documentLoader: offlineLoader({}), now: created }),
  };
}

await respond(answer);
